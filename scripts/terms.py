"""Helps with the glossaries, locales/<tag>/glossary.yml.

Usage: python scripts/terms.py propose LANGUAGE TERM-ID          forms of a term’s labels, to paste into the file
       python scripts/terms.py propose LANGUAGE --label WORDS    the same for a term that is not in the file yet
       python scripts/terms.py check [--json]                    the glossaries against the pages

`--gender mf` says of a label what `gender: mf` says of a term: that it names women and men alike, as ministre does.

Proposals need simplemma; they come from its dictionary and from the endings in language.yml: read them before you paste
them. A check exits with 1 for terms that are missing and words that are avoided. Candidates, unused terms and possible
slips of a translation are questions to you; names that need no entry stand in locales/<tag>/not-terms.txt, one a line.
"""

from __future__ import annotations

import argparse
import dataclasses
import json
import os
import sys
from collections.abc import Mapping
from pathlib import Path

import markdown
import yaml
from mkdocs.config import load_config

from precis import clock, disk
from precis.audit import KINDS, QUESTIONS, Audit, Finding
from precis.inflection import Lemmas
from precis.language import Language
from precis.project import load
from precis.proposal import Proposal, proposals
from precis.records import parse
from scripts.command import Refusal, carried_out, require

ROOT = Path(__file__).resolve().parent.parent


def main(arguments: list[str], root: Path = ROOT) -> int:
    wanted = parser().parse_args(arguments)
    return carried_out(lambda: int(wanted.run(audit(root), wanted)))


def parser() -> argparse.ArgumentParser:
    whole = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = whole.add_subparsers(required=True, metavar="COMMAND")
    proposing = commands.add_parser("propose", help="forms of a term’s labels")
    proposing.set_defaults(run=propose)
    proposing.add_argument("language", metavar="LANGUAGE")
    what = proposing.add_mutually_exclusive_group(required=True)
    what.add_argument("term", metavar="TERM-ID", nargs="?")
    what.add_argument("--label", metavar="WORDS")
    proposing.add_argument("--gender", choices=("m", "f", "mf"), help="of the label")
    checking = commands.add_parser("check", help="the glossaries against the pages")
    checking.set_defaults(run=check)
    checking.add_argument("--json", action="store_true")
    return whole


def audit(root: Path) -> Audit:
    """The project with its pages as MkDocs renders them."""
    config = load_config(str(root / "mkdocs.yml"))
    project = load(root, Path(config.docs_dir), str(config.theme["language"]))
    renderer = markdown.Markdown(extensions=config.markdown_extensions, extension_configs=config.mdx_configs)
    written = (page for page in project.site.written if not page.fallback)
    bodies = {page: renderer.reset().convert(page.source.body) for page in written}
    files = {tag: parse(text(root, glossary_file(tag)), glossary_file(tag)) for tag in project.languages}
    not_terms = {tag: names(text(root, f"locales/{tag}/not-terms.txt")) for tag in project.languages}
    return Audit(project, bodies, files, not_terms, clock.today(os.environ))


def propose(audit: Audit, wanted: argparse.Namespace) -> int:
    require(wanted.language, audit.project.languages, "language")
    language, glossary = audit.project.languages[wanted.language], audit.project.glossaries[wanted.language]
    if wanted.term is not None:
        require(wanted.term, glossary, f"term of {glossary_file(language.tag)}")
    term = glossary.get(wanted.term or "")
    labels = (wanted.label,) if term is None else (term.pref, *term.alt)
    gender = wanted.gender or (term.gender if term else "")
    lemmas, used = dictionary(language), audit.usage(language.tag).passages
    found = proposals(labels, glossary, language.words, lemmas, used, both=gender == "mf")
    for label, reason in found.reasons.items():
        print(f"“{label}”: left alone, {reason}.")
    for proposal in found.found:
        print(row(proposal, wanted.term))
    print(pasted(found.new) if found.new else "Nothing new.")
    return 0


def check(audit: Audit, wanted: argparse.Namespace) -> int:
    found = audit.findings()
    print(as_json(found) if wanted.json else "\n\n".join(section(kind, rows) for kind, rows in found.items()))
    return int(any(rows for kind, rows in found.items() if kind not in QUESTIONS))


def dictionary(language: Language) -> Lemmas:
    if not language.words.endings:
        raise Refusal(f"locales/{language.tag}/language.yml has no endings below “words:”; see locales/README.md.")
    try:
        from simplemma.strategies.dictionaries.dictionary_factory import SUPPORTED_LANGUAGES, DefaultDictionaryFactory
    except ImportError:
        raise Refusal("Proposals need simplemma, which is not installed: pip install 'simplemma>=2,<3'") from None
    require(language.locale.language, sorted(SUPPORTED_LANGUAGES), "language of simplemma’s dictionaries")
    return DefaultDictionaryFactory().get_dictionary(language.locale.language)


def row(proposal: Proposal, term_id: str | None) -> str:
    form, owner = proposal.form, proposal.owner
    times = f"{proposal.count}×" if proposal.count else ""
    notes = [f"from “{form.label}”"]
    notes += [f"“{word}” by its ending alone" for word in form.guessed]
    notes += ["in the file" if owner == term_id else f"a label of “{owner}”"] * bool(owner)
    return f"{times:>5}  {form.text:<40}  {', '.join(notes)}"


def pasted(forms: list[str]) -> str:
    """A line of YAML."""
    return str(yaml.safe_dump({"forms": forms}, allow_unicode=True, default_flow_style=None, width=10**6)).rstrip()


def section(kind: str, rows: list[Finding]) -> str:
    told, _ = KINDS[kind]
    return "\n".join([f"{kind}: {told}: {len(rows) or 'none'}", *(f"  {one.where}: {one.what}" for one in rows)])


def as_json(found: Mapping[str, list[Finding]]) -> str:
    data = {kind: list(map(dataclasses.asdict, rows)) for kind, rows in found.items()}
    return json.dumps(data, ensure_ascii=False, indent=1)


def glossary_file(tag: str) -> str:
    return f"locales/{tag}/glossary.yml"


def text(root: Path, name: str) -> str:
    """A file's text; empty where there is none."""
    return disk.read_text(root / name, root) if (root / name).is_file() else ""


def names(text: str) -> tuple[str, ...]:
    """Lines that are neither empty nor comments."""
    lines = (line.strip() for line in text.splitlines())
    return tuple(line for line in lines if line and not line.startswith("#"))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""Turns an article into an explainer: pages, candidate facts and terms to review, and a report.

Usage: python scripts/import_article.py ARTICLE --slug SLUG [--language en] [--out docs]

ARTICLE is plain text, HTML, Markdown, DOCX or ninjs (IPTC’s JSON), or - for standard input. SLUG names the explainer’s
folder. Every word of the article stands on a page or in the report’s list of what is left out; the import checks that
itself. Nothing that somebody changed since is overwritten: import a corrected article again under the same SLUG.

Headings: where the file marks none, bare lines are judged by stated reasons. --interactive asks about each; --headings
FILE names them all, one a line; “Heading | first words of a paragraph” adds one there.
"""

from __future__ import annotations

import argparse
import datetime as dt
import sys
import time
from pathlib import Path

from precis import batch, disk
from precis.article import imported
from precis.article.importing import Told, carry_out
from precis.article.job import Import, Request
from precis.article.report import report, summary
from precis.article.ruling import Ruling, parse_ruling
from precis.article.threeway import MEANINGS
from precis.article.tongue import tongue
from precis.candidacy import FOLDER
from precis.intake.block import Article
from precis.intake.file import read as read_file
from precis.intake.file_kind import LARGEST
from precis.language import Language
from precis.project import Project, load
from precis.writing import Writer
from scripts.ask_headings import CLEAR, asked
from scripts.command import Refusal, carried_out, require
from scripts.desk import configuration, on_desk

LONG = 1.0
"Seconds after which a command tells how far it is."
NEXT = """\
Written below {docs}/: {lang}/{slug}/, _facts/{slug}.yml, _sources/{slug}.yml, _import/{slug}/.
Read {docs}/_import/{slug}/import-report.md; then: python scripts/review.py {slug}"""


def main(arguments: list[str]) -> int:
    wanted = parser().parse_args(arguments)
    return carried_out(lambda: run(wanted))


def parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("article", metavar="ARTICLE", help="a file, or - for standard input")
    parser.add_argument("--slug", required=True, help="the explainer’s folder: small letters, digits, hyphens")
    parser.add_argument("--language", metavar="TAG", help="of the article; else as the file says or its words tell")
    parser.add_argument("--out", metavar="FOLDER", type=Path, help="the folder of pages, if it is not docs/")
    parser.add_argument("--title", default="", help="in place of the article’s own")
    parser.add_argument("--outlet", default="", help="the newspaper or site, if the file does not say")
    parser.add_argument("--url", default="", help="the article’s address, if the file does not say")
    parser.add_argument("--issued", metavar="DATE", type=day, default=None, help="the article’s day, as 2026-05-14")
    parser.add_argument("--encoding", default="", help="of the file, if it is guessed wrongly")
    parser.add_argument(
        "--format", choices=("text", "html", "markdown", "docx", "ninjs"), help="if it is taken for another"
    )
    headings = parser.add_mutually_exclusive_group()
    headings.add_argument("--headings", metavar="FILE", type=Path, help="all headings, one a line")
    headings.add_argument("--interactive", action="store_true", help="ask about headings")
    parser.add_argument("--dry-run", action="store_true", help="print the report, write nothing")
    return parser


def day(text: str) -> str:
    return dt.date.fromisoformat(text).isoformat()


def run(wanted: argparse.Namespace) -> int:
    config = configuration(wanted.out)
    root, docs = (
        Path(config.config_file_path).parent,
        Path(config.docs_dir) if wanted.out is None else wanted.out.resolve(),
    )
    name, data = source(wanted.article)
    article = read_file(data, name, encoding=wanted.encoding, format=wanted.format)
    project = load(root, docs, str(config.theme["language"]))
    language, how = spoken(article, project, wanted.language)
    desk = on_desk(project, root, docs, wanted.slug, language, config)
    ruling = headings(wanted, article, language, docs, root)
    request = Request(
        article,
        name,
        data,
        wanted.slug,
        language,
        how,
        outlet=wanted.outlet or article.metadata.outlet or str(config.site_name),
        outlet_said=bool(wanted.outlet or article.metadata.outlet),
        title=wanted.title,
        url=wanted.url,
        issued=wanted.issued or "",
        ruling=ruling,
    )
    done = carry_out(request, desk, progress(time.monotonic()))
    writer = project.writers[language.tag]
    told = report(done, writer)
    if wanted.dry_run:
        print(told)
        return 0
    files = {**done.files, f"{imported.folder(wanted.slug)}/import-report.md": told}
    batch.write({docs / path: None if text is None else text.encode() for path, text in files.items()}, root)
    tell(done, writer, disk.relative(docs, root))
    return 0


def source(name: str) -> tuple[str, bytes]:
    """Name and bytes of the article; one byte more than may be read, so that what is longer is refused."""
    if name == "-":
        return "-", sys.stdin.buffer.read(LARGEST + 1)
    try:
        with Path(name).open("rb") as file:
            return Path(name).name, file.read(LARGEST + 1)
    except OSError as error:
        raise Refusal(
            f"“{name}” cannot be read: {error.strerror}. Give the name of an article’s file, or -."
        ) from error


def spoken(article: Article, project: Project, tag: str | None) -> tuple[Language, str]:
    """The article's language, and how it is known."""
    if tag is not None:
        require(tag, project.languages, "language of the site")
        return project.languages[tag], "as you said"
    found, how = tongue(article, project.languages)
    return project.languages[found], how


def headings(wanted: argparse.Namespace, article: Article, language: Language, docs: Path, root: Path) -> Ruling | None:
    """The editor's; those of the last import where there are any."""
    if wanted.interactive:
        try:
            return asked(article, language)
        except EOFError:
            raise Refusal("\nThe answers ended before the questions; nothing was written.") from None
    saved = docs / FOLDER / wanted.slug / "headings.txt"
    path = wanted.headings or (saved if saved.is_file() else None)
    return None if path is None else parse_ruling(disk.read_text(path, root), disk.relative(path, root))


def progress(begun: float) -> Told:
    """Tells how far the reading is, on one line, once it takes long."""

    def told(done: int, whole: int) -> None:
        if time.monotonic() - begun > LONG and (done == whole or done % 20 == 0):
            print(
                f"\rReading: {done} of {whole} paragraphs",
                end="\n" if done == whole else "",
                file=sys.stderr,
                flush=True,
            )

    return told


def tell(done: Import, writer: Writer, docs: str) -> None:
    slug, tag = done.request.explainer, done.request.language.tag
    for guess in done.outline.guesses:
        if guess.chosen or guess.confidence > CLEAR:
            mark = "heading" if guess.chosen else "text   "
            print(f"{mark} {guess.confidence:4.0%}  {guess.text}  ({'; '.join(guess.speaking)})")
    for one in done.changes:
        if one.action not in {"created", "unchanged"}:
            print(f"{docs}/{one.path}: {MEANINGS[one.action]}")
    print(summary(done, writer))
    print(NEXT.format(docs=docs, lang=tag, slug=slug))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

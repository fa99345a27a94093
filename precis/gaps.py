"""What a language that is not complete yet lacks: told at each build, never warned of."""

from __future__ import annotations

from collections.abc import Iterator

from precis.language import Language
from precis.project import Project


def told(project: Project) -> Iterator[str]:
    """Lines for the log; complete after the last page is rendered."""
    for language in project.languages.values():
        if not language.complete:
            yield from (f"{language.tag}: not translated yet: {what}" for what in _lacking(project, language))


def _lacking(project: Project, language: Language) -> Iterator[str]:
    tag = language.tag
    pages = [page.key for page in project.site.written if page.language == tag and page.fallback]
    known = {term for glossary in project.glossaries.values() for term in glossary}
    terms = sorted(known - project.glossaries[tag].keys())
    messages = project.writers[tag].translations.awaited
    if pages:
        yield f"pages of docs/{tag}/ ({len(pages)}): {', '.join(pages)}"
    if terms:
        yield f"terms of locales/{tag}/glossary.yml ({len(terms)}): {', '.join(terms)}"
    if messages:
        yield f"messages ({len(messages)}): python scripts/strings.py check {tag} lists them"

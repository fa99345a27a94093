"""Which of the site's languages an article is in."""

from __future__ import annotations

from collections.abc import Mapping

from precis.intake.block import Article
from precis.intake.wordcount import listed
from precis.language import Language
from precis.words import plain


def tongue(article: Article, languages: Mapping[str, Language]) -> tuple[str, str]:
    """Its tag, and how that is known. `languages`: by tag, the source language first."""
    said = article.metadata.language.replace("_", "-")
    parts = said.split("-")
    for length in range(len(parts), 0, -1):
        name = "-".join(parts[:length]).lower()
        for tag in languages:
            if tag.lower() == name:
                return tag, f"the file says “{said}”"
    words = [plain(word).lower() for block in article.blocks if block.role != "left-out" for word in listed(block.text)]
    counts = {tag: _small_words(words, language) for tag, language in languages.items()}
    best = max(counts, key=lambda tag: counts[tag], default="")
    return best, f"{counts[best]} of its {len(words)} words are small words of this language"


def _small_words(words: list[str], language: Language) -> int:
    small = {plain(word).lower() for word in language.press.connectives}
    return sum(word in small for word in words)

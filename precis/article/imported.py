"""What an import remembers in `docs/_import/<explainer>/import.yml`, so that it can be repeated."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import yaml

from precis.candidacy import FOLDER
from precis.days import Day
from precis.intake.block import Format
from precis.records import Record, UrlPart

HEAD = "# What scripts/import_article.py did. Written by it; do not edit.\n"


class Imported(Record):
    article: str
    "Name of the file."
    sha256: str
    "Of its bytes."
    format: Format
    language: str
    "Tag of the article's language."
    imported: Day
    source: UrlPart
    "Id of the article's record among the sources."
    pages: Mapping[str, str]
    "Key of each page, and the heading it was made from; none for the overview."

    def __str__(self) -> str:
        data: dict[str, Any] = self.model_dump(mode="json")
        return HEAD + str(yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=10**6))


def folder(explainer: str) -> str:
    """Below the folder of pages."""
    return f"{FOLDER}/{explainer}"


def copy_of(path: str, explainer: str) -> str:
    """Where the import keeps a page as it wrote it; both below the folder of pages."""
    return f"{folder(explainer)}/base/{path}"

"""Sets booklets into PDF files with Typst: tagged, accessible (PDF/UA-1), the same bytes for the same content."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from importlib.metadata import version
from pathlib import Path

import typst

from precis import disk
from precis.digest import digest
from precis.problems import Problem


class Unprintable(Exception):
    """A booklet that cannot be set; says why."""


@dataclass(frozen=True, slots=True)
class Printed:
    pdf: bytes
    pages: int
    lacking: str = ""
    "Why fonts of this machine had to help out; empty where those of the project have all signs."


@dataclass(frozen=True)
class Typesetter:
    folder: Path
    "Holds the template, the style of drawings and, in `fonts`, the faces."

    @cached_property
    def digest(self) -> str:
        """Of all that shapes a booklet besides its content."""
        return shapes(self.folder, "booklet.typ", "drawings.css")

    @cached_property
    def style(self) -> str:
        return disk.read_text(self.folder / "drawings.css", self.folder)

    def set(self, data: str, day: dt.date) -> Printed:
        """Sets a booklet's data. Raises Unprintable where even the fonts of the machine lack its signs, or Typst
        refuses it."""
        try:
            return self._printed(self._own, data, day)
        except typst.TypstError as lacking:
            try:
                return self._printed(self._with_the_machines, data, day, lacking.message)
            except typst.TypstError as error:
                raise Unprintable(said(error)) from error

    def _printed(self, compiler: typst.Compiler, data: str, day: dt.date, lacking: str = "") -> Printed:
        moment = dt.datetime(day.year, day.month, day.day, tzinfo=dt.UTC)
        pdf = compiler.compile(format="pdf", sys_inputs={"data": data}, pdf_standards=["ua-1"], timestamp=moment)
        assert isinstance(pdf, bytes)
        return Printed(pdf, int(compiler.query("<pages>", field="value", one=True)), lacking)

    def _compiler(self, *, machine: bool) -> typst.Compiler:
        template, fonts = self.folder / "booklet.typ", [self.folder / "fonts"]
        return typst.Compiler(template, root=self.folder, font_paths=fonts, ignore_system_fonts=not machine)

    @cached_property
    def _own(self) -> typst.Compiler:
        return self._compiler(machine=False)

    @cached_property
    def _with_the_machines(self) -> typst.Compiler:
        return self._compiler(machine=True)


def print_folder(theme: Iterable[str]) -> Path | None:
    """What printed pages and cards look like: the first of the theme's folders that says so."""
    return next((path for name in theme if (path := Path(name) / "print").is_dir()), None)


def shapes(folder: Path, *names: str) -> str:
    """Digest of files of the folder, of its fonts and of Typst itself."""
    files = [*(folder / name for name in names), *disk.files_below(folder / "fonts", "*")]
    return digest(version("typst"), *(part for path in files for part in (path.name, path.read_bytes())))


def said(error: typst.TypstError) -> str:
    return "; ".join((error.message, *error.hints))


def without_fonts(url: str, why: str, *, made: bool) -> Problem:
    """What is wrong with the booklet of a page that the project's fonts cannot set."""
    what = "its PDF was made with fonts of this machine" if made else "has no PDF"
    expected = "fonts in overrides/print/fonts for all signs of the text"
    repair = "put a TTF or OTF font of that script there, with its licence"
    return Problem(f"/{url}", None, f"{what}: {why}", expected, repair, "warning")

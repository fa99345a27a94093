"""Whether the words of a link to a fact say what the record says."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal

from precis.fact import Fact
from precis.reading import Figure, Reader

Check = Callable[[str, Fact, Reader], str | None]


def disagreement(text: str, fact: Fact, reader: Reader) -> str | None:
    """What the text says instead of the record's value, as `8000000 GBP`; None where they agree."""
    return _CHECKS[fact.kind](text, fact, reader)


def _number(text: str, fact: Fact, reader: Reader) -> str | None:
    return _figures(text, fact, reader, "")


def _percent(text: str, fact: Fact, reader: Reader) -> str | None:
    return _figures(text, fact, reader, "%")


def _money(text: str, fact: Fact, reader: Reader) -> str | None:
    return _figures(text, fact, reader, fact.currency or "")


def _figures(text: str, fact: Fact, reader: Reader, mark: str) -> str | None:
    assert fact.value is not None
    found = reader.figures(text) or _ungrouped(text, reader)
    if found == [Figure(Decimal(fact.value), mark)]:
        return None
    return " and ".join(map(_said, found)) or "no figure"


def _ungrouped(text: str, reader: Reader) -> list[Figure]:
    """`2000` alone looks like a year; where a figure must stand it is one."""
    years = (span.start for span in reader.spans(text) if span.start == span.end and span.start.month is None)
    return [Figure(Decimal(day.year), "") for day in years if day.year is not None]


def _said(figure: Figure) -> str:
    return f"{figure.number:f} {figure.mark}".strip()


def _date(text: str, fact: Fact, reader: Reader) -> str | None:
    period = fact.date
    spans = reader.spans(text)
    if len(spans) == 1 and spans[0].names(period):
        return None
    return ", ".join(map(str, spans)) or "no date"


def _event(text: str, fact: Fact, reader: Reader) -> str | None:
    period = fact.when
    assert period is not None
    return ", ".join(str(span) for span in reader.spans(text) if not span.lies_in(period)) or None


def _free(text: str, fact: Fact, reader: Reader) -> str | None:
    return None


_CHECKS: Mapping[str, Check] = {
    "count": _number,
    "ratio": _number,
    "rank": _number,
    "distance": _number,
    "duration": _number,
    "percent": _percent,
    "money": _money,
    "date": _date,
    "event": _event,
    "text": _free,
}

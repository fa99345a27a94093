"""Facts as linked data: JSON-LD with the names of schema.org and, for where values come from, of PROV."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from precis.fact import Fact, Noun, Statement
from precis.period import Period
from precis.source import Source, Sources
from precis.view import FactView, StatementView
from precis.writing import Writer

Node = dict[str, Any]
CONTEXT = ["https://schema.org/", {"prov": "http://www.w3.org/ns/prov#"}]
LICENCE = "https://creativecommons.org/licenses/by/4.0/"
_SIGNS = {"percent": "%", "points": "percentage points"}
"Units of kinds whose records state none."


def script(node: Node) -> str:
    """The node as it may stand in a `<script>`: no text of a record can close it."""
    text = json.dumps({"@context": CONTEXT, **stated(node)}, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c")


def observations(fact: Fact, view: FactView, sources: Sources, writer: Writer) -> list[Node]:
    """What is stated, then what rivals state: an event as Event, everything else as Observation."""
    pairs: list[tuple[Statement, StatementView]] = [(fact, view), *zip(fact.disputed_by, view.rivals, strict=True)]
    place = {"@type": "Place", "name": view.place} if view.place else None
    return [
        {
            **_NODES.get(fact.kind, _observation)(statement, fact, writer),
            _PLACES.get(fact.kind, "observationAbout"): place,
            "name": shown.label or view.label,
            "description": ". ".join(filter(None, (shown.value, shown.note))),
            "prov:wasDerivedFrom": [_entity(sources[citation.id]) for citation in statement.sources],
            "prov:wasAttributedTo": {"@type": "prov:Agent", "name": shown.stated_by},
        }
        for statement, shown in pairs
    ]


def _entity(source: Source) -> Node:
    return {"@id": source.url} if source.url else {"@type": "prov:Entity", "name": source.title}


def number(value: Decimal | int) -> int | float:
    """A number as JSON has it; whole ones stay whole."""
    return int(value) if value == int(value) else float(value)


def dates(period: Period | None) -> tuple[str, str]:
    """First and last day, ISO 8601; empty without a period."""
    return ("", "") if period is None else (period.start.first.isoformat(), period.end.last.isoformat())


def stated(value: Any) -> Any:
    """JSON without what is empty; 0 and false are values."""
    if isinstance(value, Mapping):
        kept = {key: stated(item) for key, item in value.items()}
        return {key: item for key, item in kept.items() if item is not None and item not in ("", [], {})}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [stated(item) for item in value]
    return value


def _observation(statement: Statement, fact: Fact, writer: Writer) -> Node:
    margin = None if statement.margin is None else {"@type": "QuantitativeValue", "value": number(statement.margin)}
    period = {"observationPeriod": statement.period or fact.period, "marginOfError": margin}
    if not statement.numeric:
        return {"@type": "Observation", "value": statement.value, **period}
    low, high = map(number, statement.ends)
    value = {"value": low} if low == high else {"minValue": low, "maxValue": high}
    return {"@type": "Observation", **value, "unitText": _unit(statement, fact, writer), **period}


def _event(statement: Statement, _fact: Fact, _writer: Writer) -> Node:
    start, end = dates(statement.when)
    return {"@type": "Event", "startDate": start, "endDate": end}


def _unit(statement: Statement, fact: Fact, writer: Writer) -> str | None:
    unit = statement.unit or fact.unit
    noun = writer.translations.ngettext(unit.one, unit.other, 2) if isinstance(unit, Noun) else unit
    name = noun or fact.currency or _SIGNS.get(fact.kind)
    return f"{name}/{fact.per}" if fact.per else name


_NODES: Mapping[str, Callable[[Statement, Fact, Writer], Node]] = {"event": _event}
_PLACES = {"event": "location"}

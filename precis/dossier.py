"""The records of one explainer, as they were read together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from precis.chart.chart import Charts
from precis.chart.mapbase import MapBase
from precis.fact import Facts
from precis.source import Sources


@dataclass(frozen=True)
class Dossier:
    """The records of one explainer."""

    name: str
    facts: Facts
    sources: Sources
    fact_lines: Mapping[str, str]
    "Where each fact stands: file and line."
    charts: Charts = field(default_factory=dict)
    bases: Mapping[str, MapBase] = field(default_factory=dict)
    "What its maps are drawn on, by name."

"""The facts of each chart as a table of their own: the same columns as the table of all facts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from precis.chart.figure import address
from precis.facttable import Addresses, FactTable
from precis.project import Dossier
from precis.writing import Writer


def files(dossier: Dossier, writers: Mapping[str, Writer], addresses: Addresses) -> Iterator[tuple[str, str]]:
    """Site-relative paths and CSV; none for a chart without facts."""
    for name, chart in dossier.charts.items():
        shown = replace(dossier, facts={fact_id: dossier.facts[fact_id] for fact_id in chart.facts})
        path = address(dossier.name, name)
        if chart.facts:
            yield path, FactTable(shown, writers, addresses).table(path.rpartition("/")[2]).csv()

"""The data of each chart: its facts, in the columns of the table of all facts, or the places of a map."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from precis.chart import mapwords
from precis.chart.figure import address
from precis.dossier import Dossier
from precis.facttable import Addresses, FactTable
from precis.writing import Writer


def paths(dossier: Dossier) -> Iterator[str]:
    """Site-relative."""
    return (address(dossier.name, name) for name, chart in dossier.charts.items() if chart.base or chart.facts)


def files(dossier: Dossier, writers: Mapping[str, Writer], addresses: Addresses) -> Iterator[tuple[str, str]]:
    """Site-relative paths and CSV."""
    for name, chart in dossier.charts.items():
        shown = replace(dossier, facts={fact_id: dossier.facts[fact_id] for fact_id in chart.facts})
        path = address(dossier.name, name)
        if chart.base:
            yield path, mapwords.csv(dossier.bases[chart.base], writers)
        elif chart.facts:
            yield path, FactTable(shown, writers, addresses).table(path.rpartition("/")[2]).csv()

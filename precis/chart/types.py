"""The types of charts. A further one is a line here, its name in `chart`, and what its facts must be in `fitting`."""

from __future__ import annotations

from collections.abc import Mapping

from precis.chart import bars, line, mapdrawing, timeline
from precis.chart.chart import ChartType
from precis.chart.drawing import Draw

TYPES: Mapping[ChartType, Draw] = {
    "bars": bars.draw,
    "line": line.draw,
    "timeline": timeline.draw,
    "map": mapdrawing.draw,
}

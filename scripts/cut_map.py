"""Cuts a map's coast out of Natural Earth's land and writes it as YAML for a file of docs/_maps/.

Usage: python scripts/cut_map.py ne_10m_land.shp WEST SOUTH EAST NORTH [METRES]
The shapefile is from https://www.naturalearthdata.com/downloads/10m-physical-vectors/ (public domain). Points that are
nearer than METRES (by default 60) to the line without them are left out. The box reaches a little further than the
map, so that no edge is seen; holes in land, as that of the Caspian Sea, are not cut out.
"""

from __future__ import annotations

import struct
import sys
import textwrap
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from precis.chart.mapclip import Ring, simpler_ring, within
from precis.chart.projection import Box

POLYGON, HEADER, MARGIN = 5, 100, 0.02
METRES_IN_A_DEGREE = 111_195


def land(source: Path, box: Box, metres: float) -> list[Ring]:
    """Outlines within the box, in degrees of three decimals."""
    grown, tolerance = box.grown(MARGIN), metres / METRES_IN_A_DEGREE
    cut = (simpler_ring(within(ring, grown), tolerance) for ring in rings(source.read_bytes()))
    return [[(round(x, 3), round(y, 3)) for x, y in ring] for ring in cut if len(ring) > 2]


def rings(shapefile: bytes) -> Iterator[Ring]:
    """The outlines of all polygons; those of holes, which turn the other way, are left out."""
    place = HEADER
    while place < len(shapefile):
        (length,) = struct.unpack_from(">i", shapefile, place + 4)
        (kind,) = struct.unpack_from("<i", shapefile, place + 8)
        if kind == POLYGON:
            yield from (ring for ring in _parts(shapefile, place + 8) if _clockwise(ring))
        place += 8 + 2 * length


def _parts(shapefile: bytes, place: int) -> Iterator[Ring]:
    parts, points = struct.unpack_from("<2i", shapefile, place + 36)
    starts = [*struct.unpack_from(f"<{parts}i", shapefile, place + 44), points]
    numbers = struct.unpack_from(f"<{2 * points}d", shapefile, place + 44 + 4 * parts)
    every = list(zip(numbers[::2], numbers[1::2], strict=True))
    for start, end in pairwise(starts):
        yield every[start : end - 1]  # the last point is the first once more


def _clockwise(ring: Ring) -> bool:
    return sum((x2 - x1) * (y2 + y1) for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], ring[0]], strict=True)) > 0


def written(box: Box, found: list[Ring]) -> str:
    """As YAML, one ring an item."""
    lines = [f"box: [{box.west:g}, {box.south:g}, {box.east:g}, {box.north:g}]", "land:"]
    for ring in found:
        points = " ".join(f"[{x:g},{y:g}]," for x, y in ring)[:-1]
        first, *others = (line.replace(",", ", ").replace("], ", "],") for line in textwrap.wrap(points, 100))
        lines += [f"  - [{first}", *(f"     {line}" for line in others)]
        lines[-1] += "]"
    return "\n".join(lines) + "\n"


def main(arguments: list[str]) -> int:
    if len(arguments) not in {5, 6}:
        print(__doc__)
        return 2
    source, *numbers = arguments
    west, south, east, north, *metres = map(float, numbers)
    box = Box(west, south, east, north)
    print(written(box, land(Path(source), box, metres[0] if metres else 60)), end="")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""What a map is drawn on."""

from __future__ import annotations

from precis.records import Record


class MapBase(Record):
    """A file of `docs/_maps/`."""

"""Broken input ends a strict build with messages that help, never with a traceback, and spares the last good site."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.broken import apply, findings
from tests.conftest import build

CASES = yaml.load((Path(__file__).parent / "sites/broken.yml").read_text("utf-8"), yaml.SafeLoader)


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_says_what_to_repair(case: dict[str, Any], small_site: Path) -> None:
    (small_site / "site").mkdir()
    (small_site / "site" / "last.html").write_text("the last good site", "utf-8")
    apply(case, small_site)
    built = build(small_site)
    assert findings(built.log) == case["said"]
    assert built.code == 1
    assert "Traceback" not in built.log
    assert [path.name for path in built.site.iterdir()] == ["last.html"]

"""Every seeded fault stops the strict build at its file and line, and the clean site has none."""

from __future__ import annotations

from scripts.seed_faults import run
from tests import building
from tests.conftest import ENVIRONMENT


def test_every_seeded_fault_is_caught() -> None:
    clean, *outcomes = run(lambda folder: building.run(folder, ["build", "--strict"], ENVIRONMENT))
    assert not clean.failed
    assert {outcome.kind: outcome.missed for outcome in outcomes if outcome.missed or not outcome.failed} == {}
    assert sum(outcome.seeded for outcome in outcomes) >= 60
    assert len(outcomes) >= 12

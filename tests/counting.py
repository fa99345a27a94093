"""How many examples tests with random input try; the run tells their number at its end."""

from __future__ import annotations

import functools
import os
from collections import Counter
from collections.abc import Callable
from typing import Any

from hypothesis import HealthCheck, settings

COUNT: Counter[str] = Counter()
"By test."


def some(examples: int) -> Callable[[Any], Any]:
    """That many examples, the same each time; ten times as many at night (`PRECIS_EXAMPLES=10`)."""
    many = examples * int(os.environ.get("PRECIS_EXAMPLES", "1"))
    unhurried = [HealthCheck.too_slow, HealthCheck.large_base_example, HealthCheck.data_too_large]
    given = settings(max_examples=many, deadline=None, derandomize=True, database=None, suppress_health_check=unhurried)

    def decorate(test: Any) -> Any:
        inner = test.hypothesis.inner_test

        @functools.wraps(inner)
        def counted(*args: Any, **values: Any) -> Any:
            COUNT[f"{inner.__module__}.{inner.__name__}"] += 1
            return inner(*args, **values)

        test.hypothesis.inner_test = counted
        return given(test)

    return decorate

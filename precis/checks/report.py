"""What all checks found, as one table for people and one record for programs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from time import perf_counter
from typing import Literal

from precis.checks.checks import CHECKS, Check
from precis.checks.inspection import Inspection
from precis.checks.outcome import Outcome, outcome
from precis.problems import InvalidInput, Problem, Severity
from precis.records import Record

SEVERITIES: tuple[Severity, ...] = ("error", "warning", "note")
NOT_BUILT = "the site cannot be built: mend the errors first"


class Finding(Record):
    path: str
    "File, relative to the project's folder; below `site/` for what nobody writes."
    line: int | None
    what: str
    expected: str
    repair: str
    severity: Severity


class Result(Record):
    check: str
    asks: str
    count: int
    "How much was looked at."
    of: str
    "What that is."
    skipped: str = ""
    "Why nothing was looked at."
    errors: int
    warnings: int
    notes: int
    seconds: float | None = None
    "Only where times were asked for."
    findings: tuple[Finding, ...]
    figures: tuple[dict[str, str | int | float], ...] = ()
    "What is measured and not judged, by its names."


class Report(Record):
    pages: tuple[str, ...] = ()
    "The pages that were looked at; empty for all."
    results: tuple[Result, ...]
    errors: int
    warnings: int
    notes: int
    code: Literal[0, 1, 2]
    "The command's exit code: 0 clean, 1 findings that count."


def report(inspection: Inspection, checks: Sequence[Check] = CHECKS, *, strict: bool, timed: bool) -> Report:
    results = [_result(check, inspection, timed=timed) for check in checks]
    return summed(results, [page.source.path for page in inspection.pages if inspection.only], strict=strict)


def refused(invalid: InvalidInput, *, strict: bool) -> Report:
    """Of a project that cannot be read: all other checks wait."""
    first, *others = CHECKS
    waiting = [_filled(check, outcome(0, "", ()), skipped=NOT_BUILT) for check in others]
    found = _filled(first, outcome(len(invalid.problems), "faults", invalid.problems))
    return summed([found, *waiting], [], strict=strict)


def summed(results: Sequence[Result], pages: Sequence[str], *, strict: bool) -> Report:
    errors, warnings, notes = (sum(getattr(one, f"{name}s") for one in results) for name in SEVERITIES)
    failed = errors or (strict and warnings)
    return Report(
        pages=tuple(pages),
        results=tuple(results),
        errors=errors,
        warnings=warnings,
        notes=notes,
        code=1 if failed else 0,
    )


def _result(check: Check, inspection: Inspection, *, timed: bool) -> Result:
    if check.of_site and inspection.built is None:
        return _filled(check, outcome(0, "", ()), skipped=NOT_BUILT)
    start = perf_counter()
    found = _attempted(check.run, inspection)
    return _filled(check, found, seconds=round(perf_counter() - start, 2) if timed else None)


def _attempted(run: Callable[[Inspection], Outcome], inspection: Inspection) -> Outcome:
    try:
        return run(inspection)
    except InvalidInput as invalid:
        return outcome(len(invalid.problems), "faults", invalid.problems)


def _filled(check: Check, found: Outcome, *, skipped: str = "", seconds: float | None = None) -> Result:
    errors, warnings, notes = (sum(one.severity == name for one in found.problems) for name in SEVERITIES)
    return Result(
        check=check.name,
        asks=check.asks,
        count=found.count,
        of=found.of,
        skipped=skipped,
        errors=errors,
        warnings=warnings,
        notes=notes,
        seconds=seconds,
        findings=tuple(map(_finding, found.problems)),
        figures=tuple(map(dict, found.rows)),
    )


def _finding(one: Problem) -> Finding:
    return Finding(
        path=one.path,
        line=one.line,
        what=one.what,
        expected=one.expected,
        repair=one.repair,
        severity=one.severity,
    )


def told(one: Report, columns: Callable[[Sequence[Sequence[str]]], str], *, notes: bool, timed: bool) -> str:
    """Findings check by check, figures, and the table; `columns` lines up rows."""
    parts = [part for result in one.results for part in _findings(result, notes=notes)]
    parts += [columns(_measures(result)) for result in one.results if result.figures]
    parts += [columns(list(_table(one, timed=timed))), _verdict(one, notes=notes)]
    return "\n\n".join(parts)


def _findings(result: Result, *, notes: bool) -> Iterator[str]:
    for finding in result.findings:
        if notes or finding.severity != "note":
            where = finding.path if finding.line is None else f"{finding.path}:{finding.line}"
            head = f"{finding.severity} ({result.check}): {where}: {finding.what}"
            yield f"{head}\n    expected: {finding.expected}\n    repair: {finding.repair}"


def _measures(result: Result) -> list[list[str]]:
    heads = list(dict.fromkeys(name for row in result.figures for name in row))
    return [heads, *([str(row.get(name, "–")) for name in heads] for row in result.figures)]


def _table(one: Report, *, timed: bool) -> Iterator[list[str]]:
    yield ["check", "asks for", "looked at", "errors", "warnings", "notes", *["seconds"] * timed]
    for result in one.results:
        counts = [str(getattr(result, f"{name}s") or "–") for name in SEVERITIES]
        looked = f"nothing: {result.skipped}" if result.skipped else f"{result.count} {result.of}"
        yield [result.check, result.asks, looked, *counts, *[f"{result.seconds or 0:.2f}"] * timed]
    yield ["all", "", "", *(str(getattr(one, f"{name}s")) for name in SEVERITIES), *[""] * timed]


def _verdict(one: Report, *, notes: bool) -> str:
    if one.code:
        said = "There is something to repair."
    elif one.warnings:
        said = "No errors; with --strict, warnings count too."
    else:
        said = "Clean."
    return said if notes or not one.notes else f"{said} --notes shows what is only worth knowing."

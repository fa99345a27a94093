"""Licences and the bill of materials, held against the built site and the locked dependencies."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from scripts import bom, licences, lockfile
from tests.conftest import ROOT, Built


def names(file: str) -> set[tuple[str, str]]:
    """Names and versions in a requirements file, read in the simplest way."""
    lines = (ROOT / file).read_text("utf-8").splitlines()
    return {(found[1], found[2]) for line in lines if (found := re.match(r"([a-z0-9-]+)(?:\[.*\])?==([^ ;]+)", line))}


@pytest.mark.parametrize("file", ["requirements.txt", "requirements-dev.txt"])
def test_the_lock_is_read_whole(file: str) -> None:
    packages = lockfile.read(ROOT / file)
    assert {(one.name, one.version) for one in packages} == names(file)
    assert all(one.hashes for one in packages)
    known = {one.name for one in packages} | {"precis"}
    assert all(one.needed_by and set(one.needed_by) <= known for one in packages)


def test_each_package_that_builds_the_site_has_a_licence() -> None:
    assert [one.name for one in lockfile.read(ROOT / "requirements.txt") if one.licence == "NOASSERTION"] == []


def test_the_lists_are_in_step() -> None:
    assert licences.main(["check"]) == 0
    assert licences.main(["nothing"]) == 2


def test_every_file_of_the_site_has_a_licence_and_each_licence_a_file(calais: Built) -> None:
    paths = [path.relative_to(calais.site).as_posix() for path in calais.site.rglob("*") if path.is_file()]
    assert [path for path in paths if not licences.covering(path)] == []
    assert {one.name for path in paths for one in licences.covering(path)} == {one.name for one in licences.SHIPPED}
    fonts = [path for path in paths if path.endswith(".woff2")]
    assert fonts
    assert {one.licence for path in fonts for one in licences.covering(path)} == {"OFL-1.1", "MIT"}
    packages = {one.name for one in lockfile.read(ROOT / "requirements.txt")}
    assert {one.package for one in licences.SHIPPED} - {""} <= packages


def test_notices_go_with_the_site(calais: Built) -> None:
    text = (calais.site / "licences.txt").read_text("utf-8")
    assert text == licences.notices()
    for shipped in licences.SHIPPED:
        assert f"{shipped.name}\n" in text
    assert text.count("SIL OPEN FONT LICENSE") >= 1
    assert (
        text.count("Permission is hereby granted, free of charge, to any person obtaining a copy of this software") == 1
    )


@pytest.fixture
def bill(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[str, dict[str, Any]]:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    file = tmp_path / "bom.json"
    assert bom.main([str(file)]) == 0
    return file.read_text("utf-8"), json.loads(file.read_text("utf-8"))


def test_the_bill_is_valid(bill: tuple[str, dict[str, Any]]) -> None:
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(bill[0]) is None


def test_the_bill_holds_all_that_is_locked_and_what_it_needs(bill: tuple[str, dict[str, Any]]) -> None:
    text, data = bill
    assert data["metadata"]["component"]["name"] == "precis"
    packages = {(one["name"], one["version"]) for one in data["components"] if one["type"] == "library"}
    assert packages == names("requirements.txt")
    assert all(one.get("licenses") for one in data["components"])
    needs = {one["ref"]: one.get("dependsOn", []) for one in data["dependencies"]}
    assert any(name.startswith("mkdocs==") for name in needs["precis"])
    [mkdocs] = [name for name in needs if name.startswith("mkdocs==")]
    assert any(name.startswith("jinja2==") for name in needs[mkdocs])
    hashes = set(re.findall(r"sha256:([0-9a-f]{64})", (ROOT / "requirements.txt").read_text("utf-8")))
    assert set(re.findall(r'"content": "([0-9a-f]{64})"', text)) == hashes
    assert text == bom.made("requirements.txt")


def test_the_bill_of_tests_and_tools(capsys: pytest.CaptureFixture[str]) -> None:
    assert bom.main(["--dev"]) == 0
    assert {(one["name"], one.get("version")) for one in json.loads(capsys.readouterr().out)["components"]} >= names(
        "requirements-dev.txt"
    )
    assert bom.main(["a", "b"]) == 2

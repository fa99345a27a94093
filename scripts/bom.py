"""Writes the software bill of materials: all that the site is made of, in CycloneDX’s JSON.

Usage: python scripts/bom.py [--dev] [FILE]   writes FILE, or to standard output; --dev: with tests and tools
"""

from __future__ import annotations

import datetime as dt
import os
import sys
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model import ExternalReference, ExternalReferenceType, HashAlgorithm, HashType, Property, XsUri
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.output.json import JsonV1Dot6
from packageurl import PackageURL

import precis
from scripts import lockfile
from scripts.licences import SHIPPED, Shipped
from scripts.lockfile import Locked

ROOT = Path(__file__).resolve().parent.parent


def main(arguments: list[str]) -> int:
    files = [argument for argument in arguments if argument != "--dev"]
    if len(files) > 1 or any(file.startswith("-") for file in files):
        print(__doc__)
        return 2
    text = made("requirements-dev.txt" if "--dev" in arguments else "requirements.txt")
    if files:
        Path(files[0]).write_text(text, "utf-8")
    else:
        print(text, end="")
    return 0


def made(requirements: str) -> str:
    """The bill; the same for the same lock and SOURCE_DATE_EPOCH."""
    packages = lockfile.read(ROOT / requirements)
    bom = Bom(serial_number=uuid5(NAMESPACE_URL, "\n".join(f"{one.name}=={one.version}" for one in packages)))
    bom.metadata.timestamp = _now()
    site = Component(name="precis", version=precis.__version__, type=ComponentType.APPLICATION, bom_ref="precis")
    site.licenses.add(LicenseFactory().make_from_string("MIT"))
    bom.metadata.component = site
    components = {one: _package(one) for one in packages}
    by_name: dict[str, list[Component]] = {"precis": [site]}
    for one, component in components.items():
        bom.components.add(component)
        by_name.setdefault(one.name, []).append(component)
    for one, component in components.items():
        for parent in (parent for name in one.needed_by for parent in by_name[name]):
            bom.register_dependency(parent, [component])
    for shipped in (one for one in SHIPPED if not one.package and one.home and one.licence != "CC-BY-4.0"):
        component = _shipped(shipped)
        bom.components.add(component)
        bom.register_dependency(site, [component])
    return str(JsonV1Dot6(bom).output_as_string(indent=1)) + "\n"


def _package(one: Locked) -> Component:
    component = Component(
        name=one.name,
        version=one.version,
        type=ComponentType.LIBRARY,
        bom_ref=f"{one.name}=={one.version}",
        purl=PackageURL("pypi", name=one.name, version=one.version),
    )
    if one.licence != "NOASSERTION":
        component.licenses.add(LicenseFactory().make_from_string(one.licence))
    for digest in one.hashes:
        hashes = [HashType(alg=HashAlgorithm.SHA_256, content=digest)]
        component.external_references.add(
            ExternalReference(type=ExternalReferenceType.DISTRIBUTION, url=XsUri(f"{one.home}#files"), hashes=hashes)
        )
    if one.marker:
        component.properties.add(Property(name="precis:only-where", value=one.marker))
    return component


def _shipped(one: Shipped) -> Component:
    home = ExternalReference(type=ExternalReferenceType.WEBSITE, url=XsUri(one.home))
    data = Component(name=one.name, type=ComponentType.DATA, bom_ref=one.home, copyright=one.holder)
    data.licenses.add(LicenseFactory().make_from_string(one.licence))
    data.external_references.add(home)
    return data


def _now() -> dt.datetime:
    stated = os.environ.get("SOURCE_DATE_EPOCH", "")
    return dt.datetime.fromtimestamp(int(stated), dt.UTC) if stated.isdecimal() else dt.datetime.now(dt.UTC)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

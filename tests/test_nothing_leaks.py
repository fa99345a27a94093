"""Nothing of the machine that built it is in a site: no path, name, address or secret, and no dotfile."""

from __future__ import annotations

import base64
import gzip
import io
import os
import socket
import subprocess
import sys
import tempfile
import zlib
from pathlib import Path

import brotli
import pytest
from pypdf import PdfWriter

from tests.conftest import ENVIRONMENT, ROOT, configuration, copy_good_site
from tests.unpacked import PNG, unpacked

TALE = "tell-tale"
SECRET = f"{TALE}-secret-4711"
NAMED = {
    "HOME": f"/home/{TALE}-home",
    "USER": f"{TALE}-user",
    "LOGNAME": f"{TALE}-logname",
    "HOSTNAME": f"{TALE}-host",
    "EMAIL": f"{TALE}-mail@example.org",
    "AWS_SECRET_ACCESS_KEY": SECRET,
    "GITHUB_TOKEN": SECRET,
}
"What the environment of a build says."
HIDDEN = (".env", ".DS_Store", "en/.env", "en/harbour/.draft.md", "en/.old/page.md", ".git/config", "en/.htaccess")
"Beside the pages, in docs/."


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small good site, built in a folder with a name, by a user with a name, out of a repository with a writer."""
    folder = copy_good_site(tmp_path_factory.mktemp("machine") / f"{TALE}-folder")
    excluded = "/_*/\nREADME.md\n!/.well-known/\n"
    (folder / "mkdocs.yml").write_text(configuration(exclude_docs=excluded), "utf-8")
    for name in (*HIDDEN, ".well-known/security.txt"):
        path = folder / "docs" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("Contact: mailto:desk@example.org" if "well-known" in name else SECRET, "utf-8")
    identity = ["-c", f"user.name={TALE}-writer", "-c", f"user.email={TALE}-writer@example.org"]
    for command in (["init", "-q"], ["add", "docs", "locales"], ["commit", "-qm", f"{TALE}-message"]):
        subprocess.run(["git", *identity, *command], cwd=folder, check=True)
    environment = {**ENVIRONMENT, **NAMED, "TMPDIR": str(folder.parent)}
    command = [sys.executable, "-m", "mkdocs", "build", "--strict"]
    run = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
    return folder / "site"


def needles() -> set[bytes]:
    found = {TALE, str(ROOT), sys.prefix, sys.base_prefix, tempfile.gettempdir() + os.sep, "/home/", "site-packages"}
    host = socket.gethostname()
    found |= {host} if len(host) > 5 else set()  # shorter ones are found in any text
    return {one.encode() for one in found}


def found_in(path: Path) -> set[bytes]:
    """In UTF-8, and as PDFs write texts that need more than Latin letters."""
    return {
        one
        for data in unpacked(path)
        for one in needles()
        if one in data or one.decode().encode("utf-16-be") in data or one.hex().encode() in data.lower()
    }


def test_nothing_names_the_machine(built: Path) -> None:
    files = [path for path in built.rglob("*") if path.is_file()]
    assert {".pdf", ".gz", ".br", ".html", ".json", ".atom", ".woff2"} <= {path.suffix for path in files}
    assert {path.name: found for path in files if (found := found_in(path))} == {}


def test_no_dotfile_is_published(built: Path) -> None:
    """But for the one folder that is meant for others, where mkdocs.yml asks for it."""
    names = {path.relative_to(built).as_posix() for path in built.rglob("*")}
    hidden = {name for name in names if any(part.startswith(".") for part in name.split("/"))}
    assert {name for name in hidden if not name.endswith((".gz", ".br"))} == {".well-known", ".well-known/security.txt"}
    assert not {path.name for path in built.parent.glob(".site*")}


@pytest.mark.parametrize("kind", ["plain.txt", "packed.gz", "packed.br", "index.pf_meta", "picture.png", "paper.pdf"])
def test_what_is_packed_is_found(kind: str, tmp_path: Path, built: Path) -> None:
    """The search itself finds what it looks for."""
    text = f"made by {TALE}-user".encode()
    packed = zlib.compress(text)
    chunk = len(packed) + 7
    writer = PdfWriter(clone_from=next(built.rglob("*.pdf")))
    writer.add_metadata({"/Author": f"{TALE}é"})
    writer.add_attachment("a.txt", base64.b64encode(text) + text)
    paper = io.BytesIO()
    writer.write(paper)
    data = {
        "plain.txt": text,
        "packed.gz": gzip.compress(text),
        "packed.br": brotli.compress(text),
        "index.pf_meta": gzip.compress(text),
        "picture.png": PNG + chunk.to_bytes(4) + b"zTXt" + b"Title\0\0" + packed + b"crc.",
        "paper.pdf": paper.getvalue(),
    }[kind]
    path = tmp_path / kind
    path.write_bytes(data)
    assert found_in(path) >= {TALE.encode()}

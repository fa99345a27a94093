"""Published addresses stay: old ones lead on, in pages and on real servers; a build tells what it would lose."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from lxml import html

from precis import headers, ledger, redirects
from precis.former import Former, Node, former
from precis.ledger import Entry
from precis.problems import InvalidInput
from precis.release import published
from scripts import addresses
from tests import hosting, nu
from tests.browsing import Serve, Visit
from tests.conftest import ROOT, Built, build, copy_good_site
from tests.hosting import Host

Change = Callable[[Path, str, str, str], None]
MOVED = {
    "/en/port/": "/en/harbour/",
    "/en/port/closing/": "/en/harbour/closing/",
    "/en/port/end/": "/en/harbour/ending/",
    "/en/port/facts/": "/en/harbour/facts/",
    "/en/port/facts/ships/": "/en/harbour/facts/ships/",
    "/en/port/facts/boats/": "/en/harbour/facts/ships/",
    "/en/harbour/facts/boats/": "/en/harbour/facts/ships/",
    "/en/harbour/end/": "/en/harbour/ending/",
    "/news/2019/The-end.html": "/en/harbour/ending/",
    "/fr/ancien-port/": "/fr/le-port/",
    "/fr/ancien-port/fermeture/": "/fr/le-port/fermeture/",
    "/fr/le-port/chiffres/boats/": "/fr/le-port/chiffres/ships/",
    "/fr/le-port/faits/": "/fr/le-port/chiffres/",
    "/fr/le-port/faits/ships/": "/fr/le-port/chiffres/ships/",
    "/fr/ancien-port/faits/boats/": "/fr/le-port/chiffres/ships/",
}
"Old addresses of the site below and where they lead."
GONE = "/en/mill/secret/"
PUBLISHED = f"""# A list from before the pages moved.
{GONE} gone 2026-02-01 A court ordered it.
/en/harbour/
/en/port/port-en.pdf
/data/port/facts.csv
"""


def rename(folder: Path, change: Change) -> None:
    """A newsroom renames an explainer, a page, a fact and a folder."""
    change(folder, "docs/en/harbour/index.md", "order: 0", "order: 0\nwas: port")
    change(folder, "docs/fr/harbour/index.md", "slug: le-port", "slug: le-port\nwas: [ancien-port]")
    change(folder, "docs/en/harbour/ending.md", "---\ntitle", "---\nwas:\n- end\n- /news/2019/The-end.html\ntitle")
    change(folder, "docs/_facts/harbour.yml", "ships:\n", "ships:\n  was_id: [boats]\n")
    change(folder, "locales/fr/language.yml", "urls: {", "urls_were: {facts: [faits]}\nurls: {")
    (folder / ledger.FILE).write_text(PUBLISHED, "utf-8")


@pytest.fixture(scope="module")
def moved(tmp_path_factory: pytest.TempPathFactory, change: Change) -> Built:
    folder = copy_good_site(tmp_path_factory.mktemp("moved") / "site-project")
    rename(folder, change)
    built = build(folder)
    assert built.code == 0, built.log
    return built


@pytest.fixture(scope="module", params=["nginx", "caddy"])
def host(request: pytest.FixtureRequest, moved: Built, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Host]:
    folder = tmp_path_factory.mktemp(request.param)
    one = hosting.nginx(moved.site, folder) if request.param == "nginx" else hosting.caddy(moved.site, folder)
    yield one
    one.close()


def test_old_addresses_follow_from_those_of_the_folders_above() -> None:
    home, overview = Node("en", ("/english/",)), Node("harbour", ("port", "/old/h.html", "/quay/"))
    assert former(home, []) == Former(("english/",))
    assert former(home, [overview]) == Former(
        ("en/port/", "old/h.html", "quay/"), ("english/harbour/", "english/port/")
    )
    assert former(home, [overview, Node("a", ("b",))]) == Former(
        ("en/harbour/b/",),
        tuple(
            f"{folder}/{part}/"
            for folder in ("en/port", "quay", "english/harbour", "english/port")
            for part in ("a", "b")
        ),
    )


def test_each_old_address_is_a_page_that_leads_on_in_its_language(moved: Built) -> None:
    for old, new in MOVED.items():
        page = html.document_fromstring((moved.site / ledger.file(old)).read_text("utf-8"))
        assert page.xpath("//link[@rel='canonical']/@href") == [f"https://example.org{new}"]
        assert page.xpath("//meta[@name='robots']/@content") == ["noindex"]
        assert page.get("lang") == new.split("/")[1]
        (link,) = page.xpath("//main//p/a")
        title = html.document_fromstring(moved.html(new[1:])).xpath("string(//h1)")
        assert link.text_content()
        assert link.text_content() in title or new.endswith(("facts/", "chiffres/", "ships/"))
        assert page.xpath("//h1/text()") == [
            "Cette page a changé d’adresse" if page.get("lang") == "fr" else "This page has moved"
        ]
        assert page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content") == [headers.policy_in_page()]
    lists = "".join((moved.site / name).read_text("utf-8") for name in ("sitemap.xml", "llms.txt", "en/feed.atom"))
    assert not [old for old in MOVED if f"org{old}<" in lists or f"org{old})" in lists]


def test_files_beside_a_page_stand_at_its_old_addresses_too(moved: Built) -> None:
    """Citations and the text for programs cannot lead on by themselves."""
    for old, new in (("en/harbour/end", "en/harbour/ending"), ("en/port/facts/boats", "en/harbour/facts/ships")):
        names = {path.name for path in (moved.site / new).iterdir() if path.suffix in {".txt", ".bib", ".json", ".md"}}
        assert {"cite.txt", "cite.bib", "cite.json"} <= names
        for name in names:
            assert (moved.site / old / name).read_bytes() == (moved.site / new / name).read_bytes()
    assert not [one for one in ledger.published(["en/a/cite.json", "en/a/index.html.md"]) if one]


def test_those_pages_are_valid(moved: Built) -> None:
    assert nu.findings(moved.site) == []


def test_servers_lead_on_for_good(host: Host) -> None:
    for old, new in MOVED.items():
        answer = host.get(f"{old}?a=b")
        assert (answer.status, answer.header("Location")) == (301, f"{new}?a=b"), old
        assert answer.headers["x-content-type-options"] == ["nosniff"]
        assert answer.header("Cache-Control") == headers.REVALIDATED
    assert host.get("/en/port").header("Location") == "/en/harbour/"
    assert host.get("/en/port/index.html").header("Location") == "/en/harbour/"
    assert host.get("/en/portable/").status == 404
    assert host.get("/en/harbour/").status == 200
    assert host.get("/_redirects").status == 404


def test_what_was_withdrawn_is_gone_and_says_why(host: Host, moved: Built) -> None:
    for path in (GONE, GONE.rstrip("/")):
        answer = host.get(path)
        assert (answer.status, answer.body) == (410, (moved.site / "en/mill/secret/index.html").read_bytes())
        assert answer.header("Cache-Control") == headers.REVALIDATED
    page = html.document_fromstring(answer.body.decode())
    assert (
        page.xpath("string(//main/h1/following-sibling::p[1])") == "Withdrawn on 1 February 2026. A court ordered it."
    )
    assert host.get("/en/mill/nothing/").status == 404


def test_rules_for_other_hosts(moved: Built) -> None:
    lines = (moved.site / redirects.NETLIFY).read_text("utf-8").splitlines()
    for old, new in MOVED.items():
        assert f"{old} {new} 301" in lines
        assert f"{old.rstrip('/')} {new} 301" in lines
    assert redirects.netlify({}) == ""
    assert not published(redirects.NETLIFY)
    assert published("en/port/index.html")
    assert published(".well-known/security.txt")
    assert not published(".well-known/.git/x")
    assert not published("en/.well-known/x")


def test_files_that_moved_stand_at_their_old_addresses_too(moved: Built) -> None:
    assert (moved.site / "en/port/port-en.pdf").read_bytes() == (moved.site / "en/harbour/harbour-en.pdf").read_bytes()
    assert (moved.site / "data/port/facts.csv").read_bytes() == (moved.site / "data/harbour/facts.csv").read_bytes()
    assert not (moved.site / "data/port/facts.json").exists()  # nobody was told of it


@pytest.mark.parametrize("script", [True, False])
def test_readers_arrive_at_the_place_they_were_sent_to(
    moved: Built, served: Serve, visit: Callable[..., Visit], script: bool
) -> None:
    """On a host that knows nothing of it, below a path, too."""
    reader = visit(served(moved.site, "/explainers/"), java_script_enabled=script)
    page = reader.open("en/port/closing/?a=b#traffic")
    page.wait_for_url("**/en/harbour/closing/**")
    assert reader.at() == f"en/harbour/closing/{'?a=b#traffic' if script else ''}"
    reader.open("news/2019/The-end.html")
    page.wait_for_url("**/en/harbour/ending/")


def test_from_files_too(moved: Built, visit: Callable[..., Visit]) -> None:
    reader = visit("")
    page = reader.open((moved.site / "fr/ancien-port/fermeture/index.html").as_uri())
    page.wait_for_url("**/fr/le-port/fermeture/index.html")
    page.wait_for_load_state()
    reader.wrong.clear()  # Chromium takes no font across files


def test_a_list_is_read_and_written_the_same() -> None:
    known = ledger.parse(PUBLISHED)
    assert known["/en/harbour/"] == Entry("/en/harbour/", 3)
    assert known[GONE].reason == "A court ordered it."
    again = ledger.parse(ledger.dumped(known))
    assert list(again) == sorted(known)
    assert ledger.dumped(again) == ledger.dumped(known)
    with pytest.raises(InvalidInput) as raised:
        ledger.parse("en/x/\n/en/../x\n/en/x/ gone\n/en/x/ gone 2026-13-01\n/en/é/\n")
    assert [problem.line for problem in raised.value.problems] == [1, 2, 3, 4, 5]


def test_addresses_are_those_that_people_link_to() -> None:
    pages = ["index.html", "en/index.html", "en/a/x.pdf", "data/a/facts.csv", "en/feed.atom", "old/page.html"]
    others = [
        "404.html",
        "en/404.html",
        "assets/x.json",
        "_server/x.html",
        "_headers",
        "en/index.html.gz",
        "en/.x.html",
    ]
    assert ledger.published([*pages, *others, "sitemap.xml", "en/words.js"]) == {
        "/", "/en/", "/en/a/x.pdf", "/data/a/facts.csv", "/en/feed.atom", "/old/page.html",
    }  # fmt: skip


def test_a_list_is_kept_when_the_site_is_published(
    good: Built, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def run(*arguments: str) -> int:
        return addresses.main(list(arguments), tmp_path)

    assert run("update") == 2
    shutil.copytree(good.site, tmp_path / "site")
    assert run("check", "--recorded") == 1
    assert run("update") == 0
    kept = (tmp_path / ledger.FILE).read_text("utf-8")
    assert "\n/fr/le-port/fermeture/\n" in kept
    assert run("check", "--recorded") == 0
    shutil.rmtree(tmp_path / "site/fr/le-port/fermeture")
    capsys.readouterr()
    assert run("check") == 1
    assert f"{ledger.FILE}:" in capsys.readouterr().err
    assert run("update") == 0
    assert (tmp_path / ledger.FILE).read_text("utf-8") == kept, "what was published is never forgotten"
    assert run("withdraw", "/fr/le-port/fermeture/", "--reason", "Sur décision\nde justice.") == 0
    assert run("check", "--recorded") == 0
    kept = (tmp_path / ledger.FILE).read_text("utf-8")
    assert re.search(r"\n/fr/le-port/fermeture/ gone [\d-]{10} Sur décision de justice\.\n", kept)
    assert run("withdraw", "/fr/never/") == 2


def test_our_own_list_holds_our_own_addresses(calais: Built) -> None:
    """Who changes one adds `was:`, and runs scripts/addresses.py update."""
    known = ledger.parse((ROOT / ledger.FILE).read_text("utf-8"))
    assert list(ledger.lost(known, addresses.files(calais.site), {})) == []

"""The spider against a real server: polite, conditional, and nothing stored of a bad answer."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.crawling import crawl_into, members, rows, spec, stored, zipped
from tests.support.export_builder import contact, programme
from tests.support.server import Site, serving

pytestmark = pytest.mark.slow

GOOD = zipped(members(spec("a"), spec("b")))
BOT_WALL = (
    b"<!doctype html><html><head><title>Are you human?</title></head><body>Check</body></html>"
)


@pytest.fixture
def site() -> Iterator[Site]:
    with serving(Site(body=GOOD)) as running:
        yield running


def moved_container() -> bytes:
    name, content = programme(spec("a"))
    text = content.decode().replace(
        '<property name="gsb:procInfluence" type="RichText">\n        <text>',
        '<property name="gsb:procInfluence" type="String">\n        <value>',
    )
    text = re.sub(r"(procInfluence.*?)</text>", r"\1</value>", text, count=1, flags=re.S)
    assert text.encode() != content
    return zipped([(name, text.encode())])


BAD_ANSWERS = {
    "a bot wall with status 200": (BOT_WALL, "text/html", "Sperre gegen Bots"),
    "an empty body": (b"", "application/zip", "leer"),
    "a ZIP without members": (zipped([]), "application/zip", ""),
    "a truncated ZIP": (GOOD[: len(GOOD) // 2], "application/zip", ""),
    "a ZIP without programmes": (zipped([contact("Kontakt/A/a", "A")]), "application/zip", "kein"),
    "a property in another container": (moved_container(), "application/zip", "procInfluence"),
}


@pytest.mark.parametrize("kind", BAD_ANSWERS)
def test_a_bad_answer_is_refused_and_leaves_what_is_stored(
    kind: str, site: Site, tmp_path: Path
) -> None:
    assert crawl_into(tmp_path, site.address).state == "committed"
    before = stored(tmp_path)
    site.body, site.content_type, expected = BAD_ANSWERS[kind]
    report = crawl_into(tmp_path, site.address, "2026-11-25")
    assert report.state == "refused", report
    assert expected.casefold() in report.message.casefold()
    assert "unverändert" in report.message
    assert stored(tmp_path) == before
    assert rows(tmp_path, "select state from crawl_run order by id") == [
        ("committed",), ("refused",)
    ]  # fmt: skip


def test_after_a_refused_answer_the_next_good_one_is_taken(site: Site, tmp_path: Path) -> None:
    crawl_into(tmp_path, site.address)
    site.body = BOT_WALL
    crawl_into(tmp_path, site.address)
    site.body = zipped(members(spec("a"), spec("b"), spec("c")))
    report = crawl_into(tmp_path, site.address)
    assert (report.state, report.new, report.unchanged) == ("committed", 1, 2)


def test_an_error_status_is_refused(site: Site, tmp_path: Path) -> None:
    crawl_into(tmp_path, site.address)
    before = stored(tmp_path)
    site.status = 404
    report = crawl_into(tmp_path, site.address)
    assert report.state == "refused"
    assert "404" in report.message
    assert stored(tmp_path) == before


def test_a_transfer_that_breaks_off_is_refused(site: Site, tmp_path: Path) -> None:
    crawl_into(tmp_path, site.address)
    before = stored(tmp_path)
    site.body, site.promised_bytes = GOOD[:500], len(GOOD)
    assert crawl_into(tmp_path, site.address).state == "refused"
    assert stored(tmp_path) == before


def test_robots_txt_is_obeyed(site: Site, tmp_path: Path) -> None:
    site.robots = "User-agent: *\nDisallow: /\n"
    report = crawl_into(tmp_path, site.address)
    assert report.state == "refused"
    assert "robots.txt" in report.message
    assert site.exports_asked() == []
    assert rows(tmp_path, "select count(*) from programme") == [(0,)]


def test_the_user_agent_names_the_product_and_the_contact(site: Site, tmp_path: Path) -> None:
    crawl_into(tmp_path, site.address)
    agents = {headers["User-Agent"] for _, headers in site.requests}
    assert len(agents) == 1
    assert re.fullmatch(r"Foerderlage/\S+ \(\+mailto:technik@auental\.example\)", agents.pop())


@pytest.mark.parametrize(
    ("etag", "last_modified", "asked_by"),
    [
        ('"v1"', "", {"If-None-Match": '"v1"'}),
        (
            "",
            "Fri, 20 Nov 2026 03:00:00 GMT",
            {"If-Modified-Since": "Fri, 20 Nov 2026 03:00:00 GMT"},
        ),
    ],
    ids=["with ETag", "with Last-Modified only"],
)
def test_an_unchanged_export_costs_one_conditional_request_besides_robots_txt(
    site: Site, tmp_path: Path, etag: str, last_modified: str, asked_by: dict[str, str]
) -> None:
    site.etag, site.last_modified = etag, last_modified
    crawl_into(tmp_path, site.address)
    before = stored(tmp_path)
    site.requests.clear()
    report = crawl_into(tmp_path, site.address)
    assert [path for path, _ in site.requests] == ["/robots.txt", "/export"]
    assert asked_by.items() <= site.exports_asked()[0].items()
    assert (report.state, report.programmes, report.unchanged) == ("unchanged", 2, 2)
    assert stored(tmp_path) == before


def test_a_third_run_is_conditional_too(site: Site, tmp_path: Path) -> None:
    site.etag = '"v1"'
    for _ in range(2):
        crawl_into(tmp_path, site.address)
    site.requests.clear()
    crawl_into(tmp_path, site.address)
    assert site.exports_asked()[0]["If-None-Match"] == '"v1"'


def test_an_unreachable_server_is_refused_with_its_address(tmp_path: Path) -> None:
    with serving(Site()) as gone:
        address = gone.address
    report = crawl_into(tmp_path, address)
    assert report.state == "refused"
    assert address in report.message

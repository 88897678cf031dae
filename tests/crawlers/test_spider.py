"""The spider against a real server: polite and conditional; its faults are in tests/faults."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.crawls.crawling import crawl_into, members, spec, stored, zipped
from tests.support.servers.publisher import Site, serving

pytestmark = pytest.mark.slow

GOOD = zipped(members(spec("a"), spec("b")))
BOT_WALL = (
    b"<!doctype html><html><head><title>Are you human?</title></head><body>Check</body></html>"
)


@pytest.fixture
def site() -> Iterator[Site]:
    with serving(Site(body=GOOD)) as running:
        yield running


def test_after_a_refused_answer_the_next_good_one_is_taken(site: Site, tmp_path: Path) -> None:
    crawl_into(tmp_path, site.address)
    site.body = BOT_WALL
    crawl_into(tmp_path, site.address)
    site.body = zipped(members(spec("a"), spec("b"), spec("c")))
    report = crawl_into(tmp_path, site.address)
    assert (report.state, report.new, report.unchanged) == ("committed", 1, 2)


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

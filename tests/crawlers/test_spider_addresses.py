"""Nothing of an address that lets one in, and no path of this machine, reaches the catalogue."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.crawls.crawling import crawl_into, members, rows, spec, zipped
from tests.support.processes.command import matcher
from tests.support.servers.publisher import Site, serving

pytestmark = pytest.mark.slow

GOOD = zipped(members(spec("a"), spec("b")))
KEY = "GEHEIM7x"


@pytest.fixture
def site() -> Iterator[Site]:
    with serving(Site(body=GOOD, etag='"v1"')) as running:
        yield running


def everything(folder: Path) -> bytes:
    """All that the run left, the catalogue with its write-ahead log and the log of the crawl."""
    return b"".join(path.read_bytes() for path in folder.iterdir() if path.is_file())


def test_a_key_in_the_query_is_used_and_kept_nowhere(site: Site, tmp_path: Path) -> None:
    crawl_into(tmp_path, f"{site.address}?token={KEY}")
    assert rows(tmp_path, "select address, etag from crawl_run") == [(site.address, "")]
    assert KEY in site.requests[-1][0]
    assert KEY.encode() not in everything(tmp_path)


@pytest.mark.parametrize("fault", ["status", "silent", "unreachable", "garbage"])
def test_a_failed_run_keeps_its_key_to_itself(site: Site, tmp_path: Path, fault: str) -> None:
    address = site.address
    if fault == "status":
        site.status = 500
    elif fault == "silent":
        site.promised_bytes = len(GOOD) + 10
    elif fault == "unreachable":
        address = "http://127.0.0.1:1/export"
    else:
        site.body = b"kein ZIP"
    report = crawl_into(tmp_path, f"{address}?token={KEY}")
    assert report.state == "refused"
    assert KEY not in report.message
    assert rows(tmp_path, "select address from crawl_run") == [(address,)]
    assert KEY.encode() not in everything(tmp_path)


def test_an_address_that_only_looks_the_same_is_not_asked_conditionally(
    site: Site, tmp_path: Path
) -> None:
    crawl_into(tmp_path, f"{site.address}?stand=alt")
    site.body = zipped(members(spec("a"), spec("b"), spec("c")))
    report = crawl_into(tmp_path, site.address)
    assert "If-None-Match" not in site.exports_asked()[-1]
    assert (report.state, report.new) == ("committed", 1)


def test_of_a_file_its_name_is_kept(tmp_path: Path) -> None:
    folder = tmp_path / KEY
    folder.mkdir()
    (folder / "export.zip").write_bytes(GOOD)
    data = tmp_path / "data"
    data.mkdir()
    crawl_into(data, (folder / "export.zip").as_uri())
    again = crawl_into(data, (folder / "export.zip").as_uri())
    (folder / "export.zip").unlink()
    gone = crawl_into(data, (folder / "export.zip").as_uri())
    assert (again.state, gone.state) == ("unchanged", "refused")
    assert rows(data, "select distinct address from crawl_run") == [("export.zip",)]
    assert KEY.encode() not in everything(data)


def test_the_proxy_in_force_does_not_tell_its_login(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", f"http://amt:{KEY}@127.0.0.1:1")
    monkeypatch.setenv("NO_PROXY", "")
    report = crawl_into(tmp_path, "http://quelle.example/export")
    assert "Der Proxy http://127.0.0.1:1" in report.message
    assert KEY.encode() not in everything(tmp_path)


@pytest.mark.parametrize(
    "address", [f"https://amt:{KEY}@quelle.example/x.zip", f"http://{KEY}@quelle.example/",
                f"https:\\\\amt:{KEY}@quelle.example/x.zip"]
)  # fmt: skip
def test_a_login_in_an_address_is_refused(tmp_path: Path, address: str) -> None:
    ran = matcher("--data", tmp_path, "crawl", "foerderdatenbank", "--from", address)
    assert ran.code == 2
    assert "weder Anmeldenamen noch Passwort" in ran.err
    assert KEY not in ran.err + ran.out
    assert list(tmp_path.iterdir()) == []

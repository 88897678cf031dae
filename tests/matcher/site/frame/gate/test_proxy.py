"""Single sign-on: the proxy's word counts from its own address and from nowhere else."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from datasette.app import Datasette

from db.errors import FoerderlageError
from db.files import DataDir
from matcher import settings
from matcher.site.frame.serving import build
from tests.support.site.login import account_in
from tests.support.site.visitor import Visitor

PROXY, STRANGER = "10.1.2.3", "198.51.100.9"
PRIVATE = "/projekt/kita-wiesengrund"
SETTINGS = '[access]\nproxy_header = "Remote-User"\nproxy_addresses = "10.1.2.3, fd00::/8"\n'


async def site_with(data: Path, more: str = "") -> Datasette:
    (data / "foerderlage.toml").write_text(SETTINGS + more, "utf-8")
    account_in(data / "kommune.db", "berg")
    made = build(DataDir(data))
    await made.invoke_startup()
    return made


async def status(site: Datasette, address: str, headers: dict[str, str]) -> int:
    async with Visitor(site, address, headers) as visitor:
        return (await visitor.get(PRIVATE)).status_code


@pytest.mark.parametrize(
    ("address", "headers", "expected"),
    [(PROXY, {"remote-user": "Berg"}, 200), ("fd00::7", {"remote-user": "berg"}, 200),
     (PROXY, {}, 403), (PROXY, {"remote-user": ""}, 403), (PROXY, {"remote-user": "tal"}, 403),
     (PROXY, {"remote-user": "berg", "x-forwarded-for": STRANGER}, 200),
     (STRANGER, {"remote-user": "berg"}, 403),
     (STRANGER, {"remote-user": "berg", "x-forwarded-for": PROXY}, 403),
     ("127.0.0.1", {"remote-user": "berg", "x-forwarded-for": PROXY}, 403),
     (PROXY, {"x-remote-user": "berg"}, 403)],
)  # fmt: skip
async def test_the_header_counts_from_the_proxy_only(
    data: Path, address: str, headers: dict[str, str], expected: int
) -> None:
    assert await status(await site_with(data), address, headers) == expected


async def test_two_headers_with_the_name_count_as_none(data: Path) -> None:
    site = await site_with(data)
    async with Visitor(site, PROXY) as visitor:
        both = [("remote-user", "berg"), ("remote-user", "berg")]
        assert (await visitor.client.get(PRIVATE, headers=both)).status_code == 403


async def test_without_the_setting_no_header_counts(data: Path) -> None:
    site = await site_with(data)
    (data / "foerderlage.toml").write_text('[access]\nproxy_addresses = "10.1.2.3"\n', "utf-8")
    off = build(DataDir(data))
    assert await status(site, PROXY, {"remote-user": "berg"}) == 200
    assert await status(off, PROXY, {"remote-user": "berg"}) == 403


async def test_a_newcomer_may_read_if_the_settings_say_so_and_has_no_password(data: Path) -> None:
    site = await site_with(data, "proxy_newcomers = true\n")
    for _ in range(2):
        assert await status(site, PROXY, {"remote-user": "Neu"}) == 200
    with closing(sqlite3.connect(data / "kommune.db")) as connection:
        found = connection.execute("select role, password_hash from person where login = 'neu'")
        assert found.fetchall() == [("read", "")]
    async with Visitor(site) as visitor:
        assert (await visitor.log_in("neu", "")).status_code == 403


async def test_the_page_offers_no_logout_that_the_proxy_would_undo(data: Path) -> None:
    site = await site_with(data)
    async with Visitor(site, PROXY, {"remote-user": "berg"}) as visitor:
        page = (await visitor.get("/konto")).text
    assert "Berg Muster" in page
    assert "Abmelden" not in page
    assert 'name="bisher"' not in page


async def test_guesses_count_for_the_visitor_behind_the_proxy(data: Path) -> None:
    site = await site_with(data)
    slept: list[float] = []

    async def sleep(seconds: float) -> None:
        slept.append(seconds)

    site.foerderlage_door.sleep = sleep
    for number, address in enumerate([STRANGER] * 4 + ["198.51.100.10"]):
        headers = {"x-forwarded-for": f"1.2.3.{number}, {address}, {PROXY}"}
        async with Visitor(site, PROXY, headers) as visitor:
            await visitor.log_in(f"name{number}", "falsch")
    assert slept == [1.0]


@pytest.mark.parametrize(("address", "secure"), [(PROXY, True), ("::1", True), (STRANGER, False)])
async def test_the_scheme_is_believed_from_a_proxy(data: Path, address: str, secure: bool) -> None:
    site = await site_with(data)
    async with Visitor(site, address, {"x-forwarded-proto": "https"}) as visitor:
        answer = await visitor.log_in("berg")
    assert ("; secure" in answer.headers["set-cookie"].lower()) is secure


def test_an_address_that_is_none_is_named(tmp_path: Path) -> None:
    file = tmp_path / "foerderlage.toml"
    file.write_text('[access]\nproxy_addresses = "10.0.0.1, rathaus"\n', "utf-8")
    with pytest.raises(FoerderlageError, match="„rathaus“ ist keine IP-Adresse"):
        settings.load(file)

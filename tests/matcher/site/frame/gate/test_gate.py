"""Forms of other sites are refused, and a closed site shows nothing but the way in."""

from pathlib import Path

import pytest
from datasette.app import Datasette

from db.files import DataDir
from matcher.site.frame.gate.sessions import COOKIE
from matcher.site.frame.serving import build
from tests.support.site.hostile.leaks import addresses, shown
from tests.support.site.login import PASSWORD, account_in, logged_in
from tests.support.site.visitor import HOST, Visitor


@pytest.fixture
async def site(data: Path) -> Datasette:
    account_in(data / "kommune.db", "berg")
    made = build(DataDir(data))
    await made.invoke_startup()
    return made


@pytest.mark.parametrize(
    ("headers", "status"),
    [({}, 302), ({"origin": HOST}, 302), ({"sec-fetch-site": "same-origin"}, 302),
     # a proxy that changes the host, seen by a browser of today
     ({"origin": "https://foerderlage.stadt.example", "sec-fetch-site": "same-origin"}, 302),
     ({"origin": "https://boese.example"}, 403), ({"origin": "null"}, 403),
     ({"origin": HOST + ".boese.example"}, 403), ({"sec-fetch-site": "cross-site"}, 403),
     ({"sec-fetch-site": "same-site"}, 403),
     ({"origin": HOST, "sec-fetch-site": "cross-site"}, 403)],
)  # fmt: skip
async def test_a_form_counts_only_from_this_site(
    site: Datasette, headers: dict[str, str], status: int
) -> None:
    async with Visitor(site, headers=headers) as berg:
        answer = await berg.log_in("berg")
        assert answer.status_code == status
        assert (COOKIE in berg.client.cookies) is (status == 302)
        assert ("Formular von anderswo" in answer.text) is (status == 403)


async def test_a_foreign_logout_does_not_log_out(site: Datasette) -> None:
    cookies = logged_in(site)
    sent = await site.client.post(
        "/-/logout", cookies=cookies, headers={"origin": "https://boese.example"}
    )
    assert sent.status_code == 403
    assert (await site.client.get("/konto", cookies=cookies)).status_code == 200


async def test_a_form_without_its_token_is_refused(site: Datasette) -> None:
    cookies = logged_in(site)
    answer = await site.client.post("/personen", data={"login": "x"}, cookies=cookies)
    assert answer.status_code == 403
    assert "Formular abgelaufen" in answer.text


@pytest.fixture
async def closed(data: Path) -> Datasette:
    (data / "foerderlage.toml").write_text("[access]\npublic = false\n", "utf-8")
    account_in(data / "kommune.db", "berg", "read")
    made = build(DataDir(data))
    await made.invoke_startup()
    return made


async def test_a_closed_site_sends_visitors_to_the_login_and_back(closed: Datasette) -> None:
    async with Visitor(closed) as berg:
        answer = await berg.get("/suche?q=Radweg")
        assert answer.status_code == 302
        assert answer.headers["location"] == "/anmelden?weiter=/suche%3Fq%3DRadweg"
        assert (await berg.get("/-/static-plugins/foerderlage/foerderlage.css")).status_code == 200
        form = {"name": "berg", "passwort": PASSWORD}
        entered = await berg.send("/anmelden", form, page=answer.headers["location"])
        assert entered.headers["location"] == "/suche?q=Radweg"
        assert (await berg.get("/suche?q=Radweg")).status_code == 200


@pytest.mark.slow
async def test_a_closed_site_shows_visitors_no_page_in_any_format(
    closed: Datasette, data: Path
) -> None:
    for path in addresses(closed, [data / "katalog.db"]):
        answer = await closed.client.get(path)
        if path.startswith(("/anmelden", "/-/static", "/-/auth-token", "/-/logout")):
            continue
        if path.startswith(("/kalender/", "/neues/", "/antwort/")):  # a key that is none
            assert answer.status_code == 404, path
            continue
        assert answer.status_code in (302, 403), path
        assert "Klimafeste" not in shown(answer), path


async def test_programs_get_no_redirect_from_a_closed_site(closed: Datasette) -> None:
    answer = await closed.client.get("/katalog/programme.json")
    assert (answer.status_code, answer.json()["title"]) == (403, "Anmeldung nötig")

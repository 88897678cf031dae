"""Forms that no browser sends are answered by a German page, and store nothing."""

from pathlib import Path

import pytest
from datasette.app import Datasette
from httpx import Response

from db.files import DataDir, kommune_at
from db.kommune import people
from matcher.site.frame.gate.sessions import COOKIE
from matcher.site.frame.serving import build
from tests.support.site.login import account_in, logged_in
from tests.support.site.visitor import HOST, Visitor

FORM = {"content-type": "application/x-www-form-urlencoded"}
SSO = '[access]\nproxy_header = "Remote-User"\nproxy_addresses = "10.1.2.3"\n'
ACCOUNT = {"login": "neu", "name": "Neu", "rolle": "manage", "passwort": "vier Wörter hier drin",
           "noch_einmal": "vier Wörter hier drin", "form": "n" * 22}  # fmt: skip


def refused(answer: Response, status: int, words: str) -> None:
    assert answer.status_code == status
    assert "content-security-policy" in answer.headers
    assert '<html lang="de"' in answer.text
    assert words in answer.text


def logins(data: Path) -> set[str | None]:
    with kommune_at(data / "kommune.db") as db:
        return {person.login for person in people.people(db)}


@pytest.fixture
async def site(data: Path) -> Datasette:
    made = build(DataDir(data))
    await made.invoke_startup()
    return made


@pytest.mark.parametrize(
    ("body", "headers", "status", "words"),
    [("csrftoken=ä&login=x", FORM, 403, "Formular abgelaufen"),
     ("csrftoken=%C3%A4&login=x", FORM, 403, "Formular abgelaufen"),
     (b"csrftoken=\xe4&login=\xff", FORM, 403, "Formular abgelaufen"),
     ("csrftoken=x", {**FORM, "x-csrftoken": "\xe4"}, 403, "Formular abgelaufen"),
     ("login=x", {}, 415, "nur Formulare"),
     ('{"login": "x"}', {"content-type": "application/json"}, 415, "nur Formulare"),
     ("login=x", {"content-type": "text/plain"}, 415, "nur Formulare"),
     ("--x\r\n", {"content-type": "multipart/form-data; boundary=x"}, 415, "nur Formulare"),
     ("--x\r\n", {"content-type": "multipart/form-data"}, 415, "nur Formulare"),
     ("&".join(f"a{n}=1" for n in range(2_001)), FORM, 413, "zu viele Felder")],
)  # fmt: skip
@pytest.mark.parametrize("path", ["/personen", "/anmelden", "/-/logout"])
async def test_what_no_browser_sends_is_refused_in_german(
    site: Datasette, data: Path, path: str, body: str | bytes, headers: dict[str, str],
    status: int, words: str,
) -> None:  # fmt: skip
    before = logins(data)
    raw = {k: v.encode("latin-1") for k, v in headers.items()}
    cookies = logged_in(site)
    content = body.encode() if isinstance(body, str) else body
    answer = await site.client.post(path, content=content, headers=raw, cookies=cookies)
    refused(answer, status, words)
    assert logins(data) == before | {None}


@pytest.mark.parametrize("value", [b"\xff\xfe", b'a="\xe4', b"{=1; fl_session=x", b"a" * 9_000])
async def test_cookies_that_are_none_are_as_if_there_were_none(
    site: Datasette, value: bytes
) -> None:
    for path in ("/", "/suche?q=Radweg"):
        answer = await site.client.get(path, headers={"cookie": value})
        assert answer.status_code == 200
    answer = await site.client.post("/personen", data=ACCOUNT, headers={"cookie": value})
    assert answer.status_code == 403


async def behind_a_proxy(data: Path) -> Datasette:
    (data / "foerderlage.toml").write_text(SSO, "utf-8")
    account_in(data / "kommune.db", "berg", "manage")
    made = build(DataDir(data))
    await made.invoke_startup()
    return made


@pytest.mark.parametrize(
    "headers",
    [{}, {"authorization": "Bearer abc"}, {"authorization": "bearer abc", "cookie": "a=b"},
     {"cookie": "a=b"}, {"cookie": "ds_csrftoken=falsch"}, {"x-csrftoken": "x"}, {"origin": HOST}],
)  # fmt: skip
async def test_single_sign_on_does_not_stand_for_the_token_of_a_form(
    data: Path, headers: dict[str, str]
) -> None:
    site = await behind_a_proxy(data)
    before = logins(data)
    async with Visitor(site, "10.1.2.3", {"remote-user": "berg", **headers}) as berg:
        refused(await berg.client.post("/personen", data=ACCOUNT), 403, "Formular abgelaufen")
    assert logins(data) == before


async def test_with_its_token_a_form_counts_behind_a_proxy_too(data: Path) -> None:
    site = await behind_a_proxy(data)
    headers = {"remote-user": "berg", "authorization": "Bearer abc"}
    async with Visitor(site, "10.1.2.3", headers) as berg:
        assert (await berg.send("/personen", ACCOUNT)).status_code == 302
    assert "neu" in logins(data)


async def test_a_session_alone_is_not_enough(site: Datasette, data: Path) -> None:
    before = logins(data)
    token = logged_in(site)[COOKIE]
    refused(
        await site.client.post("/personen", data=ACCOUNT, cookies={COOKIE: token}),
        403, "Formular abgelaufen",
    )  # fmt: skip
    assert logins(data) == before | {None}

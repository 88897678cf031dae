"""Asking a department by mail: what is sent, what is refused, and that only what went was asked."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from datasette.app import Datasette
from httpx import Response

from db.files import kommune_at
from db.kommune import people
from db.kommune.asked import questions
from db.kommune.log import Act, Subject, entries
from tests.support.mailing.site import (
    ASK,
    BAUAMT,
    STEP,
    asked,
    link_in,
    mailing,
    mailing_site,
)
from tests.support.servers.mail import Office, mail_server
from tests.support.site.visitor import Visitor
from tests.support.stored.contents import content
from tests.support.towns.decided import PAIR
from tests.support.towns.own_file import NOW

PROJECT = "/frage/kita-wiesengrund"
GIVEN = {"adresse": BAUAMT, "frage": "Liegt der Plan vor?", "tage": "14", "tat": "senden"}


@pytest.fixture
def office() -> Iterator[Office]:
    with mail_server() as server:
        yield server


@pytest.fixture
async def site(data: Path, office: Office) -> Datasette:
    return await mailing_site(data, mailing(office))


async def sent(who: Visitor, path: str = PROJECT, **change: str) -> Response:
    shown = BeautifulSoup((await who.get(path)).text, "lxml").select("main form.entry")[0]
    hidden = {str(f["name"]): str(f["value"]) for f in shown.select("[type=hidden]")}
    return await who.client.post(path, data={**hidden, **GIVEN, **change})


def stored(data: Path) -> dict[str, object]:
    found = content(data / "kommune.db")
    return {name: rows for name, rows in found.items() if name != "session"}


async def test_the_mail_says_what_is_asked_by_whom_and_until_when(
    site: Datasette, office: Office, data: Path
) -> None:
    with kommune_at(data / "kommune.db") as own:
        found = people.account(own, "berg")
        assert found is not None
        act = Act(found[0].id, NOW)
        people.set_details(own, found[0], "", "berg@auental.example", "", act)
    await asked(site, office, STEP, frage="Liegt der\nPlan <b>vor</b>?")
    ((to, message),) = office.taken
    assert (to, message["To"], message["From"].addresses[0].addr_spec) == (
        BAUAMT, BAUAMT, "foerderlage@auental.example",
    )  # fmt: skip
    assert message["Reply-To"] == "Berg Muster <berg@auental.example>"
    assert message["Subject"] == (
        "Förderlage: Bitte um Antwort – Kita Wiesengrund energetisch sanieren"
    )
    plain, html = message.get_body(("plain",)), message.get_body(("html",))
    assert plain is not None
    assert html is not None
    text = plain.get_content().replace("\r\n", "\n")
    step = "Beschlussvorlage abgeben (Donnerstag, 04.02.2027)"
    for words in ("Berg Muster bittet um eine Antwort", step, "Liegt der\nPlan <b>vor</b>?",
                  "gilt bis zum 08.12.2026"):  # fmt: skip
        assert words in text, text
    assert "Plan &lt;b&gt;vor&lt;/b&gt;?" in html.get_content()
    with kommune_at(data / "kommune.db") as own:
        (waiting,) = questions.waiting(own)
        assert (waiting.stage, waiting.kind, waiting.sent_at is None) == (
            "application", "paper", False,
        )  # fmt: skip
        (entry,) = [e for e in entries(own, Subject(*PAIR)) if e.kind == "question_sent"]
    assert (entry.person, entry.after) == ("Berg Muster", BAUAMT)
    token = link_in(message).rpartition("/")[2]
    assert token not in str(stored(data))


async def test_a_preview_sends_and_stores_nothing_and_keeps_what_was_typed(
    site: Datasette, office: Office, data: Path
) -> None:
    before = stored(data)
    async with Visitor(site) as berg:
        await berg.log_in("berg")
        answer = await sent(berg, tat="vorschau", tage="3")
    soup = BeautifulSoup(answer.text, "lxml")
    assert answer.status_code == 200
    assert "http://foerderlage.test/antwort/…" in soup.select(".preview")[0].text
    assert "Liegt der Plan vor?" in soup.select(".preview")[0].text
    assert soup.select("#frage")[0].text.strip() == "Liegt der Plan vor?"
    assert soup.select("#tage")[0]["value"] == "3"
    assert (stored(data), office.taken) == (before, [])


@pytest.mark.parametrize(
    ("change", "field", "words"),
    [
        ({"adresse": "Bauamt"}, "adresse", "Bitte eine Mailadresse"),
        ({"adresse": f"{BAUAMT}\nBcc: x@y.example"}, "adresse", "Bitte eine Mailadresse"),
        ({"adresse": f"{BAUAMT}, x@y.example"}, "adresse", "Bitte eine Mailadresse"),
        ({"frage": " "}, "frage", "Bitte schreiben"),
        ({"frage": "x" * 2_001}, "frage", "2.000 Zeichen"),
        ({"frage": "a\u202eb"}, "frage", "ohne Steuerzeichen"),
        ({"tage": "0"}, "tage", "von 1 bis 60"),
        ({"tage": "61"}, "tage", "von 1 bis 60"),
        ({"tage": "viele"}, "tage", "von 1 bis 60"),
    ],
)
async def test_a_faulty_question_is_marked_at_its_field_and_goes_nowhere(
    site: Datasette, office: Office, data: Path, change: dict[str, str], field: str, words: str
) -> None:
    before = stored(data)
    async with Visitor(site) as berg:
        await berg.log_in("berg")
        answer = await sent(berg, **change)
    soup = BeautifulSoup(answer.text, "lxml")
    assert answer.status_code == 400
    assert words in soup.select(f"#{field}-fehler")[0].text
    assert [str(a["href"]) for a in soup.select("[role=alert] a")] == [f"#{field}"]
    assert (stored(data), office.taken) == (before, [])


@pytest.mark.parametrize("how", ["unknown address", "server refuses", "no server"])
async def test_what_no_server_took_was_not_asked_and_can_be_sent_again(
    site: Datasette, office: Office, data: Path, how: str
) -> None:
    before = stored(data)
    office.refuses = {BAUAMT} if how == "unknown address" else set()
    office.refuses_all = how == "server refuses"
    if how == "no server":
        mail = site.foerderlage.mail.model_copy(update={"port": 1})
        site.foerderlage = site.foerderlage.model_copy(update={"mail": mail})
    async with Visitor(site) as berg:
        await berg.log_in("berg")
        answer = await sent(berg)
        soup = BeautifulSoup(answer.text, "lxml")
        assert answer.status_code == 502
        assert "Es ist nichts verschickt" in soup.select("[role=alert]")[0].text
        assert soup.select("#frage")[0].text.strip() == GIVEN["frage"]
        assert stored(data) == before
        if how == "no server":
            return
        office.refuses, office.refuses_all = set(), False
        assert (await sent(berg)).status_code == 303
    assert office.addresses == [BAUAMT]


@pytest.mark.parametrize("missing", ["mail server", "address", "password"])
async def test_without_mail_settings_the_page_says_so_and_stores_nothing(
    data: Path, office: Office, missing: str
) -> None:
    whole = mailing(office)
    settings = {
        "mail server": whole.replace("host = ", "# "),
        "address": whole.replace("address = ", "# "),
        "password": whole.replace("security = 'none'", "security = 'tls'\nuser = 'f'"),
    }[missing]
    words = {"mail server": "kein Mailserver", "address": "unter welcher Adresse",
             "password": "Passwort für den Mailserver fehlt"}[missing]  # fmt: skip
    site = await mailing_site(data, settings)
    async with Visitor(site) as berg:
        await berg.log_in("berg")
        before = stored(data)
        assert words in (await berg.get(PROJECT)).text
        answer = await sent(berg)
        assert (answer.status_code, words in answer.text) == (503, True)
    assert (stored(data), office.taken) == (before, [])


async def test_a_double_click_sends_one_mail(site: Datasette, office: Office) -> None:
    async with Visitor(site) as berg:
        await berg.log_in("berg")
        shown = BeautifulSoup((await berg.get(PROJECT)).text, "lxml").select("main form.entry")[0]
        hidden = {str(f["name"]): str(f["value"]) for f in shown.select("[type=hidden]")}
        answers = [await berg.client.post(PROJECT, data={**hidden, **GIVEN}) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [303, 303]
    assert office.addresses == [BAUAMT]


async def test_only_editors_ask_and_only_about_what_there_is(
    site: Datasette, office: Office
) -> None:
    async with Visitor(site) as visitor, Visitor(site) as tal, Visitor(site) as berg:
        assert (await visitor.get(PROJECT)).status_code == 403
        await tal.log_in("tal")
        assert (await tal.get(PROJECT)).status_code == 403
        assert (await tal.post(PROJECT, GIVEN)).status_code == 403
        await berg.log_in("berg")
        for path in ("/frage/fehlt", "/frage/kita-wiesengrund/q/fehlt.html",
                     f"{ASK}?schritt=application-fehlt"):  # fmt: skip
            assert (await berg.get(path)).status_code == 404, path
            assert (await berg.post(path, GIVEN)).status_code == 404
    assert office.taken == []


async def test_addresses_used_before_are_offered_and_that_of_the_department_filled_in(
    site: Datasette,
) -> None:
    async with Visitor(site) as berg:
        await berg.log_in("berg")
        first = BeautifulSoup((await berg.get(PROJECT)).text, "lxml")
        assert (first.select("#adresse")[0]["value"], first.select("datalist option")) == ("", [])
        await sent(berg)
        shown = BeautifulSoup((await berg.get(STEP)).text, "lxml")
        assert shown.select("#adresse")[0]["value"] == BAUAMT
        other = BeautifulSoup((await berg.get("/frage/digitales-auental")).text, "lxml")
        assert other.select("#adresse")[0]["value"] == ""
        assert [str(o["value"]) for o in other.select("datalist option")] == [BAUAMT]

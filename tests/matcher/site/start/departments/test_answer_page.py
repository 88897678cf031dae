"""The page behind the link of a mail: looking spends nothing, one answer does, whoever gives it."""

import asyncio
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup
from datasette.app import Datasette
from httpx import Response

from db.clock import now
from db.files import DataDir, kommune_at, open_kommune
from db.kommune import people
from db.kommune.asked import asking, questions
from db.kommune.log import Act, Subject, entries
from db.kommune.tracker import plans
from db.kommune.work import decisions
from matcher.site.frame.gate.sessions import COOKIE
from matcher.site.frame.serving import build
from matcher.site.start.departments.guesses import Guesses
from tests.support.mailing.site import ASK, BAUAMT, asked, mailing, mailing_site
from tests.support.servers.mail import Office, mail_server
from tests.support.site.visitor import HOST, Visitor
from tests.support.towns.decided import PAIR

MATCH = Subject(*PAIR)


@pytest.fixture
def office() -> Iterator[Office]:
    with mail_server() as server:
        yield server


@pytest.fixture
async def site(data: Path, office: Office) -> Datasette:
    return await mailing_site(data, mailing(office))


async def no_sleep(_seconds: float) -> None:
    """Nobody waits in a test."""


def path_of(link: str) -> str:
    return urlsplit(link).path


async def send(who: Visitor, path: str, **given: str) -> Response:
    """The form as it is shown, filled in."""
    soup = BeautifulSoup((await who.get(path)).text, "lxml")
    form = soup.select_one("main form.entry")
    assert form is not None, soup.text
    hidden = {str(f["name"]): str(f["value"]) for f in form.select("[type=hidden]")}
    return await who.client.post(str(form["action"]), data={**hidden, **given})


def told(data: Path) -> list[tuple[str, str, str, str]]:
    with kommune_at(data / "kommune.db") as own:
        return [(e.kind, e.person, e.after, e.reason) for e in entries(own, MATCH)]


def done_on(data: Path) -> date | None:
    with kommune_at(data / "kommune.db") as own:
        return next(s.done_on for s in plans.steps(own, PAIR) if s.kind == "paper")


def later(data: Path, day: str) -> Datasette:
    return build(DataDir(data), today=date.fromisoformat(day))


async def test_the_link_of_the_mail_takes_one_answer_from_whoever_has_it(
    site: Datasette, office: Office, data: Path
) -> None:
    link = await asked(site, office, frage="Liegt der Plan\nvor?")
    assert link.startswith(f"{HOST}/antwort/")
    async with Visitor(site) as bauamt, Visitor(site, "198.51.100.9") as forwarded:
        shown = await bauamt.get(path_of(link))
        soup = BeautifulSoup(shown.text, "lxml")
        facts = [" ".join(dd.text.split()) for dd in soup.select("dl.facts dd")]
        assert facts[:2] == ["Kita Wiesengrund energetisch sanieren", "Beschlussvorlage abgeben"]
        assert soup.select("blockquote")[0].text == "Liegt der Plan\nvor?"
        first = await send(forwarded, path_of(link), erledigt="1", antwort="Ja, <b>liegt</b> vor")
        assert (first.status_code, first.headers["location"]) == (303, path_of(link))
        thanks = await forwarded.get(path_of(link))
        assert "der Schritt ist als erledigt vermerkt" in thanks.text
        again = await bauamt.get(path_of(link))
        assert (again.status_code, "Schon beantwortet" in again.text) == (200, True)
        assert "liegt</b>" not in again.text
        assert not {*bauamt.client.cookies, *forwarded.client.cookies} & {COOKIE}
    assert done_on(data) == date(2026, 11, 24)
    assert told(data)[0] == (
        "question_answered", people.BY_MAIL_LINK, "erledigt; Ja, <b>liegt</b> vor",
        f"über den Link an {BAUAMT}",
    )  # fmt: skip


async def test_programs_that_open_links_spend_nothing(
    site: Datasette, office: Office, data: Path
) -> None:
    path = path_of(await asked(site, office))
    before = told(data)
    async with Visitor(site) as scanner:
        for _ in range(3):
            for ask in (scanner.client.get, scanner.client.head):
                answer = await ask(path)
                assert answer.status_code == 200
                assert answer.headers["referrer-policy"] == "no-referrer"
                assert "no-store" in answer.headers["cache-control"]
                assert "noindex" in answer.headers["x-robots-tag"]
        assert (await scanner.client.options(path)).status_code == 405
        assert (await scanner.client.put(path, data={"erledigt": "1"})).status_code == 405
    assert told(data) == before
    async with Visitor(site) as bauamt:
        assert (await send(bauamt, path, erledigt="1")).status_code == 303


async def test_of_several_answers_at_once_one_counts(
    site: Datasette, office: Office, data: Path
) -> None:
    path = path_of(await asked(site, office))

    async def one(number: int) -> int:
        async with Visitor(site) as who:
            return (await send(who, path, antwort=f"Antwort {number}")).status_code

    statuses = await asyncio.gather(*(one(number) for number in range(5)))
    assert sorted(statuses) == [303, 409, 409, 409, 409]
    assert [kind for kind, *_ in told(data)].count("question_answered") == 1


async def test_who_comes_second_learns_when_and_not_what(site: Datasette, office: Office) -> None:
    path = path_of(await asked(site, office))
    async with Visitor(site) as first, Visitor(site) as second:
        form = BeautifulSoup((await second.get(path)).text, "lxml").select("main form")[0]
        hidden = {str(f["name"]): str(f["value"]) for f in form.select("[type=hidden]")}
        await send(first, path, antwort="streng vertraulich")
        late = await second.client.post(path, data={**hidden, "antwort": "auch"})
        assert late.status_code == 409
        assert "Ihre Eingabe ist nicht gespeichert" in late.text
        assert "vertraulich" not in late.text + (await second.get(path)).text


async def test_expired_withdrawn_and_unknown_links_look_alike(
    site: Datasette, office: Office, data: Path
) -> None:
    expired = path_of(await asked(site, office))
    withdrawn = path_of(await asked(site, office, tage="60"))
    with kommune_at(data / "kommune.db") as own:
        who = people.account(own, "berg")
        assert who is not None
        asking.withdraw(own, questions.waiting(own)[-1].id, Act(who[0].id, now()))
    pages, last = set(), later(data, "2026-12-08")
    await last.invoke_startup()
    async with Visitor(last) as visitor:
        assert (await visitor.get(expired)).status_code == 200
    over = later(data, "2026-12-09")
    await over.invoke_startup()
    over.foerderlage_guesses = Guesses(sleep=no_sleep)
    before = told(data)
    async with Visitor(over) as visitor:
        for path in (expired, withdrawn, "/antwort/" + "A" * 43, "/antwort/x", "/antwort/%00",
                     "/antwort/%ff%fe", "/antwort/" + "%27" * 300, "/antwort/..%2F..%2Fkonto",
                     "/antwort/%C3%A4"):  # fmt: skip
            shown = await visitor.get(path)
            posted = await visitor.client.post(path, data={"erledigt": "1", "antwort": "x"})
            assert (shown.status_code, posted.status_code) == (404, 404), path
            for answer in (shown, posted):
                assert answer.headers["referrer-policy"] == "no-referrer"
                main = BeautifulSoup(answer.text, "lxml").select_one("main")
                pages.add(str(main))
    assert len(pages) == 1
    assert "Dieser Link gilt nicht oder nicht mehr." in pages.pop()
    assert told(data) == before


async def test_whoever_guesses_waits_and_a_good_link_does_not(
    site: Datasette, office: Office
) -> None:
    path = path_of(await asked(site, office))
    waited: list[float] = []

    async def noted(seconds: float) -> None:
        waited.append(seconds)

    site.foerderlage_guesses = Guesses(sleep=noted, elapsed=lambda: 0.0)
    async with Visitor(site) as guesser:
        for number in range(8):
            await guesser.get(f"/antwort/{number}")
        assert waited == [1.0, 2.0, 4.0, 8.0, 8.0]
        assert (await guesser.get(path)).status_code == 200
        assert len(waited) == 5


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"antwort": " "}, "Bitte ankreuzen oder eine Antwort schreiben."),
        ({"antwort": "x" * 2_001}, "passen 2.000 Zeichen"),
        ({"antwort": "Glocke\x07", "erledigt": "1"}, "ohne Steuerzeichen"),
    ],
)
async def test_a_faulty_answer_keeps_what_was_typed_and_the_link(
    site: Datasette, office: Office, given: dict[str, str], words: str
) -> None:
    path = path_of(await asked(site, office))
    async with Visitor(site) as bauamt:
        answer = await send(bauamt, path, **given)
        assert answer.status_code == 400
        soup = BeautifulSoup(answer.text, "lxml")
        assert words in soup.select("#antwort-fehler")[0].text
        assert soup.select("#antwort")[0].text.strip("\n") == given["antwort"]
        assert bool(soup.select("#erledigt[checked]")) == ("erledigt" in given)
        assert (await send(bauamt, path, erledigt="1")).status_code == 303


@pytest.mark.parametrize("how", ["done", "declined", "project gone"])
async def test_what_happened_meanwhile_is_said_kindly_and_the_words_are_kept(
    site: Datasette, office: Office, data: Path, how: str
) -> None:
    path = path_of(await asked(site, office))
    with kommune_at(data / "kommune.db") as own:
        act = Act(people.stand_in(own, "Ben Tal", "edit", now()).id, now())
        if how == "done":
            row = next(s for s in plans.steps(own, PAIR) if s.kind == "paper")
            plans.set_step(own, PAIR, row, replace(row, done_on=date(2026, 11, 20)), act)
        elif how == "declined":
            seen = decisions.decision(own, *PAIR)
            decisions.set_status(own, seen, "declined", act, "other", "passt nicht")
    if how == "project gone":
        with closing(open_kommune(data / "kommune.db")) as own:
            own.execute("pragma foreign_keys = off")
            own.execute("delete from project where id = ?", [PAIR[0]])
            own.conn.commit()
    words = {"done": "Der Schritt war schon erledigt", "declined": "nicht mehr verfolgt",
             "project gone": "gibt es inzwischen nicht"}[how]  # fmt: skip
    async with Visitor(site) as bauamt:
        assert (await send(bauamt, path, erledigt="1", antwort="fertig")).status_code == 303
        assert words in " ".join((await bauamt.get(path)).text.split())
    assert told(data)[0][2] == "erledigt; fertig"


async def test_a_closed_site_lets_the_link_in_and_nothing_else(data: Path, office: Office) -> None:
    site = await mailing_site(data, f"{mailing(office)}\n[access]\npublic = false\n")
    path = path_of(await asked(site, office))
    async with Visitor(site) as bauamt:
        assert (await bauamt.get("/offenes")).status_code == 302
        assert (await bauamt.get(path)).status_code == 200
        assert (await send(bauamt, path, erledigt="1")).status_code == 303


async def test_browsers_that_hide_their_origin_may_answer(site: Datasette, office: Office) -> None:
    path = path_of(await asked(site, office))
    async with Visitor(site, headers={"origin": "null"}) as bauamt:
        assert (await send(bauamt, path, erledigt="1")).status_code == 303


async def test_a_forged_token_of_the_form_is_refused(
    site: Datasette, office: Office, data: Path
) -> None:
    path = path_of(await asked(site, office))
    before = told(data)
    async with Visitor(site) as bauamt:
        refused = await send(bauamt, path, erledigt="1", csrftoken="A" * 40)
        assert refused.status_code == 403
    assert told(data) == before


async def test_behind_a_prefix_the_link_leads_to_the_form_and_the_form_back(
    data: Path, office: Office
) -> None:
    site = await mailing_site(data, mailing(office, f"{HOST}/amt/", "/amt/"))
    link = await asked(site, office, f"/amt{ASK}", frage="Ja?")
    assert link.startswith(f"{HOST}/amt/antwort/")
    async with Visitor(site) as bauamt:
        answer = await send(bauamt, path_of(link), antwort="Ja")
        assert (answer.status_code, answer.headers["location"]) == (303, path_of(link))

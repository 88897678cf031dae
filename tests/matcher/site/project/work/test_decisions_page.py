"""Status, people and hiding by form: what is stored, what is refused, and that nothing is lost."""

from pathlib import Path

import pytest
from datasette.app import Datasette
from sqlite_utils import Database

from db.files import DataDir
from db.kommune import people
from db.kommune.log import Subject, entries
from db.kommune.work import decisions, owners
from matcher.sample import SAMPLE_DAY
from matcher.site.frame.serving import build
from tests.support.site.forms import Browser, fields, form_to
from tests.support.site.pages import ask
from tests.support.towns.decided import (
    ACTION,
    ME,
    PAIR,
    PROGRAMME,
    PROJECT,
    parsed,
    set_people,
    somebody,
    stored,
)


@pytest.fixture
def site(data: Path) -> Datasette:
    return build(DataDir(data), SAMPLE_DAY)


async def test_a_status_set_on_the_card_is_stored_logged_and_shown(
    site: Datasette, own: Database
) -> None:
    browser = Browser(site)
    form = form_to(await browser.get(PROJECT), ACTION)
    answer = await browser.send(form, status="checking", note="Kämmerei fragt nach")
    assert (answer.status_code, answer.headers["location"]) == (303, f"{PROJECT}#rang-1")
    assert (stored(own).status, stored(own).note, stored(own).version) == (
        "checking", "Kämmerei fragt nach", 1,
    )  # fmt: skip
    (entry,) = entries(own, Subject(*PAIR))
    assert (entry.person, entry.before, entry.after) == (ME, "new", "checking")
    card = (await browser.get(PROJECT)).select_one("#rang-1 .working")
    assert card is not None
    assert "in Prüfung" in card.text
    assert "Kämmerei fragt nach" in card.text


async def test_declining_without_a_reason_is_refused_and_the_text_stays(
    site: Datasette, own: Database
) -> None:
    browser = Browser(site)
    form = form_to(await browser.get(PROJECT), ACTION)
    answer = await browser.send(form, status="declined", note="20 % fehlen\nim Haushalt <b>")
    assert answer.status_code == 400
    assert stored(own).version == 0
    assert entries(own, Subject()) == []
    shown = parsed(answer)
    assert "nennt einen Grund" in shown.select_one("[role=alert]").text  # type: ignore[union-attr]
    again = form_to(shown, ACTION)
    assert fields(again)["note"] == "20 % fehlen\nim Haushalt <b>"
    assert fields(again)["status"] == "declined"
    done = await browser.send(again, reason="own_share")
    assert (done.status_code, done.headers["location"]) == (303, f"{PROJECT}#rang-1")
    assert (stored(own).status, stored(own).reason) == ("declined", "own_share")


async def test_a_form_sent_twice_counts_once(site: Datasette, own: Database) -> None:
    browser = Browser(site)
    sent = fields(form_to(await browser.get(PROJECT), ACTION)) | {"status": "sketch"}
    answers = [await browser.post(ACTION, sent) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [303] * 3
    assert stored(own).version == 1
    assert len(entries(own, Subject())) == 1


async def test_whoever_is_second_sees_what_changed_and_loses_nothing(
    site: Datasette, own: Database
) -> None:
    browser = Browser(site)
    form = form_to(await browser.get(PROGRAMME), ACTION)
    decisions.set_status(own, stored(own), "application", somebody(own), note="Antrag ist raus")
    answer = await browser.send(form, status="watching", note="Mein langer Text")
    assert answer.status_code == 409
    assert (stored(own).status, stored(own).version) == ("application", 1)
    shown = parsed(answer)
    told = shown.select_one("[role=alert]")
    assert told is not None
    for words in ("Ben Tal", "neu", "Antrag", "Antrag ist raus"):
        assert words in told.text
    again = form_to(shown, ACTION)
    assert fields(again)["note"] == "Mein langer Text"
    assert (await browser.send(again)).status_code == 303
    assert (stored(own).status, stored(own).note, stored(own).version) == (
        "watching", "Mein langer Text", 2,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("touched", "shown"),
    [
        ({"note": "Meine Notiz"},
         {"status": "declined", "reason": "staff", "note": "Meine Notiz", "deputy": ""}),
        ({"status": "sketch"},
         {"status": "sketch", "reason": "staff", "note": "Keine Stelle", "deputy": ""}),
        ({"deputy": "me"},
         {"status": "declined", "reason": "staff", "note": "Keine Stelle", "deputy": "me"}),
        ({}, {"status": "declined", "reason": "staff", "note": "Keine Stelle", "deputy": ""}),
    ],
)  # fmt: skip
async def test_what_the_second_left_alone_follows_the_first(
    touched: dict[str, str], shown: dict[str, str], site: Datasette, own: Database
) -> None:
    other = somebody(own)
    decisions.set_status(own, stored(own), "watching", other, note="Im Blick")
    browser = Browser(site)
    form = form_to(await browser.get(PROGRAMME), ACTION)
    me = str(next(p for p in people.people(own) if p.name == ME).id)
    decisions.set_status(own, stored(own), "declined", other, "staff", "Keine Stelle")
    set_people(own, stored(own), other.person_id, None, other)
    answer = await browser.send(form, **{k: me if v == "me" else v for k, v in touched.items()})
    assert answer.status_code == 409
    again = form_to(parsed(answer), ACTION)
    wanted = {k: me if v == "me" else v for k, v in shown.items()}
    assert {k: v for k, v in fields(again).items() if k in wanted} == wanted
    assert fields(again)["responsible"] == str(other.person_id)
    assert (await browser.send(again)).status_code == 303
    assert stored(own).responsible == other.person_id


async def test_a_card_that_was_overtaken_leaves_the_people_alone(
    site: Datasette, own: Database
) -> None:
    browser = Browser(site)
    form = form_to(await browser.get(PROJECT), ACTION)
    act = somebody(own)
    set_people(own, stored(own), act.person_id, None, act)
    answer = await browser.send(form, status="sketch")
    assert answer.status_code == 409
    again = form_to(parsed(answer), ACTION)
    assert "responsible" not in fields(again)
    assert (await browser.send(again)).status_code == 303
    assert (stored(own).status, stored(own).responsible) == ("sketch", act.person_id)


@pytest.mark.parametrize(
    ("changed", "status"),
    [({"csrftoken": "x"}, 403), ({"form": ""}, 400), ({"status": "fertig"}, 400),
     ({"responsible": "999"}, 400), ({"responsible": "1 or 1=1"}, 400), ({"version": "x"}, 409),
     ({"note": "x" * 20_001}, 400)],
    ids=["token", "number", "status", "person", "no number", "version", "length"],
)  # fmt: skip
async def test_a_forged_form_stores_nothing(
    site: Datasette, own: Database, changed: dict[str, str], status: int
) -> None:
    browser = Browser(site)
    form = form_to(await browser.get(PROGRAMME), ACTION)
    answer = await browser.send(form, **({"status": "granted"} | changed))
    assert answer.status_code == status
    assert stored(own).version == 0
    assert entries(own, Subject()) == []


@pytest.mark.parametrize(
    "back", ["https://anderswo.example/", "//anderswo.example", "/\\anderswo", "/-/logout", "", "ä"]
)
async def test_the_way_back_never_leaves_the_site(site: Datasette, back: str) -> None:
    browser = Browser(site)
    form = form_to(await browser.get(PROJECT), ACTION)
    answer = await browser.send(form, status="sketch", zurueck=back)
    assert answer.headers["location"] == PROGRAMME


async def test_without_a_login_nothing_is_shown_or_stored(site: Datasette, own: Database) -> None:
    for path in (ACTION, "/ausgeblendet", "/zustaendig/kita-wiesengrund"):
        assert (await ask(site, path, login=False)).status_code == 403
    assert (await site.client.post(ACTION, data={"status": "granted"})).status_code == 403
    assert stored(own).version == 0


async def test_a_person_who_may_only_read_sees_no_form_and_changes_nothing(
    site: Datasette, own: Database
) -> None:
    browser = Browser(site)
    form = form_to(await browser.get(PROJECT), ACTION)
    own.execute("update person set role = 'read'")
    own.conn.commit()
    assert (await browser.send(form, status="granted")).status_code == 403
    assert stored(own).version == 0
    assert not (await browser.get(PROJECT)).select(f'form[action^="{ACTION}"]')
    assert not (await browser.get(PROGRAMME)).select('main form[method="post"]')


async def test_a_match_that_does_not_exist_cannot_be_decided(
    site: Datasette, own: Database
) -> None:
    browser = Browser(site)
    sent = fields(form_to(await browser.get(PROJECT), ACTION)) | {"status": "sketch"}
    for path in (ACTION.replace("wiesengrund", "mond"), f"{ACTION}x"):
        assert (await browser.post(path, sent)).status_code == 404
    assert decisions.decisions(own) == []


async def test_one_form_names_status_and_people_and_home_lists_what_is_mine(
    site: Datasette, own: Database
) -> None:
    browser = Browser(site)
    assert (await browser.get("/")).select_one("#bei-mir") is None
    me = next(p for p in people.people(own) if p.name == ME)
    form = form_to(await browser.get(PROGRAMME), ACTION)
    await browser.send(form, status="watching", responsible=str(me.id))
    assert [e.kind for e in entries(own, Subject())] == ["responsible", "status"]
    section = (await browser.get("/")).select_one("section[aria-labelledby=bei-mir]")
    assert section is not None
    assert "Kita-Gebäude" in section.text
    mine = await browser.get(f"{PROJECT}?mir=1")
    assert len(mine.select(".match")) == 1
    decisions.set_status(own, stored(own), "granted", somebody(own))
    assert (await browser.get("/")).select_one("#bei-mir") is None


async def test_home_lists_the_projects_that_are_mine(site: Datasette, own: Database) -> None:
    browser = Browser(site)
    form = form_to(await browser.get(PROJECT), "/zustaendig/")
    me = next(p for p in people.people(own) if p.name == ME)
    await browser.send(form, responsible="", deputy=str(me.id))
    section = (await browser.get("/")).select_one("section[aria-labelledby=bei-mir]")
    assert section is not None
    assert [a["href"] for a in section.select("a")] == [PROJECT]
    assert "in Vertretung" in section.text


async def test_nobody_stands_in_for_oneself(site: Datasette, own: Database) -> None:
    browser = Browser(site)
    form = form_to(await browser.get(PROGRAMME), ACTION)
    me = str(next(p for p in people.people(own) if p.name == ME).id)
    assert (await browser.send(form, responsible=me, deputy=me)).status_code == 400
    assert stored(own).version == 0


async def test_the_card_form_leaves_the_people_as_they_are(site: Datasette, own: Database) -> None:
    act = somebody(own)
    set_people(own, stored(own), act.person_id, None, act)
    browser = Browser(site)
    await browser.send(form_to(await browser.get(PROJECT), ACTION), status="sketch")
    assert (stored(own).status, stored(own).responsible) == ("sketch", act.person_id)


async def test_a_project_has_its_own_people_and_tells_a_conflict(
    site: Datasette, own: Database
) -> None:
    browser = Browser(site)
    me = await browser.get(PROJECT)
    form = form_to(me, "/zustaendig/")
    number = str(next(p for p in people.people(own) if p.name == ME).id)
    assert (await browser.send(form, responsible=number)).status_code == 303
    assert owners.project_people(own, PAIR[0]).responsible == int(number)
    assert ME in (await browser.get(PROJECT)).select_one("dl.facts").text  # type: ignore[union-attr]
    other = fields(form) | {"form": "x" * 20, "deputy": number}
    answer = await browser.post("/zustaendig/kita-wiesengrund", other)
    assert answer.status_code == 409
    assert "niemand" in parsed(answer).select_one("[role=alert]").text  # type: ignore[union-attr]
    again = fields(form_to(parsed(answer), "/zustaendig/"))
    assert (again["responsible"], again["deputy"]) == (number, number)
    assert owners.project_people(own, PAIR[0]).deputy is None


async def test_saving_without_a_change_writes_nothing(site: Datasette, own: Database) -> None:
    browser = Browser(site)
    answer = await browser.send(form_to(await browser.get(PROGRAMME), ACTION))
    assert answer.status_code == 303
    assert (stored(own).version, entries(own, Subject())) == (0, [])


async def test_the_timeline_tells_who_when_from_to_and_why(site: Datasette, own: Database) -> None:
    decisions.set_status(own, stored(own), "declined", somebody(own), "staff", "Stelle unbesetzt")
    browser = Browser(site)
    for path in (PROJECT, PROGRAMME):
        told = (await browser.get(path)).select_one(".timeline li")
        assert told is not None
        for words in ("Ben Tal", "neu", "verworfen", "Personal fehlt", "Stelle unbesetzt"):
            assert words in told.text

"""Subscriptions on the site: made with a login, read without, over once revoked."""

from datetime import timedelta
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from datasette.app import Datasette
from icalendar import Calendar
from lxml import etree

from db.connection import write
from db.files import DataDir, kommune_at
from db.kommune.log import Act
from db.kommune.work import decisions
from db.kommune.work.decisions import decision
from matcher.deadlines.coming_stored import coming_deadlines
from matcher.sample import SAMPLE_DAY
from matcher.site.deadlines.subscriptions import AHEAD
from matcher.site.frame.serving import build
from tests.support.site.deadline_pages import ATOM, KITA, anonymous, events, made, opened
from tests.support.site.forms import form
from tests.support.towns.own_file import NOW
from tests.support.towns.planned import dated_pair, follow
from tests.support.towns.wider import ask_for


@pytest.fixture
def site(data: Path) -> Datasette:
    return build(DataDir(data), SAMPLE_DAY)


def revocable(page: BeautifulSoup) -> list[str]:
    """What the page offers to revoke."""
    return [str(button["value"]) for button in page.select("button[name=widerrufen]")]


def decide(data: Path, *, hidden: bool, project: str, source: str, key: str) -> None:
    with kommune_at(DataDir(data).kommune) as db:
        person = db.execute("select min(id) from person").fetchone()[0]
        act = Act(person, NOW)
        seen = decision(db, project, source, key)
        if hidden:
            decisions.set_hidden(db, seen, True, act)
        else:
            decisions.set_status(db, seen, "declined", act, "own_share", "zu teuer")


async def test_the_calendar_has_every_deadline_of_the_project_with_alarms(
    site: Datasette, data: Path
) -> None:
    calendar, _ = await made(site)
    answer = await anonymous(site, calendar)
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    wanted = coming_deadlines(DataDir(data), SAMPLE_DAY, AHEAD.days, "kita-wiesengrund")
    found = events(answer.content)
    assert {day for day, _ in found} == {c.due.day for c in wanted}
    assert all(c.possible.outlook.programme.title in " ".join(t for _, t in found) for c in wanted)
    event = Calendar.from_ical(answer.content).events[0]
    assert [a["trigger"].to_ical() for a in event.walk("VALARM")] == [
        b"-P27DT16H", b"-P6DT16H", b"-PT16H",
    ]  # fmt: skip
    assert str(event["url"]).startswith("http://localhost/programm/foerderdatenbank/")
    assert b"Marktplatz" not in answer.content, "other projects stay out of it"


async def test_open_steps_of_followed_matches_stand_in_the_calendar_of_their_project(
    site: Datasette, data: Path
) -> None:
    pair, due = dated_pair(data)
    calendar, _ = await made(site)
    before = events((await anonymous(site, calendar)).content)
    with kommune_at(data / "kommune.db") as own:
        follow(own, pair)
    answer = await anonymous(site, calendar)
    added = [one for one in events(answer.content) if one not in before]
    # lists leave this match out; with its steps comes what they lead to
    *_, handing_in, deadline = added
    assert handing_in[1] == "Antrag einreichen: Kita Wiesengrund energetisch sanieren"
    assert handing_in[0] < due
    assert deadline[0] == due
    assert deadline[1].startswith("Antrag: ")
    steps = [e for e in Calendar.from_ical(answer.content).events if "/plan/" in str(e["url"])]
    assert len(steps) == len(added) - 1 == 4
    assert all(e.alarms.times for e in steps)
    assert "Zuständig" not in answer.text, "calendars are read without a login"
    other, _ = await made(site, "project:marktplatz-klimafit")
    assert "/plan/" not in (await anonymous(site, other)).text


async def test_ids_are_the_same_the_night_after(site: Datasette, data: Path) -> None:
    calendar, _ = await made(site)
    later = build(DataDir(data), SAMPLE_DAY, SAMPLE_DAY + timedelta(days=1))
    await later.invoke_startup()
    first, second = [
        {str(e["uid"]) for e in Calendar.from_ical((await anonymous(s, calendar)).content).events}
        for s in (site, later)
    ]
    assert first
    # no deadline of the demo lies on its day, so that none has passed by the night after
    assert first <= second


@pytest.mark.parametrize("hidden", [True, False])
async def test_what_people_hid_or_declined_is_left_out(
    hidden: bool, site: Datasette, data: Path
) -> None:
    calendar, _ = await made(site)
    (first, *_) = coming_deadlines(DataDir(data), SAMPLE_DAY, AHEAD.days, "kita-wiesengrund")
    source, key = first.possible.outlook.identity
    title = first.possible.outlook.programme.title
    assert any(title in t for _, t in events((await anonymous(site, calendar)).content))
    decide(data, hidden=hidden, project="kita-wiesengrund", source=source, key=key)
    assert not any(title in t for _, t in events((await anonymous(site, calendar)).content))


async def test_the_feed_tells_news_of_its_scope_only(site: Datasette, data: Path) -> None:
    with kommune_at(DataDir(data).kommune) as db:
        db.execute(
            "update pair set change = 'new', changed_run = (select max(id) from match_run)"
            " where verdict = 'passt'"
        )
        db.conn.commit()
        counted = dict(
            db.execute(
                "select project_id, count(*) from pair where verdict = 'passt' group by 1"
            ).fetchall()
        )
        (programmes,) = db.execute(
            "select count(distinct ref) from pair where verdict = 'passt'"
        ).fetchone()
    assert programmes <= sum(counted.values())
    for scope, number in (
        (KITA, counted["kita-wiesengrund"]),
        ("municipality:06799001", programmes),
    ):
        _, atom = await made(site, scope)
        answer = await anonymous(site, atom)
        assert answer.headers["content-type"] == "application/atom+xml; charset=utf-8"
        entries = etree.fromstring(answer.content).findall(f"{ATOM}entry")
        assert len(entries) == number > 0
        assert entries[0].findtext(f"{ATOM}title").startswith("neu: ")


async def test_the_feed_says_of_another_topic_whether_lists_show_it(data: Path) -> None:
    ask_for(data, "alle")
    site = build(DataDir(data), SAMPLE_DAY)
    _, atom = await made(site)
    for listed, words in ((1, "anderes Thema"), (0, "anderes Thema oder Land")):
        with kommune_at(DataDir(data).kommune) as db, write(db) as connection:
            connection.execute(
                "update pair set change = 'worse', changed_run = iif(part = 'anderes'"
                " and listed = ?, (select max(id) from match_run), null)",
                [listed],
            )
        entries = etree.fromstring((await anonymous(site, atom)).content).findall(f"{ATOM}entry")
        told = (entry.findtext(f"{ATOM}summary", "") for entry in entries)
        # some name an unsure deadline in a line of its own
        said = {summary.partition("\n")[0] for summary in told}
        assert len(said) == 1, said
        assert f": {words} (schlechter)." in said.pop()


async def test_an_unchanged_calendar_is_not_sent_again(site: Datasette) -> None:
    calendar, _ = await made(site)
    first = await anonymous(site, calendar)
    again = await anonymous(site, calendar, **{"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert first.headers["last-modified"].endswith("GMT")


async def test_a_revoked_address_is_gone_at_once(site: Datasette) -> None:
    paths = await made(site)
    listed = await form(site, "/abonnements")
    assert "noch nie" in listed.soup.text
    await anonymous(site, paths[0])
    listed = await form(site, "/abonnements")
    assert "noch nie" not in listed.soup.text
    digest = str(listed.soup.select_one("button[name=widerrufen]")["value"])  # type: ignore[index]
    assert (await listed.send(widerrufen=digest)).status_code == 303
    for path in paths:
        assert (await anonymous(site, path)).status_code == 404
    again = await listed.send(widerrufen=digest)
    assert (again.status_code, again.headers["location"]) == (303, "/abonnements#bestehend")


@pytest.mark.parametrize("path", ["/kalender/{}.ics", "/neues/{}.atom"])
async def test_an_unknown_address_tells_nothing(path: str, site: Datasette) -> None:
    await site.invoke_startup()
    answer = await anonymous(site, path.format("A" * 43))
    assert answer.status_code == 404
    assert "Auental" not in answer.text


async def test_who_may_only_read_makes_and_revokes_subscriptions(site: Datasette) -> None:
    paths = await made(site, role="read")
    assert [(await anonymous(site, path)).status_code for path in paths] == [200, 200]
    page = await opened(site, "read")
    (digest,) = revocable(page.soup)
    assert (await page.send(widerrufen=digest)).status_code == 303
    assert [(await anonymous(site, path)).status_code for path in paths] == [404, 404]


@pytest.mark.parametrize(
    ("owner", "other"), [("edit", "read"), ("read", "edit"), ("read", "manage")]
)
async def test_nobody_sees_or_revokes_the_subscriptions_of_others(
    owner: str, other: str, site: Datasette
) -> None:
    calendar, _ = await made(site, role=owner)
    (digest,) = revocable((await opened(site, owner)).soup)
    page = await opened(site, other)
    assert revocable(page.soup) == []
    answer = await page.send(widerrufen=digest)
    assert answer.status_code == 400
    assert "gibt es nicht mehr" in answer.text
    assert (await anonymous(site, calendar)).status_code == 200


async def test_a_subscription_of_a_reader_ends_with_the_access(site: Datasette, data: Path) -> None:
    calendar, _ = await made(site, role="read")
    page = await opened(site, "read")
    with kommune_at(DataDir(data).kommune) as db:
        db.execute("update person set role = 'none' where name = 'Testperson read'")
        db.conn.commit()
    assert (await anonymous(site, calendar)).status_code == 404
    assert (await page.send(umfang=KITA)).status_code == 403


async def test_only_known_scopes_can_be_subscribed_and_only_with_a_login(site: Datasette) -> None:
    page = await form(site, "/abonnements")
    for forged in ("project:fehlt", "person:1", ""):
        assert (await page.send(umfang=forged)).status_code == 400
    page.browser.login.clear()
    assert (await page.send(umfang=KITA)).status_code == 403

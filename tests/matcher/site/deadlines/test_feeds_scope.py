"""What a subscription holds: only what is followed unless more is wanted; a programme once."""

from pathlib import Path
from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup
from datasette.app import Datasette
from lxml import etree

from db.connection import write
from db.files import DataDir, kommune_at
from db.kommune import people
from db.kommune.log import Act, Subject
from matcher.deadlines.coming_stored import coming_deadlines
from matcher.sample import SAMPLE_DAY
from matcher.site.deadlines.subscriptions import AHEAD
from matcher.site.frame.serving import build
from tests.support.awards.applied import apply
from tests.support.site.deadline_pages import ATOM, KITA, anonymous, events, made, opened
from tests.support.towns.own_file import NOW
from tests.support.towns.planned import dated_pair, follow


@pytest.fixture
def site(data: Path) -> Datasette:
    return build(DataDir(data), SAMPLE_DAY)


async def test_a_programme_is_one_entry_with_all_its_projects_whatever_changes_next(
    site: Datasette, data: Path
) -> None:
    projects = ("kita-wiesengrund", "marktplatz-klimafit")
    with kommune_at(DataDir(data).kommune) as db, write(db) as connection:
        connection.execute("update pair set changed_run = null")
        (ref,) = connection.execute(
            "select ref from pair group by ref having count(*) > 1 order by ref limit 1"
        ).fetchone()
        connection.execute(
            "update pair set listed = 1, change = iif(project_id = ?, 'new', 'better'),"
            " changed_run = (select max(id) from match_run) where ref = ? and project_id in (?, ?)",
            [projects[0], ref, *projects],
        )
    _, atom = await made(site, "municipality:06799001")
    (entry,) = etree.fromstring((await anonymous(site, atom)).content).findall(f"{ATOM}entry")
    summary = entry.findtext(f"{ATOM}summary", "")
    assert "Für „Kita Wiesengrund energetisch sanieren“: " in summary
    assert "Für „Marktplatz klimafit umgestalten“: " in summary
    assert entry.findtext(f"{ATOM}title", "").partition(": ")[0] in (
        "neu und besser", "besser und neu",
    )  # fmt: skip
    with kommune_at(DataDir(data).kommune) as db, write(db) as connection:
        run = connection.execute(
            "insert into match_run(today, finished, projects, programmes, pairs)"
            " select today, '2026-11-24T23:00:00+01:00', projects, programmes, pairs from match_run"
            " order by id desc limit 1 returning id"
        ).fetchone()[0]
        connection.execute(
            "update pair set change = 'worse', changed_run = ? where ref = ? and project_id = ?",
            [run, ref, projects[1]],
        )
    (later,) = etree.fromstring((await anonymous(site, atom)).content).findall(f"{ATOM}entry")
    assert later.findtext(f"{ATOM}id") == entry.findtext(f"{ATOM}id")
    assert later.findtext(f"{ATOM}updated") == "2026-11-24T23:00:00+01:00"
    assert later.findtext(f"{ATOM}summary", "").startswith("Für „Marktplatz klimafit umgestalten“")


async def test_a_new_subscription_holds_only_what_is_followed(site: Datasette, data: Path) -> None:
    pair, due = dated_pair(data)
    answer = await (await opened(site, "edit")).send(umfang=KITA)  # as it stands, nothing chosen
    calendar, atom = (
        urlsplit(a.text).path for a in BeautifulSoup(answer.text, "lxml").select(".address")
    )
    with kommune_at(data / "kommune.db") as own, write(own) as connection:
        connection.execute(
            "update pair set change = 'new', listed = 1,"
            " changed_run = (select max(id) from match_run)"
        )
    assert events((await anonymous(site, calendar)).content) == []
    feed = etree.fromstring((await anonymous(site, atom)).content)
    assert feed.findall(f"{ATOM}entry") == []
    assert feed.findtext(f"{ATOM}title", "").endswith("(nur Verfolgtes)")
    with kommune_at(data / "kommune.db") as own:
        follow(own, pair)
    days = {day for day, title in events((await anonymous(site, calendar)).content)
            if title.startswith("Antrag: ")}  # fmt: skip
    assert days == {due}
    (entry,) = etree.fromstring((await anonymous(site, atom)).content).findall(f"{ATOM}entry")
    assert pair[2] in entry.find(f"{ATOM}link").get("href")  # type: ignore[union-attr]


async def test_the_choice_of_a_subscription_is_kept_and_changed_without_a_new_address(
    site: Datasette, data: Path
) -> None:
    calendar, _ = await made(site, holds="verfolgt")
    empty = events((await anonymous(site, calendar)).content)
    page = await opened(site, "edit")
    (button,) = page.soup.select("button[name=umstellen]")
    assert button.text.startswith("Auch mögliche: ")
    sent = await page.send(umstellen=str(button["value"]), inhalt="alles")
    assert (sent.status_code, sent.headers["location"]) == (303, "/abonnements#bestehend")
    assert len(events((await anonymous(site, calendar)).content)) > len(empty) == 0
    page = await opened(site, "edit")
    (button,) = page.soup.select("button[name=umstellen]")
    assert button.text.startswith("Nur Verfolgtes: ")
    stranger = await opened(site, "read")
    refused = await stranger.send(umstellen=str(button["value"]), inhalt="verfolgt")
    assert refused.status_code == 400
    odd = await page.send(umfang=KITA, inhalt="quatsch")
    assert odd.status_code == 400
    assert "Bitte auswählen, was das Abonnement enthält." in odd.text
    with kommune_at(data / "kommune.db") as own:
        stored = own.execute("select followed_only from feed").fetchall()
        kinds = own.execute("select before, after from event where kind = 'feed_scope'").fetchall()
    assert stored == [(0,)]
    assert kinds == [("project: kita-wiesengrund: 1", "project: kita-wiesengrund: 0")]


async def test_a_calendar_leaves_out_the_next_deadlines_of_what_was_handed_in(
    site: Datasette, data: Path
) -> None:
    calendar, _ = await made(site)
    (first, *_) = coming_deadlines(DataDir(data), SAMPLE_DAY, AHEAD.days, "kita-wiesengrund")
    source, key = first.possible.outlook.identity

    async def deadlines() -> set[tuple[object, str]]:
        found = events((await anonymous(site, calendar)).content)
        return {one for one in found if one[1].endswith(first.possible.outlook.programme.title)}

    before = await deadlines()
    assert before
    with kommune_at(DataDir(data).kommune) as own:
        act = Act(people.stand_in(own, "Ben Tal", "edit", NOW).id, NOW)
        apply(own, Subject("kita-wiesengrund", source, key), act, eingereicht="01.10.2026")
    assert not before & await deadlines()

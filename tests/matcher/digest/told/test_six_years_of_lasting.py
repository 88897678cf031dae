"""Two awards end in six simulated years: mails tell at 18, 12 and 6 months and eight weeks before
the last day for a decision, once each, and stop with the decision; the follow-up is matched as any
project is."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
from sqlite_utils import Database

from db.clock import BERLIN
from db.files import DataDir, catalogue_at
from db.kommune import people
from db.kommune.award.awards import AwardRow
from db.kommune.award.awards import award as stored_award
from db.kommune.award.endings import EndingRow
from db.kommune.award.endings import endings as stored_endings
from db.kommune.log import Act, Subject
from db.kommune.matches import listed
from matcher.award.lasting.follow_up import draft
from matcher.award.lasting.following import create_follow_up
from matcher.award.lasting.radar import Outlook, on_radar
from matcher.award.lasting.stored import Decision, decide, enter_ending, read_known
from matcher.award.stored import Typed, enter_notice
from matcher.digest.to_tell import News, Reader, to_tell
from matcher.digest.told.lasting import ending_money
from matcher.matching.stored import match_stored
from matcher.sample import SAMPLE_DAY
from tests.support.awards.awarded import TYPED

FIRST, LAST = date(2027, 1, 1), date(2032, 12, 31)
KITA, DIGITAL = "kita-wiesengrund", "digitales-auental"
ENDS = {KITA: "31.12.2028", DIGITAL: "30.06.2031"}
DECIDED = {KITA: date(2028, 1, 17)}
"""The second project is decided only after all was told."""


@pytest.fixture
def catalogue(data: Path) -> Iterator[Database]:
    with catalogue_at(data / "katalog.db") as db:
        yield db


def by(own: Database, day: date) -> Act:
    at = datetime.combine(day, time(9), BERLIN)
    return Act(people.stand_in(own, "Ada Berg", "edit", at).id, at)


def looked_at(own: Database, project: str, day: date) -> Outlook:
    return read_known(own, day, {}).outlooks[project]


@pytest.fixture
def town(own: Database) -> Database:
    """Two awards, each with a post; the town states when it makes its budget."""
    planning = '{"haushalt": {"anmeldung": "30.04.", "haushaltssitzung": "Dezember"}}'
    own.execute("update municipality set planning = ?", [planning])
    own.conn.commit()
    act = by(own, FIRST)
    for project, end in ENDS.items():
        typed = {**TYPED, "datum": "04.01.2027", "bekanntgabe": "", "zeitraum_bis": end}
        enter_notice(own, AwardRow(Subject(project), f"Programm {project}"), Typed(typed), act)
        place = looked_at(own, project, FIRST).place
        post = {"art": "Stelle", "bezeichnung": "Fachkraft", "stellen": "1",
                "kosten_eur": "70.000", "bescheid": str(place.awards[0].id)}  # fmt: skip
        enter_ending(own, place, EndingRow(project, "post", title=""), post, act)
    return own


def simulated(own: Database, catalogue: Database) -> list[tuple[date, str]]:
    """Day and project of every mail about the end of money, as they are told day by day."""
    told, announced = list[tuple[date, str]](), dict[tuple[str, ...], set[str]]()
    day = FIRST
    while day <= LAST:
        for project, decided in DECIDED.items():
            if day == decided:
                wanted = Decision("keep", "Beschluss des Stadtrats")
                decide(own, looked_at(own, project, day), (), wanted, by(own, day))
        reader = Reader(None, manages=False, served=day - timedelta(days=1))
        for one in to_tell(ending_money(own, catalogue, day), reader, announced, day):
            announced.setdefault(one.item.name, set()).add(one.stage)
            told.append((day, *one.item.projects))
        day += timedelta(days=1)
    return told


def test_two_awards_end_in_six_years_and_each_stage_is_told_once(
    town: Database, catalogue: Database
) -> None:
    assert simulated(town, catalogue) == [
        (date(2027, 6, 30), KITA), (date(2027, 12, 31), KITA),
        # decided in January 2028: before the wishes of April and six months before the end nobody
        # is asked any more
        (date(2029, 12, 30), DIGITAL), (date(2030, 3, 5), DIGITAL), (date(2030, 6, 30), DIGITAL),
        (date(2030, 12, 30), DIGITAL),
    ]  # fmt: skip


def test_the_radar_shows_what_is_open_until_it_is_decided(town: Database) -> None:
    shown = []
    for months in range(72):
        day = date(2027 + months // 12, months % 12 + 1, 1)
        if day == date(2028, 2, 1):
            decide(town, looked_at(town, KITA, day), (), Decision("stop", "x"), by(town, day))
        known = read_known(town, day, {})
        shown += [(f"{day:%Y-%m}", one.project_id)
                  for one in on_radar(known.outlooks.values(), day)]  # fmt: skip
    kita = [month for month, project in shown if project == KITA]
    digital = [month for month, project in shown if project == DIGITAL]
    assert (kita[0], kita[-1]) == ("2027-07", "2028-01")
    # nobody decided: it stays, after the end, too
    assert (digital[0], digital[-1]) == ("2030-01", "2032-12")


def test_the_follow_up_is_matched_as_any_project_is(
    town: Database, data: Path, catalogue: Database
) -> None:
    day = SAMPLE_DAY + timedelta(days=700)
    known = looked_at(town, KITA, day)
    new = create_follow_up(town, draft(known), known.place.ags, by(town, day), KITA)
    assert list(read_known(town, day, {}).follow_ups.items()) == [(KITA, [new])]
    news = match_stored(DataDir(data), day, only=[new])
    assert [one.project.id for one in news] == [new]
    assert catalogue.execute("select count(*) from programme").fetchone()[0]
    assert listed(town, new)


def test_a_period_that_becomes_shorter_after_the_decision_is_told_once(
    town: Database, catalogue: Database
) -> None:
    day = date(2028, 2, 1)
    decide(town, looked_at(town, KITA, day), (), Decision("keep", "x"), by(town, day))
    award = stored_award(town, looked_at(town, KITA, day).place.awards[0].id)
    assert award is not None
    shorter = {"art": "aenderung", "datum": "10.02.2028", "zeitraum_bis": "30.06.2028"}
    enter_notice(town, award, Typed(shorter), by(town, day))
    (item,) = [one for one in ending_money(town, catalogue, day) if KITA in one.projects]
    assert item.title.endswith("Das Geld endet früher")
    assert "entschieden war („verstetigen“)" in item.text[0]
    assert isinstance(item.when, News)
    # what is decided stays
    assert [one.decided.choice for one in stored_endings(town, KITA) if one.decided] == ["keep"]


def test_recipients_without_a_project_of_that_department_are_not_told(
    town: Database, catalogue: Database
) -> None:
    items = ending_money(town, catalogue, date(2027, 6, 30))
    other = Reader(frozenset({DIGITAL}), manages=False, served=date(2027, 6, 29))
    assert to_tell(items, other, {}, date(2027, 6, 30)) == []

"""Nights before and after an update: what changed rules find is no news, a changed text is."""

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from db.clock import BERLIN
from db.files import DataDir, catalogue_at, kommune_at
from db.kommune import match_news, people, projects
from db.kommune import recipients as stored
from db.kommune.log import Act
from db.kommune.matches import possible_ranked
from db.kommune.recipients import Recipient
from db.kommune.work.reviews import looks
from db.records import Code
from matcher.changes.recheck_stored import dealt, marks
from matcher.digest.run import send_digest
from matcher.matching import matcher as matching
from matcher.matching import rules
from matcher.matching.export import match_rows
from matcher.matching.stored import ProjectNews, match_stored
from matcher.matching.topic.model import model
from matcher.profile.model import Municipality, Project
from matcher.profile.stored import logged, profile_rows
from matcher.site.frame.work import new_since
from matcher.site.project.since import Since, changed_since
from tests.support.servers.mail import Office
from tests.support.towns.stocked import SOURCE, a_programme, stock

FIRST = date(2026, 11, 24)
NEXT = FIRST + timedelta(days=1)
CODES = frozenset({Code("Foerdergebiet", "_bundesweit"), Code("Foerderberechtigte", "kommune")})
TITLES = {
    "radwege": "Radwege und Radverkehr",
    "museum": "Museen und Archive",
    "theater": "Theater und Konzerte",
    "wald": "Wald und Forst",
}
OPEN = "Anträge können laufend gestellt werden. Gefördert werden Gemeinden."
TOWN = Municipality(
    ags="06799001", name="Auental",
    projekte=[Project(id="rad", titel="Radweg zur Schule bauen", start="2028-03")],
)  # fmt: skip
STRICT, LENIENT = {"near": -2.0, "edge": -2.0}, {"near": -99.0, "edge": -99.0}
"""Thresholds of the rules before and after the update; only one programme is near by the first."""


def publish(data: Path, day: date, **texts: str) -> None:
    """The source says this on a day; `texts` are those of programmes that say something else."""
    stock(data, *(
        a_programme(key=key, url=f"https://probe.example/{key}.html", title=title, codes=CODES,
                    texts={"deadlines": texts.get(key, OPEN)})
        for key, title in TITLES.items()
    ), today=day)  # fmt: skip


@pytest.fixture
def town(tmp_path: Path) -> Path:
    """A town with a reader of mails, and a catalogue."""
    publish(tmp_path, FIRST - timedelta(days=9))
    with kommune_at(tmp_path / "kommune.db") as own:
        projects.save_profiles(own, profile_rows([TOWN]))
        act = Act(1, moment(FIRST))
        who = people.add_person(own, "anna", "Anna", "edit", "$argon2", act)
        people.set_details(own, who, "", "anna@auental.example", "", act)
        reader = Recipient(
            "Anna", "anna@auental.example", department="", rhythm="daily", weekday=None,
            added=FIRST, person_id=who.id, followed_only=False,
        )  # fmt: skip
        stored.add_recipient(own, reader, act)
    return tmp_path


def moment(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 3, tzinfo=BERLIN)


def night(
    data: Path, office: Office, day: date, version: str, thresholds: dict[str, float]
) -> tuple[ProjectNews, list[tuple[str, ...]]]:
    """A night by rules of this version: what the run calls news, and what the mail tells."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rules, "digest", lambda: version)
        patch.setattr(matching, "model", lambda: model()._replace(**thresholds))
        (news,) = match_stored(DataDir(data), day, lambda *_: None)
        report = send_digest(DataDir(data), office.settings(), moment(day), day, ())
    return news, [told.item.name for draft in report.sent for told in draft.told]


def listed(data: Path) -> set[str]:
    with kommune_at(data / "kommune.db") as own:
        return {one.key for one in possible_ranked(own)}


def told_anywhere(data: Path, since: date) -> dict[str, Any]:
    """What start page, feeds, marks and exports call news since a day."""
    with kommune_at(data / "kommune.db") as own, catalogue_at(data / "katalog.db") as db:
        days, asked = new_since(own), Since("", since, words="")
        return {
            "start": [
                (one.key, one.change)
                for one in possible_ranked(own)
                if changed_since(one, days, asked)
            ],
            "feed": [
                (one.identity[1], one.change) for one in match_news.news_of(own, ["rad"], since)
            ],
            "looked at": {pair[2] for pair in looks(own)},
            "marks": {pair[2] for pair in marks(db, dealt(own))},
            "announced": {
                row["key"] for row in match_rows(own, db) if row["announced_on"] is not None
            },
        }


NOTHING = {"start": [], "feed": [], "marks": set()}


def test_an_update_lists_more_and_tells_nobody(town: Path, office: Office) -> None:
    first, told = night(town, office, FIRST, "alt", STRICT)
    assert listed(town) == {"radwege"}
    assert told == [("match", "rad", SOURCE.name, "radwege")]
    assert [one.title for one in first.fresh] == [TITLES["radwege"]]
    second, told = night(town, office, NEXT, "neu", LENIENT)
    assert listed(town) == {*TITLES}, "the lists show what the new rules find"
    assert (second.fresh, sum(second.changes.values()), told) == ([], 0, [])
    own = {"looked at": {"radwege"}, "announced": {"radwege"}}
    assert told_anywhere(town, FIRST - timedelta(days=30)) == {**NOTHING, **own}
    third, told = night(town, office, NEXT + timedelta(days=1), "neu", LENIENT)
    assert (third.fresh, told) == ([], []), "and it is not made up for later"


OTHERS = {key: OPEN + " Das Land hilft dabei." for key in TITLES if key != "radwege"}


def test_without_an_update_changed_texts_are_news(town: Path, office: Office) -> None:
    night(town, office, FIRST, "alt", STRICT)
    publish(town, NEXT, **OTHERS)
    second, told = night(town, office, NEXT, "alt", LENIENT)
    assert len(second.fresh) == second.changes["better"] == len(told) == len(TITLES) - 1


def test_a_topic_that_moved_with_the_catalogue_alone_is_told_to_nobody(
    town: Path, office: Office
) -> None:
    """How usual a word is depends on all programmes: a pair may cross a threshold by others."""
    night(town, office, FIRST, "alt", STRICT)
    second, told = night(town, office, NEXT, "alt", LENIENT)
    assert listed(town) == {*TITLES}
    assert (second.fresh, sum(second.changes.values()), told) == ([], 0, [])
    back, told = night(town, office, NEXT + timedelta(days=1), "alt", STRICT)
    assert listed(town) == {"radwege"}
    assert (sum(back.changes.values()), told) == (0, [])


def test_an_edited_project_is_told_by_new_rules_but_not_what_they_take_away(
    town: Path, office: Office
) -> None:
    night(town, office, FIRST, "alt", LENIENT)
    edited = TOWN.projekte[0].model_copy(update={"titel": "Radweg zur neuen Schule bauen"})
    with kommune_at(town / "kommune.db") as own:
        profile = TOWN.model_copy(update={"projekte": [edited]})
        projects.save_profiles(
            own, profile_rows([profile]), Act(1, moment(NEXT) + timedelta(days=9)), logged
        )
    second, told = night(town, office, NEXT, "neu", STRICT)
    assert listed(town) == {"radwege"}
    assert (second.changes["worse"], told) == (0, [])


def test_an_update_that_takes_away_tells_nobody(town: Path, office: Office) -> None:
    night(town, office, FIRST, "alt", LENIENT)
    second, told = night(town, office, NEXT, "neu", STRICT)
    assert listed(town) == {"radwege"}
    assert (sum(second.changes.values()), told) == (0, [])
    found = told_anywhere(town, FIRST)
    assert {name: found[name] for name in NOTHING} == NOTHING


def test_in_the_night_of_an_update_only_a_changed_text_is_told(town: Path, office: Office) -> None:
    night(town, office, FIRST, "alt", STRICT)
    publish(town, NEXT, theater="Anträge können laufend und jederzeit gestellt werden.")
    second, told = night(town, office, NEXT, "neu", LENIENT)
    assert [one.title for one in second.fresh] == [TITLES["theater"]]
    assert told == [("match", "rad", SOURCE.name, "theater")]
    found = told_anywhere(town, NEXT)
    assert found["start"] == found["feed"] == [("theater", "better")]
    assert found["announced"] == {"radwege", "theater"}


def test_what_was_news_before_an_update_is_none_when_the_rules_judge_otherwise(
    town: Path, office: Office
) -> None:
    night(town, office, FIRST, "alt", STRICT)
    publish(town, NEXT, **OTHERS)
    night(town, office, NEXT, "alt", LENIENT)
    assert len(told_anywhere(town, NEXT)["feed"]) == len(TITLES) - 1
    night(town, office, NEXT + timedelta(days=1), "neu", STRICT)
    found = told_anywhere(town, FIRST)
    assert {name: found[name] for name in NOTHING} == NOTHING


def test_a_first_run_knows_of_no_rules_before(town: Path, office: Office) -> None:
    night(town, office, FIRST, "alt", STRICT)
    with kommune_at(town / "kommune.db") as own:
        own.execute("update match_run set rules = ''")  # as runs before the update noted nothing
        own.conn.commit()  # type: ignore[union-attr]
    second, told = night(town, office, NEXT, "neu", LENIENT)
    assert (second.fresh, told) == ([], [])

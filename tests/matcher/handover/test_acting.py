"""Who acts for whom, by what is nearest and by the day."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from db import clock
from db.kommune.work.owners import ProjectPeople
from matcher.handover.acting import NOBODY_NAMED, Acting, LookedAfter, Named, with_absence
from tests.support.awards.ahead import open_duty
from tests.support.week.looked_after import TODAY, decision, person

ANNA, BEN, CARLA, DORA = 1, 2, 3, 4
MATCH = ("kita", "bund", "a.html")
GONE = datetime(2026, 11, 1, tzinfo=clock.BERLIN)


def town(
    project: Named = NOBODY_NAMED, match: Named = NOBODY_NAMED, **anna: object
) -> LookedAfter:  # fmt: skip
    """Anna as said, Ben, Carla, and Dora who manages."""
    people = {number: person(number, name) for number, name in
              ((BEN, "Ben"), (CARLA, "Carla"))}  # fmt: skip
    people[ANNA] = replace(person(ANNA, "Anna"), **anna)  # type: ignore[arg-type]  # her fields
    people[DORA] = replace(person(DORA, "Dora"), role="manage")
    decided = replace(decision("kita", "a.html", "checking"), responsible=match[0], deputy=match[1])
    owner = ProjectPeople("kita", *project)
    return LookedAfter(people, {MATCH: decided}, projects={"kita": owner}, today=TODAY)


AWAY = {"absent_until": TODAY}
OF_KITA = open_duty(1, 5).duty


def test_who_is_here_acts() -> None:
    known = town(match=(ANNA, BEN))
    assert known.of_match(MATCH) == Acting(ANNA)
    assert known.words(known.of_match(MATCH)) == "Anna"


def test_the_nearest_that_names_somebody_counts() -> None:
    known = town(project=(CARLA, None), match=(ANNA, None))
    assert known.of_match(MATCH, (BEN, None)) == Acting(BEN)
    assert known.of_match(MATCH) == Acting(ANNA)
    assert town(project=(CARLA, None)).of_match(MATCH) == Acting(CARLA)
    assert town().of_match(MATCH) == Acting()


@pytest.mark.parametrize(
    ("project", "match", "first", "acts"),
    [
        (NOBODY_NAMED, (ANNA, BEN), NOBODY_NAMED, BEN),
        ((ANNA, BEN), NOBODY_NAMED, NOBODY_NAMED, BEN),
        ((CARLA, BEN), (ANNA, None), NOBODY_NAMED, CARLA),
        ((ANNA, BEN), (ANNA, None), (ANNA, None), BEN),
        ((CARLA, None), (ANNA, BEN), (ANNA, None), BEN),
        (NOBODY_NAMED, (ANNA, None), NOBODY_NAMED, None),
    ],
)
def test_instead_of_who_is_away_acts_the_nearest_who_is_here(
    project: Named, match: Named, first: Named, acts: int | None
) -> None:
    known = town(project, match, **AWAY)
    assert known.of_match(MATCH, first) == Acting(acts, instead_of=ANNA)


def test_a_duty_is_that_of_whom_it_names_then_of_its_project_and_never_of_its_match() -> None:
    known = town(project=(CARLA, None), match=(BEN, None), **AWAY)
    assert known.of_duty("kita", replace(OF_KITA, responsible=ANNA)) == Acting(CARLA, ANNA)
    assert known.of_duty("kita", replace(OF_KITA, responsible=ANNA, deputy=BEN)).person == BEN
    assert known.of_duty("kita", OF_KITA) == Acting()


def test_who_was_named_for_the_absence_comes_last() -> None:
    known = town(match=(ANNA, None), stand_in=CARLA, **AWAY)
    assert known.of_match(MATCH).person == CARLA
    known = town(match=(ANNA, BEN), stand_in=CARLA, **AWAY)
    assert known.of_match(MATCH).person == BEN


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (AWAY, "abwesend bis 24.11.2026"),
        ({"left_on": TODAY}, "ausgeschieden am 24.11.2026"),
        ({"role": "none"}, "ohne Zugang"),
        ({"removed": GONE}, "entfernt"),
    ],
)
def test_where_nobody_stands_in_it_lands_with_who_manages(
    said: dict[str, object], words: str
) -> None:
    known = town(match=(ANNA, None), **said)
    acting = known.of_match(MATCH)
    assert known.words(acting) == f"Anna ({words}, keine Vertretung)"
    assert [one.name for one in known.people.values() if known.is_for(acting, one)] == ["Dora"]
    assert [*known.matches_of(known.people[DORA])] == [MATCH]
    assert [*known.matches_of(known.people[CARLA])] == []


def test_with_the_day_of_return_everything_is_as_before() -> None:
    known = town(match=(ANNA, BEN), **AWAY)
    assert known.words(known.of_match(MATCH)) == "Ben (in Vertretung für Anna)"
    back = replace(known, today=TODAY + timedelta(days=1))
    assert back.words(back.of_match(MATCH)) == "Anna"


def test_outside_the_house_nobody_learns_why_somebody_is_away_and_until_when() -> None:
    known = town(match=(ANNA, None), **AWAY)
    assert known.words_outside(known.of_match(MATCH)) == "Anna, keine Vertretung"
    known = town(match=(ANNA, BEN), **AWAY)
    assert known.words_outside(known.of_match(MATCH)) == "Ben (in Vertretung für Anna)"


@pytest.mark.parametrize(
    ("project", "match", "away", "expected"),
    [
        ((ANNA, BEN), NOBODY_NAMED, {}, BEN),
        ((ANNA, BEN), NOBODY_NAMED, AWAY, None),
        ((CARLA, BEN), (ANNA, None), AWAY, BEN),
        ((BEN, ANNA), NOBODY_NAMED, AWAY, ANNA),
        ((None, BEN), NOBODY_NAMED, {}, None),
    ],
)
def test_who_acts_is_not_the_deputy_as_well(
    project: Named, match: Named, away: dict[str, object], expected: int | None
) -> None:
    assert town(project, match, **away).next_of_match(MATCH) == expected


def test_who_is_unknown_is_away() -> None:
    known = replace(town(match=(ANNA, BEN)), people={BEN: person(BEN, "Ben")})
    assert known.of_match(MATCH) == Acting(BEN, instead_of=ANNA)


def test_a_name_says_why_somebody_is_away_and_who_stands_in() -> None:
    ben = person(3, "Ben Tal")
    gone = replace(person(2, "Ada Berg"), left_on=date(2026, 11, 20), stand_in=3)
    people = {one.id: one for one in (ben, gone)}
    day = date(2026, 11, 24)
    said = "Ada Berg (ausgeschieden am 20.11.2026, vertreten durch Ben Tal)"
    assert with_absence(gone, people, day) == said
    assert with_absence(ben, people, day) == "Ben Tal"

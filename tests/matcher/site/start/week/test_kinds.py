"""Entries of what is followed: deadlines, the days on which rounds open, steps."""

from dataclasses import replace
from datetime import date
from typing import Any

from db.kommune.award.applications import ApplicationRow
from db.kommune.award.awards import AwardRow
from db.kommune.award.duties import DutyRow
from db.kommune.log import Subject
from matcher.award.applying.following import awaited
from matcher.award.duties.ahead import OpenDuty
from matcher.deadlines.coming import Named, Outlook
from matcher.deadlines.timing import DueDate
from matcher.site.start.week.kinds import KINDS, Followed, OpenAnswer, entries
from matcher.tracker.plan.current import computed, current
from matcher.tracker.plan.dated_steps import open_steps
from tests.support.towns.planned import PAIR, book
from tests.support.towns.stated import deadline, said
from tests.support.week.looked_after import SOURCE, decision, looked_after, person

TODAY, DAY = date(2026, 11, 24), date(2027, 3, 31)
A = (SOURCE, "a.html")


def followed(*dues: DueDate, projects: tuple[str, ...] = ("kita",), status: str = "watching",
             responsible: int | None = None) -> Followed:  # fmt: skip
    decided = [decision(one, A[1], status, responsible) for one in projects]
    return Followed(
        TODAY,
        looked_after(*decided),
        projects={A: projects},
        outlooks={A: Outlook(Named(*A, title="Kita sanieren"), dues=dues)},
    )


def due(day: date = DAY, opens: date | None = None, kind: str = "application",
        scope: str | None = None) -> DueDate:  # fmt: skip
    return DueDate(day, opens, deadline=deadline(day.isoformat(), kind, scope=scope))


def test_a_deadline_is_one_entry_for_all_projects_that_follow_the_programme() -> None:
    (one,) = entries(followed(due(), projects=("kita", "rad")))
    assert (one.kind, one.day, one.what, one.programme) == (
        "deadline", DAY, "Antrag", "Kita sanieren",
    )  # fmt: skip
    assert one.projects == ("kita", "rad")
    assert one.path == "/programm/bund/a.html?vorhaben=kita"
    assert (one.who, one.mine) == ("", False)


def test_parts_that_are_due_on_one_day_are_one_entry() -> None:
    found = entries(followed(due(scope="Teil A"), due(scope="Teil B"), due(date(2027, 4, 1))))
    assert [one.what for one in found] == ["Antrag: Teil A, Antrag: Teil B", "Antrag"]


def test_a_round_that_opens_is_an_entry_until_it_is_open() -> None:
    ahead, past = due(opens=date(2027, 1, 15)), due(date(2027, 5, 1), opens=date(2026, 10, 1))
    found = entries(followed(ahead, past))
    assert [(one.kind, one.day) for one in found] == [
        ("deadline", DAY), ("deadline", date(2027, 5, 1)), ("opening", date(2027, 1, 15)),
    ]  # fmt: skip
    assert found[-1].what == "Antrag von da an möglich"


def test_an_entry_names_who_looks_after_it() -> None:
    (one,) = entries(followed(due(), responsible=1))
    assert (one.who, one.mine) == ("Anna", True)


def test_what_the_catalogue_has_lost_has_no_entry() -> None:
    known = followed(due())
    lost = Followed(TODAY, known.responsible, projects=known.projects, outlooks={})
    assert entries(lost) == []


def test_every_kind_has_a_name_of_its_own() -> None:
    assert len({kind.label for kind in KINDS.values()}) == len(KINDS)


def steps_of(**more: Any) -> Followed:
    """The plan of a followed match; `more` is about its step of drafting."""
    facts = [said("application_mode", "fixed"), deadline(DAY.isoformat())]
    town = book()
    rows = computed(current(town, PAIR, facts, TODAY), ()).steps
    rows = tuple(replace(r, **more) if r.kind == "drafting" else r for r in rows)
    plan = current(replace(town, steps={PAIR: rows}), PAIR, facts, TODAY)
    people = looked_after().work.people
    return Followed(TODAY, looked_after(), projects={}, outlooks={},
                    steps=open_steps([plan], TODAY, people, {PAIR[1:]: "Kitas"}))  # fmt: skip


def test_steps_lead_to_their_place_in_the_plan_and_are_whose_they_are_assigned_to() -> None:
    found = entries(steps_of(assignee=1))
    drafting = next(one for one in found if one.path.endswith("#application-drafting"))
    assert drafting.path.startswith("/plan/kita/foerderdatenbank/a.html#")
    assert (drafting.what, drafting.programme, drafting.projects) == (
        "Antrag ausarbeiten", "Kitas", ("kita",),
    )  # fmt: skip
    assert (drafting.who, drafting.mine) == ("Anna", True)
    assert {one.mine for one in found if one != drafting} == {False}


def test_a_step_that_is_ticked_off_is_no_entry() -> None:
    done = entries(steps_of(done_on=TODAY))
    assert len(done) == len(entries(steps_of())) - 1


def of_kita(*duties: DutyRow) -> list[OpenDuty]:
    award = AwardRow(Subject("kita"))
    return [OpenDuty(one, award, programme="Kita sanieren") for one in duties]


def test_a_duty_after_an_award_leads_to_its_form_and_is_whose_it_names() -> None:
    proof = DutyRow(4, "proof", title="Verwendungsnachweis vorlegen", origin="quote", state="open",
                    day=DAY, responsible=1, id=7)  # fmt: skip
    always = replace(proof, day=None)
    (one,) = entries(replace(followed(), duties=of_kita(proof, always)))
    assert (one.kind, one.day, one.what) == ("duty", DAY, "Verwendungsnachweis vorlegen")
    assert (one.path, one.who, one.mine) == ("/bescheid/4/pflicht/7", "Anna", True)


def test_a_duty_is_also_that_of_who_stands_in() -> None:
    proof = DutyRow(4, "proof", title="Verwendungsnachweis vorlegen", origin="quote", state="open",
                    day=DAY, responsible=2, deputy=1, id=7)  # fmt: skip
    others = replace(proof, responsible=2, deputy=None, id=8)
    found = entries(replace(followed(), duties=of_kita(proof, others)))
    assert [one.mine for one in found] == [True, False]


def test_a_step_is_also_that_of_who_stands_in() -> None:
    found = entries(steps_of(deputy=1))
    drafting = next(one for one in found if one.path.endswith("#application-drafting"))
    assert drafting.mine


def test_an_answer_that_is_awaited_is_asked_for_at_its_application() -> None:
    row = ApplicationRow(Subject("kita", SOURCE, programme_key="a.html"), state="submitted",
                         submitted=date(2026, 9, 1), id=5)  # fmt: skip
    answers = [OpenAnswer(one, "Kita sanieren") for one in awaited([row], 90)]
    (one,) = entries(replace(followed(responsible=1), answers=answers))
    assert (one.kind, one.day, one.mine) == ("awaited", date(2026, 11, 30), True)
    assert one.what == "Antwort der Behörde? Eingereicht am 01.09.2026"
    assert one.path == "/antrag/kita/bund/a.html#antrag-5"


def test_the_deadline_of_an_application_that_was_handed_in_is_no_entry() -> None:
    handed_in = replace(decision("kita", A[1], "application"), submitted=TODAY)
    open_one = decision("rad", A[1], "watching")
    known = replace(followed(due(), projects=("kita", "rad")),
                    responsible=looked_after(handed_in, open_one))  # fmt: skip
    (one,) = entries(known)
    assert one.projects == ("rad",)
    assert entries(replace(known, projects={A: ("kita",)})) == []


def test_what_who_is_away_was_to_do_stands_with_who_stands_in() -> None:
    away = looked_after(ben=replace(person(2, "Ben"), absent_until=TODAY, stand_in=1))
    proof = DutyRow(4, "proof", title="Nachweis", origin="quote", state="open", day=DAY,
                    responsible=2, id=7)  # fmt: skip
    known = replace(
        steps_of(assignee=2),
        responsible=away,
        duties=[OpenDuty(proof, AwardRow(Subject("kita")), programme="Kitas")],
    )
    found = [(one.kind, one.who) for one in entries(known) if one.mine]
    assert found == [(kind, "Anna (in Vertretung für Ben)") for kind in ("step", "duty")]

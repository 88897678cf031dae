"""What comes first: stages, awards and the first order over several programmes."""

from dataclasses import replace
from datetime import date
from typing import Any

from db.programmes.catalogue import StoredProgramme
from db.records import Fact
from matcher.profile.funding import Funding
from matcher.tracker.combining.events import Way
from matcher.tracker.combining.order import Order, order
from matcher.tracker.plan.current import current
from tests.support.towns.planned import PAIR, book, sitting
from tests.support.towns.side_by_side import CONDITIONAL, programme
from tests.support.towns.stated import deadline, said
from tests.support.towns.subjects import DAY, project

FIXED = said("application_mode", "fixed")
AWARD_FIRST = said("start_rule", "not_before_approval", "Nicht vor dem Bescheid.")
APPLICATION_FIRST = said("start_rule", "not_before_application", "Nicht vor dem Antrag.")


def dated(title: str, day: str, *more: Fact, months: int = 0) -> StoredProgramme:
    texts = {"processing_time": f"Die Prüfung dauert {months} Monate."} if months else {}
    return programme(title, FIXED, deadline(day), *more, texts=texts)


def ordered(*ways: Way | StoredProgramme, **changes: Any) -> Order:
    found = [one if isinstance(one, Way) else Way(one) for one in ways]
    return order(found, project(**changes), DAY)


def listed(found: Order) -> list[tuple[str, date | None, str]]:
    return [(e.kind, e.day, e.programmes[0].title) for e in found.events]


def test_everything_is_in_the_order_of_its_days_and_what_has_none_comes_last() -> None:
    sketch = programme("B", FIXED, deadline("2027-01-15", kind="sketch"))
    found = ordered(dated("A", "2027-03-31", months=3), sketch)
    assert listed(found) == [
        ("sketch", date(2027, 1, 15), "B"),
        ("application", date(2027, 3, 31), "A"),
        ("award", date(2027, 7, 1), "A"),  # 31 March and three months: June has 30 days
        ("application", None, "B"),
        ("award", None, "B"),
    ]


def test_the_slowest_award_decides_when_the_project_may_begin() -> None:
    found = ordered(
        dated("A", "2027-03-31", AWARD_FIRST, months=2),
        dated("B", "2027-01-31", AWARD_FIRST, months=9),
    )
    begin = found.begin
    assert (begin.day, begin.is_expected, begin.unknown) == (date(2027, 10, 31), True, ())
    assert begin.slowest is not None
    assert begin.slowest.title == "B"
    assert begin.words == (
        "Vor dem ersten Auftrag müssen da sein: die Bescheide von „A“ und „B“.",
        "Am längsten dauert der Bescheid von „B“: voraussichtlich am 31.10.2027; erst danach "
        "darf beauftragt werden.",
    )


def test_without_a_period_in_the_text_the_assumption_of_the_profile_counts() -> None:
    found = ordered(Way(dated("A", "2027-01-01"), processing=30))
    assert listed(found)[-1] == ("award", date(2027, 1, 31), "A")
    assert "30 Tage nach dem Antrag (Annahme)" in found.events[-1].why


def test_the_longest_period_of_the_text_counts_with_its_words() -> None:
    words = "Skizzen dauern sechs Wochen. Anträge dauern drei bis vier Monate."
    one = programme("A", FIXED, deadline("2027-01-01"), texts={"processing_time": words})
    award = ordered(one).events[-1]
    assert award.day == date(2027, 5, 1)
    assert award.why == (
        "voraussichtlich 4 Monate nach dem Antrag („Anträge dauern drei bis vier Monate.“)"
    )


def test_an_unknown_award_leaves_the_begin_open() -> None:
    sketch = programme("B", FIXED, deadline("2027-06-15", kind="sketch"), AWARD_FIRST)
    begin = ordered(dated("A", "2027-03-31", AWARD_FIRST, months=1), sketch).begin
    assert [named.title for named in begin.unknown] == ["B"]
    assert "Soweit bekannt, kommt zuletzt der Bescheid von „A“" in begin.words[1]
    assert begin.words[2] == (
        "offen: der Bescheid von „B“ hat noch keinen Tag; vor dem 15.06.2027 kommt er nicht."
    )


def test_a_programme_that_waits_for_the_application_alone_releases_earlier() -> None:
    begin = ordered(dated("A", "2027-03-31", APPLICATION_FIRST, months=9)).begin
    assert begin.day == date(2027, 3, 31)
    assert begin.words[0] == "Vor dem ersten Auftrag muss da sein: der Antrag von „A“."


def test_a_silent_text_waits_by_the_general_rule() -> None:
    begin = ordered(dated("A", "2027-03-31", months=1)).begin
    assert begin.day == date(2027, 5, 1)
    assert begin.words[-1].startswith("Zum Beginn sagt der Text von „A“ nichts; nach Haushalts")


def test_stated_awards_and_permissions_are_certain() -> None:
    awarded = Way(dated("A", "2027-03-31"), Funding(programm="a", bewilligung="2026-11-20"))
    begin = ordered(awarded).begin
    assert (begin.day, begin.is_expected) == (date(2026, 11, 20), False)
    allowed = Funding(programm="a", antrag="2026-11-01", vorzeitiger_beginn_ab="2026-12-01")
    found = ordered(Way(dated("A", "2026-11-30", AWARD_FIRST), allowed))
    assert ("permission", date(2026, 12, 1), "A") in listed(found)
    assert (found.begin.day, found.begin.is_expected) == (date(2026, 12, 1), False)


def test_an_award_is_expected_from_the_day_of_the_application_that_was_handed_in() -> None:
    one = dated("A", "2027-03-31", APPLICATION_FIRST, months=2)
    plan = current(book(), PAIR, one.facts, DAY)
    steps = tuple(
        replace(kept, done_on=date(2026, 11, 10)) if kept.step.kind == "submission" else kept
        for kept in plan.steps
    )
    way = Way(one, plan=replace(plan, replanned=replace(plan.replanned, steps=steps)))
    assert way.is_applied_for(DAY)
    found = ordered(way)
    assert listed(found) == [
        ("application", date(2026, 11, 10), "A"), ("award", date(2027, 1, 10), "A")
    ]  # fmt: skip
    assert (found.begin.day, found.begin.is_expected) == (date(2026, 11, 10), False)


def permitted(title: str, first: str, last: str | None, award: str = "2027-03-31") -> Way:
    stated = {"vorzeitiger_beginn_ab": first, "vorzeitiger_beginn_bis": last}
    facts = dated(title, award, AWARD_FIRST, months=2)
    return Way(facts, Funding(programm=title, antrag="2026-11-01", **stated))  # type: ignore[arg-type]


def test_a_permission_allows_the_order_on_its_first_day_and_an_award_on_the_next() -> None:
    begin = ordered(permitted("A", "2026-12-01", "2027-06-30")).begin
    assert (begin.day, begin.first) == (date(2026, 12, 1), date(2026, 12, 1))
    assert begin.words[1:] == (
        "Es gilt die Erlaubnis zum vorzeitigen Beginn von „A“: ab dem 01.12.2026; von da an darf "
        "beauftragt werden.",
        "Die Erlaubnis zum vorzeitigen Beginn von „A“ gilt bis 30.06.2027; später braucht es den "
        "Bescheid.",
    )
    # application of 1 November and two months: 1 January, so from 2 January on
    begin = ordered(Way(dated("A", "2027-03-31", AWARD_FIRST, months=2),
                        Funding(programm="a", antrag="2026-11-01"))).begin  # fmt: skip
    assert (begin.day, begin.first) == (date(2027, 1, 1), date(2027, 1, 2))


def test_a_permission_that_has_ended_allows_nothing() -> None:
    begin = ordered(permitted("A", "2026-10-01", "2026-11-23")).begin  # today is the 24th
    assert (begin.day, begin.first) == (date(2027, 1, 1), date(2027, 1, 2))
    assert begin.words[-1] == (
        "Die Erlaubnis zum vorzeitigen Beginn von „A“ endet am 23.11.2026, bevor beauftragt werden "
        "kann."
    )
    assert ordered(permitted("A", "2026-10-01", "2026-11-24")).begin.first == date(2026, 10, 1)


def test_a_permission_that_ends_before_another_award_is_none() -> None:
    # B is awarded on 31 March and allows the order on 1 April, when the permission of A is over
    other = dated("B", "2027-01-31", AWARD_FIRST, months=2)
    for last, slowest in (("2027-03-31", "award"), ("2027-04-01", "permission")):
        begin = ordered(permitted("A", "2026-12-01", last), other).begin
        assert (begin.first, begin.slowest and begin.slowest.title) == (date(2027, 4, 1), "B")
        assert ("Erlaubnis zum vorzeitigen Beginn von „A“" in begin.words[0]) is (
            slowest == "permission"
        )


def test_a_planned_month_is_too_early_if_the_award_comes_on_its_last_day() -> None:
    # 30 April and two months: awarded on 30 June, the order is allowed from 1 July on
    slow = dated("A", "2027-04-30", AWARD_FIRST, months=2)
    (warning,) = ordered(slow, start="2027-06").warnings
    assert "erlaubt ihn voraussichtlich erst ab dem 01.07.2027" in warning
    # a permission of that day is early enough
    assert ordered(permitted("A", "2027-06-30", None), start="2027-06").warnings == ()


def test_what_has_come_is_told_as_such() -> None:
    awarded = Way(dated("A", "2027-03-31", AWARD_FIRST), Funding(programm="a", bewilligung=DAY))
    assert ordered(awarded).begin.words[1] == (
        "Eingegangen ist der Bescheid von „A“ am 24.11.2026; danach darf beauftragt werden."
    )
    applied = Way(dated("B", "2027-03-31", APPLICATION_FIRST),
                  Funding(programm="b", antrag="2026-11-20"))  # fmt: skip
    assert ordered(applied).begin.words[1] == (
        "Gestellt ist der Antrag von „B“ am 20.11.2026; danach darf beauftragt werden."
    )
    both = ordered(awarded, applied).begin.words
    assert both[1].startswith("Zuletzt eingegangen ist der Bescheid von „A“")
    unknown = ordered(Way(dated("A", "2027-03-31", AWARD_FIRST), status="granted")).begin.words
    assert unknown[1] == "Eingegangen ist der Bescheid von „A“; der Tag ist nicht eingetragen."


def test_an_award_on_an_unknown_day_keeps_nobody_waiting() -> None:
    granted = Way(dated("A", "2027-03-31", AWARD_FIRST), status="granted")
    found = ordered(granted)
    assert listed(found) == [("award", None, "A")]
    assert found.events[0].is_done
    assert (found.begin.day, found.begin.unknown) == (None, ())


def test_a_stated_award_still_to_come_is_expected() -> None:
    coming = Way(dated("A", "2027-03-31"), Funding(programm="a", bewilligung="2027-02-01"))
    found = ordered(coming)
    (award,) = (event for event in found.events if event.kind == "award")
    assert (award.why, award.is_done) == ("erwartet laut Angabe", False)
    assert (found.begin.day, found.begin.is_expected) == (date(2027, 2, 1), True)


def test_an_award_that_should_have_come_is_not_expected_in_the_past() -> None:
    late = Way(dated("A", "2026-01-31", months=2), Funding(programm="a", antrag="2026-01-20"))
    award = ordered(late).events[-1]
    assert (award.kind, award.day) == ("award", None)
    assert "das ist vorbei" in award.why


def test_what_is_closed_delays_nothing() -> None:
    closed = programme("B", said("application_mode", "closed"), AWARD_FIRST)
    found = ordered(dated("A", "2027-03-31", AWARD_FIRST, months=1), closed)
    assert found.begin.unknown == ()
    assert ("award", None, "B") in listed(found)
    assert ordered(closed).begin.words == ("Kein Programm, auf das der erste Auftrag warten muss.",)


def test_one_meeting_decides_on_several_programmes() -> None:
    calendar = book(sitting("Stadtrat", "2027-02-25"))
    ways = [
        Way(one, plan=current(calendar, PAIR, one.facts, DAY))
        for one in (dated("A", "2027-03-15"), dated("B", "2027-03-31"))
    ]
    council = [event for event in ordered(*ways).events if event.kind == "council"]
    assert [(e.day, [n.title for n in e.programmes]) for e in council] == [
        (date(2027, 2, 25), ["A", "B"])
    ]
    assert council[0].why == "Antrag bis 15.03.2027; Antrag bis 31.03.2027"


def test_a_planned_month_before_the_award_is_warned_of() -> None:
    slow = dated("A", "2027-03-31", AWARD_FIRST, months=3)  # awarded on 1 July
    assert ordered(slow, start="2027-07").warnings == ()
    (warning,) = ordered(slow, start="2027-06").warnings
    assert warning.startswith("Geplant ist der Beginn für 06/2027; „A“ erlaubt ihn voraussichtlich")


def test_a_first_order_with_its_day_is_held_against_every_programme() -> None:
    slow = dated("A", "2027-03-31", AWARD_FIRST)
    (warning,) = ordered(slow, start="2026-12", erster_auftrag="2026-12-10").warnings
    assert warning.startswith("„A“: Erster Auftrag am 10.12.2026")
    (begun,) = ordered(slow, status="begonnen").warnings
    assert "als begonnen eingetragen" in begun


def test_subsidiary_funding_is_applied_for_last() -> None:
    last = replace(CONDITIONAL, rule="cumulation.subsidiary")
    one = dated("A", "2027-03-31", last)
    assert ordered(one).notes == ()
    assert ordered(one, dated("B", "2027-03-31")).notes == (
        "„A“ ist nachrangig: Zuerst ist zu beantragen, was andere fördern.",
    )

"""Duties are told at each lead time, once, until they are done."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

from db.kommune.award.duties import DutyRow
from matcher.award.duties.case import Case
from matcher.award.duties.coming import announced, caught_up, due, finished, once_more, ticked
from matcher.award.duties.proposing import proposals
from matcher.award.standing import Standing, standing
from tests.support.awards.awarded import CONDITIONS, SAXON, amendment, notice

DAY = date(2029, 7, 2)
PROOF = DutyRow(1, "proof", title="Verwendungsnachweis", origin="quote", day=DAY, state="open",
                leads=(90, 30, 7))  # fmt: skip


def told(duties: list[DutyRow], first: date, days: int) -> list[tuple[date, int, int]]:
    """Day, number of the duty and lead time of all that is told from day to day."""
    found = []
    for n in range(days):
        today = first + timedelta(days=n)
        found += [
            (today, one.duty.id, one.lead)
            for one in announced(duties, today - timedelta(days=1), today)
        ]
    return found


def test_a_duty_is_told_at_each_lead_time_and_on_its_day_once() -> None:
    leads = [(day, lead) for day, _, lead in told([PROOF], DAY - timedelta(days=120), 200)]
    assert leads == [(DAY - timedelta(days=n), n) for n in (90, 30, 7, 0)]


def test_after_nights_that_were_missed_the_shortest_lead_time_is_told() -> None:
    (one,) = announced([PROOF], DAY - timedelta(days=100), DAY - timedelta(days=6))
    assert one.lead == 7


def test_what_is_done_dropped_proposed_or_without_a_day_is_not_told() -> None:
    states = [replace(PROOF, state=state) for state in ("done", "dropped", "proposed")]
    assert told([*states, replace(PROOF, day=None)], DAY - timedelta(days=100), 120) == []


def test_a_duty_whose_day_is_over_stays_due_until_it_is_ticked() -> None:
    later = DAY + timedelta(days=400)
    assert due([PROOF], later, 14) == [PROOF]
    assert due([ticked(PROOF, later, None)[0]], later, 14) == []


def test_what_has_no_day_stands_last() -> None:
    always = replace(PROOF, day=None, id=9)
    assert due([always, PROOF], DAY, 0) == [PROOF, always]


def test_a_recurring_duty_comes_again_on_the_same_day_of_the_month() -> None:
    yearly = replace(PROOF, day=date(2028, 2, 29), recurs=12)
    done, after = ticked(yearly, date(2028, 2, 1), None)
    assert (done.state, done.done_on) == ("done", date(2028, 2, 1))
    assert after is not None
    assert (after.day, after.state, after.note) == (date(2029, 2, 28), "open", "")


def open_duties(award: Standing) -> list[DutyRow]:
    """All proposals of an award, confirmed by somebody."""
    return [
        DutyRow(1, p.kind, title=p.label, origin=p.origin, day=p.day, recurs=p.recurs,
                leads=p.leads, state="open", id=number)
        for number, p in enumerate(proposals(Case(award, (), SAXON)), start=1)
    ]  # fmt: skip


def test_an_award_of_four_years_tells_every_duty_at_its_lead_times_once() -> None:
    """Day by day; an amendment after two years moves the proof; what is done is not asked again."""
    first = standing([notice(auflagen=CONDITIONS)])
    longer = standing([*first.notices, amendment(datum="01.06.2028", zeitraum_bis="31.12.2029")])
    duties, seen = open_duties(first), Counter[tuple[str, date, int]]()
    today, changed = date(2027, 5, 6), date(2028, 6, 1)
    while today < date(2031, 5, 6):
        if today == changed:
            days = {one.kind: one.day for one in open_duties(longer)}
            duties = [
                replace(one, day=days[one.kind])
                if one.state == "open" and one.kind in ("proof", "extension", "binding")
                else one
                for one in duties
            ]
            again = once_more([one for one in duties if one.kind == "interim"],
                              longer.now.zeitraum_bis)  # fmt: skip
            assert again is not None
            duties.append(replace(again, state="open", id=len(duties) + 1))
        for one in announced(duties, today - timedelta(days=1), today):
            assert one.duty.day is not None
            seen[one.duty.kind, one.duty.day, one.lead] += 1
            if one.lead == 0:  # done on its day; a recurring one comes again
                stands = longer if today >= changed else first
                done, after = ticked(one.duty, today, stands.now.zeitraum_bis)
                duties = [done if d is one.duty else d for d in duties]
                duties += [replace(after, id=len(duties) + 1)] if after else []
        today += timedelta(days=1)
    assert max(seen.values()) == 1
    proofs = {(day, lead) for kind, day, lead in seen if kind == "proof"}
    assert proofs == {(date(2030, 7, 1), lead) for lead in (90, 30, 7, 0)}
    interim = sorted({day for kind, day, lead in seen if kind == "interim" and lead == 0})
    # for the last year the proof of use tells
    assert interim == [date(year, 3, 31) for year in (2028, 2029)]
    begin = {lead for kind, _, lead in seen if kind == "begin"}
    assert begin == {90, 30, 0}


def test_a_duty_of_earlier_years_comes_again_only_in_time_to_come() -> None:
    yearly = replace(PROOF, kind="interim", state="proposed", day=date(2024, 3, 31), recurs=12)
    today = date(2026, 11, 24)
    done, after = caught_up(yearly, None, today, date(2028, 12, 31))
    assert (done.state, done.done_on) == ("done", None)
    assert after is not None
    assert (after.day, after.state, after.id) == (date(2027, 3, 31), "open", 0)
    assert caught_up(yearly, None, today, date(2026, 12, 31))[1] is None
    report = replace(yearly, kind="report")
    assert caught_up(report, None, today, date(2026, 12, 31))[1], "a report may last longer"
    assert caught_up(replace(yearly, recurs=0), today, today, None)[1] is None


def turns(one: DutyRow, number: int) -> list[str]:
    """The days of the next ones, each done on its day."""
    found = []
    for _ in range(number):
        assert one.day is not None
        _, after = ticked(one, one.day, None)
        assert after is not None
        one = after
        found.append(str(one.day))
    return found


def test_a_short_month_does_not_shorten_those_after_it() -> None:
    monthly = replace(PROOF, kind="report", day=date(2027, 1, 31), recurs=1)
    assert turns(monthly, 3) == ["2027-02-28", "2027-03-31", "2027-04-30"]


def test_a_first_day_that_a_weekend_moved_moves_no_other() -> None:
    sunday = date(2027, 10, 31)
    yearly = replace(PROOF, kind="report", day=date(2027, 11, 2), first_day=sunday, recurs=12)
    assert turns(yearly, 2) == ["2028-10-31", "2029-10-31"]
    _, after = caught_up(replace(yearly, state="proposed"), None, date(2029, 1, 1), None)
    assert after is not None
    assert (after.day, after.first_day) == (date(2029, 10, 31), sunday)


def test_the_end_of_a_quarter_stays_one_every_quarter() -> None:
    quarterly = replace(PROOF, kind="report", day=date(2027, 6, 30), recurs=3)
    assert turns(quarterly, 4) == ["2027-09-30", "2027-12-31", "2028-03-31", "2028-06-30"]


def test_what_is_done_before_its_day_does_not_come_again_on_that_day() -> None:
    early = replace(PROOF, kind="interim", state="proposed", day=date(2027, 3, 31), recurs=12)
    for today in (date(2026, 11, 24), date(2027, 3, 31)):
        for done, after in (
            finished(early, today, today, None),
            caught_up(early, today, today, None),
        ):
            assert after is not None
            assert (done.done_on, after.day) == (today, date(2028, 3, 31))


def test_a_proposal_of_earlier_years_is_caught_up_and_an_open_duty_comes_turn_by_turn() -> None:
    yearly = replace(PROOF, kind="interim", state="proposed", day=date(2024, 3, 31), recurs=12)
    today, handed_in = date(2026, 11, 24), date(2024, 3, 20)
    done, after = finished(yearly, None, today, None)
    assert (done.state, done.done_on, after and after.day) == ("done", None, date(2027, 3, 31))
    assert finished(yearly, handed_in, today, None)[0].done_on == handed_in
    done, after = finished(replace(yearly, state="open"), None, today, None)
    assert (done.done_on, after and after.day) == (today, date(2025, 3, 31))

"""When it is asked what becomes of what ends with the money, and until when."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from db.kommune.award.endings import EndingRow
from matcher.award.lasting.funds import Awarded, Place
from matcher.award.lasting.radar import on_radar
from matcher.award.lasting.wording import report_words, when_words
from matcher.award.notice import Notice
from matcher.award.standing import standing
from matcher.profile.model import Haushalt
from tests.support.awards.awarded import amendment, notice
from tests.support.awards.lasting import BUDGET, decided, ending, look, place

END = date(2028, 12, 31)
TODAY = date(2027, 8, 2)
NO_DAYS = Haushalt()


STAGES = [date(2027, 6, 30), date(2027, 12, 31), date(2028, 6, 30)]


def told(budget: Haushalt) -> list[date]:
    """The days on which it is told that the money of 2028 ends with its year."""
    (matter,) = look(place("31.12.2028", budget=budget), ending(), today=TODAY).matters
    return [END - timedelta(days=lead) for lead in matter.leads]


def test_it_is_told_18_12_and_6_months_before_the_end() -> None:
    assert told(NO_DAYS) == STAGES


def test_between_two_stages_it_is_told_eight_weeks_before_the_decision_too() -> None:
    assert told(BUDGET) == sorted((*STAGES, date(2028, 3, 3)))


@pytest.mark.parametrize(
    ("wishes", "found"),
    [
        # eight weeks before: 28 and 29 days after the stage of 30 June, the same before it
        ("22.09.", STAGES), ("25.09.", sorted((*STAGES, date(2028, 7, 31)))),
        ("28.07.", STAGES), ("27.07.", sorted((*STAGES, date(2028, 6, 1)))),
    ],
)  # fmt: skip
def test_a_stage_within_four_weeks_is_enough(wishes: str, found: list[date]) -> None:
    assert told(Haushalt(anmeldung=wishes)) == found


def test_money_that_ends_late_in_a_year_is_asked_about_before_the_wishes_are_due() -> None:
    (matter,) = look(place("30.11.2028"), ending(), today=TODAY).matters
    assert matter.budget.decide_by == date(2027, 4, 30)
    # 18 months before would be the end of May, after the wishes
    assert matter.first_day == date(2027, 3, 5)
    assert len(matter.leads) == 4


def test_before_the_first_stage_it_is_not_on_the_radar() -> None:
    known = look(place("31.12.2028"), ending(), today=date(2027, 6, 29))
    assert on_radar([known], date(2027, 6, 29)) == []
    assert on_radar([known], date(2027, 6, 30)) == list(known.matters)


def test_what_must_be_decided_first_stands_first() -> None:
    late = look(place("30.06.2028"), ending(), today=TODAY)
    early = look(place("31.12.2028", budget=NO_DAYS), ending(), today=TODAY)
    found = on_radar([early, late], TODAY)
    assert [one.end for one in found] == [date(2028, 6, 30), END]


def test_a_decision_ends_the_telling() -> None:
    known = look(place("31.12.2028"), ending(decided=decided("keep", END)), today=TODAY)
    assert known.matters == []
    assert known.shortened == []


def test_what_is_not_decided_is_asked_after_the_end_too() -> None:
    after = END + timedelta(days=40)
    (matter,) = look(place("31.12.2028"), ending(), today=after).matters
    assert matter.rows == (ending(),)


def test_each_thing_is_decided_for_itself() -> None:
    contract = ending("Wartung", id=2)
    rows = (ending(decided=decided("stop", END)), contract)
    (matter,) = look(place("31.12.2028"), *rows, today=TODAY).matters
    assert matter.rows == (contract,)


def test_what_ends_on_another_day_is_a_matter_of_its_own() -> None:
    earlier = ending("Lizenz", id=2, until=date(2028, 3, 31))
    matters = look(place("31.12.2028"), ending(), earlier, today=TODAY).matters
    assert [one.end for one in matters] == [date(2028, 3, 31), END]


def test_an_extension_moves_the_radar_and_what_is_decided_stays() -> None:
    longer = _with(amendment(zeitraum_bis="31.12.2029"))
    (matter,) = look(longer, ending(), today=TODAY).matters
    assert matter.end == date(2029, 12, 31)
    known = look(longer, ending(decided=decided("keep", END)), today=TODAY)
    assert (known.matters, known.shortened) == ([], [])


def test_a_shortened_period_is_named_and_the_decision_stays() -> None:
    shorter = _with(amendment(zeitraum_bis="30.06.2028"))
    known = look(shorter, ending(decided=decided("keep", END)), today=TODAY)
    assert known.matters == []
    (named,) = known.shortened
    assert (named.end, named.decided.end) == (date(2028, 6, 30), END)


def test_a_revocation_ends_the_money_on_its_day() -> None:
    revoked = _with(amendment(art="widerruf", datum="01.03.2028"))
    (matter,) = look(revoked, ending(), today=TODAY).matters
    assert matter.end == date(2028, 3, 1)


def test_an_award_without_anything_entered_is_asked_about_until_it_ends() -> None:
    (matter,) = look(place("31.12.2028"), today=TODAY).matters
    assert matter.rows == ()
    assert look(place("31.12.2028"), today=END + timedelta(days=1)).matters == []
    # that nothing ends is a decision about the whole
    assert look(place("31.12.2028"), today=TODAY, whole=decided("stop")).matters == []


def test_what_is_entered_after_a_decision_about_the_whole_is_asked_about() -> None:
    known = look(place("31.12.2028"), ending(), today=TODAY, whole=decided("stop"))
    assert [one.rows for one in known.matters] == [(ending(),)]


@pytest.mark.parametrize(
    ("ende", "end"), [("2028-02", date(2028, 2, 29)), ("2028-11", date(2028, 11, 30))]
)
def test_without_an_award_the_money_of_a_begun_project_ends_with_it(ende: str, end: date) -> None:
    (fund,) = look(place(ende=ende), today=TODAY).funds
    assert (fund.award_id, fund.end) == (None, end)


def test_an_end_that_nobody_states_is_named_and_nothing_is_guessed() -> None:
    known = look(place(), _other(), today=TODAY)
    assert [one.name for one in known.without_end] == ["ohne Bescheid"]
    assert known.matters == []


def test_what_no_award_pays_is_asked_about_when_the_first_award_ends() -> None:
    known = look(place("31.12.2028", "30.06.2028"), _other(), today=TODAY)
    other = [one for one in known.matters if one.fund.award_id is None]
    assert [one.end for one in other] == [date(2028, 6, 30)]


def test_what_an_award_was_to_pay_that_grants_nothing_is_asked_about_as_the_project_is() -> None:
    rejected = Awarded(1, "Programm", standing=standing([notice(art="ablehnung")]))
    where = place(status="geplant", ende="2028-06")
    where = replace(where, awards=(rejected,))
    known = look(where, ending(), today=TODAY)
    assert [one.award_id for one in known.funds] == [None]
    assert [(one.end, one.rows) for one in known.matters] == [(date(2028, 6, 30), (ending(),))]


def test_a_project_that_is_only_planned_has_no_money_that_ends() -> None:
    with pytest.raises(AssertionError):
        look(place(status="geplant"), today=TODAY)


def _with(*later: Notice) -> Place:
    notices = (notice(zeitraum_bis="31.12.2028"), *later)
    award = Awarded(1, "Programm", standing=standing(notices))
    return replace(place(), awards=(award,))


def _other() -> EndingRow:
    return EndingRow("klima", "running", title="Strom", cost=Decimal(900), id=3, version=1)


def test_it_is_said_everywhere_alike_by_when_to_decide_and_that_the_day_has_passed() -> None:
    known = look(place("31.12.2028"), ending(), today=TODAY)
    (matter,) = known.matters
    budget = "28.04.2028 (Haushalt 2029: Anmeldung bis 28.04.2028, Beschluss Dezember 2028)."
    ends = "Das Geld endet am 31.12.2028; zu entscheiden"
    assert when_words(matter, date(2028, 4, 28)) == f"{ends} bis {budget}"
    assert when_words(matter, date(2028, 4, 29)) == f"{ends} war bis {budget}"
    (ahead,) = report_words(known, {}, date(2028, 4, 28))
    assert ahead.endswith("noch nicht entschieden; zu entscheiden bis 28.04.2028.")
    (late,) = report_words(known, {}, date(2028, 4, 29))
    assert late.endswith("noch nicht entschieden; zu entscheiden war bis 28.04.2028.")


def granted_late(**revoked: str) -> Place:
    """An award of May 2027 whose money ends in June 2028: the wishes for 2028 were due in April."""
    where = place("30.06.2028")
    notices = [notice(zeitraum_bis="30.06.2028")]
    if revoked:
        notices.append(amendment(art="widerruf", **revoked))
    awards = (Awarded(1, "Programm 1", standing=standing(notices)),)
    return replace(where, awards=awards)


def test_nobody_missed_a_last_day_that_was_over_before_the_award() -> None:
    known = look(granted_late(), ending(), today=TODAY)
    (matter,) = known.matters
    assert matter.budget.decide_by == date(2027, 4, 30)
    assert matter.too_late == "zu spät für Haushalt 2028, jetzt entscheiden"
    assert matter.due(TODAY) == TODAY
    assert when_words(matter, TODAY).startswith(
        "Das Geld endet am 30.06.2028; zu spät für Haushalt 2028, jetzt entscheiden (Haushalt 2028"
    )
    (line,) = report_words(known, {}, TODAY)
    assert line.endswith("noch nicht entschieden; zu spät für Haushalt 2028, jetzt entscheiden.")


def test_a_revocation_that_ends_the_money_early_makes_nobody_late() -> None:
    # the money ends with the revocation; the wishes for its year were due two years before
    (matter,) = look(granted_late(datum="20.11.2027"), ending(), today=date(2027, 11, 24)).matters
    assert (matter.end, matter.budget.decide_by) == (date(2027, 11, 20), date(2026, 4, 30))
    assert matter.too_late
    assert matter.due(date(2027, 11, 24)) == date(2027, 11, 24)


def test_a_longer_period_that_was_known_in_time_is_overdue_as_before() -> None:
    longer = amendment(datum="01.02.2028", zeitraum_bis="30.06.2029")
    awards = (Awarded(1, "Programm 1", standing=standing([notice(), longer])),)
    (matter,) = look(replace(place(), awards=awards), ending(), today=date(2028, 6, 1)).matters
    # known since February, the wishes for 2029 were due at the end of April
    assert matter.too_late == ""
    assert matter.due(date(2028, 6, 1)) == date(2028, 4, 28)


def test_what_ends_before_its_award_was_known_to_since_the_award() -> None:
    longer = amendment(datum="01.02.2029", zeitraum_bis="30.06.2030")
    awards = (Awarded(1, "Programm 1", standing=standing([notice(), longer])),)
    row = ending(until=date(2028, 12, 31))
    (matter,) = look(replace(place(), awards=awards), row, today=TODAY).matters
    # wishes for 2029 are due in April 2028, a year after the award
    assert matter.too_late == ""


def test_other_money_of_a_project_is_overdue_as_its_day_says() -> None:
    known = look(place(ende="2028-06"), ending(award_id=None), today=TODAY)
    assert [one.too_late for one in known.matters] == [""]

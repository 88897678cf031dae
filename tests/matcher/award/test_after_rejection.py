"""An award that comes after a rejection starts from nothing: the rejection is history."""

from datetime import date

from matcher.award.lasting.funds import end_known
from matcher.award.money.summary import Rules, summary
from matcher.award.standing import Standing, standing
from matcher.award.statements.recorded import recorded
from tests.support.awards.awarded import SAXON, amendment, checked_notice, notice
from tests.support.awards.lettered import TODAY, about

REFUSED = {
    "art": "ablehnung", "datum": "15.07.2026", "notiz": "Mittel erschöpft",
    "auflagen": "Der Antrag kann bis zum 30.09.2026 erneut eingereicht werden.",
    "aktenzeichen": "alt-1",
}  # fmt: skip
SINCE = "Zuwendungsbescheid vom 03.05.2027"


def after_rejection(**changed: str | None) -> Standing:
    return standing([checked_notice(REFUSED), notice(**changed)])


def test_nothing_that_a_rejection_states_goes_on_in_the_award_after_it() -> None:
    found = after_rejection(aktenzeichen=None)
    assert (found.now.notiz, found.now.auflagen, found.now.aktenzeichen) == ("", "", "")
    assert found.conditions == ()
    assert found.counting == found.notices[1:]


def test_after_rejections_alone_all_of_them_count() -> None:
    found = standing([checked_notice(REFUSED), checked_notice({**REFUSED, "datum": "01.12.2026"})])
    assert found.counting == found.notices
    assert found.now.notiz == "Mittel erschöpft"


def test_letters_name_the_award_and_not_the_rejection_before_it() -> None:
    refused = {key: REFUSED.get(key) for key in notice().model_dump()}
    refused |= {"zuwendung_eur": None}
    of_award = about(later=[notice()], **refused)
    assert of_award.known.standing.named == SINCE
    amended = about(later=[notice(), amendment(zeitraum_bis="30.06.2029")], **refused)
    assert amended.known.standing.named == f"{SINCE}, zuletzt Änderungsbescheid vom 01.02.2028"


def test_own_share_and_financing_name_what_counts_since_the_award() -> None:
    assert recorded(after_rejection()).words == SINCE


def test_money_of_an_award_after_a_rejection_is_reckoned_as_of_any_other() -> None:
    rules = Rules(SAXON)
    alone = summary(standing([notice()]), [], rules, TODAY)
    assert summary(after_rejection(), [], rules, TODAY) == alone


def test_terms_and_period_of_a_rejection_count_on_no_day() -> None:
    # the period that it refused begins after the one that was granted ends
    refused = {**REFUSED, "finanzierungsart": "voll", "zuwendung_eur": "50.000",
               "zuwendungsfaehig_eur": "50.000", "zeitraum_ab": "01.01.2029"}  # fmt: skip
    found = standing([checked_notice(refused), notice(zeitraum_ab=None)])
    assert [one.since for one in found.terms_by_day] == [date(2027, 5, 3)]
    assert found.lowered_by.datum == date(2027, 5, 3)


def test_the_end_that_a_rejection_states_is_known_since_the_award() -> None:
    found = standing([checked_notice({**REFUSED, "zeitraum_bis": "31.12.2028"}), notice()])
    assert found.now.zeitraum_bis == date(2028, 12, 31)
    assert end_known(found) == date(2027, 5, 6)

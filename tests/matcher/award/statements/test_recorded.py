"""What notices and applications say in the terms of a profile, and where profiles contradict it."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from db.kommune.award.applications import ApplicationRow
from db.kommune.log import Subject
from matcher.award.standing import standing
from matcher.award.statements.contradictions import contradictions
from matcher.award.statements.recorded import record_for, recorded
from matcher.profile.funding import Funding
from matcher.tracker.own_share.recorded import Recorded, that_counts
from tests.support.awards.awarded import amendment, notice

MATCH = Subject("rad", "test", programme_key="rad.html")
SUBMITTED = ApplicationRow(MATCH, state="submitted", submitted=date(2027, 1, 15))
AWARDED = standing([notice()])


def test_the_latest_statement_of_each_field_counts() -> None:
    changed = {"zeitraum_bis": "30.06.2029", "zuwendung_eur": "280.000", "raten": "2028: 180.000"}
    amended = standing([notice(), amendment(**changed)])
    found = recorded(amended, [SUBMITTED])
    assert found.outcome == "granted"
    assert found.grant == Decimal(280_000)
    assert found.stated == {
        "antrag": date(2027, 1, 15), "bewilligung": date(2027, 5, 6),
        "bewilligungszeitraum_ab": date(2027, 6, 1), "bewilligungszeitraum_bis": date(2029, 6, 30),
        "foerderquote": Decimal(60), "zuwendungsfaehig_eur": Decimal(500_000),
    }  # fmt: skip
    assert found.granted_on == date(2027, 5, 3)
    first, last = "Zuwendungsbescheid vom 03.05.2027", "Änderungsbescheid vom 01.02.2028"
    assert found.words == f"{first}, zuletzt {last}"
    assert found.form == "Anteilfinanzierung"


def test_a_rejection_leaves_no_grant_and_no_day_of_an_award() -> None:
    found = recorded(standing([notice(art="ablehnung", zuwendung_eur=None)]))
    assert found.is_refused
    assert (found.grant, found.stated) == (Decimal(0), {"bewilligung": None})
    assert found.words == "Ablehnung vom 03.05.2027"


def test_a_revoked_award_is_none_any_more_and_no_rejection() -> None:
    revoked = notice(art="widerruf", datum="01.02.2029", bekanntgabe=None)
    found = recorded(standing([notice(), revoked]))
    assert (found.is_refused, found.is_revoked) == (True, True)
    assert found.granted_on == date(2027, 5, 3)
    refused = recorded(standing([notice(art="ablehnung", zuwendung_eur=None)]))
    assert (refused.is_refused, refused.is_revoked) == (True, False)


def test_an_application_tells_its_end_where_no_notice_is_entered() -> None:
    ended = ApplicationRow(MATCH, state="rejected", submitted=date(2027, 1, 15),
                           decided=date(2027, 4, 1))  # fmt: skip
    found = recorded(None, [ended])
    assert (found.outcome, found.words) == ("refused", "Ablehnung vom 01.04.2027")


def test_a_withdrawn_application_states_nothing() -> None:
    withdrawn = ApplicationRow(MATCH, state="withdrawn", submitted=date(2027, 1, 15))
    assert recorded(None, [withdrawn]).stated == {}


def test_the_leave_for_an_early_start_comes_with_its_own_end() -> None:
    leave = ApplicationRow(MATCH, "harmless", state="awarded", submitted=date(2027, 1, 20),
                           decided=date(2027, 2, 1), ends=date(2027, 8, 1))  # fmt: skip
    found = that_counts(Funding(programm="rad"), recorded(None, [SUBMITTED, leave]))
    assert found is not None
    assert (found.vorzeitiger_beginn_ab, found.vorzeitiger_beginn_bis) == (
        date(2027, 2, 1), date(2027, 8, 1),
    )  # fmt: skip


def test_each_day_that_differs_is_named_with_what_counts() -> None:
    said = Funding(programm="rad", antrag=date(2027, 1, 15), bewilligung=date(2027, 5, 1),
                   foerderquote=Decimal(60), bewilligungszeitraum_ab=date(2027, 6, 1),
                   bewilligungszeitraum_bis=date(2028, 6, 30))  # fmt: skip
    assert contradictions(said, recorded(AWARDED, [SUBMITTED])) == (
        "„Bescheid eingegangen am“: Die Angaben zum Programm nennen 01.05.2027, eingetragen ist"
        " laut Bescheid 06.05.2027. Es gilt, was eingetragen ist.",
        "„Bewilligungszeitraum bis“: Die Angaben zum Programm nennen 30.06.2028, eingetragen ist"
        " laut Bescheid 31.12.2028. Es gilt, was eingetragen ist.",
    )


def test_what_only_one_side_states_contradicts_nothing() -> None:
    assert contradictions(None, recorded(AWARDED)) == ()
    assert contradictions(Funding(programm="rad", teil="Wege"), recorded(AWARDED)) == ()
    assert contradictions(Funding(programm="rad", antrag=date(2027, 1, 1)), None) == ()


def test_an_award_that_was_stated_and_a_rejection_contradict_each_other() -> None:
    refused = recorded(standing([notice(art="ablehnung", zuwendung_eur=None)]))
    (said,) = contradictions(Funding(programm="rad", bewilligung=date(2027, 5, 1)), refused)
    assert said.endswith("eingetragen ist: Ablehnung vom 03.05.2027.")


def test_a_notice_before_its_application_is_named() -> None:
    said = Funding(programm="rad", antrag=date(2027, 5, 2), bewilligung=date(2027, 5, 1))
    (told,) = contradictions(said, None)
    assert "liegt vor „Antrag gestellt am“" in told


def test_one_known_end_of_a_period_is_no_period() -> None:
    record = Recorded({"bewilligungszeitraum_bis": date(2028, 12, 31)}, "granted")
    found = that_counts(Funding(programm="rad"), record)
    assert found is not None
    assert (found.bewilligungszeitraum_ab, found.bewilligungszeitraum_bis) == (None, None)


def test_a_statement_belongs_to_the_only_programme_of_its_name() -> None:
    record = recorded(AWARDED)
    records = {("test", "Land/rad.html"): record, ("test", "Bund/bus.html"): Recorded()}
    assert record_for(Funding(programm="rad"), records) is record
    assert record_for(Funding(programm="zug"), records) is None
    twice = {**records, ("test", "Bund/rad.html"): Recorded()}
    assert record_for(Funding(programm="rad"), twice) is None


REFUSED = ApplicationRow(MATCH, state="rejected", submitted=date(2025, 2, 1),
                         decided=date(2025, 7, 3), id=1)  # fmt: skip


def test_after_a_rejection_the_next_application_is_what_is_recorded() -> None:
    refusal = standing([notice(art="ablehnung", datum="03.07.2025", zuwendung_eur=None,
                               bekanntgabe=None)])  # fmt: skip
    drafted = ApplicationRow(MATCH, id=2)
    handed_in = replace(SUBMITTED, id=2)
    for found in (None, refusal):
        assert recorded(found, [REFUSED, drafted]) == Recorded({"antrag": None})
        assert recorded(found, [REFUSED, handed_in]) == Recorded({"antrag": date(2027, 1, 15)})
        withdrawn = replace(handed_in, state="withdrawn", decided=date(2027, 2, 1))
        assert recorded(found, [REFUSED, withdrawn]) == Recorded({"antrag": None})
        won = replace(handed_in, state="awarded", decided=date(2027, 5, 3))
        assert recorded(None, [REFUSED, won]).stated["antrag"] == date(2027, 1, 15)
    assert recorded(refusal, [REFUSED]).is_refused
    assert recorded(refusal, [drafted]) == Recorded(), "the rejection came without an application"


def test_an_earlier_rejection_that_is_entered_later_changes_nothing() -> None:
    late = replace(REFUSED, id=9)
    assert recorded(None, [SUBMITTED, late]) == Recorded({"antrag": date(2027, 1, 15)})

"""A notice decides the application that it answers, and no other."""

from datetime import date
from typing import Any

import pytest
from sqlite_utils import Database

from db.errors import FaultyFields
from db.kommune.award.applications import applications
from db.kommune.award.awards import AwardRow
from db.kommune.log import Subject
from db.kommune.work.decisions import decision
from matcher.award.applying.deciding import answered_words
from matcher.award.applying.stored import awaited_answers
from matcher.award.removing import remove_award
from matcher.award.stored import Typed, enter_notice
from tests.support.awards.applied import apply
from tests.support.awards.awarded import TYPED
from tests.support.towns.own_file import PAIR, act, db
from tests.support.towns.planned import follow

__all__ = ["db"]

MATCH = Subject(*PAIR)
AWARDED = {**TYPED, "datum": "20.01.2027", "bekanntgabe": ""}
AMENDED = {"art": "aenderung", "datum": "01.04.2027", "zeitraum_bis": "30.06.2029"}
CHANGE = {"art": "Änderungsantrag", "eingereicht": "10.02.2027", "betrag_eur": "",
          "zuwendungsfaehig_eur": ""}  # fmt: skip
GOES_ON = {**CHANGE, "art": "Fortsetzungsantrag"}


def states(db: Database) -> list[tuple[str, str, date | None]]:
    return [(one.kind, one.state, one.decided) for one in applications(db, MATCH)]


def awarded(db: Database) -> AwardRow:
    """A match whose first application is awarded."""
    apply(db, MATCH, act())
    return enter_notice(db, AwardRow(MATCH), Typed(AWARDED), act())


def amend(db: Database, award: AwardRow, answers: int | None = None, **said: Any) -> AwardRow:
    return enter_notice(db, award, Typed({**AMENDED, **said}, answers=answers), act())


FIRST = ("first", "awarded", date(2027, 1, 20))
DAY = date(2027, 4, 1)


@pytest.mark.parametrize(("asked", "kind"), [(CHANGE, "amendment"), (GOES_ON, "continuation")])
def test_an_amendment_decides_the_only_application_that_is_open(
    db: Database, asked: dict[str, Any], kind: str
) -> None:
    award = awarded(db)
    apply(db, MATCH, act(), **asked)
    award = amend(db, award)
    assert states(db) == [FIRST, (kind, "awarded", DAY)]
    assert (awaited_answers(db, 30), decision(db, *PAIR).status) == ([], "granted")
    assert "eingereicht am 10.02.2027, bewilligt." in answered_words(db, award)


def test_of_several_open_ones_the_kind_that_fits_is_decided(db: Database) -> None:
    award = awarded(db)
    for asked in (GOES_ON, CHANGE):
        apply(db, MATCH, act(), **asked)
    amend(db, award)
    assert states(db)[1:] == [("continuation", "submitted", None), ("amendment", "awarded", DAY)]


def test_a_new_award_decides_a_continuation_where_no_first_application_is_open(
    db: Database,
) -> None:
    apply(db, MATCH, act(), **GOES_ON)
    enter_notice(db, AwardRow(MATCH), Typed(TYPED), act())
    assert states(db) == [("continuation", "awarded", date(2027, 5, 3))]
    assert decision(db, *PAIR).status == "granted"


def test_an_award_is_told_though_it_answers_nothing_that_is_entered(db: Database) -> None:
    withdrawn = {"stand": "zurückgezogen", "entschieden": "01.02.2027"}
    apply(db, MATCH, act(), **withdrawn)
    before = states(db)
    enter_notice(db, AwardRow(MATCH), Typed(TYPED), act())
    assert (states(db), decision(db, *PAIR).status) == (before, "granted")


def test_a_rejection_decides_a_continuation(db: Database) -> None:
    apply(db, MATCH, act(), **GOES_ON)
    refused = {"art": "ablehnung", "datum": "01.03.2027"}
    enter_notice(db, AwardRow(MATCH), Typed(refused), act())
    assert states(db) == [("continuation", "rejected", date(2027, 3, 1))]


def test_it_is_asked_which_of_two_a_rejection_decides(db: Database) -> None:
    for _ in range(2):
        apply(db, MATCH, act(), **GOES_ON)
    refused = Typed({"art": "ablehnung", "datum": "01.03.2027"})
    with pytest.raises(FaultyFields, match="über welchen der Bescheid entscheidet"):
        enter_notice(db, AwardRow(MATCH), refused, act())


def test_an_officer_names_the_application_or_none(db: Database) -> None:
    award = awarded(db)
    rows = [apply(db, MATCH, act(), **asked).row for asked in (CHANGE, GOES_ON)]
    award = amend(db, award, answers=0)
    assert [state for _, state, _ in states(db)] == ["awarded", "submitted", "submitted"]
    amend(db, award, answers=rows[1].id, datum="02.04.2027")
    assert [state for _, state, _ in states(db)] == ["awarded", "submitted", "awarded"]


def test_two_alike_have_to_be_told_apart_and_nothing_is_stored(db: Database) -> None:
    award = awarded(db)
    rows = [apply(db, MATCH, act(), **CHANGE).row for _ in range(2)]
    with pytest.raises(FaultyFields, match="Offen sind 2 Anträge") as refused:
        amend(db, award)
    assert list(refused.value.fields) == ["antrag"]
    amend(db, award, answers=rows[0].id)
    assert [state for _, state, _ in states(db)] == ["awarded", "awarded", "submitted"]


@pytest.mark.parametrize("number", [1, 99, -1])
def test_what_is_decided_or_not_there_cannot_be_named(db: Database, number: int) -> None:
    award = awarded(db)
    with pytest.raises(FaultyFields) as refused:
        amend(db, award, answers=number)
    assert "schon entschieden" in refused.value.fields["antrag"]


def test_an_award_answers_no_amendment_though_somebody_names_it(db: Database) -> None:
    follow(db, PAIR, "granted")
    row = apply(db, MATCH, act(), **CHANGE).row
    with pytest.raises(FaultyFields) as refused:
        enter_notice(db, AwardRow(MATCH), Typed(TYPED, answers=row.id), act())
    assert "passen nicht zusammen" in refused.value.fields["antrag"]


def test_an_amendment_of_the_day_of_the_award_is_corrected_without_touching_what_that_decided(
    db: Database,
) -> None:
    award = amend(db, awarded(db), datum="20.01.2027")
    typed = Typed({**AMENDED, "art": "widerruf", "datum": "20.01.2027", "zeitraum_bis": ""},
                  corrects=award.notices[-1].id)  # fmt: skip
    enter_notice(db, award, typed, act())
    assert states(db) == [FIRST]


def test_a_notice_answers_nothing_that_was_handed_in_after_it(db: Database) -> None:
    award = awarded(db)
    row = apply(db, MATCH, act(), **CHANGE).row
    with pytest.raises(FaultyFields) as refused:
        amend(db, award, answers=row.id, datum="09.02.2027")
    assert "liegt vor dem Antrag vom 10.02.2027" in refused.value.fields["datum"]
    amend(db, award, datum="09.02.2027")
    assert states(db)[1] == ("amendment", "submitted", None)


def test_what_people_entered_as_decided_on_that_day_is_what_the_notice_answers(
    db: Database,
) -> None:
    award = awarded(db)
    apply(db, MATCH, act(), **CHANGE, stand="bewilligt", entschieden="15.02.2027")
    apply(db, MATCH, act(), **CHANGE)
    amend(db, award, datum="15.02.2027")
    assert [state for _, state, _ in states(db)] == ["awarded", "awarded", "submitted"]


def test_an_appeal_that_had_success_decides_what_was_refused_and_no_draft(db: Database) -> None:
    apply(db, MATCH, act())
    refused = {"art": "ablehnung", "datum": "01.02.2027"}
    award = enter_notice(db, AwardRow(MATCH), Typed(refused), act())
    apply(db, MATCH, act(), stand="in Arbeit", eingereicht="")
    enter_notice(db, award, Typed(TYPED), act())
    assert [state for _, state, _ in states(db)] == ["awarded", "drafting"]


def test_a_corrected_notice_keeps_moves_or_frees_what_it_decided(db: Database) -> None:
    award = awarded(db)
    rows = [apply(db, MATCH, act(), **asked).row for asked in (CHANGE, GOES_ON)]
    award = amend(db, award)
    last = award.notices[-1].id

    def corrected(seen: AwardRow, answers: int | None, **said: Any) -> AwardRow:
        typed = Typed({**AMENDED, **said}, corrects=last, answers=answers)
        return enter_notice(db, seen, typed, act())

    award = corrected(award, None, datum="05.04.2027")
    assert states(db)[1] == ("amendment", "awarded", date(2027, 4, 5))
    award = corrected(award, rows[1].id, datum="05.04.2027")
    assert [state for _, state, _ in states(db)] == ["awarded", "submitted", "awarded"]
    award = corrected(award, None, art="widerruf", zeitraum_bis="")
    assert [state for _, state, _ in states(db)] == ["awarded", "submitted", "submitted"]


def test_an_award_that_was_a_rejection_takes_its_status_along(db: Database) -> None:
    award = awarded(db)
    mended = {"art": "ablehnung", "datum": "20.01.2027"}
    enter_notice(db, award, Typed(mended, corrects=award.notices[0].id), act())
    assert states(db) == [("first", "rejected", date(2027, 1, 20))]
    assert decision(db, *PAIR).status == "rejected"


def test_a_removed_award_frees_all_that_its_notices_decided(db: Database) -> None:
    award = awarded(db)
    apply(db, MATCH, act(), **CHANGE)
    remove_award(db, amend(db, award), "falscher Treffer", act())
    assert [(state, day) for _, state, day in states(db)] == [("submitted", None)] * 2
    assert decision(db, *PAIR).status == "application"


def test_what_somebody_entered_as_awarded_stays_so_when_the_award_is_removed(
    db: Database,
) -> None:
    apply(db, MATCH, act(), stand="bewilligt", entschieden="25.01.2027")
    award = enter_notice(db, AwardRow(MATCH), Typed(AWARDED), act())
    remove_award(db, award, "falscher Treffer", act())
    assert states(db) == [("first", "awarded", date(2027, 1, 25))]
    assert decision(db, *PAIR).status == "granted"


def test_a_leave_for_an_early_start_is_answered_by_no_notice(db: Database) -> None:
    asked = {**CHANGE, "art": "Unbedenklichkeit des vorzeitigen Beginns"}
    apply(db, MATCH, act(), **asked)
    enter_notice(db, AwardRow(MATCH), Typed(TYPED), act())
    assert states(db) == [("harmless", "submitted", None)]
    assert decision(db, *PAIR).status == "granted"

"""How applications ended, out of applications, notices and statuses."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from db.kommune.award.applications import ApplicationRow
from db.kommune.award.awards import AwardRow
from db.kommune.award.earlier import Past, StatusRow
from db.kommune.log import Subject
from matcher.award.outcomes.deriving import Grant, Outcome, outcomes
from tests.support.awards.ended import MATCH, REJECTED, award, granted

AWARDED = replace(
    REJECTED, state="awarded", submitted=date(2023, 2, 1), decided=date(2023, 3, 1), reason="", id=2
)
REFUSAL = {"art": "ablehnung", "datum": "2024-07-03", "notiz": "Keine Mittel mehr"}


def ended(
    *applications: ApplicationRow,
    awards: tuple[AwardRow, ...] = (),
    statuses: tuple[StatusRow, ...] = (),
) -> list[Outcome]:
    return outcomes(Past([*applications], [*awards], statuses=[*statuses]))


def test_an_application_ends_with_the_reason_of_the_authority_and_the_time_it_took() -> None:
    (one,) = ended(REJECTED)
    assert (one.result, one.reason, one.grant) == ("rejected", "Mittel erschöpft.", None)
    assert one.days == 153
    assert one.path == "/antrag/radweg/foerderdatenbank/rad.html"


@pytest.mark.parametrize("state", ["drafting", "submitted"])
def test_what_is_under_way_has_not_ended(state: str) -> None:
    assert ended(replace(REJECTED, state=state)) == []  # type: ignore[arg-type]  # parametrised


@pytest.mark.parametrize(("state", "number"), [("drafting", 1), ("submitted", 0)])
def test_a_rejection_set_by_hand_ends_what_was_never_handed_in(state: str, number: int) -> None:
    one = replace(REJECTED, state=state)  # type: ignore[arg-type]  # parametrised
    by_hand = StatusRow(MATCH, "rejected", day=date(2024, 7, 3), note="abgesagt")
    found = [(one.result, one.reason) for one in ended(one, statuses=(by_hand,))]
    assert found == [("rejected", "abgesagt")] * number


@pytest.mark.parametrize("kind", ["amendment", "harmless"])
def test_amendments_and_certificates_ask_for_no_money_of_their_own(kind: str) -> None:
    assert ended(replace(REJECTED, kind=kind)) == []  # type: ignore[arg-type]  # parametrised


def test_an_award_gives_its_application_the_grant_as_it_stands_after_amendments() -> None:
    later = {"art": "aenderung", "datum": "2023-09-01", "zuwendung_eur": "50000"}
    (one,) = ended(AWARDED, awards=(award(granted(), later),))
    assert (one.result, one.days) == ("awarded", 28)
    assert one.grant == Grant(Decimal(50_000))


def test_of_an_award_that_was_revoked_the_sum_is_told_with_it() -> None:
    (one,) = ended(AWARDED, awards=(award(granted(), {"art": "widerruf", "datum": "2025-01-01"}),))
    assert one.grant == Grant(Decimal(45_000), revoked=True)


def test_an_award_that_was_taken_over_ends_without_a_known_time() -> None:
    (one,) = ended(awards=(award(granted()),))
    assert (one.result, one.decided, one.days) == ("awarded", date(2023, 3, 1), None)
    assert one.path == "/bescheid/7"


def test_each_award_outside_the_catalogue_is_one_of_its_own() -> None:
    outside = Subject("radweg")
    found = ended(
        awards=(award(granted(), subject=outside, title="Dachprogramm"),
                award(granted("2021-01-01", None), subject=outside, title="Solarprogramm")),
    )  # fmt: skip
    assert [one.title for one in found] == ["Dachprogramm", "Solarprogramm"]
    assert found[1].grant == Grant(None)


def test_a_rejection_that_came_as_a_notice_has_the_note_as_its_reason() -> None:
    (alone,) = ended(awards=(award(REFUSAL),))
    assert (alone.result, alone.reason, alone.days) == ("rejected", "Keine Mittel mehr", None)
    (applied,) = ended(replace(REJECTED, reason=""), awards=(award(REFUSAL),))
    assert (applied.reason, applied.days) == ("Keine Mittel mehr", 153)
    (stated,) = ended(REJECTED, awards=(award(REFUSAL),))
    assert stated.reason == "Mittel erschöpft."


def test_the_one_award_of_a_match_belongs_to_the_application_of_its_day() -> None:
    more = replace(AWARDED, kind="continuation", decided=date(2025, 5, 2), id=9)
    later, first = ended(AWARDED, more, awards=(award(granted()),))
    assert (first.grant, later.grant) == (Grant(Decimal(45_000)), Grant(elsewhere=True))


def test_a_withdrawal_beside_an_award_of_another_application_stays() -> None:
    gone = replace(REJECTED, state="withdrawn", reason="Umplanung")
    found = ended(gone, awards=(award(granted("2025-01-01")),))
    assert [(one.result, one.reason) for one in found] == [
        ("awarded", ""),
        ("withdrawn", "Umplanung"),
    ]


def test_a_status_set_by_hand_counts_with_its_note_and_day_where_nothing_else_is_known() -> None:
    status = StatusRow(MATCH, "rejected", day=date(2022, 6, 1), note="Zu viele Anträge")
    (one,) = ended(statuses=(status,))
    assert (one.result, one.decided, one.reason) == (
        "rejected",
        date(2022, 6, 1),
        "Zu viele Anträge",
    )
    assert one.days is None
    assert one.path == "/programm/foerderdatenbank/rad.html?vorhaben=radweg"
    assert ended(replace(REJECTED, state="submitted"), statuses=(status,)) == []
    assert [o.decided for o in ended(REJECTED, statuses=(status,))] == [REJECTED.decided]
    (by_hand,) = ended(statuses=(replace(status, status="granted"),))
    assert (by_hand.grant, by_hand.reason) == (Grant(None), "")


def test_the_latest_comes_first_and_what_has_no_day_last() -> None:
    other = replace(MATCH, project_id="kita")
    found = ended(replace(REJECTED, decided=None), replace(AWARDED, subject=other), REJECTED)
    assert [one.decided for one in found] == [date(2024, 7, 3), date(2023, 3, 1), None]

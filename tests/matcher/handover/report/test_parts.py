"""How single things are told in the report for a successor."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from db.kommune.award.awards import AwardRow
from db.kommune.award.duties import DutyRow
from db.kommune.award.movements import Kind
from db.kommune.log import Subject
from matcher.award.gaps import Known as KnownAward
from matcher.award.money.summary import Summary
from matcher.award.notice import Notice
from matcher.award.standing import standing, stated_grant
from matcher.handover.report.coming import next_meetings
from matcher.handover.report.judged import HIDDEN, decisions
from matcher.handover.report.known import (
    Ahead,
    Awarded,
    Charge,
    Decided,
    Funded,
    Judged,
    KnownProject,
    Step,
)
from matcher.handover.report.money import awards, granted
from matcher.handover.report.standing import next_steps, what_it_is
from matcher.handover.report.unknown import unknown
from matcher.profile.model import Gremien, Municipality, Project
from tests.support.awards.awarded import notice
from tests.support.towns.planned import sitting

TODAY = date(2026, 11, 24)
TOWN = Municipality(ags="06799021", name="Lohental")
PROJECT = Project(id="bad", titel="Hallenbad")
OF_BAD = Subject("bad", "foerderdatenbank", "baeder")


def awarded(
    *notices: Notice, duties: tuple[DutyRow, ...] = (), sums: dict[Kind, Decimal] | None = None
) -> KnownProject:
    found = standing(notices)
    money = Summary(stated_grant(found), sums or {}, late=(), years=(), risks=(), open=())
    known = KnownAward(AwardRow(OF_BAD), found, duties=duties, money=money)
    one = Awarded(known, "Bäder", charges={2: Charge("Anna Berg", "Ben Tal")})
    return KnownProject(TOWN, PROJECT, funded=Funded((one,)))


@pytest.mark.parametrize(
    ("days", "words"),
    [(0, "(heute)"), (1, "(noch 1 Tag)"), (-1, "(seit 1 Tag überfällig)"),
     (-3, "(seit 3 Tagen überfällig)")],
)  # fmt: skip
def test_a_step_says_how_far_its_day_is(days: int, words: str) -> None:
    step = Step(TODAY + timedelta(days=days), "Antrag", "")
    part = next_steps(KnownProject(TOWN, PROJECT, ahead=Ahead((step,))), TODAY)
    assert part.heading == "Der nächste Schritt"
    assert f"{words}: Antrag. Zuständig: niemand." in part.lines[0]


def test_two_steps_have_their_own_heading() -> None:
    steps = tuple(Step(TODAY, f"Schritt {n}", "", charge=Charge("Anna Berg")) for n in range(2))
    part = next_steps(KnownProject(TOWN, PROJECT, ahead=Ahead(steps)), TODAY)
    assert (part.heading, len(part.lines)) == ("Die nächsten zwei Schritte", 2)


def test_a_long_description_is_cut_and_says_so() -> None:
    project = Project(id="bad", titel="Hallenbad", beschreibung="Wort " * 2_000)
    first = what_it_is(KnownProject(TOWN, project)).lines[0]
    assert len(first) < 1_600
    assert first.endswith("… (gekürzt)")


def test_what_was_revoked_is_no_money_any_more() -> None:
    known = awarded(notice(), notice(art="widerruf", datum="01.02.2028", bekanntgabe=None,
                                     notiz="nicht begonnen"))  # fmt: skip
    part = awards(known, TODAY)
    assert part.lines == (
        "Widerruf vom 01.02.2028, Aktenzeichen 45-8921/27 („Bäder“): Es gibt kein Geld (mehr)."
        " „nicht begonnen“.",
    )
    assert part.money is None


def test_a_proof_that_nobody_entered_is_said_to_be_missing() -> None:
    assert (
        "Wann zu „Bäder“ ein Verwendungsnachweis fällig ist, ist nicht eingetragen."
        in awards(awarded(notice()), TODAY).lines
    )


def test_duties_are_told_with_day_persons_and_note_and_proofs_come_first() -> None:
    other = DutyRow(1, "publicity", "Bauschild", "quote", state="open", note="am Tor", id=1)
    proof = DutyRow(1, "proof", "Nachweis", "quote", day=date(2026, 11, 1), state="open",
                    responsible=1, deputy=2, id=2)  # fmt: skip
    yearly = DutyRow(1, "interim", "Bericht", "quote", day=date(2027, 3, 31), state="proposed",
                     recurs=12, id=3)  # fmt: skip
    sent = DutyRow(1, "proof", "Erster Nachweis", "quote", state="done", id=4,
                   done_on=date(2026, 10, 1))  # fmt: skip
    lines = awards(awarded(notice(raten=None), duties=(other, proof, yearly, sent)), TODAY).lines[
        1:
    ]
    assert lines == (
        "Nachweis (Bescheid „Bäder“): war fällig am 01.11.2026. Zuständig: Anna Berg,"
        " Vertretung: Ben Tal.",
        "Bericht (Bescheid „Bäder“): fällig am 31.03.2027, danach jedes Jahr; vorgeschlagen,"
        " noch nicht bestätigt.",
        "Erster Nachweis (Bescheid „Bäder“): erledigt am 01.10.2026.",
        "Bauschild (Bescheid „Bäder“): laufend, ohne festen Tag. Zuständig: niemand."
        " Notiz: „am Tor“.",
    )


def test_of_proposals_of_earlier_days_it_says_what_is_left_of_them() -> None:
    appeal = DutyRow(1, "appeal", "Widerspruch prüfen", "proposal", day=date(2026, 3, 18), id=1)
    report = DutyRow(1, "report", "Bericht vorlegen", "quote", day=date(2026, 6, 30), id=2)
    lines = awards(awarded(notice(raten=None), duties=(appeal, report)), TODAY).lines[2:]
    assert lines == (
        "Bescheid „Bäder“: Die Frist für einen Widerspruch ist seit dem 18.03.2026 vorbei.",
        "Bericht vorlegen (Bescheid „Bäder“): vorgeschlagen, war am 30.06.2026 fällig; ob es"
        " erledigt ist, ist nicht eingetragen.",
    )


def test_by_when_money_is_to_be_used_and_how_is_told_as_far_as_it_is_entered() -> None:
    bound = DutyRow(1, "binding", "Zweckbindung einhalten", "quote", day=date(2040, 12, 31),
                    words="Das Bad bleibt zehn Jahre\nein Bad.", span=(0, 9),
                    state="open", id=2)  # fmt: skip
    spend = "Die abgerufenen Mittel sind innerhalb von sechs Wochen zu verwenden."
    lines = awards(awarded(notice(auflagen=spend), duties=(bound,)), TODAY).lines
    assert "Zu „Bäder“: Abgerufenes Geld ist innerhalb von 6 Wochen zu verwenden." in lines
    planned = "100.000\u00a0€ im Jahr 2027 und 200.000\u00a0€ im Jahr 2028"
    assert f"Zu „Bäder“: Vorgesehen sind laut Bescheid {planned}." in lines
    assert lines[-1] == (
        "Zweckbindung einhalten (Bescheid „Bäder“): bis 31.12.2040. Zuständig: Anna Berg,"
        " Vertretung: Ben Tal. Bescheid: „Das Bad bleibt zehn Jahre ein Bad.“"
    )
    quoted = DutyRow(1, "spend", "Mittel verwenden", "quote", words=spend, span=(0, 9), id=3)
    told = awards(awarded(notice(auflagen=spend), duties=(quoted,)), TODAY).lines
    assert [one for one in told if "sechs Wochen" in one or "6 Wochen" in one] == [
        "Mittel verwenden (Bescheid „Bäder“): laufend, ohne festen Tag; vorgeschlagen, noch nicht"
        f" bestätigt. Bescheid: „{spend}“"
    ]
    other = awards(awarded(notice(raten=None)), TODAY).lines
    assert not [one for one in other if one.startswith("Zu „Bäder“")]


def test_what_is_owed_stands_at_its_award_and_not_among_what_nobody_entered() -> None:
    known = awarded(notice(raten=None), sums={"received": Decimal(400_000)})
    owed = "Eingegangen sind 400.000\u00a0€, bewilligt nur noch 300.000\u00a0€"
    lines = awards(known, TODAY).lines
    assert f"Zu „Bäder“: Rückzahlung offen: {owed}: 100.000\u00a0€ zurückzuzahlen." in lines
    assert "zurückzuzahlen" not in str(unknown([known], TODAY).lines)


def test_sums_are_told_to_the_cent_where_there_are_cents() -> None:
    known = awarded(notice(zuwendung_eur="1.000,50", raten=None))
    assert "bewilligt sind 1.000,50\u00a0€" in awards(known, TODAY).lines[0]


def test_money_of_which_nothing_is_entered_is_not_told_as_zero() -> None:
    part = awards(awarded(notice()), TODAY)
    assert ", noch nichts eingegangen, Verwendung nicht eingetragen; noch abz" in part.lines[0]
    assert part.money is not None
    assert part.money.rows[0][2:4] == ("noch nichts", "nicht eingetragen")
    entered: dict[Kind, Decimal] = {"received": Decimal(90), "spent": Decimal(0)}
    assert (
        ", eingegangen 90\u00a0€, verwendet 0\u00a0€;"
        in (awards(awarded(notice(), sums=entered), TODAY).lines[0])
    )


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        (HIDDEN, "„Bäder“: wird nie mehr gezeigt am 02.11.2026 von Anna Berg."),
        ("watching", "„Bäder“: beobachten (seit 02.11.2026, Anna Berg)."),
        ("rejected", "„Bäder“: abgelehnt (eingetragen am 02.11.2026 von Anna Berg)."),
    ],
)  # fmt: skip
def test_a_decision_has_its_day_and_who_took_it(status: str, expected: str) -> None:
    one = Decided("Bäder", status, day=date(2026, 11, 2), who="Anna Berg", note="Zwei\nZeilen")
    (line,) = decisions(KnownProject(TOWN, PROJECT, judged=Judged((one,)))).lines
    assert line == f"{expected} Begründung: „Zwei / Zeilen“."


def test_the_next_meetings_are_those_of_the_bodies_that_the_profile_names() -> None:
    calendar = [
        sitting("Stadtrat", "2027-01-20"), sitting("Stadtrat", "2026-11-23"),
        sitting("Bauausschuss", "2026-12-01"), sitting("Kulturausschuss", "2026-12-02"),
    ]  # fmt: skip
    named = Gremien(beschluss="Stadtrat", beratung="Bauausschuss")
    assert [one.body for one in next_meetings(calendar, named, TODAY)] == [
        "Bauausschuss", "Stadtrat",
    ]  # fmt: skip
    assert len(next_meetings(calendar, Gremien(), TODAY)) == 3


def test_a_programme_whose_award_was_revoked_is_not_told_as_granted() -> None:
    revoked = notice(art="widerruf", datum="01.02.2028", bekanntgabe=None)
    decided = Decided("Bäder", "granted", day=date(2026, 11, 2), who="Anna Berg",
                      identity=OF_BAD.identity)  # fmt: skip
    for notices, words in (((notice(),), "bewilligt"), ((notice(), revoked), "widerrufen")):
        one = replace(awarded(*notices), judged=Judged(decided=(decided,)))
        said = " ".join(what_it_is(one).lines)
        assert f"Stand bei den Förderprogrammen: „Bäder“: {words}." in said


def test_an_award_that_was_revoked_says_nothing_of_another_programme_of_its_title() -> None:
    revoked = notice(art="widerruf", datum="01.02.2028", bekanntgabe=None)
    decided = Decided("Bäder", "granted", day=None, who="", identity=("andere", "baeder-2"))
    one = replace(awarded(notice(), revoked), judged=Judged(decided=(decided,)))
    assert "„Bäder“: bewilligt." in " ".join(what_it_is(one).lines)


def test_of_grants_that_nobody_entered_there_is_no_sum() -> None:
    unknown = awarded(notice(zuwendung_eur=None))
    assert granted([unknown]) == [
        "„Bäder“ (Hallenbad): wie viel bewilligt ist, ist nicht eingetragen, Bewilligungszeitraum"
        " bis: 31.12.2028."
    ]
    first = granted([unknown, awarded(notice())])[0]
    assert first.startswith("Bewilligt sind in 2 Bescheiden zusammen ")
    assert first.endswith(" Bei 1 ist die Zuwendung unbekannt.")


def test_a_note_belongs_to_the_award_or_the_rejection_by_its_gender() -> None:
    refused = notice(art="ablehnung", datum="03.05.2026", notiz="Mittel erschöpft")
    lines = awards(awarded(refused, notice(notiz="nach Widerspruch")), TODAY).lines
    assert "Notiz zur Ablehnung vom 03.05.2026" in " ".join(lines)
    assert "Notiz zum Zuwendungsbescheid vom 03.05.2027" in " ".join(lines)

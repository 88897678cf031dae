"""What the overview for mayor and treasury says: only what is followed, applied for or awarded."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from db.programmes.catalogue import StoredProgramme
from matcher.documents.gathering import Known
from matcher.documents.overview import OwnPart, Summary, Total, Used, summary, totals
from matcher.profile.funding import Funding
from matcher.tracker.own_share.calculation import ProjectFunding, identity
from matcher.tracker.own_share.recorded import OUTSIDE, Recorded
from tests.support.towns.stated import amount, deadline, doubtful, said
from tests.support.towns.subjects import DAY, project, stored, town

HALF = said("rate", 50.0, "50 Prozent")
COSTS: dict[str, Any] = {"kosten_eur": 100_000, "start": "2027-01", "ende": "2028-12"}


def programme(title: str, *facts: Any) -> StoredProgramme:
    return replace(stored(title), facts=facts)


def summed(
    *used: tuple[StoredProgramme, str],
    hidden: tuple[StoredProgramme, ...] = (),
    fundings: dict[str, Funding] | None = None,
    **given: Any,
) -> Summary:
    """A project with programmes and their status; "new" is one that only the profile names."""
    mine = project(**given)
    programmes = tuple(one for one, _ in used)
    known = Known(
        town(),
        mine,
        statuses={identity(one): status for one, status in used if status != "new"},
        hidden=frozenset(map(identity, hidden)),
    )
    by_title = {one.programme.title: identity(one) for one in programmes}
    stated = {by_title[title]: one for title, one in (fundings or {}).items()}
    return summary(known, ProjectFunding(mine, programmes, fundings=stated), DAY)


def placed(found: Summary) -> list[tuple[str, str, str]]:
    return [(one.stage, one.title, one.words) for one in found.programmes]


@pytest.mark.parametrize(
    ("status", "funding", "stage", "words"),
    [
        ("watching", None, "followed", "beobachten"),
        ("checking", None, "followed", "in Prüfung"),
        ("sketch", None, "followed", "Skizze"),
        ("new", Funding(programm="Wege"), "followed", "im Vorhaben genannt"),
        ("application", None, "applied", "Antrag in Arbeit"),
        ("watching", Funding(programm="Wege", antrag=date(2026, 11, 2)), "applied",
         "Antrag eingereicht am 02.11.2026"),
        ("watching", Funding(programm="Wege", antrag=date(2026, 11, 25)), "followed",
         "beobachten"),
        ("granted", None, "awarded", "bewilligt"),
        ("application", Funding(programm="Wege", bewilligung=date(2026, 11, 24)), "awarded",
         "bewilligt am 24.11.2026"),
        ("application", Funding(programm="Wege", bewilligung=date(2026, 11, 25)), "applied",
         "Antrag in Arbeit"),
    ],
)  # fmt: skip
def test_a_programme_stands_in_the_column_of_what_people_did(
    status: str, funding: Funding | None, stage: str, words: str
) -> None:
    found = summed((programme("Wege"), status), fundings={"Wege": funding} if funding else None)
    assert placed(found) == [(stage, "Wege", words)]


@pytest.mark.parametrize("status", ["rejected", "declined"])
def test_what_came_to_nothing_is_reckoned_with_no_more(status: str) -> None:
    named = {"Wege": Funding(programm="Wege", antrag=date(2026, 1, 2))}
    found = summed((programme("Wege", HALF), status), fundings=named, **COSTS)
    assert found.programmes == ()
    assert found.own.basis == "kein Programm gewählt: volle Kosten"
    kept = programme("Wege", HALF)
    assert summed((kept, "watching"), hidden=(kept,), **COSTS).programmes == ()


def test_the_furthest_comes_first_and_decides_the_own_share() -> None:
    found = summed(
        (programme("Idee", HALF), "watching"),
        (programme("Da", HALF, amount("max_grant", 10_000)), "granted"),
        (programme("Weg", HALF), "application"),
        **COSTS,
    )
    assert [(one.stage, one.grant) for one in found.programmes] == [
        ("awarded", Decimal(10_000)), ("applied", Decimal(50_000)), ("followed", Decimal(50_000)),
    ]  # fmt: skip
    assert found.own == OwnPart(
        Decimal(90_000), "mit „Da“ (bewilligt)", {2027: Decimal(45_000), 2028: Decimal(45_000)}
    )


def test_without_a_programme_the_town_pays_all_costs() -> None:
    found = summed(**COSTS)
    assert found.own == OwnPart(
        Decimal(100_000), "kein Programm gewählt: volle Kosten",
        {2027: Decimal(50_000), 2028: Decimal(50_000)},
    )  # fmt: skip
    helped = summed(mittel_dritter_eur=5_000, **COSTS).own
    assert helped.euros == Decimal(95_000)
    assert helped.basis.replace("\u00a0", " ").endswith("volle Kosten, ohne 5.000 € Mittel Dritter")


def test_what_is_unknown_stays_unknown() -> None:
    found = summed()
    assert (found.cost, found.department, found.own.euros) == (None, "offen", None)
    assert (found.state, found.deadline) == ("Idee", "–")
    silent = summed((programme("Wege"), "watching"), **COSTS)
    assert silent.programmes[0].grant is None
    assert (silent.own.euros, silent.own.years) == (None, {})
    assert silent.deadline == "keine bekannt"


def test_the_next_deadline_is_that_of_what_is_not_awarded_yet() -> None:
    soon, later = (
        programme("Höfe", deadline("2026-12-31")), programme("Wege", deadline("2027-02-28")),
    )  # fmt: skip
    assert summed((soon, "granted"), (later, "watching")).deadline.startswith("28.02.2027")
    assert summed((soon, "checking"), (later, "watching")).deadline == (
        "31.12.2026 (noch 37 Tage)\nHöfe"
    )
    unsure = programme("Plätze", doubtful("2026-12-01"))
    doubt = "vermutlich bis 01.12.2026 – bitte im Wortlaut prüfen\nPlätze"
    assert summed((unsure, "watching")).deadline == doubt
    assert summed((unsure, "watching"), (later, "watching")).deadline.startswith("28.02.2027")


def test_a_first_order_that_comes_too_early_is_told() -> None:
    assert "erster Auftrag zu früh" in summed(erster_auftrag="2026-11-20").state


def test_a_title_is_cut_between_words() -> None:
    long = summed((programme("Förderung " * 12), "watching")).programmes[0].title
    assert long.endswith("Förderung …")
    assert len(long) <= 60


def test_each_sum_holds_what_is_known_and_names_what_is_not() -> None:
    found = totals([
        summed((programme("Da", HALF), "granted"), (programme("Auch", HALF), "granted"),
               titel="Kita", **COSTS),
        summed((programme("Weg"), "application"), titel="Rad", **COSTS),
        summed(titel="Markt", **COSTS),
        summed(titel="Bad"),
    ])  # fmt: skip
    said = {one.label: (one.euros, one.missing) for one in found}
    assert said == {
        "Kosten": (Decimal(300_000), ("Bad",)),
        # 50 % twice: two awards of one project count both
        "Zuschüsse, Spalte „Bewilligt“": (Decimal(100_000), ()),
        "Zuschüsse, Spalte „Beantragt“": (Decimal(0), ("Rad",)),
        "Zuschüsse, Spalte „Verfolgt“": (Decimal(0), ()),
        "Eigenanteil": (Decimal(100_000), ("Rad", "Bad")),
        "davon ohne Programm": (Decimal(100_000), ("Bad",)),
    }
    assert all(isinstance(one, Total) and one.holds for one in found)


def test_awards_of_one_project_pay_together_at_most_what_it_costs() -> None:
    most, more = programme("Da", said("rate", 80.0, "80 %")), programme("Auch", HALF)
    found = summed((most, "granted"), (more, "granted"), mittel_dritter_eur=5_000, **COSTS)
    assert sum(one.counted or 0 for one in found.programmes) == Decimal(95_000)
    assert found.counted("awarded") == Decimal(95_000)
    assert (found.own.euros, found.own.basis) == (Decimal(0), "mit „Da“ und „Auch“ (bewilligt)")
    assert [one.grant for one in found.programmes] == [Decimal(80_000), Decimal(50_000)]


def test_of_what_is_followed_only_those_count_together_that_both_texts_allow() -> None:
    allowed = said("cumulation", "allowed", "Kumulierung ist möglich.")
    both = summed(
        (programme("A", HALF, allowed), "watching"),
        (programme("B", said("rate", 20.0, "20 %"), allowed), "checking"),
        **COSTS,
    )
    assert both.counted("followed") == Decimal(70_000)
    assert both.own == OwnPart(
        Decimal(30_000), "mit „A“ und „B“ (verfolgt)",
        {2027: Decimal(15_000), 2028: Decimal(15_000)},
    )  # fmt: skip
    silent = summed(
        (programme("A", said("rate", 20.0, "20 %")), "watching"),
        (programme("B", HALF), "watching"),
        **COSTS,
    )
    assert silent.counted("followed") == Decimal(50_000)
    assert silent.own.basis == "mit „B“ (verfolgt)"


def test_an_unknown_grant_beside_a_known_one_is_named_and_counts_nothing() -> None:
    found = summed((programme("A", HALF), "granted"), (programme("B"), "granted"),
                   titel="Kita", **COSTS)  # fmt: skip
    awarded = next(one for one in totals([found]) if "Bewilligt" in one.label)
    assert (awarded.euros, awarded.missing) == (Decimal(50_000), ("Kita",))
    assert found.own.basis == "mit „A“ (bewilligt); offen: Zuschuss von „B“"
    silent = (programme("A"), "granted"), (programme("B"), "granted")
    assert summed(*silent, **COSTS).own.euros is None
    without_costs = summed((programme("A", HALF), "granted"), (programme("B", HALF), "granted"))
    assert (without_costs.own.euros, without_costs.counted("awarded")) == (None, None)


def test_more_than_fit_into_a_plan_are_not_tried_out() -> None:
    many = [(programme(f"P{n:02}", HALF), "watching") for n in range(13)]
    assert summed(*many, **COSTS).counted("followed") == Decimal(50_000)


def test_used_programmes_keep_their_column() -> None:
    one = Used(programme("Wege"), "applied", words="Antrag", grant=None)
    found = replace(summed(), programmes=(one,))
    assert (found.at("applied"), found.at("awarded")) == ([one], [])


def test_a_granted_programme_shows_the_granted_sum_and_a_refused_one_none() -> None:
    one, other = programme("Wege", HALF), programme("Rad", HALF)
    records = {
        identity(one): Recorded(
            {"bewilligung": DAY},
            "granted",
            words="Zuwendungsbescheid",
            grant=Decimal(30_000),
            granted_on=date(2026, 11, 20),
        ),
        identity(other): Recorded(
            {"bewilligung": None}, "refused", words="Ablehnung vom 03.05.2026", grant=Decimal(0)
        ),
    }
    mine = project(**COSTS)
    known = Known(town(), mine, statuses={identity(other): "granted"}, hidden=frozenset())
    found = summary(known, ProjectFunding(mine, (one, other), records=records), DAY)
    assert placed(found) == [("awarded", "Wege", "bewilligt am 20.11.2026")]
    assert found.counted("awarded") == Decimal(30_000)
    assert found.own.euros == Decimal(70_000)
    assert found.state == "Idee\nAblehnung vom 03.05.2026: „Rad“"


def test_an_award_outside_the_catalogue_counts_with_notice_and_period() -> None:
    record = Recorded(
        {"bewilligung": date(2026, 5, 3), "bewilligungszeitraum_ab": date(2026, 6, 1),
         "bewilligungszeitraum_bis": date(2027, 12, 31)},
        "granted", words="Zuwendungsbescheid vom 03.05.2026", grant=Decimal(30_000),
    )  # fmt: skip
    mine = project(**COSTS)
    known = Known(town(), mine, statuses={}, hidden=frozenset())
    found = summary(known, ProjectFunding(mine, records={(OUTSIDE, "Altes Dach"): record}), DAY)
    assert placed(found) == [
        ("awarded", "Altes Dach", "Zuwendungsbescheid vom 03.05.2026, Bewilligungszeitraum"
         " 01.06.2026 bis 31.12.2027; nicht im Katalog"),
    ]  # fmt: skip
    assert (found.counted("awarded"), found.own.euros) == (Decimal(30_000), Decimal(70_000))
    assert found.own.basis == "mit „Altes Dach“ (bewilligt)"
    beside = ProjectFunding(
        mine, (programme("Wege", HALF),), records={(OUTSIDE, "Altes Dach"): record}
    )
    assert summary(known, beside, DAY).own.euros == Decimal(70_000), "followed is no award"

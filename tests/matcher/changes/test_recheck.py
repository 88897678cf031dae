"""What a new version touches of what rests on the old one, and what it leaves alone."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from db.clock import BERLIN
from db.katalog.versions import Seen
from db.kommune.work.decisions import Decision
from db.kommune.work.reviews import Look
from db.programmes.catalogue import StoredProgramme
from db.records import Fact
from matcher.changes.recheck import GROUNDS, changed_grounds, known_version, touches
from matcher.matching.criteria import CRITERIA
from tests.support.towns.subjects import case, stored

NINE = datetime(2026, 11, 24, 9, tzinfo=BERLIN)
BASE = {
    "deadlines": "Anträge sind bis zum 31. Januar 2027 einzureichen.",
    "description": "Die Förderquote beträgt bis zu 50 Prozent. Gefördert werden Radwege.",
    "legal_requirements": "Antragsberechtigt sind Gemeinden und Landkreise.",
}
CODES = {"Foerdergebiet": ["hessen"], "Foerderberechtigte": ["kommune"]}
OLD = stored(texts=BASE, codes=CODES)


def changed(codes: dict[str, list[str]] | None = None, **texts: str) -> StoredProgramme:
    return stored(texts={**BASE, **texts}, codes={**CODES, **(codes or {})})


def kinds(new: StoredProgramme, old: StoredProgramme = OLD) -> list[str]:
    return [ground.kind for ground in changed_grounds(old, new)]


def things(new: StoredProgramme, status: str = "new", reason: str = "") -> dict[str, Any]:
    decision = Decision("rad", "test", "a", status, reason)
    return {t.ground.kind: t.things for t in touches(changed_grounds(OLD, new), decision)}


def test_a_later_deadline_touches_the_deadline_and_shows_it_before_and_after() -> None:
    new = changed(deadlines="Anträge sind bis zum 30. April 2027 einzureichen.")
    (ground,) = changed_grounds(OLD, new)
    assert (ground.kind, ground.section) == ("deadline", "Fristen")
    assert ground.before == (f"Antrag 31.01.2027: „{BASE['deadlines']}“",)
    assert ground.after[0].startswith("Antrag 30.04.2027: „")


@pytest.mark.parametrize(
    "new",
    [
        OLD,
        changed(description=BASE["description"] + " Eine Beratung ist möglich."),
        changed(description="Gefördert werden Rad- und Gehwege."
                " Die Förderquote beträgt bis zu 50 Prozent."),
        changed(procedure="Das Formular steht im Internet."),
        replace(changed(), programme=replace(OLD.programme, keywords="Rad", contacts=("neu",))),
    ],
)  # fmt: skip
def test_what_only_changes_around_the_words_touches_nothing(new: StoredProgramme) -> None:
    assert changed_grounds(OLD, new) == []


def test_words_that_say_the_same_otherwise_are_shown() -> None:
    new = changed(description="Bis zu 50 Prozent der Kosten werden gefördert: Radwege.")
    assert kinds(new) == ["rate"]


def test_words_that_moved_to_another_section_still_stand() -> None:
    rate, rest = BASE["description"].split(" Gefördert")
    assert kinds(changed(description=f"Gefördert{rest}", short_description=rate)) == []


def test_what_is_no_longer_stated_has_no_words_after() -> None:
    new = changed(description="Gefördert werden Radwege.")
    (ground,) = changed_grounds(OLD, new)
    assert (ground.kind, ground.after) == ("rate", ())


def test_the_source_s_own_words_and_its_note_count_too() -> None:
    new = changed({"Foerdergebiet": ["bayern"]}, status_note="Das Programm ruht.")
    grounds = {ground.kind: ground for ground in changed_grounds(OLD, new)}
    assert grounds["Foerdergebiet"].before == ("Hessen",)
    assert grounds["Foerdergebiet"].after == ("Bayern",)
    assert grounds["status_note"].before == ()
    assert things(new)["Foerdergebiet"] == ("Fördergebiet",)


LATER = changed(deadlines="Anträge sind bis zum 30. April 2027 einzureichen.")
RICHER = changed(description="Die Förderquote beträgt bis zu 80 Prozent. Gefördert werden Radwege.")


def test_a_followed_match_names_its_criteria_and_its_plan() -> None:
    assert things(LATER) == {"deadline": ("Antragsfrist",)}
    assert things(LATER, "watching") == {"deadline": ("Antragsfrist", "Plan")}
    assert things(RICHER, "watching") == {"rate": ("Eigenanteil",)}
    assert things(LATER, "granted") == {"deadline": ("Antragsfrist",)}


@pytest.mark.parametrize(
    ("reason", "new", "is_touched"),
    [
        ("own_share", RICHER, True),
        ("own_share", LATER, False),
        ("deadline", LATER, True),
        ("deadline", RICHER, False),
        ("not_eligible", changed({"Foerderberechtigte": ["unternehmen"]}), True),
        ("not_eligible", RICHER, False),
        ("staff", RICHER, False),
        ("unsuitable", LATER, False),
    ],
)
def test_a_declined_match_rests_on_the_grounds_of_its_reason_alone(
    reason: str, new: StoredProgramme, is_touched: bool
) -> None:
    found = things(new, "declined", reason)
    assert bool(found) == is_touched
    assert all(words == ("Entscheidung",) for words in found.values())


@dataclass(frozen=True)
class _Watched(StoredProgramme):
    """A programme that notes what is asked of it."""

    asked: set[str] = field(default_factory=set)

    def said(self, kind: str) -> tuple[Fact, ...]:
        self.asked.add(kind)
        return super().said(kind)


@pytest.mark.parametrize("name", CRITERIA)
def test_the_grounds_of_a_criterion_are_all_that_it_reads(name: str) -> None:
    asked: set[str] = set()
    for one in (OLD, LATER, RICHER, stored(), changed(description="Alles mögliche.")):
        known = {f: getattr(one, f) for f in StoredProgramme.__dataclass_fields__}
        for subject in (
            case(),
            case(kosten_eur=100_000, eigenmittel_eur=1_000, arten=["investiv"]),
        ):
            CRITERIA[name].judge(subject, _Watched(**known, asked=asked))
    assert asked <= {*GROUNDS[name]}


def versions(*days: int) -> list[Seen]:
    return [
        Seen(number, NINE + timedelta(days=day), (NINE + timedelta(days=day)).date())
        for number, day in enumerate(days, start=1)
    ]


@pytest.mark.parametrize(
    ("look", "number"),
    [
        (Look(NINE + timedelta(days=1, hours=1)), 2),
        (Look(NINE + timedelta(days=1)), 2),
        (Look(NINE + timedelta(hours=23)), 1),
        (Look(NINE - timedelta(days=9)), 1),
        (Look(NINE + timedelta(days=99)), 3),
        (Look(day=date(2026, 11, 25)), 2),
        (Look(day=date(2026, 11, 24)), 1),
        (Look(NINE, version=3), 3),
        (Look(NINE, version=8), 1),
    ],
)
def test_the_version_that_people_knew_is_the_last_one_before_they_looked(
    look: Look, number: int
) -> None:
    assert known_version(versions(0, 1, 2), look).number == number


def test_every_criterion_has_its_grounds() -> None:
    assert GROUNDS.keys() == CRITERIA.keys()


def test_how_sure_we_are_of_what_stands_as_before_touches_nothing() -> None:
    assert any(fact.details.get("certainty") == "sure" for fact in OLD.facts)
    doubted = tuple(
        replace(fact, details={**fact.details, "certainty": "unsure"}) for fact in OLD.facts
    )
    new = replace(changed(procedure="Das Formular steht im Internet."), facts=doubted)
    assert kinds(new) == []

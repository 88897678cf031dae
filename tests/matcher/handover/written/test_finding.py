"""Words, person, project and time narrow what people wrote, whatever the case and the umlauts."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from db import clock
from db.kommune.log import Subject
from db.kommune.work.written import Kind, Written
from matcher.handover.written.finding import Wanted, found, wanted
from matcher.handover.written.wording import title_of

AT = datetime(2026, 11, 24, 9, 30, tzinfo=clock.BERLIN)


def text(
    title: str, words: str = "", kind: Kind = "note", person: int = 1, project: str = "radweg",
    phone: str = "", day: int = 24,
) -> Written:  # fmt: skip
    at = AT.replace(day=day)
    return Written(kind, at, person=person, subject=Subject(project), title=title, text=words,
                   phone=phone)  # fmt: skip


KNOWN = [
    text("Özlem Grün", kind="contact", phone="0611 5", person=2),
    text("Akte", "https://dms.example/ÄKTE", kind="link", project="kita"),
    text("", "Anruf beim Projektträger", day=3),
    text("declined own_share", "Der Haushalt gibt es nicht her.", kind="decision"),
]


def titles(choice: Wanted) -> list[str]:
    return [one.title or one.text for one in found(KNOWN, choice)]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("özlem", ["Özlem Grün"]), ("äkte dms", ["Akte"]), ("projektträger özlem", []),
        ("PROJEKTTRAEGER", ["Anruf beim Projektträger"]),
        ("verworfen haushalt", ["declined own_share"]), ("Eigenanteil", ["declined own_share"]),
        ("kontakt", ["Özlem Grün"]),
    ],
)  # fmt: skip
def test_every_word_must_stand_there_as_a_part_at_least(words: str, expected: list[str]) -> None:
    assert titles(Wanted(words)) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("kuehn", ["Kühn"]), ("KÜHN", ["Kühn"]), ("weissmueller", ["Weißmüller"]),
        ("06117741234", ["Kühn"]), ("0611/774", ["Kühn"]), ("+49611774", ["Kühn"]),
        ("0049(0)611", ["Kühn"]), ("774 1234", ["Kühn"]), ("06421", ["Weißmüller"]),
        ("6421 998877", ["Weißmüller"]), ("kühn 998877", []), ("98", []), ("06117741235", []),
    ],
)  # fmt: skip
def test_a_contact_is_found_however_its_name_and_number_are_written(
    words: str, expected: list[str]
) -> None:
    known = [
        text("Kühn", kind="contact", phone="0611 / 774-1234"),
        text("Weißmüller", kind="contact", phone="+49 (0) 6421 99 88-77"),
    ]
    assert [one.title for one in found(known, Wanted(words))] == expected


def test_person_project_kind_and_days_narrow_together() -> None:
    assert titles(Wanted(person=2)) == ["Özlem Grün"]
    assert titles(Wanted(project="kita")) == ["Akte"]
    assert titles(Wanted(kind="link")) == ["Akte"]
    assert titles(Wanted(until=date(2026, 11, 3))) == ["Anruf beim Projektträger"]
    assert len(titles(Wanted(since=date(2026, 11, 24), until=date(2026, 11, 24)))) == 3
    assert titles(Wanted(project="kita", person=2)) == []


def test_what_an_address_asks_for_and_there_is_not_is_named_and_nothing_found() -> None:
    given = {"q": " a  b ", "person": "9", "vorhaben": "mond", "art": "brief", "projekt": "x" * 80}
    choice = wanted(given, {"radweg"}, {1})
    assert replace(choice, faults=()) == Wanted("a b")
    assert choice.faults == (
        ("", f"Nach „projekt={'x' * 52} …“ lässt sich hier nicht auswählen."),
        ("vorhaben", "Ein Vorhaben „mond“ gibt es nicht."),
        ("person", "Eine Person mit der Nummer „9“ gibt es nicht."),
        ("art", "Die Art „brief“ gibt es nicht."),
    )
    assert titles(Wanted(faults=choice.faults)) == []


def test_a_day_that_is_none_is_told_at_its_field() -> None:
    choice = wanted({"von": "gestern", "bis": "24.11.2026"}, (), ())
    assert (choice.since, choice.until) == (None, date(2026, 11, 24))
    assert choice.faults == (
        ("von", "„gestern“ ist kein Tag. Bitte wie 17.12.2026 oder 2026-12-17 schreiben."),
    )


@pytest.mark.parametrize(
    ("kind", "title", "expected"),
    [
        ("decision", "declined own_share", "verworfen: Eigenanteil"),
        ("decision", "watching ", "beobachten"), ("note", "a b", "a b"),
        ("application", "first submitted", "Erstantrag: eingereicht"),
        ("notice", "bewilligung 2027-05-03", "Zuwendungsbescheid vom 03.05.2027"),
        ("correction", "rate", "Förderquote"), ("money", "spent", "verwendet"),
    ],
)  # fmt: skip
def test_codes_are_told_in_german(kind: Kind, title: str, expected: str) -> None:
    assert title_of(text(title, kind=kind)) == expected

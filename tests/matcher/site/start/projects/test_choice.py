"""Search, filters, order and headings of the projects, as the address chooses them."""

from datetime import date
from typing import Any

import pytest

from db.kommune.work.owners import ProjectPeople
from matcher.site.start.projects.cards import Card, Due, Use
from matcher.site.start.projects.choice import Choice, choices, chosen, grouped, read_choice


def card(
    name: str, department: str = "", stage: str = "", owner: int | None = None, due: int = 0,
    changed: int = 0, ags: str = "1",
) -> Card:  # fmt: skip
    return Card(
        {"id": name, "title": name.title(), "description": f"Text zu {name}",
         "department": department, "ags": ags},
        ProjectPeople(name, owner),
        names=("Anna" if owner == 1 else "Ben" if owner else "", ""),
        uses=[Use(stage, f"Programm für {name}", identity=None)] if stage else [],
        counts={},
        due=Due(date(2027, 1, due), "Antrag", path="/") if due else None,
        changed=date(2026, 11, changed) if changed else None,
    )  # fmt: skip


CARDS = [
    card("übung", "Schulamt", "watching", owner=2, due=9, changed=3),
    card("zeltplatz", changed=9),
    card("Umbau", "Bauamt", "granted", owner=1, due=4),
    card("radweg", "Bauamt", "application", owner=1, changed=20),
]


def names(**wanted: Any) -> list[str]:
    return [one.id for one in chosen(CARDS, Choice(**wanted), me=1)]


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        ("", ["Umbau", "übung", "zeltplatz", "radweg"]),
        ("titel", ["radweg", "übung", "Umbau", "zeltplatz"]),
        ("stand", ["Umbau", "radweg", "übung", "zeltplatz"]),
        ("geaendert", ["radweg", "zeltplatz", "übung", "Umbau"]),
        ("liste", ["übung", "zeltplatz", "Umbau", "radweg"]),
    ],
)
def test_projects_stand_in_the_order_chosen_undated_ones_last(
    sort: str, expected: list[str]
) -> None:
    assert names(sort=sort) == expected


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ({"department": "Bauamt"}, ["Umbau", "radweg"]),
        ({"department": "ohne"}, ["zeltplatz"]),
        ({"stage": "granted"}, ["Umbau"]),
        ({"stage": "new"}, ["zeltplatz"]),
        ({"person": "2"}, ["übung"]),
        ({"person": "mir"}, ["Umbau", "radweg"]),
        ({"person": "niemand"}, ["zeltplatz"]),
        ({"words": "RADWEG text"}, ["radweg"]),
        ({"words": "bauamt anna"}, ["Umbau", "radweg"]),
        ({"words": "Programm für ÜBUNG"}, ["übung"]),
        ({"words": "xylophon"}, []),
    ],
)
def test_filters_and_words_leave_what_fits_all_of_them(
    wanted: dict[str, str], expected: list[str]
) -> None:
    assert names(**wanted) == expected


def test_only_what_there_is_can_be_chosen() -> None:
    known = choices(CARDS)
    assert [*known.departments] == ["Bauamt", "Schulamt", "ohne"]
    assert [*known.stages] == ["granted", "application", "watching", "new"]
    assert [*known.people.values()] == ["bei mir", "Anna", "Ben", "niemand"]


def test_an_address_that_asks_for_what_does_not_exist_is_told_so() -> None:
    known = choices(CARDS)
    wanted = read_choice({"fachamt": "Kreisamt", "stand": "granted", "sortiert": "x"}, known)
    assert (wanted.department, wanted.stage, wanted.sort) == ("", "granted", "")
    assert wanted.hints == (
        "„Kreisamt“ gibt es unter „Fachamt“ nicht; es bleibt außer Acht.",
        "„x“ gibt es unter „Sortieren“ nicht; es bleibt außer Acht.",
    )
    assert wanted.active == 1
    assert read_choice({}, known) == Choice()


def test_headings_are_departments_stages_or_towns() -> None:
    def headings(group: str, towns: dict[str, str]) -> list[tuple[str, int]]:
        return [(one.heading, len(one.cards)) for one in grouped(CARDS, group, towns)]

    one = {"1": "Auental"}
    assert headings("", one) == [("", 4)]
    assert headings("fachamt", one) == [("Bauamt", 2), ("Schulamt", 1), ("ohne Fachamt", 1)]
    assert headings("stand", one)[0] == ("Bewilligt", 1)
    assert headings("", {**one, "2": "Bergdorf"}) == [("Auental", 4)]
    assert grouped([], "", one) == []

"""What is open by department: its order, its groups, and what an address chooses."""

from datetime import date, timedelta

import pytest

from matcher.handover.acting import Acting
from matcher.site.start.departments.items import Item, Wanted, grouped, pressing, wanted

TODAY = date(2026, 11, 24)
DEPARTMENTS = {"kita": "Bauamt", "rad": "Tiefbau", "netz": "", "platz": "bauamt"}


def step(project: str, what: str, days: int | None = 0, owner: int | None = 1) -> Item:
    day = None if days is None else TODAY + timedelta(days=days)
    return Item("step", (project, "q", "a.html"), what=what, day=day, acting=Acting(owner))


def names(*items: Item, choice: Wanted = Wanted()) -> list[tuple[str, list[str]]]:  # noqa: B008  # frozen
    found = grouped(items, DEPARTMENTS, choice)
    return [(group.name, [one.what for one in group.items]) for group in found]


def test_what_nobody_looks_after_comes_first_then_the_nearest_day() -> None:
    listed = names(
        step("kita", "später", 9), step("kita", "bald", 1), step("kita", "ohne Tag", None),
        step("kita", "frei, später", 30, None), step("kita", "frei, spät", -3, None),
    )  # fmt: skip
    assert listed == [("Bauamt", ["frei, spät", "frei, später", "bald", "später", "ohne Tag"])]


def test_departments_stand_in_order_and_projects_without_one_last() -> None:
    listed = names(step("netz", "a"), step("rad", "b"), step("kita", "c"), step("platz", "d"))
    assert listed == [("Bauamt", ["c", "d"]), ("Tiefbau", ["b"]), ("ohne Fachamt", ["a"])]


def test_a_group_counts_what_is_late_and_what_has_no_owner() -> None:
    (group,) = grouped(
        [step("kita", "a", -1), step("kita", "b", 0, None), step("kita", "c", None)],
        DEPARTMENTS,
        Wanted(),
    )
    assert (group.late(TODAY), group.unowned) == (1, 1)


@pytest.mark.parametrize(
    ("given", "choice", "left"),
    [
        ({}, Wanted(), 3),
        ({"fachamt": "bauamt"}, Wanted("Bauamt"), 1),
        ({"fachamt": "ohne Fachamt"}, Wanted(""), 1),
        ({"fachamt": "Hafen"}, Wanted(), 3),
        ({"person": "2"}, Wanted(person=2), 1),
        ({"person": "9"}, Wanted(), 3),
        ({"person": "²"}, Wanted(), 3),
        ({"ohne": "1"}, Wanted(unowned=True), 1),
        ({"ohne": "1", "fachamt": "Bauamt"}, Wanted("Bauamt", unowned=True), 0),
    ],
)
def test_an_address_chooses_department_person_and_what_has_no_owner(
    given: dict[str, str], choice: Wanted, left: int
) -> None:
    found = wanted(given, ["Bauamt", "Tiefbau"], {1, 2})
    assert found == choice
    items = [step("kita", "a"), step("rad", "b", owner=2), step("netz", "c", owner=None)]
    assert sum(len(group.items) for group in grouped(items, DEPARTMENTS, found)) == left


@pytest.mark.parametrize(
    ("days", "state", "words"),
    [
        (-2, "late", "seit 2 Tagen überfällig"), (-1, "late", "seit 1 Tag überfällig"),
        (0, "soon", "heute"), (14, "soon", "noch 14 Tage"), (15, "coming", "noch 15 Tage"),
        (None, "undated", "ohne Tag"),
    ],
)  # fmt: skip
def test_each_says_how_far_its_day_is_away(days: int | None, state: str, words: str) -> None:
    one = step("kita", "a", days)
    assert (one.state(TODAY), one.when(TODAY)) == (state, words)


def test_each_leads_to_where_it_is_done_and_to_asking_about_it() -> None:
    pair = ("kita", "q", "a.html")
    one = Item("step", pair, what="Vorlage", step="application-paper")
    assert one.path == "/plan/kita/q/a.html#application-paper"
    assert one.ask_path == "/frage/kita/q/a.html?schritt=application-paper"
    assert Item("deadline", pair, what="Antrag").path == "/programm/q/a.html?vorhaben=kita"
    assert Item("doubt", pair, what="Frist").path == "/korrektur/q/a.html?angabe=deadline"
    assert Item("review", pair, what="neu").path == "/pruefen"
    about_project = Item("question", ("kita", "", ""), what="Liegt der Plan vor?")
    assert (about_project.path, about_project.ask_path) == ("/projekt/kita", "")


def test_what_presses_stands_apart_from_all_departments_the_earliest_first() -> None:
    items = [step("rad", "bald", 7), step("kita", "überfällig", -3, None), step("kita", "weit", 8),
             step("netz", "ohne Tag", None)]  # fmt: skip
    found = pressing(grouped(items, DEPARTMENTS, Wanted()), TODAY)
    assert [one.what for one in found] == ["überfällig", "bald"]

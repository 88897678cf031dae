"""Entries of what is followed: deadlines, the days on which rounds open, steps."""

from datetime import date

from matcher.deadlines.coming import Named, Outlook
from matcher.deadlines.timing import DueDate
from matcher.site.start.week.kinds import KINDS, Followed, entries
from tests.support.towns.stated import deadline
from tests.support.week.looked_after import SOURCE, decision, looked_after

TODAY, DAY = date(2026, 11, 24), date(2027, 3, 31)
A = (SOURCE, "a.html")


def followed(*dues: DueDate, projects: tuple[str, ...] = ("kita",), status: str = "watching",
             responsible: int | None = None) -> Followed:  # fmt: skip
    decided = [decision(one, A[1], status, responsible) for one in projects]
    return Followed(
        TODAY,
        looked_after(*decided),
        projects={A: projects},
        outlooks={A: Outlook(Named(*A, title="Kita sanieren"), dues=dues)},
    )


def due(day: date = DAY, opens: date | None = None, kind: str = "application",
        scope: str | None = None) -> DueDate:  # fmt: skip
    return DueDate(day, opens, deadline=deadline(day.isoformat(), kind, scope=scope))


def test_a_deadline_is_one_entry_for_all_projects_that_follow_the_programme() -> None:
    (one,) = entries(followed(due(), projects=("kita", "rad")))
    assert (one.kind, one.day, one.what, one.programme) == (
        "deadline", DAY, "Antrag", "Kita sanieren",
    )  # fmt: skip
    assert one.projects == ("kita", "rad")
    assert one.path == "/programm/bund/a.html?vorhaben=kita"
    assert (one.who, one.mine) == ("", False)


def test_parts_that_are_due_on_one_day_are_one_entry() -> None:
    found = entries(followed(due(scope="Teil A"), due(scope="Teil B"), due(date(2027, 4, 1))))
    assert [one.what for one in found] == ["Antrag: Teil A, Antrag: Teil B", "Antrag"]


def test_a_round_that_opens_is_an_entry_until_it_is_open() -> None:
    ahead, past = due(opens=date(2027, 1, 15)), due(date(2027, 5, 1), opens=date(2026, 10, 1))
    found = entries(followed(ahead, past))
    assert [(one.kind, one.day) for one in found] == [
        ("deadline", DAY), ("deadline", date(2027, 5, 1)), ("opening", date(2027, 1, 15)),
    ]  # fmt: skip
    assert found[-1].what == "Antrag von da an möglich"


def test_an_entry_names_who_looks_after_it() -> None:
    (one,) = entries(followed(due(), responsible=1))
    assert (one.who, one.mine) == ("Anna", True)


def test_what_the_catalogue_has_lost_has_no_entry() -> None:
    known = followed(due())
    lost = Followed(TODAY, known.responsible, projects=known.projects, outlooks={})
    assert entries(lost) == []


def test_every_kind_has_a_name_of_its_own() -> None:
    assert len({kind.label for kind in KINDS.values()}) == len(KINDS)

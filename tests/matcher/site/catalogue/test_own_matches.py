"""Which project of the town is named beside a programme that a search finds."""

from collections.abc import Mapping

from db.kommune.work.decisions import Decision
from db.kommune.work.of_programmes import OfProgramme
from matcher.site.catalogue.own_matches import Best, best
from matcher.site.frame.work import Work

NAME = ("test", "a.html")
TITLES = {"kita": "Kita", "rad": "Radweg"}


def of(project: str) -> OfProgramme:
    return OfProgramme(project, "passt", part="jetzt", listed=True)


def chosen(*decisions: Decision, hidden: bool = False) -> Best | None:
    made = {(d.project_id, d.source, d.programme_key): d for d in decisions}
    work = Work(made, {NAME} if hidden else set(), people={}, stand=0)
    found: Mapping[tuple[str, str], Best] = best({NAME: [of("kita"), of("rad")]}, work, TITLES)
    return found.get(NAME)


def on(project: str, **said: object) -> Decision:
    return Decision(project, NAME[0], programme_key=NAME[1], **said)  # type: ignore[arg-type]


def test_the_nearest_project_is_named() -> None:
    found = chosen()
    assert found is not None
    assert (found.title, found.decision.status) == ("Kita", "new")


def test_a_project_where_people_follow_the_programme_comes_first() -> None:
    found = chosen(on("rad", status="watching"))
    assert found is not None
    assert (found.title, found.decision.status) == ("Radweg", "watching")


def test_a_project_where_people_declined_it_comes_last() -> None:
    declined = chosen(on("kita", status="declined"))
    both = chosen(on("kita", status="declined"), on("rad", status="declined"))
    assert declined is not None
    assert declined.title == "Radweg"
    assert both is not None
    assert both.decision.status == "declined"


def test_what_people_hid_is_not_named() -> None:
    found = chosen(on("kita", hidden=True))
    assert found is not None
    assert found.title == "Radweg"
    assert chosen(hidden=True) is None

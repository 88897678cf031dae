"""What the town's own work says of the programmes that a search finds."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from sqlite_utils import Database

from db.kommune import projects
from db.kommune.work.decisions import Decision
from db.kommune.work.of_programmes import OfProgramme, of_programmes
from db.vocabulary import LAND_BY_PREFIX
from matcher.site.frame.work import Identity, Work, project_titles, read_work


class Best(NamedTuple):
    """The town's project that is nearest to using a programme, and what people decided there."""

    project_id: str
    title: str
    match: OfProgramme
    decision: Decision


def laender(own: Database) -> tuple[str, ...]:
    """Codes of the Länder of the file's towns, each once, in their order."""
    towns = projects.municipalities(own)
    return tuple(dict.fromkeys(LAND_BY_PREFIX[town["ags"][:2]][0] for town in towns))


def read_best(own: Database, programmes: Iterable[Identity]) -> dict[Identity, Best]:
    """The best project of each programme that has to do with one, or about which people decided."""
    return best(of_programmes(own, programmes), read_work(own), project_titles(own))


def best(
    found: Mapping[Identity, Sequence[OfProgramme]], work: Work, titles: Mapping[str, str]
) -> dict[Identity, Best]:
    """The first of each programme's matches, best first, that people follow; else the first that
    they did not decline; else the first that they did not hide."""
    chosen = {}
    for identity, listed in found.items():
        visible = [
            Best(one.project_id, titles[one.project_id], match=one,
                 decision=work.of(one.project_id, *identity))
            for one in listed
            if one.project_id in titles and not work.hides(one.project_id, *identity)
        ]  # fmt: skip
        if visible:
            chosen[identity] = min(visible, key=_by_people)
    return chosen


def _by_people(one: Best) -> tuple[bool, bool]:
    return not one.decision.is_followed, one.decision.status == "declined"

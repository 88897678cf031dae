"""Earlier applications to programmes, read for the pages that show these."""

from collections.abc import Iterable

from sqlite_utils import Database

from db.kommune import projects
from db.kommune.award import earlier as stored
from matcher.award.outcomes.deriving import outcomes
from matcher.award.outcomes.earlier import Earlier, Identity, by_programme


def read_earlier(
    own: Database, programmes: Iterable[Identity], project_id: str = ""
) -> dict[Identity, list[Earlier]]:
    """What became of earlier applications to these programmes: those of the project at hand before
    those of others, the latest first.

    One query where there were none, which is how it is for nearly all. Archived projects count:
    what was learned with them holds.
    """
    under = stored.with_past(own, [*programmes])
    if not under:
        return {}
    known = {one for programmes in under.values() for one in programmes}
    titles = projects.titles(own, archived=True)
    ended = outcomes(stored.past(own, known))
    ended.sort(key=lambda one: one.subject.project_id != project_id)
    return by_programme(ended, under, titles)

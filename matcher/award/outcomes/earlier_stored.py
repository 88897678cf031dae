"""Earlier applications to programmes, read for the pages that show these."""

from collections.abc import Iterable

from sqlite_utils import Database

from db.kommune import projects
from db.kommune.award import earlier as stored
from matcher.award.outcomes.deriving import outcomes
from matcher.award.outcomes.earlier import Earlier, Identity, by_programme


def read_earlier(own: Database, programmes: Iterable[Identity]) -> dict[Identity, list[Earlier]]:
    """What became of earlier applications to these programmes, the latest first.

    One query where there were none, which is how it is for nearly all. Archived projects count:
    what was learned with them holds.
    """
    under = stored.with_past(own, [*programmes])
    if not under:
        return {}
    known = {one for programmes in under.values() for one in programmes}
    titles = {one["id"]: one["title"] for one in projects.projects(own, archived=True)}
    return by_programme(outcomes(stored.past(own, known)), under, titles)

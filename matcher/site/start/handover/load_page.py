"""„Lastverteilung“: what hangs on one person, by project; off until the town switches it on.

Names are for who manages; whoever reads sees projects and departments.
"""

from typing import Any

from datasette.utils.asgi import Response

from matcher import german
from matcher.corrections.standing import NOTHING_SAID
from matcher.handover.acting import LookedAfter
from matcher.handover.sharing import wording
from matcher.handover.sharing.load import Load
from matcher.handover.sharing.load_stored import LoadOff, read_shared
from matcher.handover.sharing.matters_stored import open_matters
from matcher.site.frame.saving import NO_OWN
from matcher.site.frame.visit import Visit, read


async def load(datasette: Any, request: Any) -> Response:
    """What to do first, the projects with what they lack, and what changed hands this year."""
    visit = Visit(datasette, request)
    own = await visit.needed_own(NO_OWN)
    me = await visit.person("read")
    settings = datasette.foerderlage
    if not settings.people.load_shown:
        return await visit.page("start/handover/load.html", {"off": LoadOff(), "me": me})
    leads = tuple(settings.mail.lead_days)
    shared = await read(own, lambda db: read_shared(db, visit.today, leads))
    shown = await visit.catalogue()
    if shown is None:
        matters = open_matters(shared.ours, None, NOTHING_SAID)
    else:
        said = await visit.standing(shown, own)
        matters = await read(shown, lambda db: open_matters(shared.ours, db, said))
    found = shared.load(matters)
    context = {
        "off": None,
        "me": me,
        "load": found,
        "first": wording.first_things(found),
        "lack_labels": wording.LACK_LABELS,
        "gap_counts": wording.gap_counts,
        "place_words": wording.place_words,
        "gap_lists": [
            (lack, *said, wording.gap_headings(found, lack))
            for lack, said in wording.GAP_LACKS.items()
        ],
        "turnover_words": wording.turnover_words,
        "since": german.day(found.since),
        "names": _names(found, shared.ours.known) if me.may("manage") else None,
    }
    return await visit.page("start/handover/load.html", context)


def _names(found: Load, known: LookedAfter) -> dict[str, Any]:
    """What names people: by project who has it, by gap who acts, and from whom to whom it went."""
    by_number = {number: one.name for number, one in known.people.items()}
    return {
        "holders": {one.place.id: wording.holder_words(one, known) for one in found.projects},
        "of_gap": lambda gap: wording.gap_words(gap, known),
        "turnovers": {
            one.place.id: wording.turnover_names(one, by_number) for one in found.turnovers
        },
        "handovers": [wording.change_names(one, by_number) for one in found.handovers],
    }

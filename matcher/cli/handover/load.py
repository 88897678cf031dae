"""`load`: what hangs on one person, by project."""

from db.files import catalogue_at, kommune_at
from matcher import german, settings
from matcher.cli.options import State
from matcher.cli.printing import out, table
from matcher.corrections.standing_stored import standing_of
from matcher.handover.sharing.load_stored import LoadOff, read_shared
from matcher.handover.sharing.matters_stored import open_matters
from matcher.handover.sharing.wording import (
    LACK_LABELS,
    first_things,
    gap_counts,
    holder_words,
    place_words,
)


def show(state: State, names: bool) -> None:
    """Print what to do first and how each project is held; FoerderlageError while it is off."""
    data = state.existing_data()
    chosen = settings.load(data.settings)
    if not chosen.people.load_shown:
        raise LoadOff
    with kommune_at(data.kommune) as own, catalogue_at(data.catalogue) as catalogue:
        shared = read_shared(own, state.today, tuple(chosen.mail.lead_days))
        found = shared.load(open_matters(shared.ours, catalogue, standing_of(own, catalogue)))
    for sentence in first_things(found):
        out.print(sentence, markup=False, soft_wrap=True)
    rows = table("Vorhaben", "Fachamt", "Stand", "Nächster Tag", *(["Wer"] if names else []))
    for one in found.projects:
        lack = LACK_LABELS[one.lack] if one.lack else "verteilt"
        said = "; ".join(filter(None, (lack, gap_counts(one))))
        who = [holder_words(one, shared.ours.known)] if names else []
        rows.add_row(one.place.title, place_words(one.place), said,
                     german.day(one.day) if one.day else "–", *who)  # fmt: skip
    out.print(rows, markup=False)

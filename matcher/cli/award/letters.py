"""`award letter`: drafts of what a town writes to the authority."""

from collections.abc import Sequence
from pathlib import Path
from typing import cast

from db.files import catalogue_at, kommune_at
from matcher import settings
from matcher.award.overview import known_awards
from matcher.cli.award.awards import award_numbered, titles, typed
from matcher.cli.options import State
from matcher.cli.printing import out, write_word
from matcher.documents.award import gathering, writing
from matcher.documents.award.letters import Letter
from matcher.documents.award.said import FIELDS
from matcher.documents.award.values import values, warnings
from matcher.files import apart


def write(state: State, kind: str, number: int, stated: Sequence[str], target: Path) -> None:
    """Write the draft, with what speaks against sending it."""
    letter = cast(Letter, kind)
    given = typed(stated, [field.key for field in FIELDS[letter]])
    data = state.existing_data()
    with kommune_at(data.kommune) as own, catalogue_at(data.catalogue) as db:
        award_numbered(own, number)
        (known,) = known_awards(own, state.today, number)
        about = gathering.about(own, known, titles(db, [known])[number], state.today)
    said = values(letter, about, given)
    chosen = getattr(settings.load(data.settings).documents, writing.setting(letter))
    template = writing.template_for(letter, data.path, chosen)
    if template.is_own:  # of somebody else's, and whatever it does
        made = apart.read(template.name, writing.READING, writing.written, template, said)
    else:
        made = writing.written(template, said)
    write_word(made, target)
    for sentence in warnings(letter, about):
        out.print(f"– {sentence}", markup=False)

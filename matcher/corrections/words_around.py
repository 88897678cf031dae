"""What somebody reads to settle an unsure deadline: its quote with the words around it; pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from db.records import Fact
from matcher.corrections.settling import KIND, mark_of
from matcher.facts.certainty import is_sure
from matcher.facts.wording import FIELD_LABELS, deadline_kind, deadline_words

AROUND = 160
"""Characters of the text that are shown on each side of a quote, cut between words."""


@dataclass(frozen=True, slots=True)
class Passage:
    """An unsure deadline with its words in the text; `what` names it without the doubt.

    `before` and `after` are "" where the quote does not stand at its place.
    """

    mark: str
    what: str
    field: str
    before: str
    quote: str
    after: str


def passages(facts: Iterable[Fact], texts: Mapping[str, str]) -> dict[str, Passage]:
    """The unsure deadlines of a programme by their mark; `texts` by field, the title included."""
    found = {}
    for fact in facts:
        if fact.kind == KIND and not is_sure(fact):
            before, after = _around(fact, texts.get(fact.field, ""))
            what = f"{deadline_kind(fact)} {deadline_words(fact)}"
            field = FIELD_LABELS.get(fact.field, fact.field)
            mark = mark_of(fact)
            found[mark] = Passage(
                mark, what, field=field, before=before, quote=fact.quote, after=after
            )
    return found


def _around(fact: Fact, text: str) -> tuple[str, str]:
    if text[fact.start : fact.end] != fact.quote:
        return "", ""
    start, end = max(0, fact.start - AROUND), min(len(text), fact.end + AROUND)
    before, after = text[start : fact.start], text[fact.end : end]
    if start:  # a word that was cut through is left out
        before = "… " + before.partition(" ")[2]
    if end < len(text):
        after = after.rpartition(" ")[0] + " …"
    return before, after

"""Where what people state of a programme says something else than the record."""

from collections.abc import Iterator

from matcher.profile.funding import Funding
from matcher.profile.sheets.fields import OF_FUNDING, words
from matcher.tracker.own_share.recorded import Recorded, that_counts

_HEADINGS = {field.key: field for field in OF_FUNDING}


def contradictions(said: Funding | None, record: Recorded | None) -> tuple[str, ...]:
    """A German sentence for each field in which both differ, and which of them counts.

    What only one of both states contradicts nothing.
    """
    return () if said is None else tuple(_found(said, record or Recorded()))


def _found(said: Funding, record: Recorded) -> Iterator[str]:
    for field in OF_FUNDING:
        theirs = getattr(said, field.key)
        if field.key not in record.stated or theirs is None or theirs == record.stated[field.key]:
            continue
        heading, given = f"„{field.heading}“", words(field, theirs)
        counts = record.stated[field.key]
        if counts is None:
            told = record.words if field.key == "bewilligung" else "nicht eingetragen"
            yield f"{heading}: Die Angaben zum Programm nennen {given}, eingetragen ist: {told}."
            continue
        source = "Antrag" if field.key == "antrag" else "Bescheid"
        yield (
            f"{heading}: Die Angaben zum Programm nennen {given}, eingetragen ist laut {source}"
            f" {words(field, counts)}. Es gilt, was eingetragen ist."
        )
    counted = that_counts(said, record)
    if counted is None or not counted.antrag or not counted.bewilligung:
        return
    if counted.bewilligung < counted.antrag:
        first, second = (_HEADINGS[key] for key in ("bewilligung", "antrag"))
        yield (
            f"„{first.heading}“ ({words(first, counted.bewilligung)}) liegt vor"
            f" „{second.heading}“ ({words(second, counted.antrag)})."
        )

"""What nobody entered, over all projects; pure."""

from collections.abc import Iterable, Iterator
from datetime import date

from matcher.award.gaps import GAP_LABELS, gaps
from matcher.handover.report.known import KnownProject
from matcher.handover.report.model import Part
from matcher.handover.report.standing import NEXT


def unknown(projects: Iterable[KnownProject], today: date) -> Part:
    """One line for each project that lacks something, with all that it lacks."""
    lines = []
    for known in projects:
        missing = [*_missing(known, today)]
        if missing:
            lines.append(f"{known.project.titel}: {' '.join(missing)}")
    if not lines:
        return Part("", ("Zu keinem Vorhaben fehlt eine Angabe, nach der der Bericht sieht.",),
                    listed=False)  # fmt: skip
    return Part("", tuple(lines))


def _missing(known: KnownProject, today: date) -> Iterator[str]:
    project = known.project
    charge = known.people.charge
    if not charge.who:
        yield "Wer zuständig ist, ist nicht eingetragen."
    if not charge.deputy:
        yield "Eine Vertretung ist nicht eingetragen."
    absent = [
        words
        for words, value in (
            ("eine Beschreibung", project.beschreibung), ("das Fachamt", project.fachamt),
            ("die Kosten", project.kosten_eur), ("das Ende", project.ende),
        )
        if value in (None, "")
    ]  # fmt: skip
    if absent:
        yield f"Im Vorhaben fehlt: {', '.join(absent)}."
    alone = [one.what for one in known.ahead.steps[:NEXT] if not one.charge.who]
    if alone:
        yield f"Für diese nächsten Schritte ist niemand zuständig: {', '.join(alone)}."
    named = any(one.known.standing.now.ansprechperson for one in known.funded.awards)
    if not named and not any(one.note.kind == "contact" for one in known.noted):
        yield "Ein Kontakt ist nicht eingetragen."
    kept = any(one.note.kind == "link" for one in known.noted)
    if not kept and not any(
        notice.ablage for one in known.funded.awards for notice in one.known.standing.notices
    ):
        yield "Wo die Akten liegen, ist nicht eingetragen."
    for gap in gaps([one.known for one in known.funded.awards], today):
        yield f"{GAP_LABELS[gap.kind]}: {gap.words}"
    yield from known.open

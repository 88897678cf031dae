"""With whom something was agreed, what was promised, where the files are; pure."""

from collections.abc import Iterator

from db.kommune.work.notes import Note
from matcher import german
from matcher.handover.report.known import KnownProject, Noted
from matcher.handover.report.model import Part

_CONTACTS = "Kontakte und was zuletzt besprochen wurde"
LAST = 3
"""Notes that are told of each programme and of the project itself."""


def contacts(known: KnownProject) -> Part:
    """Contacts at authorities and others, each with what was noted last about the same thing."""
    lines = [*_authorities(known)]
    for about in dict.fromkeys(one.about for one in known.noted):
        of_one = [one for one in known.noted if one.about == about]
        lines += [_contact(one) for one in of_one if one.note.kind == "contact"]
        plain = [one for one in of_one if one.note.kind == "note" and not one.note.is_promise]
        lines += [_last(one) for one in plain[:LAST]]
    return Part(_CONTACTS, tuple(lines))


def _authorities(known: KnownProject) -> Iterator[str]:
    for one in known.funded.awards:
        now = one.known.standing.now
        if now.behoerde or now.ansprechperson:
            person = f", Ansprechperson {now.ansprechperson}" if now.ansprechperson else ""
            yield f"Behörde laut Bescheid „{one.title}“: {now.behoerde or 'ohne Angabe'}{person}."


def _contact(one: Noted) -> str:
    note = one.note
    reached = [f"Telefon {note.phone}" if note.phone else "", note.email]
    said = ", ".join(filter(None, (note.title, *reached)))
    body = f" „{_flat(note.body)}“" if note.body else ""
    return f"Kontakt{_about(one)}: {said}.{body} ({_signed(one)})"


def _last(one: Noted) -> str:
    return f"Zuletzt notiert{_about(one)} ({_signed(one)}): {german.quoted_last(told(one.note))}"


def promises(known: KnownProject) -> Part:
    """What was promised, to whom, when and by whom it was noted."""
    lines = [
        f"{told(one.note)} ({_about(one).strip()}{'; ' * bool(one.about)}festgehalten von"
        f" {_signed(one)})"
        for one in known.noted
        if one.note.is_promise
    ]
    return Part("Zusagen", tuple(lines))


def files(known: KnownProject) -> Part:
    """Where the files are: links that people keep, and where notices lie."""
    lines = [
        f"{one.note.title or 'Link'}{_about(one)}: {one.note.url}"
        + f" – {_flat(one.note.body)}" * bool(one.note.body)
        for one in known.noted
        if one.note.kind == "link"
    ]
    places = dict.fromkeys(
        f"Akte zum Bescheid „{one.title}“: {notice.ablage}"
        for one in known.funded.awards
        for notice in one.known.standing.notices
        if notice.ablage
    )
    found = (*places, *lines)
    return Part("Wo die Unterlagen liegen", found)


def _about(one: Noted) -> str:
    return f" zu „{one.about}“" if one.about else ""


def _signed(one: Noted) -> str:
    changed = one.note.changed
    return f"{one.who or 'unbekannt'}, {german.day(changed.date()) if changed else ''}"


def told(note: Note) -> str:
    """Heading and text of a note in one line."""
    title = note.title.rstrip(" :")
    return f"{title}: {_flat(note.body)}" if title and note.body else title or _flat(note.body)


def _flat(text: str) -> str:
    """Lines of a note as one, for an item of a list."""
    return " / ".join(line.strip() for line in text.splitlines() if line.strip())

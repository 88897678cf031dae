"""Objects of OParl 1.1 as records; pure. What is of another type than the standard says, or
cannot be read, counts as not stated, as far as a meeting can be understood without it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from db.clock import BERLIN
from db.errors import FoerderlageError
from matcher import german
from matcher.tracker.calendars.fetching import joined
from matcher.tracker.calendars.meetings import Meeting, MeetingKind, Removed
from matcher.tracker.calendars.notes import shortened
from matcher.tracker.calendars.titles import body_name, is_called_off, kind_of, plain

ADVICE = "Bitte die Adresse prüfen oder beim Anbieter nachfragen; der Kalender bleibt, wie er war."
NO_BODY = "ohne Gremium"
_OLDEST, _LATEST = 1900, 2200
_TRUE = {"true", "1", "ja", "yes"}

Json = Mapping[str, Any]


class Unreadable(ValueError):
    """An entry of a list is no meeting that can be understood; the text says why, in German."""


@dataclass(frozen=True, slots=True)
class Page:
    """Part of a list: its entries (objects, or addresses of objects) and the next page."""

    items: tuple[object, ...]
    next: str | None


@dataclass(frozen=True, slots=True)
class Organization:
    """A body that meets: its name and whether it is a council or a committee."""

    name: str
    kind: MeetingKind


def page_of(answer: Json, address: str, continues: bool = False) -> Page:
    """Entries and next address of a list. Raises FoerderlageError if it is none.

    A single object in place of a list is its only entry; so are objects by number, as PHP writes
    a list with gaps. Null in a page that `continues` another says that nothing more comes.
    """
    items, links = answer.get("data"), answer.get("links")
    if items is None and continues:
        items = []
    elif isinstance(items, dict):
        by_number = bool(items) and all(str(key).isdigit() for key in items)
        items = list(items.values()) if by_number else [items]
    elif items is None and "data" not in answer and answer.get("id") and type_of(answer):
        return Page((answer,), None)
    if not isinstance(items, list):
        raise FoerderlageError(f"{address} liefert keine OParl-Liste.", ADVICE)
    if items and not any(isinstance(item, dict | str) for item in items):
        raise FoerderlageError(f"{address} liefert eine Liste ohne OParl-Objekte.", ADVICE)
    following = links.get("next") if isinstance(links, dict) else None
    named = isinstance(following, str) and following.strip()
    return Page(tuple(items), joined(address, str(following).strip()) if named else None)


def organization_of(item: Json, main: str = "") -> Organization:
    """Name and kind; `main` is the address of the organization that is the council."""
    name = words_of(item.get("name")) or words_of(item.get("shortName"))
    if main and item.get("id") == main:
        return Organization(name, "council")
    return Organization(name, kind_of(f"{name} {words_of(item.get('classification'))}"))


def meeting_of(
    item: Json, organizations: Mapping[str, Organization | None], source: str
) -> Meeting | Removed:
    """The meeting that an object describes; Removed if it was deleted or has no (readable) date.

    A meeting of several bodies is one meeting, and one of the council if the council is among
    them; where none is known, its title names the body. Raises Unreadable for an object without
    id or of another type.
    """
    source_id = words_of(item.get("id"))
    if type_of(item) not in ("", "Meeting"):
        raise Unreadable(f"liefert „{shortened(type_of(item))}“ statt Sitzungen")
    if not source_id:
        raise Unreadable("liefert eine Sitzung ohne id")
    modified = moment_of(item.get("modified"))
    if is_true(item.get("deleted")):
        return Removed(source_id, "deleted", modified=modified)
    start, end = moment_of(item.get("start")), moment_of(item.get("end"))
    if start is None:
        return Removed(source_id, "undated", modified=modified)
    name = words_of(item.get("name"))
    known = (organizations.get(i) for i in ids_of(item.get("organization")))
    bodies = [o for o in known if o is not None and o.name]
    off = (
        is_true(item.get("cancelled"))
        or is_called_off(words_of(item.get("meetingState")))
        or is_called_off(name, start.astimezone(BERLIN).date())
    )
    return Meeting(
        body=german.listed(o.name for o in bodies) if bodies else body_name(name) or NO_BODY,
        kind=_kind([o.kind for o in bodies] or [kind_of(name)]),
        start=start,
        end=end if end and end > start else None,
        status="cancelled" if off else "scheduled",
        source=source,
        source_id=source_id,
        modified=modified,
        all_day=len(words_of(item.get("start"))) == len("2026-11-24"),
        place=_place(item.get("location")),
    )


def is_undatable(item: Json) -> bool:
    """Whether a meeting names a beginning that cannot be read."""
    return bool(words_of(item.get("start"))) and moment_of(item.get("start")) is None


def is_ours(body: Json, ags: str) -> bool:
    """Whether a body is that of this municipality, by its key in whatever form.

    Numbers lose their leading zero; keys of twelve digits (ARS) name the association of
    municipalities in between, other longer ones add something behind.
    """
    return any(ags in _keys(words_of(body.get(name))) for name in ("ags", "rgs"))


def _keys(written: str) -> set[str]:
    digits = "".join(written.split())
    if not digits.isascii() or not digits.isdigit():
        return set()
    if len(digits) <= 8:
        return {digits.zfill(8), digits + "000" if len(digits) == 5 else digits}
    if len(digits) in (11, 12):
        whole = digits.zfill(12)
        return {whole[:5] + whole[9:], *([whole[:8]] if whole.endswith("0000") else [])}
    return {digits[:8]}


def type_of(item: Json) -> str:
    """Body, Meeting, System … from the address of the type; empty for lists."""
    return words_of(item.get("type")).rstrip("/").rpartition("/")[2]


def ids_of(value: object) -> list[str]:
    """The addresses of one or several objects, embedded or linked."""
    return [words_of(v.get("id") if isinstance(v, dict) else v) for v in several(value)]


def several(value: object) -> list[object]:
    """What should be a list as one: a single value is its only entry, null is none."""
    return value if isinstance(value, list) else [] if value is None else [value]


def words_of(value: object) -> str:
    """A text or number as text on one line; "" for anything else."""
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return plain(str(value)) if isinstance(value, str) or is_number else ""


def is_true(value: object) -> bool:
    """Whether a value means yes, also as text or number."""
    return value is True or words_of(value).casefold() in _TRUE


def moment_of(value: object) -> datetime | None:
    """A time of the source, in German local time if it names no zone; None if it names none."""
    text = words_of(value)
    try:
        if len(text) == len("2026-11-24"):
            found = datetime.combine(date.fromisoformat(text), time(), BERLIN)
        else:
            found = datetime.fromisoformat(text)
    except ValueError:
        return None
    if not _OLDEST <= found.year <= _LATEST:
        return None
    return found.replace(tzinfo=BERLIN) if found.tzinfo is None else found


def _kind(kinds: Iterable[MeetingKind]) -> MeetingKind:
    """The weightiest kind of several bodies that meet together."""
    order: tuple[MeetingKind, ...] = ("council", "committee", "other")
    return min(kinds, key=order.index)


def _place(value: object) -> str:
    """Room and address of an embedded location; "" where only its address in the net stands."""
    if not isinstance(value, dict):
        return ""
    names = ("description", "room", "streetAddress", "locality")
    parts = (words_of(value.get(name)) for name in names)
    return ", ".join(dict.fromkeys(part for part in parts if part and part != "N/A"))

"""What of it a person sees at the top of the start page; pure."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from db.kommune.handing.unanswered import Level, Watched, What
from db.kommune.people import Person
from matcher import german
from matcher.handover.sharing.silence import reacted

NO_DEPUTY = "keine Vertretung, die da ist"
NO_HEAD = "keine Leitung des Fachamts, die Mails bekommt"


@dataclass(frozen=True, slots=True)
class Silent:
    """Something to which nobody reacts, and why this person sees it, in German."""

    watched: Watched
    why: str

    @property
    def silent_for(self) -> str:
        """Since when nobody has reacted, in German."""
        one = self.watched
        return f"seit {german.day(max(one.since, one.opened or one.since))} ohne Reaktion"


@dataclass(frozen=True, slots=True)
class Heads:
    """Whom a head is: number of a recipient -> number of the person, where it has an account, and
    its department."""

    persons: Mapping[int, int | None]
    departments: Mapping[int, str]


def shown_to(
    me: Person,
    found: Iterable[Watched],
    heads: Heads,
    undelivered: Mapping[tuple[What, Level], str],
    names: Mapping[int, str],
) -> list[Silent]:
    """What was told and nobody reacted to: for who manages what has no deputy or no head, or whose
    mail did not get there; for others what was told to them.

    `undelivered` says why the mail of a level did not get there, `names` are those of people by
    number.
    """
    shown = []
    for one in found:
        if (one.deputy is None and one.head is None) or reacted(one):
            continue
        reasons = [*_mine(one, me, heads)]
        if me.may("manage"):
            reasons += _managed(one, heads, undelivered, names)
        if reasons:
            shown.append(Silent(one, "; ".join(dict.fromkeys(reasons))))
    return shown


def _mine(one: Watched, me: Person, heads: Heads) -> Iterator[str]:
    if one.deputy is not None and one.deputy.to == me.id:
        yield "Sie sind die Vertretung"
    if one.head is not None and one.head.to and heads.persons.get(one.head.to) == me.id:
        yield "Sie leiten das Fachamt"


def _managed(
    one: Watched,
    heads: Heads,
    undelivered: Mapping[tuple[What, Level], str],
    names: Mapping[int, str],
) -> Iterator[str]:
    for level, told in one.tellings:
        is_head = level == "head"
        if told.to is None:
            yield NO_HEAD if is_head else NO_DEPUTY
        elif why := undelivered.get((one.what, level)):
            department = heads.departments.get(told.to, "")
            who = f"Leitung {department}" if is_head else names.get(told.to, "Vertretung")
            yield f"{who}: {why}"

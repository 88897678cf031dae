"""Who gets the mail of somebody who is away; pure."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from db.kommune.people import Person
from db.kommune.recipients import Recipient


def served_by(
    recipients: Iterable[Recipient], people: Mapping[int, Person], today: date
) -> Iterator[Recipient]:
    """Those who get mails on a day: the mail of who is away goes to whoever was named for it.

    It tells what that person may know, and is noted as if its owner had got it. Without somebody
    who is here and has an address it goes where it always goes.
    """
    for one in recipients:
        other = _other(one, people, today)
        if other is None:
            yield one
            continue
        yield replace(
            one, name=other.name, email=other.email, role=other.role,
            instead_of=people[one.person_id or 0].name,
        )  # fmt: skip


def told_of(
    recipients: Sequence[Recipient], people: Mapping[int, Person], today: date
) -> dict[int, tuple[int, ...]]:
    """Number of a recipient -> the people whose own matters its mail tells: those of its owner,
    and those of whoever stands in where that person gets no mail, in one mail alone."""
    getting = [one for one in recipients if one.active and one.person_id is not None]
    reached = {one.person_id for one in getting}
    found = dict[int, tuple[int, ...]]()
    for one in getting:
        assert one.person_id is not None
        found[one.id] = (one.person_id,)
        other = _other(one, people, today)
        if other is not None and other.id not in reached:
            reached.add(other.id)
            found[one.id] = (one.person_id, other.id)
    return found


def _other(one: Recipient, people: Mapping[int, Person], today: date) -> Person | None:
    """Who gets the mail instead of its owner; None where it goes where it always goes."""
    owner = people.get(one.person_id or 0)
    other = people.get(owner.stand_in or 0) if owner and not owner.is_here(today) else None
    return other if other is not None and other.is_here(today) and other.email else None

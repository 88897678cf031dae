"""Who gets the mail of somebody who is away; pure."""

from collections.abc import Iterable, Iterator, Mapping
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
        owner = people.get(one.person_id or 0)
        other = people.get(owner.stand_in or 0) if owner and not owner.is_here(today) else None
        if owner is None or other is None or not other.is_here(today) or not other.email:
            yield one
            continue
        yield replace(
            one, name=other.name, email=other.email, role=other.role, person_id=other.id,
            instead_of=owner.name,
        )  # fmt: skip

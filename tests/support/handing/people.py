"""People of a demo town: Anna looks after the Kita, Ben can take over, Clara manages."""

from pathlib import Path

from db import clock
from db.files import kommune_at
from db.kommune import people
from db.kommune.log import Act
from db.kommune.people import Person
from db.kommune.work import owners
from tests.support.site.login import account_in

KITA = "kita-wiesengrund"


def settle(data: Path) -> dict[str, Person]:
    """The three, by their logins."""
    file = data / "kommune.db"
    made = {name: account_in(file, name, role) for name, role in
            (("anna", "edit"), ("ben", "edit"), ("clara", "manage"))}  # fmt: skip
    with kommune_at(file) as own:
        act = Act(made["clara"].id, clock.now())
        seen = owners.project_people(own, KITA)
        owners.set_project_people(own, seen, made["anna"].id, None, act)
    return made


def owner(data: Path) -> str:
    """The login of who looks after the Kita."""
    with kommune_at(data / "kommune.db") as own:
        number = owners.project_people(own, KITA).responsible
        assert number is not None
        return str(people.person(own, number).login)


def person_of(data: Path, login: str) -> Person:
    """The person with this login, as it is stored."""
    with kommune_at(data / "kommune.db") as own:
        found = people.account(own, login)
        assert found is not None
        return found[0]

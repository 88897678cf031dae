"""People who work with Förderlage: accounts and roles.

With another password or role, and with the person, whatever opens the site in their name ends.
A removed person loses name, login, mail and phone; the number stays as a pseudonym in the log.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlite_utils import Database

from db.connection import write
from db.errors import FaultyFields, FoerderlageError
from db.kommune import feeds, limits, sessions
from db.kommune.asked import asking
from db.kommune.log import Act, Subject, append
from db.vocabulary import ROLE_LABELS

ROLES = ("none", "read", "edit", "manage")
"""Each role may do what those before it may."""
SINGLE_USER = "Einzelplatz"
"""Name in the log of whoever uses the one-time link of `matcher serve`."""
COMMAND_LINE = "Kommandozeile"
"""How the name in the log of whoever uses the command line begins."""
SINGLE_SIGN_ON = "Anmeldung durch den Proxy"
"""Name in the log under which accounts of newcomers are created."""
BY_MAIL_LINK = "Link per Mail"
"""Name in the log under which stands what somebody without an account answered by a link."""
NIGHT = "Nachtlauf"
"""Name in the log of what a night enters by itself."""
NOBODY = (SINGLE_USER, COMMAND_LINE, SINGLE_SIGN_ON, BY_MAIL_LINK, NIGHT)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who has or had access; `login` is None without an account of one's own.

    `absent_until` is the last day of an absence and `stand_in` who was named for it, by number;
    `left_on` is the day since which somebody does not work here any more.
    """

    id: int
    name: str
    login: str | None
    role: str
    department: str
    email: str
    phone: str
    created: datetime
    removed: datetime | None
    absent_until: date | None = None
    stand_in: int | None = None
    left_on: date | None = None

    def is_absent(self, today: date) -> bool:
        """Whether this person is away on a day and comes back."""
        return self.absent_until is not None and today <= self.absent_until

    def is_here(self, today: date) -> bool:
        """Whether what this person holds reaches somebody on a day."""
        return self.may("read") and not self.is_absent(today)

    @property
    def is_human(self) -> bool:
        """Whether there is a human behind the name, not just a place that anybody acts from."""
        return self.login is not None or not self.name.startswith(NOBODY)

    def may(self, role: str) -> bool:
        """Whether this person's role includes another one."""
        gone = self.removed is not None or self.left_on is not None
        return not gone and ROLES.index(self.role) >= ROLES.index(role)


def people(db: Database) -> list[Person]:
    """Everybody, by name; removed ones last."""
    rows = db.execute(f"select {_COLUMNS} from person order by removed is not null, name, id")
    return [_person(row) for row in rows.fetchall()]


def person(db: Database, person_id: int) -> Person:
    """One person; FoerderlageError when there is none of this number."""
    row = db.execute(f"select {_COLUMNS} from person where id = ?", [person_id]).fetchone()
    if row is None:
        raise FoerderlageError(f"Eine Person Nr. {person_id} gibt es nicht.")
    return _person(row)


def account(db: Database, login: str) -> tuple[Person, str] | None:
    """The account with this login and its password hash; upper and lower case count as equal."""
    row = db.execute(
        f"select {_COLUMNS}, password_hash from person where login = ? and removed is null",
        [_login(login)],
    ).fetchone()
    return (_person(row[:-1]), row[-1]) if row else None


def has_accounts(db: Database) -> bool:
    """Whether anybody can log in by name."""
    found = db.execute(
        "select exists (select 1 from person where login is not null and removed is null)"
    )
    return bool(found.fetchone()[0])


def has_managers(db: Database) -> bool:
    """Whether anybody can log in by name who may manage accounts."""
    return any(one.login and one.may("manage") for one in people(db))


def stand_in(db: Database, name: str, role: str, at: datetime) -> Person:
    """The person without an account that acts under this name, made on first use."""
    sql = "select id from person where name = ? and login is null and removed is null"
    known = db.execute(sql, [name]).fetchone()
    if known is not None:  # most visits: no write, so nobody waits for a nightly run
        return person(db, known[0])
    with write(db) as connection:
        found = connection.execute(sql, [name]).fetchone()
        if found is None:
            cursor = connection.execute(
                "insert into person(name, role, created) values (?, ?, ?)",
                [name, role, at.isoformat()],
            )
            found = (cursor.lastrowid,)
    return person(db, found[0])


def act_as(db: Database, name: str, role: str, at: datetime) -> Act:
    """An act in this name of somebody without an account, as `stand_in` finds or makes it."""
    return Act(stand_in(db, name, role, at).id, at)


def add_person(
    db: Database,
    login: str,
    name: str,
    role: str,
    password_hash: str,
    act: Act,
    email: str = "",
) -> Person:
    """Create an account; FaultyFields without a name or login, when the login is taken or the role
    unknown."""
    _check_role(role)
    asked = {"name": name, "login": _login(login)}
    missing = {key: "Bitte ausfüllen." for key, given in asked.items() if not given.strip()}
    if missing:
        raise FaultyFields("Ein Konto braucht einen Anmeldenamen und einen Namen.", fields=missing)
    limits.check("person", {**asked, "email": email})
    with write(db) as connection:
        if account(db, login):
            raise FaultyFields(
                f"Den Anmeldenamen „{_login(login)}“ gibt es schon.",
                "Bitte einen anderen wählen.",
                fields={"login": "Diesen Anmeldenamen gibt es schon; bitte einen anderen wählen."},
            )
        cursor = connection.execute(
            "insert into person(login, name, role, password_hash, created, email)"
            " values (?, ?, ?, ?, ?, ?)",
            [_login(login), name.strip(), role, password_hash, act.at.isoformat(), email.strip()],
        )
        append(connection, act, "person_added", Subject(), "", f"{cursor.lastrowid}: {role}")
        made = cursor.lastrowid
    assert made is not None
    return person(db, made)


def set_role(db: Database, who: Person, role: str, act: Act) -> None:
    """Change what a person may do; all sessions end, and without a role the feeds, too.

    FoerderlageError for who left: that is taken back first.
    """
    _check_role(role)
    if who.left_on is not None:
        raise FoerderlageError(f"{who.name} ist ausgeschieden.", "Bitte das zuerst zurücknehmen.")
    with write(db) as connection:
        if role != "manage":
            keep_a_manager(db, who)
        connection.execute("update person set role = ? where id = ?", [role, who.id])
        sessions.end_of(connection, who.id, act.at)
        if "none" in (role, who.role):
            # also with a role again, so that none comes to life that ended with the one before
            feeds.end_of(connection, who.id, act.at)
            asking.end_of(connection, who.id, act.at)
        append(connection, act, "role", Subject(), f"{who.id}: {who.role}", f"{who.id}: {role}")


def set_password(
    db: Database, who: Person, password_hash: str, act: Act, compared: str | None = None
) -> None:
    """Store another password hash; all sessions and feeds of the person end.

    FoerderlageError when `compared`, the hash of the password that was asked for, is over.
    """
    with write(db) as connection:
        if compared is not None:
            sessions.refuse_changed(connection, who.id, compared)
        connection.execute(
            "update person set password_hash = ? where id = ?", [password_hash, who.id]
        )
        sessions.end_of(connection, who.id, act.at)
        feeds.end_of(connection, who.id, act.at)
        append(connection, act, "password", Subject(), "", str(who.id))


def set_details(
    db: Database, who: Person, department: str, email: str, phone: str, act: Act
) -> None:
    """Change department, mail and phone; FaultyFields where more stands than may."""
    limits.check("person", {"department": department, "email": email, "phone": phone})
    with write(db) as connection:
        connection.execute(
            "update person set department = ?, email = ?, phone = ? where id = ?",
            [department.strip(), email.strip(), phone.strip(), who.id],
        )
        append(connection, act, "person_changed", Subject(), "", str(who.id))


def remove_person(db: Database, who: Person, act: Act) -> None:
    """Delete what is personal; the number stays, so that the log can still be read."""
    with write(db) as connection:
        keep_a_manager(db, who)
        connection.execute(
            "update person set name = ?, login = null, role = 'none', department = '', email = '',"
            " phone = '', password_hash = '', absent_until = null, stand_in = null, removed = ?"
            " where id = ?",
            [f"Person {who.id}", act.at.isoformat(), who.id],
        )
        connection.execute("update person set stand_in = null where stand_in = ?", [who.id])
        connection.execute("delete from recipient where person_id = ?", [who.id])
        sessions.end_of(connection, who.id, act.at)
        feeds.end_of(connection, who.id, act.at)
        asking.end_of(connection, who.id, act.at)
        append(connection, act, "person_removed", Subject(), "", str(who.id))


def keep_a_manager(db: Database, who: Person) -> None:
    """Refuse what would leave nobody to manage: FaultyFields when this is the only one who does.

    Such an installation would need its file edited by hand.
    """
    managers = [p.id for p in people(db) if p.login and p.may("manage")]
    if managers == [who.id]:
        advice = "Bitte diese Rolle zuerst jemand anderem geben."
        raise FaultyFields(
            f"{who.name} ist die einzige Person mit der Rolle „verwalten“.",
            advice,
            fields={"role": advice},
        )


def session_person(db: Database, token: str, since: datetime) -> Person | None:
    """Who is logged in with this token; None when it ended or began before `since`."""
    row = db.execute(
        f"select {_COLUMNS} from person where removed is null and id = (select person_id"
        " from session where token_hash = ? and ended is null and created >= ?)",
        [sessions.digest(token), since.isoformat()],
    ).fetchone()
    return _person(row) if row else None


_COLUMNS = (
    "id, name, login, role, department, email, phone, created, removed, absent_until, stand_in,"
    " left_on"
)


def _person(row: tuple[Any, ...]) -> Person:
    number, name, login, role, department, email, phone, created, removed, *away = row
    absent_until, stand_in, left_on = away
    return Person(
        number,
        name,
        login=login,
        role=role,
        department=department,
        email=email,
        phone=phone,
        created=datetime.fromisoformat(created),
        removed=datetime.fromisoformat(removed) if removed else None,
        absent_until=date.fromisoformat(absent_until) if absent_until else None,
        stand_in=stand_in,
        left_on=date.fromisoformat(left_on) if left_on else None,
    )


def _login(given: str) -> str:
    return given.strip().casefold()


def _check_role(role: str) -> None:
    if role not in ROLES:
        there = ", ".join(ROLE_LABELS.values())
        raise FaultyFields(
            f"Die Rolle „{role}“ gibt es nicht.",
            f"Möglich sind: {there}.",
            fields={"role": f"Möglich sind: {there}."},
        )

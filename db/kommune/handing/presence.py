"""Who is away: absent until a day, or gone for good; and what ends with that.

An absence ends by itself: whoever reads compares its last day. Neither its day nor a reason stands
in the log, which is never deleted. Whoever leaves keeps the name in what they did for as long as
the town says; everything else that is personal goes at once.
"""

from datetime import date, timedelta

from sqlite_utils import Database

from db.connection import write
from db.errors import FaultyFields, FoerderlageError
from db.kommune import feeds, sessions
from db.kommune.asked import asking
from db.kommune.log import Act, Subject, append
from db.kommune.people import Person, keep_a_manager, people, person, remove_person

LONGEST = timedelta(days=730)
"""How far ahead the last day of an absence may lie."""


def set_absent(
    db: Database, who: Person, until: date, stand_in: Person | None, act: Act, today: date
) -> None:
    """Somebody is away up to and including a day; `stand_in` gets what nobody else stands in for.

    FaultyFields for a day that has passed or lies too far ahead, and for somebody who cannot
    stand in.
    """
    faults = _faults(who, stand_in)
    if until < today:
        faults["until"] = "Bitte den letzten Tag der Abwesenheit nennen, frühestens heute."
    elif until > today + LONGEST:
        faults["until"] = "Länger als zwei Jahre: bitte „ausgeschieden“ wählen."
    if faults:
        raise FaultyFields("Die Abwesenheit ist nicht gespeichert.", fields=faults)
    with write(db) as connection:
        _refuse_gone(db, who)
        connection.execute(
            "update person set absent_until = ?, stand_in = ? where id = ?",
            [until.isoformat(), stand_in and stand_in.id, who.id],
        )
        append(connection, act, "person_absent", Subject(), "", str(who.id))


def come_back(db: Database, who: Person, act: Act) -> None:
    """End an absence before its day; nothing happens where there is none."""
    with write(db) as connection:
        if person(db, who.id).absent_until is None:
            return
        connection.execute(
            "update person set absent_until = null, stand_in = null where id = ?", [who.id]
        )
        append(connection, act, "person_back", Subject(), "", str(who.id))


def leave(
    db: Database, who: Person, since: date, act: Act, today: date, stand_in: Person | None = None
) -> None:
    """Somebody does not work here any more: the login is closed and nothing opens the site.

    Mail, phone and password go, the name stays; `stand_in` gets what nobody else stands in for,
    until it is handed over. FaultyFields for a day to come, for somebody who cannot stand in and
    for the last one who manages, FoerderlageError for who is gone already.
    """
    faults = _faults(who, stand_in)
    if since > today:
        faults["since"] = "Bitte einen Tag bis heute nennen; bis dahin „abwesend“ wählen."
    if faults:
        raise FaultyFields("Das Ausscheiden ist nicht gespeichert.", fields=faults)
    with write(db) as connection:
        _refuse_gone(db, who)
        keep_a_manager(db, who)
        connection.execute(
            "update person set left_on = ?, role = 'none', email = '', phone = '',"
            " password_hash = '', absent_until = null, stand_in = ? where id = ?",
            [since.isoformat(), stand_in and stand_in.id, who.id],
        )
        sessions.end_of(connection, who.id, act.at)
        feeds.end_of(connection, who.id, act.at)
        asking.end_of(connection, who.id, act.at)
        append(connection, act, "person_left", Subject(), "", str(who.id))


def rejoin(db: Database, who: Person, act: Act) -> None:
    """Take back that somebody left; role and password are given anew, like mail and phone."""
    with write(db) as connection:
        now = person(db, who.id)
        if now.left_on is None or now.removed is not None:
            raise FoerderlageError(f"{who.name} ist nicht ausgeschieden.")
        connection.execute(
            "update person set left_on = null, stand_in = null where id = ?", [who.id]
        )
        append(connection, act, "person_rejoined", Subject(), "", str(who.id))


def end_absences(db: Database, today: date) -> int:
    """Forget absences that are over; returns how many."""
    with write(db) as connection:
        return connection.execute(
            "update person set absent_until = null, stand_in = null"
            " where absent_until is not null and absent_until < ?",
            [today.isoformat()],
        ).rowcount


def forget_departed(db: Database, limit: date, act: Act) -> int:
    """Remove those who left on a day or before it, so that no name is left; returns how many."""
    found = [
        one
        for one in people(db)
        if one.removed is None and one.left_on is not None and one.left_on <= limit
    ]
    for one in found:
        remove_person(db, one, act)
    return len(found)


def _faults(who: Person, stand_in: Person | None) -> dict[str, str]:
    if stand_in is not None and stand_in.id == who.id:
        return {"stand_in": "Bitte eine andere Person wählen."}
    if stand_in is not None and not stand_in.may("edit"):
        return {"stand_in": "Bitte jemanden wählen, der bearbeiten darf."}
    return {}


def _refuse_gone(db: Database, who: Person) -> None:
    now = person(db, who.id)
    if now.removed is not None or now.left_on is not None:
        raise FoerderlageError(f"{who.name} ist schon ausgeschieden oder entfernt.")

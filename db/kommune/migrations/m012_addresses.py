"""Addresses of calendars leave what everybody may read."""

import json

from sqlite_utils import Database

from db.kommune.migrations.registry import kommune
from db.outside.addresses import has_key, in_text, place, short_name

_Place = tuple[str, str]
"""AGS of a town, and an address or the key of a meeting there."""
_LOGGED = ("meetings_read", "meetings_removed")


@kommune()
def m012_addresses(db: Database) -> None:
    """A source of meetings gets a name, which is used wherever its address stood.

    The log, which nobody may change, is changed this once: an address in it lets one in.
    What is overwritten is blanked in the file.
    """
    db.execute("pragma secure_delete = on")
    db.execute("alter table meeting_source rename column address to name")
    db.execute(
        "create table meeting_address (source_id integer primary key"
        " references meeting_source(id) on delete cascade, address text not null)"
    )
    rows = db.execute(
        "select id, ags, name, error, notes from meeting_source where kind <> 'file' order by id"
    ).fetchall()
    named: dict[_Place, str] = {}
    keys: dict[_Place, str] = {}
    for number, ags, address, error, notes in rows:
        name = _free(place(address), {name for (owner, _), name in named.items() if owner == ags})
        named[ags, address] = name
        db.execute("insert into meeting_address values (?, ?)", [number, address])
        told = [in_text(note, home=address) for note in json.loads(notes)]
        db.execute(
            "update meeting_source set name = ?, error = ?, notes = ? where id = ?",
            [name, in_text(error, home=address), json.dumps(told, ensure_ascii=False), number],
        )
        keys |= _rename_meetings(db, ags, address, name)
    _clean_steps(db, named, keys)
    _clean_log(db, named)
    _clean_announcements(db, named)


def _free(name: str, taken: set[str]) -> str:
    number, found = 1, name
    while found in taken:
        number += 1
        found = f"{name} ({number})"
    return found


def _rename_meetings(db: Database, ags: str, address: str, name: str) -> dict[_Place, str]:
    """Rename the meetings of a source; AGS and key of each -> its new key."""
    keys = {}
    for number, given in db.execute(
        "select id, source_id from meeting where ags = ? and source = ?", [ags, address]
    ).fetchall():
        new = short_name(given, address) if has_key(given, address) else given
        db.execute("update meeting set source = ?, source_id = ? where id = ?", [name, new, number])
        keys[ags, f"{address}#{given}"] = f"{name}#{new}"
    return keys


def _clean_steps(db: Database, named: dict[_Place, str], keys: dict[_Place, str]) -> None:
    """Let the steps of plans rest on meetings by their new keys, also on those that are gone."""

    def renamed(ags: str, ref: str) -> str:
        if "://" not in ref or (ags, ref) in keys:
            return keys.get((ags, ref), ref)
        home = next((a for owner, a in named if owner == ags and ref.startswith(f"{a}#")), "")
        return f"{named[ags, home]}#{short_name(ref, home)}" if home else short_name(ref, "")

    rows = db.execute(
        "select p.ags, s.project_id, s.source, s.programme_key, s.stage, s.kind, s.rests_on"
        " from plan_step s join project p on p.id = s.project_id"
    ).fetchall()
    for ags, *step, written in rows:
        grounds = json.loads(written)
        new = [[kind, renamed(ags, ref) if kind == "meeting" else ref, words]
               for kind, ref, words in grounds]  # fmt: skip
        if new != grounds:
            db.execute(
                "update plan_step set rests_on = ? where project_id = ? and source = ?"
                " and programme_key = ? and stage = ? and kind = ?",
                [json.dumps(new, ensure_ascii=False), *step],
            )


def _clean_log(db: Database, named: dict[_Place, str]) -> None:
    """Entries on readings name servers, also those of sources that are gone."""
    marks = ", ".join("?" * len(_LOGGED))
    rows = db.execute(
        f"select id, before, after from event where kind in ({marks})", list(_LOGGED)
    ).fetchall()
    changed = []
    for number, *texts in rows:
        told = [in_text(_by_name(text, named), home="") for text in texts]
        if told != texts:
            changed.append((*told, number))
    if not changed:
        return
    sql = "select sql from sqlite_master where name = 'event_is_never_changed'"
    (trigger,) = db.execute(sql).fetchone()
    db.execute("drop trigger event_is_never_changed")
    for one in changed:
        db.execute("update event set before = ?, after = ? where id = ?", list(one))
    db.execute(trigger)


def _by_name(text: str, named: dict[_Place, str]) -> str:
    """The longest addresses first, because one may begin another."""
    for (_, address), name in sorted(named.items(), key=lambda one: -len(one[0][1])):
        text = text.replace(address, name)
    return text


def _clean_announcements(db: Database, named: dict[_Place, str]) -> None:
    """What mails told of sources, so that they do not tell it again under the new name."""
    rows = db.execute(
        "select recipient_id, item, stage from announcement where item like '[\"meetings\",%'"
    ).fetchall()
    names = {address: name for (_, address), name in named.items()}
    for number, item, stage in rows:
        kind, address = json.loads(item)
        told = json.dumps([kind, names.get(address, place(address))], ensure_ascii=False)
        db.execute(
            "update or replace announcement set item = ? where recipient_id = ? and item = ?"
            " and stage = ?",
            [told, number, item, stage],
        )

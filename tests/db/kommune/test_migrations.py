"""What a migration does to what is stored already."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlite_utils import Database

from db.files import KOMMUNE, kommune_at, open_kommune
from db.kommune import feeds, recipients
from db.kommune.tracker import meetings

KEY = "GEHEIM7x"
GOOGLE = f"https://kalender.example/ical/amt%40group/private-{KEY}/basic.ics"
OPARL = f"https://rat.example/oparl/{KEY}/body/1"
SECOND = f"https://rat.example/oparl/{KEY}/body/12"
GONE = f"webcal://alt.example/{KEY}.ics"


def filled(connection: sqlite3.Connection) -> None:
    """Everything in which an address was stored, of two towns."""
    for ags in ("06799001", "06799002"):
        connection.execute(
            "insert into municipality(ags, name, kind, land, inhabitants, budget_situation)"
            " values (?, 'A', 'gemeinde', 'Hessen', 1, 'ausgeglichen')", [ags]
        )  # fmt: skip
    connection.execute(
        "insert into project(id, ags, title, description, department, carrier, status, kinds)"
        " values ('p', '06799001', 'P', '', '', '', 'idee', '[]')"
    )
    connection.execute("insert into person(id, name, role, created) values (1, 'A', 'edit', '')")
    for ags, kind, address in (
        ("06799001", "ics", GOOGLE), ("06799001", "oparl", OPARL), ("06799001", "oparl", SECOND),
        ("06799002", "oparl", OPARL), ("06799001", "file", "sitzungen.ics"),
    ):  # fmt: skip
        error = f"{address} antwortet mit dem Fehler 503. Bitte später." if kind != "file" else ""
        notes = json.dumps([f"Eine Sitzung ausgelassen: {address}/meeting/7?k={KEY} fehlt."])
        connection.execute(
            "insert into meeting_source(ags, kind, address, added, error, notes)"
            " values (?, ?, ?, '2026-11-01T09:00', ?, ?)",
            [ags, kind, address, error, "[]" if kind == "file" else notes],
        )
        for number in ("1", "2"):
            given = f"{OPARL.removesuffix('/body/1')}/meeting/{number}"
            connection.execute(
                "insert into meeting(ags, source, source_id, body, kind, start, all_day, status)"
                " values (?, ?, ?, 'Rat', 'council', '2026-12-17T18:00:00+01:00', 0, 'scheduled')",
                [ags, address, given if kind == "oparl" else f"uid-{number}@x.example"],
            )
    grounds = [["meeting", f"{OPARL}#{OPARL.removesuffix('/body/1')}/meeting/1", "Rat am 17."],
               ["meeting", f"{GONE}#x", "Rat am 18."], ["lead", "paper", "21 Tage"],
               ["meeting", "typed#a", "Rat am 19."]]  # fmt: skip
    connection.execute("insert into plan values ('p', 'q', 'k', '2026-11-01', '')")
    connection.execute(
        "insert into plan_step(project_id, source, programme_key, stage, kind, title, day, due,"
        " reason, rests_on) values ('p', 'q', 'k', 'application', 'paper', 'V', '2026-11-26',"
        " '2026-12-31', '', ?)", [json.dumps(grounds)]
    )  # fmt: skip
    for kind, before, after in (
        ("meetings_read", "", f"{SECOND}: 2 Sitzungen; 2 neu"),
        ("meetings_removed", GONE, ""), ("status", "new", "watching"),
    ):  # fmt: skip
        connection.execute(
            "insert into event(at, person_id, kind, before, after)"
            " values ('2026-11-01T09:00', 1, ?, ?, ?)", [kind, before, after]
        )  # fmt: skip
    connection.execute(
        "insert into recipient(id, person_id, rhythm, added) values (1, 1, 'daily', '2026-11-01')"
    )
    for address in (OPARL, GONE):
        connection.execute(
            "insert into announcement values (1, ?, '2026-11-01', '2026-11-01', 'm')",
            [json.dumps(["meetings", address], ensure_ascii=False)],
        )
    connection.commit()


@pytest.fixture
def old(tmp_path: Path) -> Path:
    path = tmp_path / "kommune.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"pragma application_id = {KOMMUNE.application_id}")
        KOMMUNE.migrations.apply(Database(connection), stop_before="m012_addresses")
        filled(connection)
    return path


def told(db: Database) -> str:
    """All of the file but the one table that nobody is shown."""
    return "\n".join(line for line in db.conn.iterdump() if '"meeting_address"' not in line)


def test_keys_are_left_in_one_table_alone(old: Path) -> None:
    with closing(sqlite3.connect(old)) as before:
        assert "\n".join(before.iterdump()).count(KEY) > 30
    with closing(open_kommune(old)) as db:
        assert KEY not in told(db)
        assert db.execute("pragma foreign_key_check").fetchall() == []


def test_the_addresses_stay_usable_under_their_names(old: Path) -> None:
    with kommune_at(old) as db:
        found = [(s.ags[-1], s.name, s.address) for s in meetings.sources(db)]
    assert found == [
        ("1", "https://kalender.example", GOOGLE), ("1", "https://rat.example", OPARL),
        ("1", "https://rat.example (2)", SECOND), ("1", "sitzungen.ics", "sitzungen.ics"),
        ("2", "https://rat.example", OPARL),
    ]  # fmt: skip


def test_meetings_and_the_steps_that_rest_on_them_stay_together(old: Path) -> None:
    with kommune_at(old) as db:
        (written,) = db.execute("select rests_on from plan_step").fetchone()
        keys = {f"{r.source}#{r.source_id}" for r in meetings.meetings(db, "06799001")["06799001"]}
        plain = {r.source_id for r in meetings.meetings(db)["06799001"] if r.source[-3:] == "ics"}
    first, gone, lead, typed = json.loads(written)
    assert first[1] in keys
    assert len(keys) == 8
    assert plain == {"uid-1@x.example", "uid-2@x.example"}
    assert (lead, typed) == (["lead", "paper", "21 Tage"], ["meeting", "typed#a", "Rat am 19."])
    assert gone[1].startswith("webcal://alt.example#")


def test_log_and_mails_name_servers_and_the_log_is_closed_again(old: Path) -> None:
    with kommune_at(old) as db:
        events = db.execute("select kind, before, after from event order by id").fetchall()
        items = {json.loads(i)[1] for (i,) in db.execute("select item from announcement")}
        with pytest.raises(sqlite3.IntegrityError, match="lässt sich nicht ändern"):
            db.execute("update event set before = ''")
    assert events == [
        ("meetings_read", "", "https://rat.example (2): 2 Sitzungen; 2 neu"),
        ("meetings_removed", "webcal://alt.example", ""), ("status", "new", "watching"),
    ]  # fmt: skip
    assert items == {"https://rat.example", "webcal://alt.example"}


def test_subscriptions_and_mails_from_before_go_on_with_everything(tmp_path: Path) -> None:
    path = tmp_path / "kommune.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"pragma application_id = {KOMMUNE.application_id}")
        KOMMUNE.migrations.apply(Database(connection), stop_before="m014_followed_only")
        connection.execute(
            "insert into person(id, name, role, created) values (1, 'A', 'edit', '')"
        )
        connection.execute(
            "insert into feed(token_hash, person_id, kind, value, created)"
            " values ('x', 1, 'project', 'p', '2026-11-01T09:00:00+01:00')"
        )
        connection.execute(
            "insert into recipient(person_id, rhythm, added, served_on)"
            " values (1, 'daily', '2026-11-01', '2026-11-23')"
        )
        connection.commit()
    with kommune_at(path) as db:
        (feed,), (mail,) = feeds.feeds_of(db, 1), recipients.recipients(db)
    assert (feed.followed_only, mail.followed_only) == (False, False)
    assert (feed.value, str(mail.served_on)) == ("p", "2026-11-23")
    with closing(sqlite3.connect(path)) as before:
        # what the version before writes, should somebody go back to it
        before.execute(
            "insert into recipient(name, email, department, rhythm, added)"
            " values ('B', 'b@x.example', 'Bauamt', 'daily', '2026-11-24')"
        )
        before.commit()
    with kommune_at(path) as db:
        assert [one.followed_only for one in recipients.recipients(db)] == [False, False]

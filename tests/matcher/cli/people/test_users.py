"""`users` from the administrator's side, through a real process."""

import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import click
import pytest

from db.kommune.passwords import fits
from matcher.cli.people import users
from tests.support.processes.command import Ran, matcher
from tests.support.site.login import session_of

PASSWORD = "vier Wörter im Rathaus"


def add(data: Path, login: str = "berg", role: str = "verwalten") -> Ran:
    return matcher("users", "add", login, "--name", "Anna Berg", "--role", role,
                   data=data, words=f"{PASSWORD}\n")  # fmt: skip


def rows(data: Path, sql: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(data / "kommune.db")) as connection:
        return connection.execute(sql).fetchall()


def accounts(data: Path) -> list[tuple[object, ...]]:
    return rows(data, "select login, name, role from person where login is not null")


def test_an_account_is_added_with_a_hash_and_logged_under_the_system_s_user(data: Path) -> None:
    ran = add(data)
    assert (ran.code, ran.err) == (0, "")
    assert "Anna Berg hat jetzt ein Konto: „berg“, Rolle verwalten." in ran.out
    assert accounts(data) == [("berg", "Anna Berg", "manage")]
    ((stored,),) = rows(data, "select password_hash from person where login = 'berg'")
    assert fits(str(stored), PASSWORD)
    ((name, kind),) = rows(
        data, "select p.name, e.kind from event e join person p on p.id = e.person_id"
    )
    assert (str(name).startswith("Kommandozeile ("), kind) == (True, "person_added")


def test_an_account_is_added_with_its_mail_address_or_not_at_all(data: Path) -> None:
    for address, code in (("ohne-at", 1), ("berg@stadt.example", 0)):
        ran = matcher("users", "add", "berg", "--name", "Anna Berg", "--email", address,
                      data=data, words=f"{PASSWORD}\n")  # fmt: skip
        assert ran.code == code, ran
    assert "keine Mailadresse" not in ran.err
    assert rows(data, "select email from person where login is not null") == [
        ("berg@stadt.example",)
    ]


def test_the_list_shows_accounts_and_never_a_password(data: Path) -> None:
    assert "Noch keine Konten" in matcher("users", "list", data=data).out
    add(data)
    shown = matcher("users", "list", data=data).out
    assert "Anna Berg" in shown
    assert "verwalten" in shown
    assert "argon2" not in shown
    assert "Kommandozeile" not in shown


@pytest.mark.parametrize(
    ("role", "stored"),
    [("bearbeiten", "edit"), ("edit", "edit"), ("Bearbeiten", "edit"), ("kein Zugang", "none")],
)
def test_roles_are_given_in_german_or_as_stored(data: Path, role: str, stored: str) -> None:
    assert add(data, role=role).code == 0
    assert accounts(data)[0][2] == stored


def test_a_role_that_does_not_exist_is_a_wrong_call(data: Path) -> None:
    ran = add(data, role="chef")
    assert ran.code == 2
    assert "„chef“ gibt es nicht; möglich: lesen, bearbeiten, verwalten" in ran.err
    assert accounts(data) == []


def test_a_short_password_and_a_taken_login_change_nothing(data: Path, tmp_path: Path) -> None:
    short = tmp_path / "kurz"
    short.write_text("kurz\n", "utf-8")
    ran = matcher("users", "add", "x", "--name", "X", "--password-file", short, data=data)
    assert (ran.code, "zu kurz" in ran.err) == (1, True)
    assert accounts(data) == []
    add(data)
    again = add(data, "BERG")
    assert (again.code, "gibt es schon" in again.err) == (1, True)
    assert len(accounts(data)) == 1


def test_a_role_change_and_a_reset_end_the_sessions_and_take_the_new_password(
    data: Path,
) -> None:
    add(data)
    add(data, "tal", "lesen")
    open_sessions = (
        "select count(*) from session where ended is null"
        " and person_id = (select id from person where login = 'tal')"
    )
    for command in (("role", "tal", "bearbeiten"), ("reset", "tal", "--password-file", "-")):
        session_of(data / "kommune.db", "read", "tal")
        assert rows(data, open_sessions) == [(1,)]
        ran = matcher("users", *command, data=data, words="ein ganz anderes Passwort\n")
        assert (ran.code, ran.err) == (0, "")
        assert rows(data, open_sessions) == [(0,)]
    ((role, stored),) = rows(data, "select role, password_hash from person where login = 'tal'")
    assert role == "edit"
    assert fits(str(stored), "ein ganz anderes Passwort")


def test_removal_is_confirmed_deletes_what_is_personal_and_spares_the_last_manager(
    data: Path,
) -> None:
    add(data)
    add(data, "tal", "lesen")
    for refusal in ("nein\n", "\n", ""):
        assert matcher("users", "remove", "tal", data=data, words=refusal).code == 1
    assert len(accounts(data)) == 2
    asked = matcher("users", "remove", "tal", data=data, words="ja\n")
    assert (asked.code, "Entfernt Anna Berg („tal“)." in asked.out) == (0, True)
    add(data, "tal", "lesen")
    assert matcher("users", "remove", "tal", "--yes", data=data).code == 0
    assert [login for login, *_ in accounts(data)] == ["berg"]
    last = matcher("users", "remove", "berg", "--yes", data=data)
    assert (last.code, "einzige Person" in last.err) == (1, True)
    assert len(accounts(data)) == 1


def test_a_password_typed_differently_is_asked_for_again_in_german(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    typed = iter((PASSWORD, "vertippt", PASSWORD, PASSWORD))
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    monkeypatch.setattr(click, "prompt", lambda *_, **__: next(typed))
    assert users._password(None) == PASSWORD
    assert "nicht dasselbe" in capsys.readouterr().err
    assert next(typed, None) is None


def test_an_unknown_login_is_one_german_line(data: Path) -> None:
    ran = matcher("users", "reset", "niemand", data=data, words=f"{PASSWORD}\n")
    assert (ran.code, ran.err.count("\n")) == (1, 1)
    assert "„niemand“ gibt es nicht" in ran.err

"""`recipients` and `digest` from the user's side, over a real mail server."""

import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from email import message_from_bytes, policy
from pathlib import Path

import pytest

from tests.support.processes.command import OFFLINE, Ran, matcher
from tests.support.servers.mail import PASSWORD, Office, mail_server
from tests.support.towns.digest_world import found_town

pytestmark = pytest.mark.slow

DAY = "2027-03-03"
BAU, TIEF = "bau@auental.example", "tief@auental.example"


@pytest.fixture
def town(tmp_path: Path, office: Office) -> Path:
    """The small town with two addresses that get mails, and settings that name the server."""
    found_town(tmp_path, councils=2)
    (tmp_path / "foerderlage.toml").write_text(office.toml(), "utf-8")
    for address, department in ((BAU, "Bauamt"), (TIEF, "Tiefbau")):
        ran = run(tmp_path, "recipients", "add", address, "--department", department)
        assert ran.code == 0, ran.err
    return tmp_path


def run(data: Path, *arguments: str, day: str = DAY) -> Ran:
    return matcher(*arguments, "--today", day, data=data)


def announcements(data: Path) -> int:
    with closing(sqlite3.connect(data / "kommune.db")) as own:
        return int(own.execute("select count(*) from announcement").fetchone()[0])


def test_mails_are_ordered_listed_paused_and_ended(town: Path) -> None:
    weekly = run(town, "recipients", "add", "amt@auental.example", "--department", "bauamt",
                 "--weekly", "Montag", "--name", "Frau Tal")  # fmt: skip
    assert weekly.out == "Nr. 3: Frau Tal bekommt Mails, jeden Montag, nur Verfolgtes.\n"
    assert "angehalten" not in run(town, "recipients", "list").out
    weekly = run(town, "recipients", "rhythm", "3", "--weekly", "freitag")
    assert weekly.out == "Nr. 3 bekommt Mails, jeden Freitag.\n"
    assert run(town, "recipients", "rhythm", "3").out == "Nr. 3 bekommt Mails, täglich.\n"
    assert "nur Verfolgtes" in run(town, "recipients", "list").out
    scope = run(town, "recipients", "scope", "3", "--all")
    assert scope.out == "Nr. 3 bekommt Mails, auch neue Treffer.\n"
    assert "nur Verfolgtes" in run(town, "recipients", "scope", "3").out
    assert run(town, "recipients", "scope", "9").code == 1
    more = run(town, "recipients", "add", "hof@auental.example", "--department", "bauamt", "--all")
    assert more.out.endswith("täglich, auch neue Treffer.\n")
    run(town, "recipients", "remove", "4")
    assert run(town, "recipients", "rhythm", "9").code == 1
    assert "leitet das Fachamt." in run(town, "recipients", "head", "3").out
    assert "(Leitung)" in run(town, "recipients", "list").out
    assert "nicht mehr" in run(town, "recipients", "head", "3", "--undo").out
    assert "vorerst keine" in run(town, "recipients", "pause", "3").out
    assert "angehalten" in run(town, "recipients", "list").out
    assert "wieder" in run(town, "recipients", "pause", "3", "--undo").out
    assert "entfernt" in run(town, "recipients", "remove", "3").out
    assert "Frau Tal" not in run(town, "recipients", "list").out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("add", "x@auental.example"), "nur Mails zu den Vorhaben eines Fachamts"),
        (("add", "x@auental.example", "--department", "Hafen"), "„Hafen“"),
        (("add", "niemand"), "weder ein Anmeldename noch eine Mailadresse"),
        (("add", BAU.upper(), "--department", "Bauamt"), "bekommt schon Mails (Nr. 1)"),
        (("remove", "9"), "Nr. 9 gibt es nicht"),
    ],
)
def test_a_mistake_is_one_line_and_stores_nothing(
    town: Path, arguments: tuple[str, ...], words: str
) -> None:
    ran = run(town, "recipients", *arguments)
    assert (ran.code, ran.err.count("\n")) == (1, 1)
    assert words in ran.err
    assert run(town, "recipients", "list").out.count("@auental.example") == 2


def test_mails_go_out_once_and_a_dry_run_and_files_note_nothing(
    town: Path, office: Office, tmp_path: Path
) -> None:
    dry = run(town, "digest", "--dry-run")
    assert "Betreff: Förderlage: 1 Frist" in dry.out
    out = tmp_path / "mails"
    assert run(town, "digest", "--out", str(out)).code == 0
    written = message_from_bytes((out / "1.eml").read_bytes(), policy=policy.default)
    assert written["To"] == BAU
    assert (announcements(town), office.taken) == (0, [])
    sent = run(town, "digest")
    assert sent.out.endswith("2 Mails verschickt; für 0 gab es nichts Neues.\n")
    assert sorted(office.addresses) == [BAU, TIEF]
    assert run(town, "digest").out == "0 Mails verschickt; für 2 gab es nichts Neues.\n"
    assert "Es ginge keine Mail hinaus" in run(town, "digest", "--dry-run").out
    assert len(office.taken) == 2


def test_a_refused_mail_gives_3_and_a_dead_server_1_in_one_line(town: Path, office: Office) -> None:
    office.refuses = {BAU}
    ran = run(town, "digest")
    assert (ran.code, ran.err.count("\n")) == (3, 1)
    assert f"{BAU} nicht an (550 5.1.1 kein solches Postfach)" in ran.err
    office.refuses_all = True
    ran = run(town, "digest", day="2027-03-17")
    assert (ran.code, ran.err.count("\n")) == (1, 2)
    with mail_server() as gone:
        toml = gone.toml()
    (town / "foerderlage.toml").write_text(toml, "utf-8")
    ran = run(town, "digest", day="2027-03-17")
    assert (ran.code, ran.err.count("\n")) == (1, 1)
    assert "ist nicht zu erreichen" in ran.err
    assert office.addresses == [TIEF]


def test_without_settings_it_says_what_to_set(town: Path) -> None:
    (town / "foerderlage.toml").unlink()
    ran = run(town, "digest")
    assert (ran.code, ran.err.count("\n")) == (1, 1)
    assert "„mail.host“ fehlt" in ran.err


def test_the_password_is_never_shown(town: Path, office: Office) -> None:
    (town / "foerderlage.toml").write_text(
        office.toml(security="starttls", user="post") + f'password = "{PASSWORD}"\n', "utf-8"
    )
    for arguments in (("config", "show"), ("config", "show", "--json"), ("digest",),
                      ("digest", "--dry-run"), ("--debug", "digest")):  # fmt: skip
        ran = run(town, *arguments)
        assert PASSWORD not in ran.out + ran.err


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL")
def test_a_run_that_is_killed_as_the_server_accepts_repeats_that_mail_and_loses_none(
    town: Path, office: Office
) -> None:
    office.kills_after = 1
    command = [sys.executable, "-m", "matcher", "--data", str(town), "digest", "--today", DAY]
    with subprocess.Popen(command, env={**os.environ, **OFFLINE}) as process:
        office.victim = process.pid
        assert process.wait() == -signal.SIGKILL
    assert (office.addresses, announcements(town)) == ([BAU], 0)
    office.kills_after = 0
    assert run(town, "digest").code == 0
    assert office.addresses == [BAU, BAU, TIEF]
    assert office.taken[0][1]["Message-ID"] == office.taken[1][1]["Message-ID"]
    assert run(town, "digest").out == "0 Mails verschickt; für 2 gab es nichts Neues.\n"

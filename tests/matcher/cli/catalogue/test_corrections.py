"""Corrections on the command line, and the whole way from a correction to its end."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.support.crawls.changed_sample import PROGRAMME, changed_export
from tests.support.processes.command import Ran, matcher

PROJECT = "marktplatz-klimafit"
WHY = ("--reason", "nur Kreise laut Richtlinie", "--source", "Richtlinie S. 4")
DAY = ("--today", "2026-11-24")


def pair(data: Path) -> str:
    with closing(sqlite3.connect(data / "kommune.db")) as connection:
        (verdict,) = connection.execute(
            "select verdict from pair join programme_ref r on r.id = ref"
            " where project_id = ? and r.programme_key like ?",
            [PROJECT, f"%{PROGRAMME}.html"],
        ).fetchone()
    return str(verdict)


def stored(data: Path) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(data / "kommune.db")) as connection:
        return connection.execute(
            "select kind, confirms, lapsed is not null, withdrawn is not null from correction"
            " order by id"
        ).fetchall()


def ok(ran: Ran) -> str:
    assert ran.code == 0, ran.err
    return ran.out


@pytest.mark.slow
def test_a_correction_changes_the_verdict_until_a_changed_export_ends_it(data: Path) -> None:
    before = pair(data)
    assert before != "ausgeschlossen"
    ok(matcher("facts", "correct", PROGRAMME, "municipal_applicant", "Landkreise", *WHY, *DAY,
               data=data))  # fmt: skip
    assert pair(data) == before
    told = ok(matcher("run", *DAY, data=data))
    assert "neu prüfen" not in told
    assert pair(data) == "ausgeschlossen"
    said = ok(matcher("explain", PROJECT, PROGRAMME, data=data))
    assert "„Richtlinie S. 4“ (Angabe von Hand)" in said
    assert PROGRAMME in ok(matcher("export", "matches", data=data))
    assert "Richtlinie S. 4" not in ok(matcher("export", "programmes", data=data))

    export = changed_export(data.parent / "neu.zip")
    ok(matcher("crawl", "foerderdatenbank", "--from", export, "--today", "2026-11-25", data=data))
    told = ok(matcher("run", "--today", "2026-11-25", data=data))
    assert "Eine Korrektur gilt nicht mehr" in told
    assert "bisher Landkreise (vom 24.11.2026)" in told
    assert stored(data) == [("municipal_applicant", 0, 1, 0)]
    assert pair(data) == before
    assert "verfallen" in ok(matcher("facts", "corrections", data=data))
    ok(matcher("facts", "confirm", PROGRAMME, "municipal_applicant", data=data))
    assert "nicht mehr" not in ok(matcher("run", "--today", "2026-11-25", data=data))


def test_deadlines_and_facts_show_the_corrected_day_until_it_is_withdrawn(data: Path) -> None:
    def shown() -> str:
        return ok(matcher("facts", "show", PROGRAMME, *DAY, data=data)) + ok(
            matcher("deadlines", "--days", "30", *DAY, data=data)
        )

    assert "05.12.2026" not in shown()
    ok(matcher("facts", "correct", PROGRAMME, "deadline", "5.12.2026; Skizze", *WHY, *DAY,
               data=data))  # fmt: skip
    assert shown().count("05.12.2026") == 3
    listed = ok(matcher("facts", "corrections", data=data))
    for words in (
        "Kommandozeile (",
        ", 24.11.2026",
        "nur Kreise laut Richtlinie – Richtlinie S. 4",
    ):
        assert words in listed
    ok(matcher("facts", "withdraw", PROGRAMME, "deadline", data=data))
    assert "05.12.2026" not in shown()
    assert "Noch hat niemand" in ok(matcher("facts", "corrections", data=data))
    assert "zurückgenommen" in ok(matcher("facts", "corrections", "--all", data=data))


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("rate", "viel", *WHY), 1, "„viel“ ist kein Anteil wie 80 % oder 33,33 %"),
        (("amount", "5 €", *WHY), 1, "Bitte „Was der Betrag ist“ angeben"),
        (("rate", *WHY), 2, "entweder mindestens einen WERT oder --none"),
        (("rate", "5 %", "--reason", " ", "--source", "x"), 1, "einen Grund und eine Quelle"),
        (("rate", "5 %"), 2, "GRUND fehlt"),
        (("farbe", "5 %", *WHY), 2, "farbe"),
    ],
)
def test_a_wrong_correction_is_one_line_and_stores_nothing(
    data: Path, arguments: tuple[str, ...], code: int, words: str
) -> None:
    ran = matcher("facts", "correct", PROGRAMME, *arguments, data=data)
    assert (ran.code, ran.out) == (code, "")
    assert words in ran.err
    assert stored(data) == []


def test_there_is_nothing_to_withdraw_where_nobody_said_anything(data: Path) -> None:
    ran = matcher("facts", "withdraw", PROGRAMME, "rate", data=data)
    assert ran.code == 1
    assert "gilt keine Korrektur" in ran.err

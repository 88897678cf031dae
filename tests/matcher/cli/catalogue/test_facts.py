"""What the texts state, on the command line."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

from tests.support.processes.command import matcher

PROGRAMME = "klimafeste-plaetze-und-quartiere"


def test_facts_are_shown_with_words_place_and_rule(prepared: Path) -> None:
    ran = matcher("facts", "show", PROGRAMME, "--today", "2026-11-24", data=prepared)
    assert ran.code == 0
    for words in ("Stand 24.11.2026: offen. Nächste Frist: 28.02.2027.", "Frist: Skizze 28.02.2027",
                  "„Zweistufiges Verfahren: Projektskizzen sind bis zum 28. Februar 2027",
                  "Fristen, Zeichen 0 bis 82, Regel deadline.sketch"):  # fmt: skip
        assert words in ran.out


def test_every_rule_is_listed_with_its_hits(prepared: Path) -> None:
    ran = matcher("facts", "rules", data=prepared)
    assert ran.code == 0
    with closing(sqlite3.connect(prepared / "katalog.db")) as connection:
        rules = {rule for (rule,) in connection.execute("select distinct rule from fact")}
    assert all(rule in ran.out for rule in rules)


def test_extracting_again_finds_nothing_new(data: Path) -> None:
    ran = matcher("extract", data=data)
    assert (ran.code, ran.out) == (
        0,
        "43 Programme, 0 davon neu ausgewertet: 0 Angaben gefunden.\n",
    )


def test_a_programme_that_was_never_evaluated_says_so(data: Path) -> None:
    with closing(sqlite3.connect(data / "katalog.db")) as connection:
        connection.execute("delete from fact")
        connection.execute("delete from extraction")
        connection.commit()
    assert "matcher extract" in matcher("facts", "show", PROGRAMME, data=data).out


def test_deadlines_count_from_the_given_day(prepared: Path) -> None:
    ran = matcher("deadlines", "--days", "100", "--today", "2026-11-24", data=prepared)
    assert ran.code == 0
    days = [line.split()[0] for line in ran.out.splitlines() if line[1:3].isdigit()]
    assert days == sorted(days, key=lambda d: d.split(".")[::-1])
    assert days[0] == "31.12.2026"
    later = matcher("deadlines", "--days", "100", "--today", "2027-01-01", data=prepared)
    assert "31.12.2026" not in later.out


def test_deadlines_of_one_project_leave_out_what_is_excluded(prepared: Path) -> None:
    one = matcher("deadlines", "--project", "kita-wiesengrund", "--days", "365",
                  "--today", "2026-11-24", data=prepared)  # fmt: skip
    everything = matcher("deadlines", "--all", "--days", "365", "--today", "2026-11-24",
                         data=prepared)  # fmt: skip
    assert "Schulhaus mit Zukunft" in everything.out
    assert "Schulhaus mit Zukunft" not in one.out


def test_deadlines_refuse_contradicting_options(prepared: Path) -> None:
    ran = matcher("deadlines", "--all", "--project", "kita-wiesengrund", data=prepared)
    assert ran.code == 2
    assert "schließen einander aus" in ran.err


def test_the_export_carries_facts_with_their_evidence(prepared: Path) -> None:
    ran = matcher("export", "programmes", "--today", "2026-11-24", data=prepared)
    rows = {row["url"].rpartition("/")[2]: row for row in map(json.loads, ran.out.splitlines())}
    row = rows[f"{PROGRAMME}.html"]
    assert row["application_mode"] == "fixed"
    assert (row["state"], row["next_deadline"], row["days_left"]) == ("open", "2027-02-28", 96)
    (deadline,) = row["deadlines"]
    assert (deadline["value"], deadline["kind"], deadline["field"]) == (
        "2027-02-28", "sketch", "deadlines",
    )  # fmt: skip
    assert row["evidence"]["two_stage"][0]["quote"]


def test_a_csv_export_holds_values_without_evidence(prepared: Path) -> None:
    ran = matcher("export", "programmes", "--format", "csv", data=prepared)
    head = ran.out.splitlines()[0].split(",")
    assert {"deadlines", "valid_until", "rates", "state"} <= set(head)
    assert not any(name.endswith((".quote", ".start")) for name in head)

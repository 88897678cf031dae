"""What a crawl leaves in the catalogue, run after run."""

import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from db.files import kommune_at
from db.kommune.match_run import MatchRow, begin_run, known, packed, save_matches
from db.kommune.matches import with_programmes
from db.kommune.projects import save_profiles
from tests.support.crawls.crawling import (
    MEANT,
    crawl_into,
    crawl_members,
    members,
    rows,
    spec,
    stored,
)
from tests.support.crawls.export_builder import document, programme, value


def test_a_second_crawl_of_the_same_export_adds_nothing(tmp_path: Path) -> None:
    parts = members(spec("a"), spec("b"))
    first = crawl_members(tmp_path, parts)
    before = stored(tmp_path)
    second = crawl_members(tmp_path, parts)
    assert (first.new, second.new, second.changed) == (2, 0, 0)
    assert stored(tmp_path) == before


def test_another_order_or_spacing_is_no_change(tmp_path: Path) -> None:
    crawl_members(tmp_path, members(spec("a"), spec("b")))
    texts = {"teaser": "<p>Kurz  zu\n a.</p>", "legal_text": "<h2>1 Zweck</h2>\n<p>Ziel.</p>"}
    report = crawl_members(tmp_path, members(spec("b"), spec("a", texts=texts)))
    assert (report.new, report.changed, report.unchanged) == (0, 0, 2)
    assert rows(tmp_path, "select max(version) from programme_version") == [(1,)]


def test_changed_content_is_a_new_version_and_the_old_one_stays(tmp_path: Path) -> None:
    crawl_members(tmp_path, members(spec("a"), spec("b")))
    changed = spec("a", texts={"teaser": "<p>Jetzt anders.</p>"})
    report = crawl_members(tmp_path, members(changed, spec("b")), "2026-11-25")
    assert (report.new, report.changed, report.unchanged) == (0, 1, 1)
    found = rows(
        tmp_path,
        "select v.version, t.content from version_text v join text t on t.id = v.text_id"
        " join programme p on p.id = v.programme_id"
        " where p.key like '%/a.html' and v.field = 'short_description' order by v.version",
    )
    assert found == [(1, "Kurz zu a."), (2, "Jetzt anders.")]
    assert rows(tmp_path, "select changed_on from programme where key like '%/a.html'") == [
        ("2026-11-25",)
    ]


def test_a_programme_that_vanishes_is_gone_only_after_two_complete_runs(tmp_path: Path) -> None:
    both, one = members(spec("a"), spec("b")), members(spec("a"))
    gone = "select gone_since from programme where key like '%/b.html'"
    crawl_members(tmp_path, both, "2026-11-20")
    first = crawl_members(tmp_path, one, "2026-11-21", MEANT)
    assert (first.missing, first.gone) == (1, 0)
    assert rows(tmp_path, gone) == [(None,)]
    second = crawl_members(tmp_path, members(spec("a"), spec("c")), "2026-11-22")
    assert second.gone == 1
    assert rows(tmp_path, gone) == [("2026-11-22",)]


def test_an_unchanged_answer_counts_as_a_run_without_the_programme(tmp_path: Path) -> None:
    crawl_members(tmp_path, members(spec("a"), spec("b")), "2026-11-20")
    crawl_members(tmp_path, members(spec("a")), "2026-11-21", MEANT)
    report = crawl_members(tmp_path, members(spec("a")), "2026-11-22")
    assert (report.state, report.gone) == ("unchanged", 1)


def test_a_refused_run_does_not_count_as_one_without_the_programme(tmp_path: Path) -> None:
    crawl_members(tmp_path, members(spec("a"), spec("b")))
    crawl_members(tmp_path, members(spec("a")), accepted=MEANT)
    assert crawl_members(tmp_path, []).state == "refused"
    assert rows(tmp_path, "select count(*) from programme where gone_since is not null") == [(0,)]


def test_a_programme_that_returns_is_unmarked(tmp_path: Path) -> None:
    both = members(spec("a"), spec("b"))
    for parts in (both, members(spec("a")), members(spec("a"), spec("c"))):
        crawl_members(tmp_path, parts, accepted=MEANT)
    report = crawl_members(tmp_path, both)
    assert report.returned == 1
    assert rows(
        tmp_path,
        "select gone_since, missing_runs, version from programme where key like '%/b.html'",
    ) == [(None, 0, 1)]


def test_a_run_that_breaks_in_the_middle_of_its_commit_stores_nothing(tmp_path: Path) -> None:
    crawl_members(tmp_path, members(spec("a")))
    with closing(sqlite3.connect(tmp_path / "katalog.db")) as connection:
        connection.execute(
            "create trigger broken before insert on programme_link"
            " when (select count(*) from programme) > 2 begin select raise(abort, 'voll'); end"
        )
    before = stored(tmp_path)
    with pytest.raises(Exception, match="endete unerwartet"):
        crawl_members(tmp_path, members(spec("a"), spec("b"), spec("c"), spec("d")))
    assert stored(tmp_path) == before


def test_odd_documents_are_reported_and_the_run_commits(tmp_path: Path) -> None:
    odd = [
        document("Sonstiges/quiz", "Quiz", [value("title", "String", "Quiz")]),
        ("BMWI/FDB/Content/DE/Foerderprogramm/Bund/kaputt.xml", b"<document"),
        programme(spec("stub", title="")),
        programme(spec("neu", codes={"Foerderart": ["lotterie"], "Foerdergebiet": ["hessen"]})),
        programme(spec("lose", contacts=("Kontakt/A/fehlt",))),
        programme(spec("alt", path="Land/Hessen/Archiv/alt")),
    ]
    report = crawl_members(tmp_path, [*members(spec("a")), *odd])
    assert (report.state, report.new, report.stubs, report.archived) == ("committed", 3, 1, 1)
    kinds = {kind for (kind,) in rows(tmp_path, "select kind from issue")}
    assert kinds == {"unknown-type", "unreadable-document", "stub-without-title",
                     "unknown-code", "dangling-link"}  # fmt: skip


def test_an_unknown_property_is_reported(tmp_path: Path) -> None:
    name, content = programme(spec("a"))
    extra = value("surprise", "String", "neu") + "\n</document>"
    content = content.replace(b"</document>", extra.encode())
    report = crawl_members(tmp_path, [(name, content), *members(spec("b"))])
    assert report.state == "committed"
    assert rows(tmp_path, "select kind, subject from issue") == [
        ("unknown-property", "ServiceOffer.surprise")
    ]


def test_a_programme_that_cannot_be_read_once_is_not_missed(tmp_path: Path) -> None:
    crawl_members(tmp_path, members(spec("a"), spec("b")))
    name, _ = programme(spec("b"))
    for text in (b"<document", b"<document "):
        report = crawl_members(tmp_path, [*members(spec("a")), (name, text)])
        assert (report.missing, report.gone) == (0, 0)


def test_a_new_catalogue_leaves_matches_attached_to_the_right_programmes(tmp_path: Path) -> None:
    parts = members(spec("a"), spec("b"))
    crawl_members(tmp_path, parts)
    key = rows(tmp_path, "select key from programme where title = 'Programm b'")[0][0]
    town = {"ags": "06440008", "name": "Auental", "kind": "gemeinde", "land": "Hessen",
            "inhabitants": None, "budget_situation": "unbekannt"}  # fmt: skip
    project = {"id": "p", "ags": "06440008", "title": "P", "description": "", "department": "",
               "carrier": "Auental", "status": "idee", "start_month": None, "end_month": None,
               "cost_eur": None, "own_funds_eur": None, "kinds": "[]", "position": 0}  # fmt: skip
    today = date(2026, 11, 24)
    with kommune_at(tmp_path / "kommune.db") as own:
        save_profiles(own, [(town, [project])])
        kept_before = known(own)
        row = MatchRow(kept_before.ref("foerderdatenbank", key), "passt", 1, 2.0, packed([]))
        save_matches(own, "p", [row], kept_before, today, begin_run(own, today))
    for file in tmp_path.glob("katalog.db*"):
        file.unlink()
    crawl_members(tmp_path, [*members(spec("0"), spec("b"))])
    with kommune_at(tmp_path / "kommune.db") as own:
        (kept,) = with_programmes(own, "p", [("foerderdatenbank", key)])
    assert rows(tmp_path, f"select title from programme where key = '{kept['programme_key']}'") == [
        ("Programm b",)
    ]


def test_the_real_export_is_stored_once(shared: Path, tmp_path: Path) -> None:
    address = (shared / "data" / "foerderdatenbank-export.zip").resolve().as_uri()
    first, second = (crawl_into(tmp_path, address) for _ in range(2))
    assert (first.state, first.new) == ("committed", 212)
    assert (second.new, second.changed, second.unchanged) == (0, 0, 212)

"""Evaluating what is stored: only what is new, and one defect does not cost the rest."""

from multiprocessing import active_children
from pathlib import Path

import pytest

from db.files import DataDir
from matcher.facts import extraction
from matcher.facts.extraction import BLOCK, FEW, extract_stored
from tests.support.crawls.crawling import crawl_members, members, rows, spec

YEARLY = {"summary": "<p>Anträge sind jährlich bis zum 31. Oktober zu stellen.</p>"}


def crawl(folder: Path, count: int, *extra: object, today: str = "2026-11-24") -> DataDir:
    crawl_members(folder, members(*(spec(f"p{n}", texts=YEARLY) for n in range(count)),
                                  *extra), today)  # type: ignore[arg-type]  # fmt: skip
    return DataDir(folder)


def test_only_new_texts_are_evaluated_again(tmp_path: Path) -> None:
    data = crawl(tmp_path, 3)
    assert extract_stored(data).evaluated == 3
    assert extract_stored(data).evaluated == 0
    crawl(tmp_path, 2, spec("p2", texts={"teaser": "<p>Neu.</p>"}), today="2026-11-25")
    report = extract_stored(data)
    assert (report.programmes, report.evaluated) == (3, 1)


def test_changed_rules_are_a_reason_to_evaluate_everything(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = crawl(tmp_path, 2)
    extract_stored(data)
    monkeypatch.setattr(extraction, "rules_digest", lambda: "andere Regeln")
    assert extract_stored(data).evaluated == 2


def test_the_columns_of_the_list_follow_from_the_facts(tmp_path: Path) -> None:
    extract_stored(crawl(tmp_path, 1))
    assert rows(tmp_path, "select application_mode, deadlines, rate from programme") == [
        ("recurring", "jährlich 31.10.", None)
    ]


def test_many_programmes_are_evaluated_by_several_processes_alike(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = crawl(tmp_path, 70)
    done: list[int] = []
    assert extract_stored(data, lambda n, _total: done.append(n)).evaluated == 70
    many = rows(tmp_path, "select programme_id, kind, value, quote from fact order by 1, 2")
    assert done[-1] == 70
    monkeypatch.setattr(extraction, "rules_digest", lambda: "andere Regeln")
    monkeypatch.setattr(extraction, "FEW", 1_000)
    extract_stored(data)
    assert rows(tmp_path, "select programme_id, kind, value, quote from fact order by 1, 2") == many


def test_a_defect_of_a_rule_costs_one_programme_and_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = crawl(tmp_path, 2)
    real = extraction.extract

    def broken(title: str, texts: dict[str, str]) -> object:
        if title == "Programm p1":
            raise ValueError("kaputt")
        return real(title, texts)

    monkeypatch.setattr(extraction, "extract", broken)
    report = extract_stored(data)
    assert (report.evaluated, report.failed) == (2, 1)
    (none,), (failure,) = rows(tmp_path, "select failure from extraction order by 1")
    assert none == ""
    assert str(failure).startswith("ValueError in ")
    assert rows(tmp_path, "select count(distinct programme_id) from fact") == [(1,)]


@pytest.mark.slow
def test_broken_off_it_leaves_what_was_done_and_no_worker(tmp_path: Path) -> None:
    data = crawl(tmp_path, FEW + 1)

    def interrupt(_done: int, _total: int) -> None:
        assert active_children() != []
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt) as caught:
        extract_stored(data, interrupt)
    assert caught.tb is not None
    assert active_children() == []
    (stored,) = rows(tmp_path, "select count(*) from extraction")[0]
    assert 0 < stored <= BLOCK
    assert extract_stored(data).evaluated == FEW + 1 - stored

"""What is missing in the profile, counted over the pairs that lists show."""

from sqlite_utils import Database

from db.kommune.match_run import packed
from db.kommune.work.gaps import gaps
from tests.support.towns.own_file import db

__all__ = ["db"]

COSTS, MEANS, WINDOW = 1, 2, 3
"""Findings: two lack an answer, one text names no deadline."""


def keep(own: Database, pairs: list[tuple[bool, list[int]]]) -> None:
    """Findings, and pairs of one project with them; the first word tells whether lists show it."""
    for number, criterion, result, gap in (
        (COSTS, "cost_bounds", "unclear", "Kosten"), (MEANS, "own_share", "unclear", "Eigenmittel"),
        (WINDOW, "window", "silent", ""),
    ):  # fmt: skip
        own.execute(
            "insert into finding(id, criterion, result, reason, evidence, change, gap)"
            " values (?, ?, ?, '', '[]', '', ?)",
            [number, criterion, result, gap],
        )
    for ref, (listed, findings) in enumerate(pairs, start=1):
        own.execute("insert into programme_ref values (?, 'q', ?)", [ref, f"p{ref}"])
        own.execute(
            "insert into pair(project_id, ref, verdict, rank, relevance, findings, matched_on,"
            " listed) values ('radweg', ?, 'pruefen', ?, 50, ?, '2026-11-20', ?)",
            [ref, ref, packed(findings), listed],
        )
    own.conn.commit()  # type: ignore[union-attr]


def counted(own: Database) -> dict[str, tuple[int, int]]:
    return {row["gap"]: (row["pairs"], row["alone"]) for row in gaps(own)}


def test_only_listed_pairs_count_and_what_hangs_on_one_answer_alone_is_told(db: Database) -> None:
    keep(db, [(True, [COSTS]), (True, [COSTS, MEANS]), (False, [COSTS]), (False, [MEANS])])
    assert counted(db) == {"Kosten": (2, 1), "Eigenmittel": (1, 0)}


def test_a_pair_whose_text_is_silent_on_what_it_must_say_does_not_hang_on_an_answer(
    db: Database,
) -> None:
    keep(db, [(True, [COSTS, WINDOW]), (True, [WINDOW]), (True, [MEANS])])
    assert counted(db) == {"Kosten": (1, 0), "Eigenmittel": (1, 1)}

"""Pairs of the sample as a match run stores them."""

from datetime import date

from sqlite_utils import Database

from db.kommune.match_run import MatchRow, known, save_matches


def exclude_all(db: Database, project_id: str, today: date, run: int) -> None:
    """What a run does that finds a project excluded from everything."""
    rows = db.execute(
        "select ref, rank, relevance, findings from pair where project_id = ?", [project_id]
    ).fetchall()
    excluded = [
        MatchRow(ref, "ausgeschlossen", *row, gone=False, group="ausgeschlossen")
        for ref, *row in rows
    ]
    assert excluded
    save_matches(db, project_id, excluded, known(db), today, run)

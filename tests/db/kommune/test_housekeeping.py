"""Findings that no match has any more go, and only those."""

from contextlib import closing
from datetime import date
from pathlib import Path

from db.files import open_kommune
from db.kommune.housekeeping import delete_unused_findings
from db.kommune.match_run import MatchRow, begin_run, known, packed, save_matches
from db.kommune.matches import Choice, matches
from db.kommune.projects import save_profiles

TODAY = date(2026, 11, 24)


def test_findings_that_no_pair_has_any_more_go_and_the_others_can_still_be_read(
    tmp_path: Path,
) -> None:
    with closing(open_kommune(tmp_path / "kommune.db")) as own:
        save_profiles(own, [(_town(), [_project()])])
        for reason in ("alt", "neu"):
            kept = known(own)
            finding = kept.finding(("window", "met", reason, "[]", "", "", True))
            ref = kept.ref("foerderdatenbank", "a.html")
            row = MatchRow(ref, "passt", 1, 50.0, packed([finding]))
            save_matches(own, "p", [row], kept, TODAY, begin_run(own, TODAY))
        assert delete_unused_findings(own) == 1
        assert delete_unused_findings(own) == 0
        assert own.execute("select reason from finding").fetchall() == [("neu",)]
        (row_read,) = matches(own, "p", Choice(), 10)
        assert row_read["findings"]["window"]["reason"] == "neu"


def _town() -> dict[str, object]:
    return {"ags": "06433000", "name": "Auental", "kind": "gemeinde", "land": "hessen",
            "inhabitants": 100, "budget_situation": "unknown"}  # fmt: skip


def _project() -> dict[str, object]:
    return {"id": "p", "ags": "06433000", "title": "P", "description": "", "department": "",
            "carrier": "", "status": "", "start_month": None, "end_month": None,
            "cost_eur": None, "own_funds_eur": None, "kinds": "[]", "position": 0}  # fmt: skip

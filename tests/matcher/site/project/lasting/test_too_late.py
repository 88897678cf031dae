"""Where the wishes for the budget were due before the award, nobody is late: it is said so."""

import io
from datetime import date
from pathlib import Path

from openpyxl import load_workbook
from sqlite_utils import Database

from db.files import DataDir
from db.kommune.award.awards import AwardRow
from db.kommune.log import Subject
from matcher.award.stored import Typed, enter_notice
from matcher.site.frame.serving import build
from tests.support.awards.under_way import PROJECT, TYPED, enter_endings
from tests.support.site.forms import Browser
from tests.support.towns.decided import somebody

PLANNING = '{"haushalt": {"anmeldung": "30.04.", "haushaltssitzung": "Dezember"}}'
SAID = "zu spät für Haushalt 2027, jetzt entscheiden"


async def test_no_list_counts_days_since_a_day_before_the_award(data: Path, own: Database) -> None:
    own.execute("update municipality set planning = ?", [PLANNING])
    own.conn.commit()
    typed = {**TYPED, "datum": "10.11.2026", "bekanntgabe": "12.11.2026"}
    award = AwardRow(Subject(PROJECT), "Beratung")
    enter_endings(own, enter_notice(own, award, Typed(typed), somebody(own)))
    site = build(DataDir(data), date(2026, 11, 24))
    browser = Browser(site)
    for path in (
        "/?wer=alle",
        "/offenes",
        "/verstetigung",
        f"/verstetigung/{PROJECT}",
        "/uebergabe",
    ):
        shown = " ".join((await browser.get(path)).select_one("main").get_text(" ").split())
        assert SAID in shown.replace("Zu spät", "zu spät"), path
        assert "208 Tag" not in shown, path
        assert "zu entscheiden bis 30.04.2026" not in shown, path
    answer = await site.client.get("/verstetigung.xlsx", cookies=browser.login)
    first, *rows = load_workbook(io.BytesIO(answer.content))["Was endet"].values
    at = first.index("zu entscheiden bis")
    assert {row[at : at + 2] for row in rows} == {(None, f"noch offen, {SAID}")}

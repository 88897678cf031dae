"""How fast pages are in a town that has many awards under way; the start page before and after."""

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

from sqlite_utils import Database

from db import clock
from db.connection import write
from db.files import DataDir, kommune_at
from db.kommune import people
from db.kommune.award.awards import AwardRow
from db.kommune.award.endings import EndingRow, save_ending
from db.kommune.award.movements import MoneyRow
from db.kommune.log import Act, Subject
from matcher.award.stored import Typed, change_duty, enter_money, enter_notice, propose_duties
from tests.bench.measure import measured, report
from tests.bench.pages import bench_pages
from tests.support.awards.under_way import AGS, TYPED

AWARDS, MONTHS = 60, range(3, 11)
"""Awards of the town, one in each project as long as there are projects, and the months of 2026 in
which each has money."""
PATHS = {
    "Start, 60 Bescheide": "/",
    "Offenes": "/offenes",
    "Bewilligungen": "/bescheide",
    "Bescheid": "/bescheid/1",
    "Pflichten": "/pflichten",
    "Förderbilanz": "/bilanz",
    "Verstetigung": "/verstetigung",
    "Wiederfinden": "/wiederfinden?q=Nachweis",
    "Übergabebericht, 1 Vorhaben": "/uebergabe?vorhaben={project}",
}
REPORT_AIM, NIGHT_AIM = 5.0, 3.0
"""Seconds for the report over all projects as a Word file, and for the mails of a night."""


def bench_after_award(data: Path) -> None:
    """Print the start page without awards, then all pages about them, the report, the mails."""
    print(f"a town without awards, then with {AWARDS}, each with {2 * len(MONTHS)} payments")
    bench_pages(data, {"Start, ohne Bescheide": "/"})
    with kommune_at(DataDir(data).kommune) as own:
        project = _fill(own)
    bench_pages(data, {name: path.format(project=project) for name, path in PATHS.items()})
    out = data / "uebergabe.docx"
    report("report of all projects as a Word file",
           measured("--data", data, "handover", "--out", out)[0], REPORT_AIM, "s")  # fmt: skip
    report("mails, none due", measured("--data", data, "digest", "--dry-run")[0], NIGHT_AIM, "s")


def _fill(own: Database) -> str:
    """Enter the awards; the id of a project that has one."""
    at = datetime(2026, 11, 24, 9, tzinfo=clock.BERLIN)
    act = Act(people.stand_in(own, "Ben Tal", "edit", at).id, at)
    ids = [str(row[0]) for row in own.execute("select id from project order by position")]
    with write(own):
        for number in range(AWARDS):
            _award(own, ids[number % len(ids)], number, act)
    return ids[0]


def _award(own: Database, project: str, number: int, act: Act) -> None:
    typed = TYPED | {"aktenzeichen": f"EB-2026-{number}"}
    new = AwardRow(Subject(project), f"Förderung der Daseinsvorsorge {number}")
    award = enter_notice(own, new, Typed(typed), act)
    for month in MONTHS:
        for kind, euros in (("received", Decimal(900)), ("spent", Decimal(1100))):
            day = date(2026, month, 3 if kind == "received" else 20)
            enter_money(own, award, MoneyRow(award.id, kind, day=day, euros=euros), act)
    for duty in propose_duties(own, award, (), AGS, act).new:
        change_duty(own, award, duty, replace(duty, state="open"), act)
    row = EndingRow(project, "post", "Energieberatung", award_id=award.id, cost=Decimal(62_000))
    save_ending(own, row, row, act, ("", row.title))

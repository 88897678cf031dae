"""What the sample municipality has under way, entered as people would enter it."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml
from sqlite_utils import Database

from db.kommune.award.awards import AwardRow
from db.kommune.award.movements import MoneyRow
from db.kommune.log import Act, Subject
from db.kommune.projects import save_project
from matcher.award.duties.coming import ticked
from matcher.award.stored import (
    Typed,
    change_duty,
    enter_money,
    enter_notice,
    propose_duties,
    standing_of,
)
from matcher.profile.model import Project
from matcher.profile.stored import logged, project_row, stored_project

_FILE = Path(__file__).resolve().parent / "laufend.yml"


def enter_running(own: Database, ags: str, act: Act) -> None:
    """Enter a begun project with its award, money, and the duties that are confirmed; nothing where
    it is there already."""
    said: Mapping[str, Any] = yaml.safe_load(_FILE.read_text("utf-8"))
    project = Project.model_validate(said["vorhaben"])
    if stored_project(own, project.id):
        return
    save_project(own, None, project_row(project, ags), act, logged)
    outside = AwardRow(Subject(project.id), said["programm"])
    award = enter_notice(own, outside, Typed(said["bescheid"]), act)
    for one in said["mittel"]:
        money = MoneyRow(award.id, one["art"], day=one["tag"], euros=Decimal(str(one["betrag"])),
                         note=one["notiz"])  # fmt: skip
        enter_money(own, award, money, act)
    for duty in propose_duties(own, award, (), ags, act).new:
        if day := said["erledigt"].get(duty.kind):
            last = standing_of(award).now.zeitraum_bis
            done, after = ticked(replace(duty, state="open"), day, last)
            change_duty(own, award, duty, done, act, after)
        elif duty.kind in said["bestaetigt"]:
            change_duty(own, award, duty, replace(duty, state="open"), act)

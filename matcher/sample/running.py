"""What the sample municipality has under way, entered as people would enter it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml
from sqlite_utils import Database

from db.kommune.award.awards import AwardRow
from db.kommune.award.duties import DutyRow
from db.kommune.award.endings import EndingRow, save_ending
from db.kommune.award.movements import MoneyRow
from db.kommune.handing.presence import leave
from db.kommune.log import Act, Subject
from db.kommune.people import Person, add_person, stand_in
from db.kommune.projects import save_profiles, save_project
from db.kommune.work.notes import Note, save_note
from db.kommune.work.owners import project_people, set_project_people
from matcher.award.duties.coming import ticked
from matcher.award.lasting.wording import logged as ending_logged
from matcher.award.stored import (
    Typed,
    change_duty,
    enter_money,
    enter_notice,
    propose_duties,
    standing_of,
)
from matcher.profile.model import Haushalt, Municipality, Project
from matcher.profile.stored import logged, profile_rows, project_row, stored_project
from matcher.tracker.calendars.typed import typed_day

_FILE = Path(__file__).resolve().parent / "laufend.yml"
_WORKING = timedelta(days=40)
"""So long before somebody left what they wrote was written."""


def enter_running(own: Database, town: Municipality, act: Act) -> None:
    """Enter a begun project with its award, money, duties, what ends with it and who looked after
    it until they left; nothing where it is there already.

    What comes after the day of `act` has not happened yet: later money, ticks and the leaving are
    left out, and all of it before the award itself.
    """
    said: Mapping[str, Any] = yaml.safe_load(_FILE.read_text("utf-8"))
    today = act.at.date()
    if typed_day(said["bescheid"]["datum"]) > today:
        return
    project = Project.model_validate(said["vorhaben"])
    if stored_project(own, project.id):
        return
    budget = town.model_copy(update={"haushalt": Haushalt.model_validate(said["haushalt"])})
    save_profiles(own, profile_rows([budget]), act)
    save_project(own, None, project_row(project, town.ags), act, logged)
    award = _enter_award(own, said, project.id, act)
    for one in said["endet"]:
        row = _ending(one, award)
        save_ending(own, row, row, act, ("", ending_logged(row)))
    gone, deputy = _enter_people(own, said, project.id, act)
    for duty in propose_duties(own, award, (), town.ags, act).new:
        _look_after(own, said, award, replace(duty, responsible=gone.id, deputy=deputy.id), act)
    if (left := said["menschen"]["ausgeschieden"]) <= today:
        leave(own, gone, left, act, today, deputy)


def _enter_award(own: Database, said: Mapping[str, Any], project_id: str, act: Act) -> AwardRow:
    outside = AwardRow(Subject(project_id), said["programm"])
    award = enter_notice(own, outside, Typed(said["bescheid"]), act)
    for one in (one for one in said["mittel"] if one["tag"] <= act.at.date()):
        euros = Decimal(str(one["betrag"]))
        money = MoneyRow(award.id, one["art"], day=one["tag"], euros=euros, note=one["notiz"])
        enter_money(own, award, money, act)
    return award


def _ending(one: Mapping[str, Any], award: AwardRow) -> EndingRow:
    return EndingRow(
        award.subject.project_id,
        one["kind"],
        title=one["title"],
        award_id=award.id,
        posts=Decimal(one["posts"]) if "posts" in one else None,
        pay_group=one.get("pay_group", ""),
        cost=Decimal(one["cost"]),
    )


def _enter_people(
    own: Database, said: Mapping[str, Any], project_id: str, act: Act
) -> tuple[Person, Person]:
    """Who looked after the project, with what she wrote, and her deputy."""
    names, left = said["menschen"], said["menschen"]["ausgeschieden"]
    wrote = datetime.combine(min(left - _WORKING, act.at.date()), act.at.timetz())
    gone = stand_in(own, names["zustaendig"], "edit", wrote)
    # an account without a password, as who logs in elsewhere has one: nobody gets in by it
    deputy = add_person(own, names["anmeldename"], names["vertretung"], "edit", "", act)
    hers = Act(gone.id, wrote)
    set_project_people(own, project_people(own, project_id), gone.id, deputy.id, hers)
    for one in said["notizen"]:
        save_note(own, Note(subject=Subject(project_id), **one), hers)
    return gone, deputy


def _look_after(
    own: Database, said: Mapping[str, Any], award: AwardRow, duty: DutyRow, act: Act
) -> None:
    """Confirm a duty or tick it, as the file of the sample says."""
    day: date | None = said["erledigt"].get(duty.kind)
    if day is not None and day <= act.at.date():
        last = standing_of(award).now.zeitraum_bis
        done, after = ticked(replace(duty, state="open"), day, last)
        change_duty(own, award, duty, done, act, after)
    elif day is not None or duty.kind in said["bestaetigt"]:
        change_duty(own, award, duty, replace(duty, state="open"), act)

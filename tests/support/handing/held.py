"""A file in which Anna (1) holds one thing of each kind and Ben (2) stands in for her."""

from dataclasses import replace
from datetime import date

from sqlite_utils import Database

from db.kommune import recipients
from db.kommune.award import duties
from db.kommune.award.duties import DutyRow, Told
from db.kommune.log import Act, Subject
from db.kommune.recipients import Recipient
from db.kommune.tracker import own_steps, plans
from db.kommune.tracker.own_steps import OwnRow
from db.kommune.tracker.plans import Computed, StepRow
from db.kommune.work import decisions, owners
from tests.support.mailing.questions import ask, question
from tests.support.towns.own_file import NOW, PAIR, act

TODAY = NOW.date()
STEP = StepRow("application", "paper", title="Beschlussvorlage", day=date(2027, 2, 1),
               due=date(2027, 3, 1), reason="", assignee=1)  # fmt: skip
ANNA, BEN, CARLA = 1, 2, 3


def with_carla(db: Database, role: str = "edit") -> None:
    """A third person, who can take over."""
    db.execute(
        "insert into person(id, login, name, role, email, created)"
        " values (3, 'carla', 'Carla Ott', ?, 'carla@auental.example', ?)",
        [role, NOW.isoformat()],
    )
    db.conn.commit()


def with_project(db: Database, name: str, responsible: int | None = None) -> None:
    """One more project, which somebody looks after."""
    db.execute(
        "insert into project(id, ags, title, description, department, carrier, status, kinds)"
        " values (?, '06799001', ?, '', '', '', 'idee', '[]')",
        [name, name.title()],
    )
    db.conn.commit()
    owners.set_project_people(db, owners.project_people(db, name), responsible, None, act())


def anna_holds_everything(db: Database) -> None:
    """One of each kind, some with Ben as the deputy."""
    db.execute("update person set email = 'anna@auental.example' where id = 1")
    with_carla(db)
    owners.set_project_people(db, owners.project_people(db, PAIR[0]), ANNA, BEN, act())
    seen = decisions.decision(db, *PAIR)
    decisions.decide(
        db, seen, replace(seen, status="checking", responsible=ANNA, deputy=CARLA), act()
    )
    plans.save_plan(db, PAIR, lambda _: Computed(TODAY, "", (STEP,)))
    own_steps.save_own(
        db, PAIR, None, OwnRow("own", "Angebote", day=date(2027, 1, 14), assignee=BEN, deputy=ANNA),
        act(), lambda row: row.title,
    )  # fmt: skip
    with_award(db, ANNA)
    ask(db, question(Subject(*PAIR), act(ANNA)), act(ANNA))
    recipients.add_recipient(
        db, Recipient("", "", "", rhythm="daily", weekday=None, added=TODAY, person_id=ANNA), act()
    )
    db.execute("update person set stand_in = 1 where id = 2")
    db.conn.commit()


def with_award(db: Database, responsible: int | None, who: Act | None = None) -> DutyRow:
    """An award of the match with a duty."""
    db.execute(
        "insert into award(id, project_id, source, programme_key, version, created, created_by)"
        " values (1, ?, ?, ?, 1, ?, 1)",
        [*PAIR, NOW.isoformat()],
    )
    db.conn.commit()
    wanted = DutyRow(1, "proof", title="Verwendungsnachweis", origin="statement", state="open",
                     day=date(2027, 6, 30), responsible=responsible)  # fmt: skip
    told = Told("duty_changed", "", after="Verwendungsnachweis")
    unsaved = replace(wanted, responsible=None)
    return duties.save_duty(db, unsaved, wanted, Subject(*PAIR), who or act(), told)

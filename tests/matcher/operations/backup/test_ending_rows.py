"""What ends with the money, and what was decided, as plain rows of a backup."""

from datetime import date, datetime
from decimal import Decimal

from sqlite_utils import Database

from db.kommune import people
from db.kommune.award.continuations import link
from db.kommune.award.endings import Resolution, Verdict, decide, endings
from db.kommune.log import Act
from matcher.operations.backup.award_rows import (
    continuation_rows,
    ending_decision_rows,
    ending_rows,
)
from tests.support.awards.under_way import PROJECT, enter_award, enter_endings

AT = datetime(2026, 11, 24, 11)
END = date(2026, 12, 31)


def test_every_word_of_what_ends_is_there_without_the_program(own: Database) -> None:
    enter_endings(own, enter_award(own))
    act = Act(people.stand_in(own, "Ada Berg", "edit", AT).id, AT)
    post = endings(own)[0]
    decide(own, [(post, END)], Verdict("keep", "Beschluss", about=""), act,
           (Resolution(PROJECT), END))  # fmt: skip
    link(own, "weiter", PROJECT, "Weiter", act)
    first, second = ending_rows(own)
    assert first == {
        "project": PROJECT, "award": 1, "kind": "Stelle", "title": "Energiemanagerin",
        "posts": Decimal("0.50"), "pay_group": "E 10", "euros_a_year": Decimal(36500),
        "since": None, "until": None, "decision": "verstetigen", "reason": "Beschluss",
        "decided_at": AT.isoformat(), "decided_by": "Ada Berg", "end_when_decided": "2026-12-31",
        "note": "",
    }  # fmt: skip
    assert (second["decision"], second["euros_a_year"]) == (None, None)
    (whole,) = ending_decision_rows(own)
    assert (whole["project"], whole["decision"]) == (PROJECT, "verstetigen")
    assert [*continuation_rows(own)] == [{"project": "weiter", "follows": PROJECT}]

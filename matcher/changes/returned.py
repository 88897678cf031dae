"""Programmes that were declined and are back: the old decision, and whether its reason holds.

It only asks: the status stays as people set it until they decide anew.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from db.kommune.work.decisions import Decision
from db.programmes.catalogue import StoredProgramme
from db.vocabulary import DECLINE_REASONS, STATUS_LABELS
from matcher import german
from matcher.changes.recheck import ELIGIBILITY
from matcher.deadlines.timing import Timing, timing
from matcher.facts.certainty import confirmed
from matcher.matching.criteria import CRITERIA, CRITERION_LABELS, Case

TURNED_DOWN = ("declined", "rejected")
"""Status of a match that is over, but may come again."""
A_YEAR = timedelta(days=365)
"""After so long a match that can still apply is asked about again."""
Holds = Literal["no", "yes", "open"]
HOLDS_LABELS: dict[Holds, str] = {
    "no": "Der Grund gilt so wohl nicht mehr. Neu entscheiden?",
    "yes": "Der Grund gilt wohl weiter. Dabei bleiben?",
    "open": "Gilt der Grund noch? Bitte neu beurteilen.",
}
"""Whether the reason of the old decision still holds -> the question to a person."""


@dataclass(frozen=True, slots=True)
class Memory:
    """A decision of old on a programme that is back.

    `returned` are German sentences that say how it came back, `then` and `now` compare what the
    reason rests on, empty where no text can tell.
    """

    decision: Decision
    returned: tuple[str, ...]
    holds: Holds
    words: str = ""

    @property
    def reason(self) -> str:
        """Why it was turned down, in German."""
        status = STATUS_LABELS[self.decision.status]
        return DECLINE_REASONS.get(self.decision.reason, status)

    @property
    def question(self) -> str:
        """What the person is asked."""
        return HOLDS_LABELS[self.holds]


def remembered(
    decision: Decision, then: StoredProgramme, now: StoredProgramme, case: Case
) -> Memory | None:
    """The memory of a decision, or nothing while the programme has not come back.

    What was declined as being about something else is not asked about again: no new round makes
    it fund the project.
    `then` is the programme as it was when the decision was made, `now` as it is; `case` is that
    of the match, today.
    """
    if decision.status not in TURNED_DOWN or decision.is_off_topic:
        return None
    if decision.changed_at is None or now.gone_since:
        return None
    decided, today = decision.changed_at.date(), case.today
    old, new = timing(then.facts, decided), timing(now.facts, today)
    # what was unsure then is no new deadline when it is read surely today
    known = timing([*map(confirmed, then.facts)], decided).due
    returned = _returned(replace(old, due=known), new, decided, now, today)
    if not returned:
        return None
    if decision.reason == "deadline":
        holds, words = _deadline(old, new)
    elif decision.reason == "own_share":
        holds, words = _own_share(then, now)
    elif decision.reason == "not_eligible":
        holds, words = _eligibility(then, now, case)
    else:
        holds, words = "open", ""
    return Memory(decision, returned, holds=holds, words=words)


def _returned(
    old: Timing, new: Timing, decided: date, now: StoredProgramme, today: date
) -> tuple[str, ...]:
    found = []
    if now.returned_on and now.returned_on > decided:
        found.append(f"Das Programm war weggefallen und ist seit {german.day(now.returned_on)}"
                     " wieder da.")  # fmt: skip
    if new.due and (old.due is None or new.due.day > old.due.day):
        before = f", damals war es der {german.day(old.due.day)}" if old.due else ""
        found.append(f"Es gibt eine neue Frist: {german.day(new.due.day)}{before}.")
    elif old.state == "closed" and new.state not in ("closed", "unknown"):
        found.append(f"Damals geschlossen; heute: {new.reason}")
    if not found and new.state != "closed" and today - decided >= A_YEAR:
        found.append("Die Entscheidung ist mehr als ein Jahr alt, das Programm gibt es noch.")
    return tuple(found)


def _deadline(old: Timing, new: Timing) -> tuple[Holds, str]:
    if old.days_left is None:
        return "open", f"Heute: {new.reason}"
    before = f"Damals blieben {_days(old.days_left)}"
    if new.days_left is not None:
        holds: Holds = "no" if new.days_left > old.days_left else "yes"
        return holds, f"{before}, jetzt sind es {_days(new.days_left)}."
    return ("no" if new.state == "rolling" else "open"), f"{before}. Heute: {new.reason}"


def _days(number: int) -> str:
    return "1 Tag" if number == 1 else f"{german.number(number)} Tage"


def _own_share(then: StoredProgramme, now: StoredProgramme) -> tuple[Holds, str]:
    before, after = _highest_rate(then), _highest_rate(now)
    if before is None or after is None:
        said = german.percent(after) if after is not None else german.UNKNOWN
        return "open", f"Förderquote heute: {said}."
    words = f"Förderquote damals {german.percent(before)}, heute {german.percent(after)}."
    return ("no" if after > before else "yes"), words


def _highest_rate(stored: StoredProgramme) -> float | None:
    facts = stored.said("rate") or stored.said("rate_legal")
    return max((float(fact.value) for fact in facts), default=None)


def _eligibility(then: StoredProgramme, now: StoredProgramme, case: Case) -> tuple[Holds, str]:
    before, after = ({n: CRITERIA[n].judge(case, one) for n in ELIGIBILITY} for one in (then, now))
    against = [n for n in ELIGIBILITY if after[n].result == "not_met"]
    if against:
        return "yes", " ".join(f"{CRITERION_LABELS[n]}: {after[n].reason}" for n in against)
    changed = [n for n in ELIGIBILITY if before[n].result == "not_met"]
    if changed:
        return "no", " ".join(f"{CRITERION_LABELS[n]}: {after[n].reason}" for n in changed)
    return "open", "Die Texte schließen die Kommune nicht aus, auch damals nicht."

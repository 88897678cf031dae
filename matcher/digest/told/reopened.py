"""That a followed programme can be applied for again, itself or under a new key; pure."""

from collections.abc import Iterable, Iterator
from datetime import date

from db.kommune.succession.proposals import Succession
from db.kommune.tracker.plans import Identity
from db.records import Fact
from matcher import german
from matcher.deadlines.timing import due_dates, entry_deadlines, is_over
from matcher.digest.to_tell import Item, News
from matcher.facts.validity import end_of_validity
from matcher.facts.wording import deadline_kind
from matcher.paths import SUCCESSOR_LIST, programme_path


def openings(
    pair: Identity, title: str, facts: Iterable[Fact], since: date, today: date
) -> Iterator[Item]:
    """The sure rounds of a match that opened from the day `since` on and have not closed; none
    where nothing can be applied for. A text that changes is told by its history."""
    facts = list(facts)
    if is_over(facts, today):
        return
    for due in due_dates(entry_deadlines(facts), today, end_of_validity(facts)):
        if due.opens is not None and since <= due.opens <= today:
            fact, day = due.deadline, due.day.isoformat()
            yield Item(
                "deadline",
                ("opens", *pair, fact.details["kind"], fact.details["scope"] or "", day),
                title=f"Jetzt offen, {deadline_kind(fact)} bis {german.day(due.day)}: {title}",
                projects=frozenset({pair[0]}),
                text=(f"„{fact.quote}“",),
                path=programme_path(*pair[1:]),
                when=News(due.opens, due.opens.isoformat()),
            )


def successor(one: Succession, old: str, new: str, projects: frozenset[str]) -> Item:
    """A programme titled `new` that perhaps took the place of the followed one titled `old`."""
    return Item(
        "change",
        ("successor", *one.old, *one.new),
        title=old,
        projects=projects,
        text=(f"Vermutlich neu aufgelegt als: {new}. Bitte ansehen und bestätigen.",),
        path=SUCCESSOR_LIST,
        when=News(one.proposed_on, "proposed"),
    )

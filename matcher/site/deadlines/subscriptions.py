"""What a subscription tells: the deadlines and news of its projects, nothing beyond them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import islice

from sqlite_utils import Database

from db.clock import BERLIN
from db.kommune import matches
from db.kommune import projects as stored_projects
from db.kommune.feeds import Feed
from db.kommune.match_news import News
from db.kommune.matches import Pair
from db.kommune.work.decisions import decisions, hidden_programmes
from db.vocabulary import CHANGE_LABELS
from matcher import german
from matcher.corrections.standing import Identity
from matcher.deadlines.coming import Coming, Outlook, coming, possible
from matcher.deadlines.feeds import ALARM_DAYS, Appointment, Item
from matcher.facts.wording import deadline_kind, doubtful_words

AHEAD = timedelta(days=730)
"""How far ahead deadlines stand in the calendar."""
NEWS_DAYS, NEWS = 60, 200
"""How many days news stay in the feed, and of how many programmes at most."""
Address = Callable[[Identity, str], str]
"""Programme and project -> address of the programme's page."""


@dataclass(frozen=True, slots=True)
class Scope:
    """The projects of a feed, by id with their titles, and what people took out of sight.

    `followed` are the pairs that people follow, where the feed holds nothing else; None where it
    holds all that projects may use. `handed_in` are pairs whose application is with the authority:
    the next deadlines of the programme are not theirs.
    """

    name: str
    titles: Mapping[str, str]
    pairs: frozenset[tuple[str, str, str]]
    programmes: frozenset[Identity]
    followed: frozenset[tuple[str, str, str]] | None = None
    handed_in: frozenset[tuple[str, str, str]] = frozenset()

    def shows(self, project: str, identity: Identity) -> bool:
        """Whether a match belongs to the feed."""
        return (
            project in self.titles
            and identity not in self.programmes
            and (project, *identity) not in self.pairs
            and (self.followed is None or (project, *identity) in self.followed)
        )

    def awaits_deadlines(self, project: str, identity: Identity) -> bool:
        """Whether the deadlines of its programme are still those of a match."""
        return self.shows(project, identity) and (project, *identity) not in self.handed_in

    @property
    def words(self) -> str:
        """What the feed is about, as it names itself."""
        return self.name if self.followed is None else f"{self.name} (nur Verfolgtes)"


def scope(own: Database, feed: Feed) -> Scope:
    """What the feed is about, as it is stored now."""
    column = {"municipality": "ags", "department": "department", "project": "id"}[feed.kind]
    projects = [p for p in stored_projects.projects(own) if p[column] == feed.value]
    owners = {row["ags"]: row["name"] for row in stored_projects.municipalities(own)}
    names = {
        "municipality": owners.get(feed.value, feed.value),
        "department": feed.value,
        "project": projects[0]["title"] if projects else feed.value,
    }
    decided = {(d.project_id, d.source, d.programme_key): d for d in decisions(own)}
    unwanted = {pair for pair, d in decided.items() if d.hidden or d.status == "declined"}
    followed = frozenset(pair for pair, d in decided.items() if d.is_followed)
    return Scope(
        names[feed.kind],
        {p["id"]: p["title"] for p in projects},
        pairs=frozenset(unwanted),
        programmes=frozenset(hidden_programmes(own)),
        followed=followed if feed.followed_only else None,
        handed_in=frozenset(pair for pair, d in decided.items() if d.submitted is not None),
    )


def appointments(
    shown: Scope,
    outlooks: Mapping[Identity, Outlook],
    pairs: Mapping[Identity, tuple[Pair, ...]],
    today: date,
    address: Address,
) -> list[Appointment]:
    """The coming deadlines of programmes that these projects may use, one entry for each."""
    kept = {
        identity: found
        for identity, all_pairs in pairs.items()
        if (found := tuple(p for p in all_pairs if shown.awaits_deadlines(p.project, identity)))
    }
    listed: dict[tuple[str, ...], Appointment] = {}
    for one in coming(possible(outlooks, kept), today, today + AHEAD, doubtful=True):
        made = _appointment(shown, one, address)
        listed.setdefault(made.identity, made)
    return [*listed.values()]


def items(
    shown: Scope,
    found: Iterable[News],
    outlooks: Mapping[Identity, Outlook],
    address: Address,
) -> list[Item]:
    """New and changed matches of these projects, given latest first: one entry for a programme
    with all its projects."""
    by_programme: dict[Identity, list[News]] = {}
    for one in found:
        if shown.shows(one.project_id, one.identity):
            by_programme.setdefault(one.identity, []).append(one)
    return [
        _item(shown, of_programme, outlooks.get(identity), address)
        for identity, of_programme in islice(by_programme.items(), NEWS)
    ]


def stamp(own: Database, today: date) -> datetime:
    """When the contents of a feed were computed: by the last match run, or at midnight."""
    run = matches.last_run(own)
    midnight = datetime.combine(today, time(), BERLIN)
    return datetime.fromisoformat(run["finished"]) if run else midnight


def _appointment(shown: Scope, one: Coming, address: Address) -> Appointment:
    outlook, kind = one.possible.outlook, deadline_kind(one.due.deadline)
    pairs = one.possible.pairs
    lines = [f"{kind} am {german.day(one.due.day)} ({one.rhythm})"]
    if one.doubtful:
        lines = [f"{kind}: {doubtful_words(one.due.deadline)} ({one.rhythm})"]
    lines += [f"{shown.titles[p.project]}: {p.words}" for p in pairs]
    lines += [
        f"„{one.due.deadline.quote}“",
        "Maßgeblich ist die Veröffentlichung der Förderstelle.",
    ]
    return Appointment(
        (*outlook.identity, kind, one.due.day.isoformat()),
        one.due.day,
        title=f"{'vermutlich ' * one.doubtful}{kind}: {outlook.programme.title}",
        text="\n".join(lines),
        url=address(outlook.identity, pairs[0].project),
        # nobody shall be reminded of a day that nobody confirmed
        alarm_days=() if one.doubtful else ALARM_DAYS,
        tentative=one.doubtful,
    )


def _item(shown: Scope, found: Sequence[News], outlook: Outlook | None, address: Address) -> Item:
    """The entry of a programme. Its name holds neither run nor project: what changes again, or for
    one project more, is the same entry with a later moment."""
    latest = found[0]
    title = outlook.programme.title if outlook else latest.identity[1]
    changes = dict.fromkeys(CHANGE_LABELS[one.change] for one in found)
    lines = [
        f"Für „{shown.titles[one.project_id]}“: {one.words} ({CHANGE_LABELS[one.change]})."
        for one in found
    ]
    doubt = outlook.timing.doubt if outlook and outlook.timing else ""
    return Item(
        ("programme", *latest.identity),
        latest.at,
        title=f"{german.listed(changes)}: {title}",
        text="\n".join([*lines, *([f"Frist {doubt}."] if doubt else [])]),
        url=address(latest.identity, latest.project_id),
    )

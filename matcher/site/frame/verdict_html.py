"""Verdicts, deadlines, what is unknown, and the criteria of a match as HTML, for lists of matches.

Each finding is written once and kept: a list of twenty cards shows 240 of them, the same ones
again and again, and building them in the template took half of the page's time.
"""

from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from typing import Any
from urllib.parse import quote

from markupsafe import Markup, escape

from db.vocabulary import VERDICT_LABELS
from matcher.deadlines.timing import STATE_LABELS, Timing
from matcher.facts.wording import FIELD_LABELS
from matcher.german import UNKNOWN, day, days_left, number
from matcher.matching.criteria import CRITERION_LABELS, RESULT_LABELS

MARKS = {"met": "✓", "not_met": "✗", "unclear": "?"}
_RESULTS = {str(result): label for result, label in RESULT_LABELS.items()}
_HEADINGS = (("not_met", "Dagegen spricht"), ("unclear", "Offen ist"), ("met", "Dafür spricht"))
_GROUP = Markup('<h4>{} <span class="quiet">({})</span></h4><ul class="judged">{}</ul>')
_ITEM = Markup(
    '<li class="{}"><p><span class="mark" aria-hidden="true">{}</span> <b>{}</b> – {}: {}</p>'
    "{}{}</li>"
)
_VERDICT_MARKS = {"passt": "✓", "pruefen": "?", "ausgeschlossen": "✗"}
CURRENT = ' aria-current="page"'
_KEPT = 20_000
"""Findings that are kept as HTML, some kilobytes each at most."""


_NOTHING = Markup('<span class="unknown">{}</span>').format(UNKNOWN)


def stated(value: str | None) -> str:
    """What is known as it is, what is unknown in a quieter voice."""
    return value if value and value != UNKNOWN else _NOTHING


def known_first(rows: Iterable[tuple[str, str | None]]) -> list[tuple[str, str]]:
    """Labels with what is stated for them, those without after the others."""
    said = [(label, stated(value)) for label, value in rows]
    return sorted(said, key=lambda row: row[1] is _NOTHING)


@cache
def badge(verdict: str) -> Markup:
    """A verdict with its mark."""
    found = Markup('<span class="badge {}">{} {}</span>')
    return found.format(verdict, _VERDICT_MARKS[verdict], VERDICT_LABELS[verdict])


def project_links(matches: Iterable[Mapping[str, Any]], chosen: str | None) -> Markup:
    """The projects of a programme's matches, each leading to what speaks for and against it;
    `chosen` is the one that is shown."""
    return Markup(
        "".join(
            f'<li><a href="?vorhaben={quote(one["project_id"])}#vorhaben"'
            f"{CURRENT if one['project_id'] == chosen else ''}>{escape(one['title'])}</a>"
            f' {badge(one["verdict"])} <span class="quiet">Rang {one["rank"]},'
            f" Nähe {number(one['relevance'])} von 100</span></li>"
            for one in matches
        )
    )


def when(timing: Timing | None) -> Markup:
    """Until when one can apply, None where the texts are not evaluated."""
    if timing is None:
        return Markup('<span class="when unread">Frist noch nicht ausgewertet</span>')
    state, due = timing.state, timing.due
    if due is not None and state == "not_yet_open":
        said = f"öffnet am {day(due.opens)}"
    elif due is not None and timing.days_left is not None:
        left = f'<span class="left">({days_left(timing.days_left)})</span>'
        said = f"{STATE_LABELS[state]} bis {day(due.day)} {left}"
    else:
        said = "Frist unbekannt" if state == "unknown" else STATE_LABELS[state]
    return Markup(f'<span class="when {state}">{said}</span>')


def counted(counts: Mapping[str, int]) -> Markup:
    """How many matches have each verdict."""
    return Markup(
        "".join(
            f'<span class="count"><strong>{number(many)}</strong> {VERDICT_LABELS[verdict]}</span>'
            for verdict, many in counts.items()
        )
    )


def judged(findings: Mapping[str, Mapping[str, Any]]) -> Markup:
    """What speaks against, is open and speaks for a match, each with the guideline's words."""
    parts = []
    for result, heading in _HEADINGS:
        items = [
            _item(name, result, one["reason"], one["change"], _words(one["evidence"]))
            for name, one in findings.items()
            if one["result"] == result
        ]
        if items:
            parts.append(_GROUP.format(heading, len(items), Markup("").join(items)))
    return Markup("").join(parts)


def _words(evidence: list[dict[str, Any]]) -> tuple[tuple[str, str], ...]:
    return tuple((words["quote"], words["field"]) for words in evidence)


@lru_cache(_KEPT)
def _item(
    name: str, result: str, reason: str, change: str, evidence: tuple[tuple[str, str], ...]
) -> Markup:
    quotes = Markup("").join(
        Markup("<blockquote>„{}“ <cite>{}</cite></blockquote>").format(quote, FIELD_LABELS[field])
        for quote, field in evidence
    )
    helps = Markup('<p class="change">Was helfen würde: {}.</p>').format(change)
    return _ITEM.format(
        result, MARKS[result], CRITERION_LABELS[name], _RESULTS[result], reason, quotes,
        helps if change and result != "met" else "",
    )  # fmt: skip

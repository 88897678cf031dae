"""Verdicts, deadlines, what is unknown, and the criteria of a match as HTML, for lists of matches.

Each finding is written once and kept: a list of twenty cards shows 240 of them, the same ones
again and again, and building them in the template took half of the page's time.
"""

from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from typing import Any
from urllib.parse import quote

from markupsafe import Markup, escape

from db.vocabulary import LISTED_LABELS, is_question, standing, standing_words
from matcher.deadlines.timing import STATE_LABELS, Timing
from matcher.facts.wording import FIELD_LABELS
from matcher.german import UNKNOWN, day, days_left, number
from matcher.matching.criteria import CRITERION_LABELS, RESULT_LABELS
from matcher.matching.criteria.finding import Evidence
from matcher.matching.topic.said import TOPIC

MARKS = {"met": "✓", "not_met": "✗", "unclear": "?", "silent": "–"}
_RESULTS = {str(result): label for result, label in RESULT_LABELS.items()}
HEADINGS = {"not_met": "Dagegen spricht", "unclear": "Offen ist", "met": "Dafür spricht"}
"""What findings say about a match -> the heading over them, in the order of the page."""
SILENT = "Ohne Angabe im Text"
"""What stands before the criteria of which a text says nothing."""
_GROUP = Markup('<h4>{} <span class="quiet">({})</span></h4><ul class="judged">{}</ul>')
_ITEM = Markup(
    '<li class="{}"><p><span class="mark" aria-hidden="true">{}</span> <b>{}</b> – {}: {}</p>'
    "{}{}</li>"
)
_QUOTE = Markup("<blockquote>„{}“ <cite>{}</cite></blockquote>")
_SILENT = Markup('<details class="silent"><summary>{}: {}</summary><ul>{}</ul></details>')
_STANDING_MARKS = {"passt": "✓", "pruefen": "?", "ausgeschlossen": "✗", "knapp": "✗",
                   "rand": "≈", "anderes": "–"}  # fmt: skip
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


def badge(verdict: str, group: str, listed: bool = False) -> Markup:
    """What a list says of a pair: its verdict, or by its group why one cannot apply; `listed` is
    one that lists show."""
    return _badge(standing(verdict, group), bool(listed))


@cache
def _badge(said: str, listed: bool) -> Markup:
    found = Markup('<span class="badge {}">{} {}</span>')
    return found.format(said, _STANDING_MARKS[said], standing_words(said, listed))


def project_links(matches: Iterable[Mapping[str, Any]], chosen: str | None) -> Markup:
    """The projects of a programme's matches, each leading to what speaks for and against it;
    `chosen` is the one that is shown."""
    return Markup(
        "".join(
            f'<li><a href="?vorhaben={quote(one["project_id"])}#vorhaben"'
            f"{CURRENT if one['project_id'] == chosen else ''}>{escape(one['title'])}</a>"
            f" {badge(one['verdict'], one['part'], one['listed'])}"
            f' <span class="quiet">Rang {one["rank"]}, Nähe {number(one["relevance"])} von 100'
            "</span></li>"
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
        if timing.doubt:
            known = "Frist" if state == "unknown" else f"{STATE_LABELS[state]},"
            said = f"{known} {timing.doubt}"
    return Markup(f'<span class="when {state}">{said}</span>')


def counted(counts: Mapping[str, int], address: str) -> Markup:
    """How many matches of a project lists say what of; those that its page does not show at once
    lead to their group there, and nothing is said of none."""
    plain = Markup('<span class="count"><strong>{}</strong> {}</span>').format
    parts = []
    for said, many in counts.items():
        words = plain(number(many), LISTED_LABELS[said])
        if said == "knapp":
            words = Markup('<a href="{}?gruppe={}#treffer">{}</a>').format(address, said, words)
        parts.append(words if many else "")
    return Markup("").join(parts)


def by_weight(findings: Mapping[str, Mapping[str, Any]]) -> dict[str, list[str]]:
    """The criteria by what they say about a match: a key of HEADINGS, or "silent" where the text
    says nothing and nobody needs to ask. The topic is none of them."""
    found: dict[str, list[str]] = {result: [] for result in (*HEADINGS, "silent")}
    for name, one in findings.items():
        if name != TOPIC:
            found[weight(name, one)].append(name)
    return found


def weight(name: str, finding: Mapping[str, Any]) -> str:
    """What a criterion says about a match: what is open is one thing, whether the text is unclear
    or says nothing though it must."""
    return "unclear" if is_question(name, finding["result"]) else str(finding["result"])


def judged(findings: Mapping[str, Mapping[str, Any]]) -> Markup:
    """What speaks against, is open and speaks for a match, each with the guideline's words; what
    the text says nothing of is folded below."""
    parts, names = [], by_weight(findings)
    for weight, heading in HEADINGS.items():
        items = [_criterion(name, findings[name]) for name in names[weight]]
        if items:
            parts.append(_GROUP.format(heading, len(items), Markup("").join(items)))
    return Markup("").join(parts) + silent(findings)


def silent(findings: Mapping[str, Mapping[str, Any]]) -> Markup:
    """One quiet line with what the text says nothing of; unfolded it has the sentences."""
    names = by_weight(findings)["silent"]
    if not names:
        return Markup("")
    labels = ", ".join(CRITERION_LABELS[name] for name in names)
    items = (
        Markup("<li><b>{}:</b> {}</li>").format(CRITERION_LABELS[name], findings[name]["reason"])
        for name in names
    )
    return _SILENT.format(SILENT, labels, Markup("").join(items))


def purpose(findings: Mapping[str, Mapping[str, Any]]) -> Markup:
    """What the programme funds in its own words, what of the project that meets, and what would
    help where it does not; nothing where no run has looked at the topic."""
    one = findings.get(TOPIC)
    if one is None:
        return Markup("")
    quotes = Markup("").join(_QUOTE.format(*words) for words in _words(one["evidence"]))
    return Markup('<div class="purpose {}">{}<p>{}</p>{}</div>').format(
        one["result"], quotes, one["reason"], _helps(one["result"], one["change"])
    )


def purpose_sentence(quote: Evidence | None) -> Markup:
    """The sentence in which a programme says what it funds; nothing where there is none."""
    if quote is None:
        return Markup("")
    words = _QUOTE.format(quote.quote, FIELD_LABELS[quote.field])
    return Markup('<div class="purpose">{}</div>').format(words)


def _criterion(name: str, one: Mapping[str, Any]) -> Markup:
    return _item(
        name, weight(name, one), one["result"], one["reason"], one["change"],
        _words(one["evidence"]),
    )  # fmt: skip


def _words(evidence: list[dict[str, Any]]) -> tuple[tuple[str, str], ...]:
    return tuple((words["quote"], FIELD_LABELS[words["field"]]) for words in evidence)


@lru_cache(_KEPT)
def _item(
    name: str, weight: str, result: str, reason: str, change: str,
    evidence: tuple[tuple[str, str], ...],
) -> Markup:  # fmt: skip
    quotes = Markup("").join(_QUOTE.format(*words) for words in evidence)
    return _ITEM.format(
        weight, MARKS[weight], CRITERION_LABELS[name], _RESULTS[result], reason, quotes,
        _helps(result, change),
    )  # fmt: skip


def _helps(result: str, change: str) -> Markup:
    helps = Markup('<p class="change">Was helfen würde: {}.</p>').format(change)
    return helps if change and result != "met" else Markup("")

"""What was decided about programmes and why, and which come into question; pure."""

from collections.abc import Iterator, Mapping
from typing import Any

from db.vocabulary import DECLINE_REASONS, FOLLOWED, STATUS_LABELS, is_question
from matcher import german
from matcher.handover.report.known import Candidate, Decided, KnownProject
from matcher.handover.report.model import Part

CANDIDATES = "Programme, die infrage kommen"
HIDDEN = "hidden"
"""Stands for the status of what is never shown again."""
_MOST = 3
"""Reasons for and against that are named of a programme."""


def decisions(known: KnownProject) -> Part:
    """Each decision with its day, its reason, and who took it; declined ones among them."""
    return Part("Entscheidungen", tuple(map(_decision, known.judged.decided)))


def _decision(one: Decided) -> str:
    status = "wird nie mehr gezeigt" if one.status == HIDDEN else STATUS_LABELS[one.status]
    taken = f" am {german.day(one.day)}" * bool(one.day) + f" von {one.who}" * bool(one.who)
    if one.status in FOLLOWED:
        set_by = [f"seit {german.day(one.day)}" if one.day else "", one.who]
        taken = f" ({', '.join(filter(None, set_by))})"
    elif taken and one.status in ("granted", "rejected"):
        # what the authority decides somebody of the town only enters
        taken = f" (eingetragen{taken})"
    reason = f" Grund: {DECLINE_REASONS[one.reason]}." if one.reason in DECLINE_REASONS else ""
    said = " / ".join(one.note.split("\n"))
    note = f" Begründung: {german.quoted_last(said)}" if said else ""
    return f"„{one.title}“: {status}{taken}.{reason}{note}"


def candidates(known: KnownProject) -> Part:
    """The best programmes that nobody decided against, with what speaks for and against them and
    what became of earlier applications."""
    found = known.judged.candidates
    if not known.judged.matched:
        return Part(CANDIDATES, ("Das Vorhaben ist noch nicht abgeglichen.",), listed=False)
    return Part(CANDIDATES, tuple(map(_candidate, found)))


def _candidate(one: Candidate) -> str:
    # that it was rejected is said with year and reason where that is known
    is_told = one.status == "new" or (one.status == "rejected" and one.earlier)
    status = "" if is_told else f", Stand: {STATUS_LABELS[one.status]}"
    said = [f"„{one.title}“ ({one.standing}{status})."]
    if one.earlier:
        said.append(f"Früher: {'; '.join(one.earlier)}.")
    if one.deadline:
        said.append(f"{one.deadline.rstrip('.')}.")
    for words, reasons in _weighed(one.findings):
        if reasons:
            said.append(f"{words}: {'; '.join(reason.rstrip('.') for reason in reasons)}.")
    return " ".join(said)


def _weighed(
    findings: Mapping[str, Mapping[str, Any]],
) -> Iterator[tuple[str, list[str]]]:
    """What speaks for a programme, against it, and what is open."""
    for words, result in (("Dafür spricht", "met"), ("Dagegen spricht", "not_met")):
        yield words, [one["reason"] for one in findings.values() if one["result"] == result][:_MOST]
    yield (
        "Offen ist",
        [one["reason"] for name, one in findings.items() if is_question(name, one["result"])][
            :_MOST
        ],
    )

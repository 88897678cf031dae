"""What a council paper's draft says: the values of its template, without any file.

Everything is a statement with its source, or marked as open; nothing is legal advice.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from db.programmes.catalogue import StoredProgramme
from db.records import Fact
from db.vocabulary import is_question, standing, standing_words
from matcher import german
from matcher.deadlines.timing import STATE_LABELS, timing
from matcher.documents.financing_part import financing_values
from matcher.facts.headline import funder
from matcher.facts.wording import FACT_LABELS, deadline_kind, fact_words, told_deadline
from matcher.matching.criteria import CRITERION_LABELS
from matcher.profile.model import Municipality, Project
from matcher.tracker.combining.plan import Plan
from matcher.tracker.own_share import wording
from matcher.tracker.own_share.calculation import Calculation
from matcher.tracker.own_share.own_share import Parts
from matcher.tracker.plan.steps import KeptStep

OPEN = "offen"
_ELSEWHERE = frozenset({"deadline", "rate", "rate_legal", "amount", "amount_legal",
                        "own_share_min", "municipal_applicant"})  # fmt: skip
"""Kinds of facts that other parts of the paper show or that the applicant knows."""


@dataclass(frozen=True, slots=True)
class OwnSide:
    """What the municipality's file knows of a project and a programme.

    `match` is the stored match with its findings, None if it was never made; `steps` are those
    of the plan, if there is one, and `conflicts` says which of their days cannot be.
    """

    match: Mapping[str, Any] | None = None
    steps: Sequence[KeptStep] = ()
    conflicts: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Origin:
    """Who funds a programme, and the row of its source with title, publisher and licence."""

    funders: tuple[str, ...] = ()
    source: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Occasion:
    """All that a paper is written from; `plan` only where several programmes are combined."""

    municipality: Municipality
    project: Project
    stored: StoredProgramme
    found: Calculation
    today: date
    own: OwnSide = OwnSide()
    origin: Origin = Origin()
    plan: Plan | None = None


def paper(about: Occasion) -> dict[str, Any]:
    """The value of each placeholder (see `placeholders`)."""
    project, stored, share = about.project, about.stored, about.found.share
    return {
        "kommune": about.municipality.name,
        "datum": german.day(about.today),
        "vorhaben": project.titel,
        "beschreibung": project.beschreibung or still_open("Beschreibung des Vorhabens"),
        "fachamt": project.fachamt or still_open("Fachamt"),
        "traeger": project.traeger,
        "zeitraum": _period(project),
        "programm": stored.programme.title,
        "foerdergeber": funder(stored.programme, about.origin.funders) or still_open("Fördergeber"),
        "adresse": stored.programme.url,
        "beschlussvorschlag": _proposal(about),
        "urteil": _verdict(about.own.match),
        "gesamtkosten": _euros(wording.total(share), "Gesamtkosten"),
        **_paid(share.parts),
        "naechste_frist": next_deadline(stored, about.today),
        "beginn": german.capital(wording.guard_line(about.found.guard)),
        "beginn_wortlaut": _start_words(about.found.guard.fact),
        "quelle": _source(about),
        **_lists(about),
        **financing_values(about.plan),
    }


def _paid(parts: Parts | None) -> dict[str, str]:
    """What each side pays, or that it is open."""
    return {
        "zuschuss": _euros(parts.grant if parts else None, "Zuschuss"),
        "mittel_dritter": _euros(parts.third_party if parts else None, "Mittel Dritter"),
        "eigenanteil": _euros(parts.own_share if parts else None, "Eigenanteil"),
        "eigenleistung": _euros(parts.own_work if parts else None, "Eigenleistung"),
        "eigenanteil_geld": _euros(parts.cash if parts else None, "Eigenanteil in Geld"),
    }


def _lists(about: Occasion) -> dict[str, Any]:
    share = about.found.share
    return {
        "angaben": [
            {"name": one.label, "wert": wording.input_value(one),
             "herkunft": wording.input_origin(one), "wortlaut": wording.input_source(one)}
            for one in share.inputs
        ],
        "rechnung": [*share.steps],
        "finanzierung": [
            {"name": name, "betrag": german.euros(value)} for name, value in wording.parts(share)
        ],
        "jahre": [
            {"jahr": str(year), "betrag": german.euros(value)} for year, value in share.cash_by_year
        ],
        "fakten": _facts(about.stored.facts),
        "fristen": _deadlines(about.stored.facts),
        "schritte": [_step(one) for one in sorted(about.own.steps, key=lambda one: one.day)],
        "risiken": _risks(about),
        "offen": _questions(about),
    }  # fmt: skip


def still_open(what: str) -> str:
    """offen: Fachamt."""
    return f"{OPEN}: {what}"


def next_deadline(stored: StoredProgramme, today: date) -> str:
    """31.10.2027 (noch 340 Tage), or why there is no day."""
    now = timing(stored.facts, today)
    if now.due is None or now.days_left is None:
        return f"{STATE_LABELS[now.state]} – {now.reason}"
    return f"{german.day(now.due.day)} ({german.days_left(now.days_left)})"


def _proposal(about: Occasion) -> str:
    share, title = about.found.share, about.stored.programme.title
    years = german.listed(f"{year}: {german.euros(v)}" for year, v in share.cash_by_year)
    own = german.euros(share.parts.cash) if share.parts else f"[{still_open('Höhe')}]"
    spread = f" ({years})" if years else f" [{still_open('Verteilung auf die Haushaltsjahre')}]"
    return (
        f"Für das Vorhaben „{about.project.titel}“ wird eine Förderung aus dem Programm "
        f"„{title}“ beantragt. Der Eigenanteil in Geld von {own} wird bereitgestellt{spread}. "
        "Aufträge werden erst erteilt, wenn das Programm es erlaubt."
    )


def _period(project: Project) -> str:
    if project.start is None and project.ende is None:
        return still_open("Beginn und Ende")
    return f"{german.month(project.start)} bis {german.month(project.ende)}"


def _verdict(match: Mapping[str, Any] | None) -> str:
    if match is None:
        return still_open("noch nicht abgeglichen")
    said = standing_words(standing(match["verdict"], match["part"]), bool(match["listed"]))
    return f"{said} (Abgleich vom {german.day(match['matched_on'])})"


def _euros(value: Decimal | None, name: str) -> str:
    return still_open(name) if value is None else german.euros(value)


def _start_words(fact: Fact | None) -> str:
    return wording.quoted(fact) if fact else "Der Text sagt zum Beginn nichts."


def _source(about: Occasion) -> str:
    stored, row = about.stored, about.origin.source
    seen = f"Fassung {stored.version}, zuletzt gesehen am {german.day(stored.last_seen)}"
    if row is None:
        return seen
    return f"{row['publisher']}, {row['title']}, {row['licence']}; {seen}"


def _facts(facts: Sequence[Fact]) -> list[dict[str, str]]:
    """Each statement once with its first quote, in the order in which facts are shown."""
    found: dict[tuple[str, str], dict[str, str]] = {}
    for kind, label in FACT_LABELS.items():
        for fact in facts:
            if fact.kind == kind and kind not in _ELSEWHERE:
                row = {"name": label, "wert": fact_words(fact), "wortlaut": wording.quoted(fact)}
                found.setdefault((label, row["wert"]), row)
    return [*found.values()]


def _deadlines(facts: Sequence[Fact]) -> list[dict[str, str]]:
    found: dict[tuple[str, str], dict[str, str]] = {}
    for fact in facts:
        if fact.kind == "deadline":
            what, day = deadline_kind(fact), told_deadline(fact)
            row = {"was": what, "frist": day, "wortlaut": wording.quoted(fact)}
            found.setdefault((what, day), row)
    return [*found.values()]


def _step(one: KeptStep) -> dict[str, str]:
    return {
        "tag": german.day(one.day),
        "was": one.step.title,
        "wer": one.assignee or still_open("wer"),
        # notes are for the office, a paper is for the public
        "stand": f"erledigt am {german.day(one.done_on)}" if one.done_on else "offen",
    }


def _risks(about: Occasion) -> list[str]:
    guard = about.found.guard
    early = [wording.guard_line(guard)] if guard.state in ("violated", "warning") else []
    excluded = _findings(about.own.match, asked=False)
    return [*about.found.warnings, *early, *about.own.conflicts, *excluded]


def _questions(about: Occasion) -> list[str]:
    guard, now = about.found.guard, timing(about.stored.facts, about.today)
    start = [guard.reason] if guard.state == "unknown" else []
    late = [] if now.due else [f"Frist: {now.reason}"]
    asked = [*about.found.questions, *start, *late, *_findings(about.own.match, asked=True)]
    return [still_open(sentence) for sentence in asked]


def _findings(match: Mapping[str, Any] | None, *, asked: bool) -> list[str]:
    """What is to be asked, or else what speaks against the match."""
    return [
        f"{CRITERION_LABELS[name]}: {finding['reason']}"
        for name, finding in (match["findings"] if match else {}).items()
        if (is_question(name, finding["result"]) if asked else finding["result"] == "not_met")
    ]

"""What a new version of a guideline changes for those who rest on the old one.

Two versions are compared by what the rules read from them: an answer counts as changed when it
says something else or when the words that gave it no longer stand. What only changed around
them touches nothing.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from db.katalog.versions import Seen
from db.kommune.work.decisions import Decision
from db.kommune.work.reviews import Look
from db.programmes.catalogue import StoredProgramme
from db.records import Fact
from db.vocabulary import FOLLOWED, labels
from matcher.corrections.marked import plain
from matcher.deadlines.coming import DATING_KINDS
from matcher.facts.wording import FACT_LABELS, FIELD_LABELS, fact_words
from matcher.matching.criteria import CRITERION_LABELS

_SUMS = ("amount", "amount_legal")
_RATES = ("rate", "rate_legal")
GROUNDS: dict[str, tuple[str, ...]] = {
    "territory": ("Foerdergebiet",),
    "applicant": ("Foerderberechtigte", "municipal_applicant"),
    "municipal_kind": ("municipal_applicant",),
    "inhabitants": ("inhabitants",),
    "funding_type": ("Foerderart",),
    "spending": ("spending",),
    "project_begun": ("start_rule",),
    "cost_bounds": _SUMS,
    "own_share": ("own_share_min", *_RATES, *_SUMS),
    "window": DATING_KINDS,
    "validity": ("valid_until",),
    "status_note": ("status_note",),
}
"""Criterion -> what it reads of a programme: kinds of facts, vocabularies of the source, a text."""
PLAN_GROUNDS = (*DATING_KINDS, "two_stage")
"""What the plan of a match reads."""
ELIGIBILITY = ("territory", "applicant", "municipal_kind", "inhabitants")
"""Criteria that say whether the municipality may apply at all."""
DECLINE_GROUNDS: dict[str, tuple[str, ...]] = {
    "own_share": GROUNDS["own_share"],
    "deadline": GROUNDS["window"],
    "not_eligible": tuple(kind for name in ELIGIBILITY for kind in GROUNDS[name]),
}
"""Reason of a declined match -> what it rests on; the other reasons rest on no text."""
_VOCABULARIES = {
    "Foerdergebiet": "Fördergebiet",
    "Foerderberechtigte": "Förderberechtigte",
    "Foerderart": "Förderart",
}
OF_SOURCE = "Schlagwörter der Quelle"
SHOWN = 3
"""Quotes shown before and after."""


@dataclass(frozen=True, slots=True)
class Ground:
    """Something that two versions state differently: the words before and after, in German.

    `section` is the heading of the text that states it; without words it was or is not stated.
    """

    kind: str
    label: str
    section: str
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Touch:
    """A changed ground and what of a match rests on it: labels of criteria, plan, decision."""

    ground: Ground
    things: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """A match that is to be checked again: what changed from version `old` to `new`."""

    pair: tuple[str, str, str]
    old: int
    new: int
    since: datetime
    touches: tuple[Touch, ...]


def known_version(versions: Sequence[Seen], look: Look) -> Seen:
    """The version that people had before them at their last look; the first if that is older."""
    last = versions[-1].number

    def is_known(one: Seen) -> bool:
        if look.version and one.number <= look.version <= last:
            return True
        if look.at is not None:
            return one.at <= look.at
        return look.day is not None and one.day <= look.day

    known = [one for one in versions if is_known(one)]
    return known[-1] if known else versions[0]


def changed_grounds(old: StoredProgramme, new: StoredProgramme) -> list[Ground]:
    """Everything that the two versions of a programme state differently."""
    facts = {kind: _fact_ground(kind, old, new) for kind in FACT_LABELS}
    if facts["deadline"] and _same(old.said("application_mode"), new.said("application_mode")):
        # "fixed deadline" is read from the words of the deadline, which say it better
        facts["application_mode"] = None
    found = [*facts.values()]
    found += [_code_ground(name, old, new) for name in _VOCABULARIES]
    found.append(_note_ground(old, new))
    return [ground for ground in found if ground is not None]


def touches(grounds: Iterable[Ground], decision: Decision) -> tuple[Touch, ...]:
    """Those of the changed grounds that a match rests on, by what people made of it.

    A declined match rests on the grounds of its reason alone, any other one on all of its
    criteria, and on those of its plan while it is followed.
    """
    found = []
    for ground in grounds:
        if decision.status == "declined":
            things = [
                "Entscheidung" for k in DECLINE_GROUNDS.get(decision.reason, ()) if k == ground.kind
            ]
        else:
            things = [CRITERION_LABELS[n] for n, kinds in GROUNDS.items() if ground.kind in kinds]
            if decision.status in FOLLOWED and ground.kind in PLAN_GROUNDS:
                things.append("Plan")
        if things:
            found.append(Touch(ground, tuple(dict.fromkeys(things))))
    return tuple(found)


def _fact_ground(kind: str, old: StoredProgramme, new: StoredProgramme) -> Ground | None:
    before, after = old.said(kind), new.said(kind)
    kept = (
        {
            *(_value(f) for f in before if _stands_in(f, new)),
            *(_value(f) for f in after if _stands_in(f, old)),
        }
        & {_value(f) for f in before}
        & {_value(f) for f in after}
    )
    went = [f for f in before if _value(f) not in kept]
    came = [f for f in after if _value(f) not in kept]
    if not went and not came:
        return None
    section = FIELD_LABELS[(came or went)[0].field]
    return Ground(
        kind, FACT_LABELS[kind], section=section, before=_quoted(went), after=_quoted(came)
    )


def _same(before: Iterable[Fact], after: Iterable[Fact]) -> bool:
    return {_value(fact) for fact in before} == {_value(fact) for fact in after}


def _value(fact: Fact) -> str:
    # how sure we are of it says something of our readers, not of the text
    return repr((fact.value, sorted(plain(fact.details).items())))


def _stands_in(fact: Fact, stored: StoredProgramme) -> bool:
    """Whether the words of a fact stand somewhere in the texts of a version."""
    texts = (stored.programme.title, *stored.programme.texts.values())
    return any(fact.quote in text for text in texts)


def _quoted(facts: Sequence[Fact]) -> tuple[str, ...]:
    shown = dict.fromkeys(f"{fact_words(fact)}: „{fact.quote}“" for fact in facts)
    return tuple(shown)[:SHOWN]


def _code_ground(name: str, old: StoredProgramme, new: StoredProgramme) -> Ground | None:
    before, after = old.programme.code_set(name), new.programme.code_set(name)
    if before == after:
        return None
    words = [(labels(codes, name),) if codes else () for codes in (before, after)]
    return Ground(name, _VOCABULARIES[name], OF_SOURCE, *words)


def _note_ground(old: StoredProgramme, new: StoredProgramme) -> Ground | None:
    before, after = (one.programme.texts.get("status_note", "") for one in (old, new))
    if before == after:
        return None
    label = FIELD_LABELS["status_note"]
    return Ground("status_note", label, label, *((n,) if n else () for n in (before, after)))

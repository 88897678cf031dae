"""Applications, awards, duties and money as rows for files that outlive the program."""

from collections.abc import Iterator, Mapping
from typing import Any

from sqlite_utils import Database

from db.kommune import people
from db.kommune.award import (
    applications,
    awards,
    base_rates,
    continuations,
    duties,
    endings,
    movements,
)
from db.kommune.award.awards import AwardRow
from db.kommune.award.endings import Decided
from db.programmes.catalogue import titles_and_urls
from matcher.award.duties.kinds import ORIGIN_LABELS
from matcher.award.fields import OF_NOTICE
from matcher.award.notice import Notice
from matcher.award.wording import STATE_LABELS, field_words

Row = dict[str, Any]


def application_rows(own: Database, catalogue: Database) -> Iterator[Row]:
    """One row per application."""
    known = titles_and_urls(catalogue)
    for one in applications.applications(own):
        pair = one.subject.identity
        yield {
            "project": one.subject.project_id,
            "title": known.get(pair, (None,))[0],
            "source": pair[0],
            "key": pair[1],
            "kind": applications.KINDS[one.kind],
            "state": applications.STATES[one.state],
            "submitted": one.submitted and one.submitted.isoformat(),
            "amount": one.amount,
            "eligible": one.eligible,
            "reference": one.reference,
            "way": one.way,
            "ends": one.ends and one.ends.isoformat(),
            "decided": one.decided and one.decided.isoformat(),
            "reason": one.reason,
            "note": one.note,
            "unanswered": one.unanswered and one.unanswered.isoformat(),
        }


def notice_rows(own: Database, catalogue: Database) -> Iterator[Row]:
    """One row per notice of an award that counts, with every field by its German heading."""
    known = titles_and_urls(catalogue)
    for award in awards.awards(own):
        for row in award.notices:
            notice = Notice.model_validate(row.content)
            yield {
                "award": award.id,
                "notice": row.id,
                "project": award.subject.project_id,
                "title": _title(award, known),
                "source": award.subject.source,
                "key": award.subject.programme_key,
                **{field.heading: field_words(field, notice) for field in OF_NOTICE},
            }


def duty_rows(own: Database) -> Iterator[Row]:
    """One row per duty of an award, whatever became of it."""
    names = {person.id: person.name for person in people.people(own)}
    for one in duties.duties(own):
        yield {
            "award": one.award_id,
            "title": one.title,
            "day": one.day and one.day.isoformat(),
            "months": one.recurs or None,
            "state": STATE_LABELS[one.state],
            "origin": ORIGIN_LABELS[one.origin],  # type: ignore[index]  # the file checks it
            "words": one.words,
            "responsible": names.get(one.responsible or 0),
            "deputy": names.get(one.deputy or 0),
            "done_on": one.done_on and one.done_on.isoformat(),
            "note": one.note,
        }


def money_rows(own: Database) -> Iterator[Row]:
    """One row per movement of money."""
    for one in movements.movements(own):
        yield {
            "award": one.award_id,
            "kind": movements.KINDS[one.kind],
            "day": one.day.isoformat(),
            "euros": one.euros,
            "note": one.note,
        }


def base_rate_rows(own: Database) -> Iterator[Row]:
    """One row per half-year whose Basiszinssatz is entered."""
    for since, percent in base_rates.base_rates(own).items():
        yield {"since": since.isoformat(), "percent": percent}


def ending_rows(own: Database) -> Iterator[Row]:
    """One row per thing that ends with the money, with what was decided about it."""
    names = {person.id: person.name for person in people.people(own)}
    for one in endings.endings(own):
        yield {
            "project": one.project_id,
            "award": one.award_id,
            "kind": endings.KINDS[one.kind],
            "title": one.title,
            "posts": one.posts,
            "pay_group": one.pay_group,
            "euros_a_year": one.cost,
            "since": one.since and one.since.isoformat(),
            "until": one.until and one.until.isoformat(),
            **_decided(one.decided, names),
            "note": one.note,
        }


def ending_decision_rows(own: Database) -> Iterator[Row]:
    """One row per project about which it was decided as a whole."""
    names = {person.id: person.name for person in people.people(own)}
    for one in endings.resolutions(own).values():
        if one.decided is not None:
            yield {"project": one.project_id, **_decided(one.decided, names)}


def continuation_rows(own: Database) -> Iterator[Row]:
    """One row per project that goes on from another."""
    for project, follows in continuations.continuations(own).items():
        yield {"project": project, "follows": follows}


def _decided(made: Decided | None, names: Mapping[int, str]) -> Row:
    return {
        "decision": endings.CHOICES[made.choice] if made else None,
        "reason": made.reason if made else None,
        "decided_at": made.at.isoformat() if made else None,
        "decided_by": names.get(made.by) if made else None,
        "end_when_decided": made.end.isoformat() if made and made.end else None,
    }


def _title(award: AwardRow, known: dict[tuple[str, str], tuple[str, str]]) -> str | None:
    pair = award.subject.identity
    return award.title or known.get(pair, (None,))[0]

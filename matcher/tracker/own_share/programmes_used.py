"""Which programmes a stored project uses or follows, and the own share with them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from sqlite_utils import Database

from db.kommune.award.applications import Certificate, applications, certificates
from db.kommune.work.decisions import decisions, hidden_programmes
from db.programmes.catalogue import StoredProgramme, identities, programme_at
from matcher.corrections.standing import NOTHING_SAID, Standing, corrected_programme
from matcher.profile.funding import Funding
from matcher.profile.model import Project
from matcher.tracker.own_share.calculation import Identity, ProjectFunding, each_once

FOLLOWED = frozenset({"watching", "checking", "sketch", "application", "granted"})
"""Statuses of a match that somebody works on."""
Lookup = Callable[[Identity], StoredProgramme | None]
"""The programme with this identity, with its facts as they count for whoever asks."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """What applications say of a programme that a project uses: since when one is with the
    authority, and the leave for an early start that was granted."""

    submitted: date | None = None
    allowed: Certificate | None = None


Following = Mapping[Identity, Recorded]
"""The programmes that people follow for a project, each with what applications say of it."""


def followed(own: Database, project_id: str) -> dict[Identity, Recorded]:
    """The programmes that people follow for a project, by their decisions; no hidden ones."""
    hidden = hidden_programmes(own)
    granted = certificates(applications(own, project_id=project_id))
    return {
        pair: Recorded(one.submitted, granted.get((project_id, *pair)))
        for one in decisions(own, project_id)
        if one.status in FOLLOWED and not one.hidden
        and (pair := (one.source, one.programme_key)) not in hidden
    }  # fmt: skip


def named(db: Database, project: Project) -> tuple[dict[Identity, Funding], tuple[str, ...]]:
    """What the profile states per programme, and questions about names that are not clear."""
    found: dict[Identity, Funding] = {}
    questions: list[str] = []
    for one in project.foerderungen:
        fitting = identities(db, one.programm)
        if len(fitting) == 1 and fitting[0] not in found:
            found[fitting[0]] = one
        else:
            questions.append(_unclear(one.programm, len(fitting)))
    return found, tuple(questions)


def project_funding(
    project: Project, following: Following, catalogue: Database, lookup: Lookup
) -> ProjectFunding:
    """A project with the programmes that its profile names or that people follow.

    Where an application is recorded, that counts before what the profile states of it.
    """
    fundings, questions = named(catalogue, project)
    programmes = each_once(map(lookup, [*fundings, *following]))
    fundings |= {
        pair: with_record(fundings.get(pair) or Funding(programm=pair[1]), record)
        for pair, record in following.items()
        if record != Recorded()
    }
    return ProjectFunding(project, programmes, fundings=fundings, questions=questions)


def with_record(stated: Funding, record: Recorded) -> Funding:
    """What is stated of a programme, with the days that applications record."""
    days: dict[str, date | None] = {}
    if record.submitted is not None:
        days["antrag"] = record.submitted
    if record.allowed is not None:
        days["vorzeitiger_beginn_ab"] = record.allowed.first
        days["vorzeitiger_beginn_bis"] = record.allowed.last
    return stated.model_copy(update=days)


def looked_up(db: Database, said: Standing = NOTHING_SAID) -> Lookup:
    """Programmes as the catalogue has them, with what people corrected."""

    def found(pair: Identity) -> StoredProgramme | None:
        stored = programme_at(db, *pair)
        return None if stored is None else corrected_programme(stored, said.get(pair, ()))

    return found


def _unclear(name: str, fitting: int) -> str:
    said = f"Unter foerderungen steht „{name}“"
    if fitting > 1:
        return f"{said}: Das passt auf {fitting} Programme; welches ist gemeint?"
    if fitting == 1:
        return f"{said}: Dieses Programm ist dort zweimal genannt; was gilt?"
    return f"{said}: Dieses Programm gibt es im Katalog nicht; welches ist gemeint?"

"""Which programmes a stored project uses or follows, and the own share with them."""

from collections.abc import Callable

from sqlite_utils import Database

from db.kommune.work.decisions import decisions, hidden_programmes
from db.programmes.catalogue import StoredProgramme, identities, programme_at
from matcher.corrections.standing import NOTHING_SAID, Standing, corrected_programme
from matcher.profile.funding import Funding
from matcher.profile.model import Project
from matcher.tracker.own_share.calculation import Identity, ProjectFunding, each_once
from matcher.tracker.own_share.recorded import OUTSIDE, Records

FOLLOWED = frozenset({"watching", "checking", "sketch", "application", "granted"})
"""Statuses of a match that somebody works on."""
Lookup = Callable[[Identity], StoredProgramme | None]
"""The programme with this identity, with its facts as they count for whoever asks."""


def followed(own: Database, project_id: str) -> list[Identity]:
    """The programmes that people follow for a project, by their decisions; no hidden ones."""
    hidden = hidden_programmes(own)
    return [
        pair
        for one in decisions(own, project_id)
        if one.status in FOLLOWED and not one.hidden
        and (pair := (one.source, one.programme_key)) not in hidden
    ]  # fmt: skip


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
    project: Project,
    following: list[Identity],
    catalogue: Database,
    lookup: Lookup,
    records: Records,
) -> ProjectFunding:
    """A project with the programmes that its profile names, that people follow or that money was
    applied for; `records` are those of the project."""
    fundings, questions = named(catalogue, project)
    in_catalogue = [pair for pair in records if pair[0] != OUTSIDE]
    programmes = each_once(map(lookup, [*fundings, *following, *in_catalogue]))
    return ProjectFunding(
        project, programmes, fundings=fundings, questions=questions, records=records
    )


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

"""Housekeeping: what is old by the written rule or no longer used goes, files stay small."""

import logging
from collections.abc import Mapping, Set
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlite_utils import Database

from db import connection
from db.files import DataDir, catalogue_at, kommune_at
from db.katalog import housekeeping
from db.kommune import feeds, sent_forms, sessions
from db.kommune.asked import asking
from db.kommune.handing import presence
from db.kommune.housekeeping import delete_unused_findings
from matcher.matching.stored import matching_lock
from matcher.operations.acting import night_act
from matcher.operations.nightly.thinning import Version, superfluous

ISSUE_DAYS = 30
"""So long the oddities of earlier runs of a source are kept."""
RUN_DAYS = 730
"""So long runs are kept that left nothing behind."""

Identity = tuple[str, str]
LABELS = {
    "versions": ("alte Fassung", "alte Fassungen"),
    "text": ("Text", "Texte"),
    "contact": ("Kontakt", "Kontakte"),
    "link": ("Verweis", "Verweise"),
    "issues": ("früherer Hinweis", "frühere Hinweise"),
    "runs": ("früherer Lauf", "frühere Läufe"),
    "findings": ("Befund", "Befunde"),
    "sessions": ("beendete Anmeldung", "beendete Anmeldungen"),
    "feeds": ("beendetes Abonnement", "beendete Abonnements"),
    "questions": ("frühere Frage per Mail", "frühere Fragen per Mail"),
    "names": ("Name einer ausgeschiedenen Person", "Namen ausgeschiedener Personen"),
    "absences": ("abgelaufene Abwesenheit", "abgelaufene Abwesenheiten"),
    "forms": ("Vermerk über ein Formular", "Vermerke über Formulare"),
}
"""What is removed, in the singular and the plural."""
BYTES = "bytes"
"""Name of the bytes that a file written anew gave back."""


@dataclass(frozen=True, slots=True)
class NamesKept:
    """Names of those go who left on `limit` or before; `at` is the moment for the log."""

    limit: date
    at: datetime


def clean(
    data: DataDir,
    today: date,
    months: int,
    referred: Mapping[Identity, Set[int]] | None = None,
    *,
    sessions_since: datetime | None = None,
    names: NamesKept | None = None,
) -> dict[str, int]:
    """Clean both files; returns how many rows went, by the names of LABELS, and BYTES.

    `referred` are versions by source and key of the programme to which people refer; sessions that
    began before `sessions_since` are over; `names` says whose names go.
    """
    counts = dict.fromkeys((*LABELS, BYTES), 0)
    with catalogue_at(data.catalogue) as db:
        counts["versions"] = _thin(db, today, months, referred or {})
        for table in ("text", "contact", "link"):
            counts[table] = housekeeping.delete_unused(db, table)
        counts["issues"] = housekeeping.delete_old_issues(db, today - timedelta(days=ISSUE_DAYS))
        counts["runs"] = housekeeping.delete_old_runs(db, today - timedelta(days=RUN_DAYS))
        connection.optimize(db)
        counts[BYTES] = connection.vacuum_if_wasteful(db, data.catalogue)
        _checkpoint(db, data.catalogue.name)
    with kommune_at(data.kommune) as db:
        with matching_lock(data):
            counts["findings"] = delete_unused_findings(db)
        counts["sessions"] = sessions.delete_old(db, sessions_since)
        counts["feeds"] = feeds.delete_ended(db)
        counts["questions"] = asking.delete_old(db, today)
        counts["absences"] = presence.end_absences(db, today)
        if names is not None:
            counts["names"] = presence.forget_departed(db, names.limit, night_act(db, names.at))
        counts["forms"] = sent_forms.delete_old(db, today)
        connection.optimize(db)
        counts[BYTES] += connection.vacuum_if_wasteful(db, data.kommune)
        _checkpoint(db, data.kommune.name)
    return counts


def _thin(db: Database, today: date, months: int, referred: Mapping[Identity, Set[int]]) -> int:
    names = housekeeping.identities(db)
    doomed = [
        (programme_id, number)
        for programme_id, found in housekeeping.versions(db).items()
        for number in superfluous(
            [Version(*one) for one in found],
            today,
            months,
            referred.get(names[programme_id], frozenset()),
        )
    ]
    return housekeeping.delete_versions(db, doomed)


def _checkpoint(db: Database, name: str) -> None:
    if not connection.checkpoint(db):
        # the site was reading all the time; the next night tries again
        logging.getLogger("foerderlage").info("checkpoint_busy", extra={"fields": {"file": name}})

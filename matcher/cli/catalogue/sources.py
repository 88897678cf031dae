"""`sources`: how fresh the catalogue is, and what was odd in it."""

from datetime import datetime
from typing import Any

from crawlers.source import load_sources
from db.files import catalogue_at
from db.katalog.sources import issues_of_run
from db.katalog.sources import sources as stored_sources
from db.vocabulary import ISSUE_LABELS
from matcher.cli.catalogue.wording import STATES, accepted_words
from matcher.cli.options import State
from matcher.cli.printing import out, table


def sources(state: State) -> None:
    """Print the sources with date, counts and what was odd in them."""
    data = state.existing_data()
    with catalogue_at(data.catalogue) as db:
        rows = {row["name"]: row for row in stored_sources(db)}
        rows_shown = table("Quelle", "Stand", "Programme", "weggefallen", "letzter Lauf", "Lizenz")
        for name, source in load_sources().items():
            row = rows.get(name)
            if row is None or row["good_finished"] is None:
                rows_shown.add_row(source.title, "nie geladen", "0", "0", "–", source.licence)
                continue
            day = f"{datetime.fromisoformat(row['good_finished']):%d.%m.%Y %H:%M}"
            rows_shown.add_row(source.title, day, str(row["programmes"]), str(row["gone_total"]),
                          STATES[row["last_state"]], source.licence)  # fmt: skip
        out.print(rows_shown)
        for row in rows.values():
            if row["last_message"]:
                by, reason = row["accepted_by"], row["accepted_reason"]
                text = (
                    accepted_words(by, reason, row["last_message"]) if by else row["last_message"]
                )
                out.print(f"{row['name']}: {text}", markup=False)
            for issue in issues_of_run(db, row["good_run"]) if row["good_run"] else []:
                _print_issue(issue)


def _print_issue(issue: dict[str, Any]) -> None:
    kind = ISSUE_LABELS.get(issue["kind"], issue["kind"])
    text = f"  {kind}: {issue['subject']} ({issue['occurrences']}×, z. B. {issue['example']})"
    out.print(text, markup=False)

"""`programmes`: looking into the catalogue."""

from collections.abc import Mapping

import click
from rich.markup import escape

from db.connection import snapshot
from db.files import catalogue_at
from db.programmes.catalogue import StoredProgramme, contacts_of, links_of, programmes
from db.records import TEXT_FIELDS
from db.vocabulary import LEVELS, labels
from matcher import german
from matcher.cli.lookup import one_programme
from matcher.cli.options import State
from matcher.cli.printing import out, table
from matcher.corrections.standing import with_corrections
from matcher.corrections.standing_stored import standing_in
from matcher.deadlines.timing import STATE_LABELS
from matcher.matching.stored import current_index
from matcher.search.facets import FILTERS
from matcher.search.finder import Finder
from matcher.search.names import FILTER_LABELS
from matcher.search.purposes import current_purposes
from matcher.search.search import Found, Searchable

SHOWN_VALUES = 6
"""Values of a filter that are listed with their counts."""


def search(
    state: State,
    words: tuple[str, ...],
    open_only: bool,
    top: int,
    chosen: Mapping[str, str | None],
) -> None:
    """Print the programmes that words and filters find, best first, with counts."""
    data = state.existing_data()
    with catalogue_at(data.catalogue) as db, snapshot(db):
        stored = with_corrections(programmes(db, with_texts=False), standing_in(data))
        index = current_index(data, db)
        purposes = current_purposes(data, db, index)
    searchable = Searchable(stored, Finder(index, stored, purposes), state.today)
    values = {
        n: _value(n, v, searchable.facets.known[n]) for n, v in chosen.items() if v is not None
    }
    text = " ".join(words)
    found = searchable.search(text, values, open_only)
    if meant := searchable.instead(text):
        out.print(f"Meinten Sie „{meant}“?", markup=False)
    if not found.hits:
        what = f"zu „{text}“" if text.strip() else "zu diesen Filtern"
        out.print(f"Kein Programm passt {what}.", markup=False)
        return
    rows = table("Programm", "Ebene", "Gebiet", "Antragsfrist", "Steht hier, weil",
                 "Ende der Adresse")  # fmt: skip
    for hit in found.hits[:top]:
        p = hit.stored.programme
        rows.add_row(
            escape(p.title),
            LEVELS[p.level],
            labels(p.code_set("Foerdergebiet"), "Foerdergebiet"),
            STATE_LABELS[hit.timing.state],
            escape(hit.reason),
            p.key.rpartition("/")[2].removesuffix(".html"),
        )
    out.print(rows)
    _print_counts(found, min(top, len(found.hits)))


def _value(name: str, given: str, known: dict[str, int]) -> str:
    """The filter value that a code or a German word names."""
    one = FILTERS[name]
    for value in known:
        if given.casefold() in (value.casefold(), one.value_label(value).casefold()):
            return value
    there = ", ".join(one.value_label(value) for value in known)
    raise click.UsageError(f"{FILTER_LABELS[name]} „{given}“ gibt es nicht; vorhanden: {there}.")


def _print_counts(found: Found, shown: int) -> None:
    total = len(found.hits)
    all_shown = f"{german.number(total)} gefunden."
    out.print(all_shown if shown == total else f"{german.number(shown)} von {all_shown}")
    for name, counts in found.counts.items():
        best = list(counts.items())[:SHOWN_VALUES]
        named = ", ".join(f"{FILTERS[name].value_label(v)} {german.number(n)}" for v, n in best)
        rest = ", …" if len(counts) > len(best) else ""
        out.print(f"  {FILTER_LABELS[name]}: {named}{rest}", markup=False)


def show(state: State, programme: str) -> None:
    """Print one programme with all texts."""
    data = state.existing_data()
    with catalogue_at(data.catalogue) as db:
        stored = one_programme(db, programme)
        contacts = contacts_of(db, stored.id)
        links = links_of(db, stored.id)
    out.print(stored.programme.title, style="bold", markup=False)
    for name, value in _facts(stored):
        out.print(f"{name:<19} {value}", markup=False)
    for role, contact in contacts:
        reach = ", ".join(filter(None, (contact.phone, contact.email, contact.website)))
        kind = "Fördergeber" if role == "organisation" else "Ansprechpartner"
        out.print(f"{kind:<19} {contact.name}{': ' if reach else ''}{reach}",
                  markup=False)  # fmt: skip
    for link in links:
        out.print(f"{'Verweis':<19} {link.title}: {link.url}", markup=False)
    for name, heading in TEXT_FIELDS.items():
        if text := stored.programme.texts.get(name):
            out.print(f"\n{heading}", style="bold")
            out.print(text, markup=False)


def _facts(stored: StoredProgramme) -> list[tuple[str, str]]:
    p = stored.programme
    facts = [
        ("Adresse", p.url),
        ("Ebene", LEVELS[p.level]),
        ("Fördergebiet", labels(p.code_set("Foerdergebiet"), "Foerdergebiet")),
        ("Förderberechtigte", labels(p.code_set("Foerderberechtigte"), "Foerderberechtigte")),
        ("Förderart", labels(p.code_set("Foerderart"), "Foerderart")),
        ("Förderbereich", labels(p.code_set("Foerderbereich"), "Foerderbereich")),
        ("Veröffentlicht", german.day(p.issued)),
        ("Zuletzt geändert", german.day(stored.changed_on)),
    ]
    if stored.gone_since:
        facts.append(("Weggefallen seit", german.day(stored.gone_since)))
    return [(name, value or german.UNKNOWN) for name, value in facts]

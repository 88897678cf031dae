"""`programmes`: looking into the catalogue."""

import click

from db.catalogue import StoredProgramme, contacts_of, links_of, programmes
from db.files import catalogue_at
from db.records import TEXT_FIELDS
from db.vocabulary import LEVELS, labels
from matcher import german
from matcher.cli.common import example, global_options, out, state_of, table
from matcher.cli.lookup import one_programme
from matcher.relevance import RelevanceIndex


@click.group("programmes", epilog=example("matcher programmes search Radweg"))
@global_options
def group() -> None:
    """Programme des Katalogs suchen und zeigen."""


@group.command(epilog=example("matcher programmes search Radverkehr --top 5"))
@click.argument("words", metavar="WORT…", nargs=-1, required=True)
@click.option("--top", type=click.IntRange(1), default=20, show_default=True)
@global_options
@click.pass_context
def search(context: click.Context, words: tuple[str, ...], top: int) -> None:
    """Programme nach Wörtern suchen, die passendsten zuerst."""
    data = state_of(context).existing_data()
    with catalogue_at(data.catalogue) as db:
        stored = programmes(db)
    scores = RelevanceIndex([s.programme for s in stored]).scores(" ".join(words))
    found = [i for i in (-scores).argsort(kind="stable")[:top].tolist() if scores[i] > 0]
    if not found:
        out.print(f"Kein Programm enthält „{' '.join(words)}“.", markup=False)
        return
    rows = table("Programm", "Ebene", "Gebiet", "Berechtigte", "Ende der Adresse")
    for i in found:
        p = stored[i].programme
        rows.add_row(
            p.title,
            LEVELS[p.level],
            labels(p.code_set("Foerdergebiet"), "Foerdergebiet"),
            labels(p.code_set("Foerderberechtigte"), "Foerderberechtigte"),
            p.key.rpartition("/")[2].removesuffix(".html"),
        )
    out.print(rows)


@group.command(epilog=example("matcher programmes show kita-gebaeude-energie"))
@click.argument("programme", metavar="PROGRAMM")
@global_options
@click.pass_context
def show(context: click.Context, programme: str) -> None:
    """Ein Programm mit Daten, Kontakten und Texten zeigen."""
    data = state_of(context).existing_data()
    with catalogue_at(data.catalogue) as db:
        stored = one_programme(db, programme)
        contacts = contacts_of(db, stored.id)
        links = links_of(db, stored.id)
    out.print(stored.programme.title, style="bold", markup=False)
    for name, value in _facts(stored):
        out.print(f"{name:<19} {value}", markup=False, soft_wrap=True)
    for role, contact in contacts:
        reach = ", ".join(filter(None, (contact.phone, contact.email, contact.website)))
        kind = "Fördergeber" if role == "organisation" else "Ansprechpartner"
        out.print(f"{kind:<19} {contact.name}{': ' if reach else ''}{reach}",
                  markup=False, soft_wrap=True)  # fmt: skip
    for link in links:
        out.print(f"{'Verweis':<19} {link.title}: {link.url}", markup=False, soft_wrap=True)
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


COMMANDS: tuple[click.Command, ...] = (group,)

"""A town whose guidelines changed, with a declined one that is back and one under a new key.

All days lie in the past, so that what is done by the site comes after them.
"""

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from sqlite_utils import Database

from db import clock
from db.files import DataDir, catalogue_at, kommune_at
from db.kommune.corrections import Correction, save_correction
from db.kommune.log import Act, Subject
from db.kommune.people import stand_in
from db.kommune.work import decisions
from db.kommune.work.notes import Note, save_note
from db.records import Code, Programme
from matcher.changes.succession.stored import propose
from matcher.corrections.standing import basis_of
from matcher.corrections.standing_stored import texts_at
from matcher.matching.stored import match_stored
from matcher.profile.stored import import_profiles
from matcher.sample import profile_file
from tests.support.towns.stocked import a_programme, stock

PROJECT, SOURCE = "kita-wiesengrund", "probe"
BEFORE, AFTER = date(2025, 1, 10), date(2025, 11, 10)
"""Days of the crawls before and after the change; people decided in between."""
DECIDED = datetime(2025, 1, 20, 9, tzinfo=clock.BERLIN)
TODAY = date(2025, 11, 12)
CHANGED = (PROJECT, SOURCE, "a.html")
DECLINED = (PROJECT, SOURCE, "b.html")
VANISHED, SUCCESSOR = (PROJECT, SOURCE, "c.html"), (PROJECT, SOURCE, "neu.html")
_CODES = frozenset({Code("Foerdergebiet", "hessen"), Code("Foerderberechtigte", "kommune"),
                    Code("Foerderart", "zuschuss")})  # fmt: skip
_LONG = " ".join(f"Gefördert wird Maßnahme {n} an Kindertagesstätten in Hessen." for n in range(9))


def programme(key: str, title: str, deadline: str, description: str = "") -> Programme:
    """A programme for municipalities of Hessen."""
    texts = {"description": description + _LONG, "deadlines": deadline}
    return a_programme(key=key, title=title, codes=_CODES, texts=texts,
                       url=f"https://probe.example/{key}")  # fmt: skip


A = programme("a.html", "Kita sanieren", "Anträge sind bis zum 15. März 2025 einzureichen.",
              "Die Förderquote beträgt bis zu 60 Prozent. ")  # fmt: skip
B = programme("b.html", "Kita begrünen", "Anträge sind bis zum 31. März 2025 einzureichen.",
              "Die Förderquote beträgt bis zu 50 Prozent. ")  # fmt: skip
C = programme("c.html", "Kita ausbauen 2024", "Anträge sind jederzeit möglich.",
              "Die Förderquote beträgt bis zu 70 Prozent. ")  # fmt: skip
LATER_A = replace(
    A, texts={**A.texts, "deadlines": "Anträge sind bis zum 30. April 2026 einzureichen."}
)
LATER_B = programme("b.html", "Kita begrünen", "Anträge sind bis zum 31. März 2026 einzureichen.",
                    "Die Förderquote beträgt bis zu 80 Prozent. ")  # fmt: skip
NEW_C = replace(
    C, key="neu.html", url="https://probe.example/neu.html", title="Kita ausbauen 2026",
    texts={**C.texts, "deadlines": "Anträge sind bis zum 31. Mai 2026 einzureichen."},
)  # fmt: skip


def somebody(own: Database, at: datetime = DECIDED) -> Act:
    """What Anna Berg does."""
    return Act(stand_in(own, "Anna Berg", "edit", at).id, at)


def town(folder: Path) -> DataDir:
    """The town with its first crawl, matched, and what people decided."""
    data = DataDir(folder)
    stock(folder, A, B, C, today=BEFORE)
    import_profiles(data, profile_file())
    match_stored(data, BEFORE, lambda _done, _all: None)
    with kommune_at(data.kommune) as own, catalogue_at(data.catalogue) as db:
        act = somebody(own)
        for pair, status, reason in (
            (CHANGED, "checking", ""), (DECLINED, "declined", "own_share"),
            (VANISHED, "watching", ""),
        ):  # fmt: skip
            seen = decisions.decision(own, *pair)
            decisions.set_status(own, seen, status, act, reason, "Die Hälfte ist zu viel.")
        save_note(own, Note("note", Subject(*VANISHED), body="Frau Tal anrufen"), act)
        for kind, facts in (("rate", ((75.0, {}),)), ("deadline", ())):
            texts = texts_at(db, [VANISHED[1:]])[VANISHED[1:]]
            wanted = Correction(*VANISHED[1:], kind, facts, False, "Anruf", "Amt",
                                basis_of(texts, kind))  # fmt: skip
            save_correction(own, wanted, act)
    return data


def changed(folder: Path) -> DataDir:
    """The same after the guidelines changed, matched anew, with the successor proposed."""
    data = town(folder)
    for day in (AFTER, date(2025, 11, 11)):
        stock(folder, LATER_A, LATER_B, NEW_C, today=day)
    match_stored(data, TODAY, lambda _done, _all: None)
    with kommune_at(data.kommune) as own, catalogue_at(data.catalogue) as db:
        propose(own, db, TODAY)
    return data

"""Versions of a programme and what changed between them, from a stored catalogue."""

from datetime import date
from pathlib import Path

from db.files import DataDir, catalogue_at
from db.katalog.versions import contents, versions_of
from db.records import Code, Contact, Link, Programme
from matcher.site.changes.versions import Change, changes, history
from tests.support.towns.stocked import SOURCE, a_programme, stock

OLD = a_programme(
    texts={"description": "Bis zu 80 Prozent.", "deadlines": "Bis Mai."},
    codes=frozenset({Code("Foerdergebiet", "hessen"), Code("Foerderart", "zuschuss")}),
    contacts=("k1",),
    keywords="Kita",
)
NEW = a_programme(
    title="Probe B",
    url="https://probe.example/b.html",
    level="federal",
    issued=date(2026, 11, 1),
    texts={"description": "Bis zu 70 Prozent.", "legal_basis": "Neu."},
    codes=frozenset({Code("Foerdergebiet", "bayern"), Code("Foerderart", "zuschuss"),
                     Code("Neues", "ding_x")}),
    contacts=("k2", "fehlt"),
    links=("l1",),
    keywords="Kita Hort",
)  # fmt: skip
CONTACTS = [Contact(SOURCE.name, "k1", "Amt"), Contact(SOURCE.name, "k2", "Bank")]
LINKS = [Link(SOURCE.name, "l1", "Merkblatt", "https://probe.example/m.pdf")]
LABELS = ["Titel", "Volltext", "Fristen", "Richtlinie", "Stichwörter", "Adresse des Originals",
          "Ebene", "Veröffentlicht", "Fördergebiet", "Neues", "Ansprechpartner",
          "Verweise"]  # fmt: skip


def compared(folder: Path, *versions: Programme) -> dict[str, Change]:
    for day, programme in enumerate(versions, 20):
        stock(folder, programme, today=date(2026, 11, day), contacts=CONTACTS, links=LINKS,
              evaluate=False)  # fmt: skip
    with catalogue_at(DataDir(folder).catalogue) as db:
        old, new = versions_of(db, 1)[-2:]
        return {change.label: change for change in changes(db, SOURCE.name, old, new)}


def test_every_changed_section_is_named_in_reading_order(tmp_path: Path) -> None:
    assert list(compared(tmp_path, OLD, NEW)) == LABELS


def test_the_history_names_the_same_sections_without_reading_texts(tmp_path: Path) -> None:
    compared(tmp_path, OLD, NEW)
    with catalogue_at(DataDir(tmp_path).catalogue) as db:
        last, first = history(db, 1)
    assert (first.version.number, first.changed) == (1, ())
    assert (last.version.seen_on, list(last.changed)) == (date(2026, 11, 21), LABELS)


def test_codes_contacts_and_links_show_what_went_and_what_came(tmp_path: Path) -> None:
    found = compared(tmp_path, OLD, NEW)
    assert found["Fördergebiet"] == Change("Fördergebiet", None, ("Hessen",), ("Bayern",))
    assert found["Neues"] == Change("Neues", None, (), ("ding x",))
    assert found["Ansprechpartner"].removed == ("Amt",)
    assert found["Ansprechpartner"].added == ("Bank", "fehlt")
    assert found["Verweise"].added == ("Merkblatt https://probe.example/m.pdf",)
    assert found["Ebene"] == Change("Ebene", None, ("Land",), ("Bund",))
    assert found["Veröffentlicht"].removed == ("unbekannt",)


def test_texts_show_the_changed_words_and_what_came_or_went(tmp_path: Path) -> None:
    found = compared(tmp_path, OLD, NEW)
    assert found["Volltext"].text is not None
    assert ("old", "80") in found["Volltext"].text.passages[0].pieces
    assert found["Fristen"].text is not None
    assert found["Fristen"].text.lines_after == 0
    assert found["Richtlinie"].text is not None
    assert found["Richtlinie"].text.lines_before == 0


def test_another_order_of_contacts_is_told_as_such(tmp_path: Path) -> None:
    found = compared(tmp_path, a_programme(contacts=("k1", "k2")),
                     a_programme(contacts=("k2", "k1")))  # fmt: skip
    assert found == {"Ansprechpartner": Change("Ansprechpartner")}


def test_versions_share_the_row_of_an_equal_text(tmp_path: Path) -> None:
    compared(tmp_path, OLD, a_programme(texts={**OLD.texts, "deadlines": "Bis Juni."}))
    with catalogue_at(DataDir(tmp_path).catalogue) as db:
        first, second = versions_of(db, 1)
        assert first.texts["description"] == second.texts["description"]
        assert contents(db, [second.texts["deadlines"]]) == {second.texts["deadlines"]: "Bis Juni."}

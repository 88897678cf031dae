"""The overview as files, opened again by a second reader."""

import zipfile
from decimal import Decimal
from io import BytesIO
from typing import Any

from lxml import etree
from openpyxl import load_workbook

from matcher.documents.overview import OwnPart, Summary, Used
from matcher.documents.overview_files import document, table
from tests.support.files.word import opened
from tests.support.towns.subjects import DAY, stored

AWARDED = Used(
    stored("Radwege"), "awarded", words="bewilligt", grant=Decimal(50_000), counted=Decimal(50_000)
)
WATCHED = Used(stored("Schulwege"), "followed", words="beobachten", grant=None)


def made(years: dict[int, Decimal] | None = None, **changes: Any) -> Summary:
    given: dict[str, Any] = {
        "town": "Auental", "title": "Radweg", "department": "Tiefbau", "state": "Idee",
        "cost": Decimal(100_000), "programmes": (AWARDED, WATCHED), "deadline": "keine bekannt",
        "own": OwnPart(Decimal(50_000), "mit „Radwege“ (bewilligt)", years or {}),
    }  # fmt: skip
    return Summary(**{**given, **changes})


NONE = OwnPart(None, "kein Programm gewählt: volle Kosten", {})


def plain(cells: list[str]) -> list[str]:
    return [cell.replace("\u00a0", " ") for cell in cells]


def test_the_file_has_a_column_for_each_stage_and_says_what_its_sums_hold() -> None:
    found = opened(document([
        made(years={2027: Decimal("10.50"), 2028: Decimal(20)}),
        made(title="Kita", programmes=(), years={2028: Decimal(5), 2029: Decimal("0.01")}),
        made(title="Markt", cost=None, programmes=(), own=NONE),
    ], DAY))  # fmt: skip
    assert found.headings == [
        ("Title", "Übersicht der Vorhaben"), ("Heading1", "Vorhaben und Programme"),
        ("Heading1", "Summen"), ("Heading1", "Eigenanteil in Geld je Haushaltsjahr"),
    ]  # fmt: skip
    projects, sums, years = found.tables
    assert projects[0] == ["Vorhaben", "Fachamt", "Kosten", "Verfolgt", "Beantragt", "Bewilligt",
                           "Nächste Frist", "Eigenanteil"]  # fmt: skip
    assert plain(projects[1])[3:6] == [
        "Schulwege (beobachten)\nZuschuss: offen", "–", "Radwege (bewilligt)\nZuschuss: 50.000 €",
    ]  # fmt: skip
    assert projects[3][2] == "offen"
    assert projects[3][-1] == "offen\nkein Programm gewählt: volle Kosten"
    assert sums[0] == ["Summe", "Enthalten ist", "Euro", "Offen und nicht enthalten"]
    assert [row[0] for row in sums[1:]] == [
        "Kosten", "Zuschüsse, Spalte „Bewilligt“", "Zuschüsse, Spalte „Beantragt“",
        "Zuschüsse, Spalte „Verfolgt“", "Eigenanteil", "davon ohne Programm",
    ]  # fmt: skip
    assert plain(sums[1])[2:] == ["200.000 €", "offen: „Markt“"]
    assert plain(sums[4])[2:] == ["0 €", "offen: „Radweg“"]
    assert all(row[1] for row in sums[1:])
    assert [plain(row) for row in years] == [
        ["Vorhaben", "2027", "2028", "2029", "Summe"],
        ["Radweg", "10,50 €", "20 €", "–", "30,50 €"],
        ["Kita (kein Programm: volle Kosten)", "–", "5 €", "0,01 €", "5,01 €"],
        ["Summe", "10,50 €", "25 €", "0,01 €", "35,51 €"],
    ]
    assert "offen und in keiner Summe: Für „Markt“ fehlen Kosten, Förderquote oder" in found.text
    assert "Vorschläge des Abgleichs stehen hier nicht" in found.text
    assert "Auental, Stand 24.11.2026" in found.text


def test_the_spreadsheet_has_numbers_that_can_be_reckoned_with() -> None:
    content = table([
        made(years={2027: Decimal("10.50")}),
        made(title="Markt", cost=None, programmes=(), own=NONE),
    ])  # fmt: skip
    note, head, *rows = load_workbook(BytesIO(content)).active.iter_rows(values_only=True)
    assert "Zuschuss" in str(note[0])
    first, second, *sums = [dict(zip(head, row, strict=True)) for row in rows]
    assert (first["Kosten"], first["Zuschuss bewilligt"], first["In Geld 2027"]) == (
        100_000, 50_000, 10.5,
    )  # fmt: skip
    assert first["Bewilligt"].replace("\u00a0", " ") == "Radwege (bewilligt)\nZuschuss: 50.000 €"
    assert (first["Zuschuss verfolgt"], second["Kosten"], second["Eigenanteil"]) == (None,) * 3
    assert second["Eigenanteil gerechnet"] == "kein Programm gewählt: volle Kosten"
    assert [one["Vorhaben"] for one in sums][:2] == [
        "Summe: Kosten", "Summe: Zuschüsse, Spalte „Bewilligt“",
    ]  # fmt: skip
    assert (sums[0]["Kosten"], sums[0]["Fachamt"]) == (100_000, "offen: „Markt“")


def test_it_is_a4_landscape_with_headings_that_repeat() -> None:
    with zipfile.ZipFile(BytesIO(document([made()], DAY))) as archive:
        tree = etree.fromstring(archive.read("word/document.xml"))
    w = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    (size,) = tree.iter(f"{w}pgSz")
    # twips: 29.7 x 21 cm
    assert abs(int(size.get(f"{w}w")) - 16838) < 5
    assert abs(int(size.get(f"{w}h")) - 11906) < 5
    assert size.get(f"{w}orient") == "landscape"
    assert len(list(tree.iter(f"{w}tblHeader"))) == 2


def test_without_projects_it_says_so() -> None:
    found = opened(document([], DAY))
    assert "Es ist noch kein Vorhaben gespeichert." in found.text

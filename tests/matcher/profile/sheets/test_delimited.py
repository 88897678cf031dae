"""CSV files as Excel on several systems and other programs write them."""

import pytest

from db.errors import FoerderlageError
from matcher.profile.model import Municipality, Project
from matcher.profile.sheets import raw
from matcher.profile.sheets.problems import FaultyFile
from matcher.profile.sheets.reading import read_profiles
from matcher.profile.stored import read_content

TOWN = Municipality(ags="06799001", name="Auental")
LINES = ("Titel;Status;Beginn;Kosten in Euro;Träger", "Straße Süd;geplant;Mrz 27;1.450,00 €;Büro")


def projects(content: bytes | str, name: str = "liste.csv") -> list[Project]:
    encoded = content.encode() if isinstance(content, str) else content
    return [p for town in read_content(name, encoded, [TOWN]).profiles for p in town.projekte]


def test_a_first_line_sep_tells_the_delimiter_and_is_no_row() -> None:
    for first in ("sep=;", '"sep=;"', "SEP=;"):
        (project,) = projects("\r\n".join((first, *LINES)))
        assert (project.titel, project.start, project.kosten_eur) == ("Straße Süd", "2027-03", 1450)
    with pytest.raises(FaultyFile, match="Zeile 3"):
        projects("\n".join(("sep=;", *LINES, "B;fertig;;;")))
    (project,) = projects("sep=|\nTitel|Status\nA;B,C|idee")
    assert project.titel == "A;B,C"


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "cp1252", "cp850", "mac_roman", "utf-16", "utf-16-le", "utf-16-be"],
)
@pytest.mark.parametrize("sign", [";", ",", "\t", "|"])
def test_every_usual_encoding_and_delimiter_is_read(encoding: str, sign: str) -> None:
    lines = [line.replace(";", sign) for line in ("Titel;Träger", "Straße Süd;Bauhof Öl")]
    (project,) = projects("\r\n".join(lines).encode(encoding))
    assert (project.titel, project.traeger) == ("Straße Süd", "Bauhof Öl")


@pytest.mark.parametrize("ending", ["csv", "tsv", "txt"])
def test_the_unicode_text_of_excel_is_read(ending: str) -> None:
    (project,) = projects("Titel\tStatus\tTräger\r\nA\tidee\tX\r\n".encode("utf-16"), f"a.{ending}")
    assert (project.titel, project.status) == ("A", "idee")


@pytest.mark.parametrize(
    ("cell", "title"),
    [
        ('="0815"', "0815"), ('"=""Halle """"Süd"""""""', 'Halle "Süd"'), ("'0815", "0815"),
        ("'=Halle", "=Halle"), ("'Alte Schule' sanieren", "'Alte Schule' sanieren"),
        ('"Die ""Neue"" Halle"', 'Die "Neue" Halle'), ("A\u00a0B\u202fC\u2009D", "A B C D"),
        ("Rad\u00adweg\u200b Nord", "Radweg Nord"), ('Rohr 5" dick', 'Rohr 5" dick'),
    ],
)  # fmt: skip
def test_signs_by_which_programs_mark_a_text_are_no_part_of_it(cell: str, title: str) -> None:
    (project,) = projects(f"Titel;Status\n{cell};idee")
    assert project.titel == title


def test_numbers_and_days_may_be_marked_and_spaced() -> None:
    (project,) = projects(
        "Titel;Beginn;Kosten in Euro;Kommune (AGS)\n"
        "A;'04/2027;1\u202f234\u00a0€;=\"06799001\"\n"
    )  # fmt: skip
    assert (project.start, project.kosten_eur) == ("2027-04", 1234)


@pytest.mark.parametrize("cell", ["=SUMME(D2:D9)", "=D2*2", "= SUM(A1)", "=+A1"])
def test_a_formula_is_no_value(cell: str) -> None:
    with pytest.raises(FaultyFile, match="Zelle B2: Formel statt eines Wertes"):
        projects(f"Titel;Kosten in Euro\nA;{cell}")


@pytest.mark.parametrize("cell", ["#REF!", "#BEZUG!", "#NV", "#N/A", "#WERT!", "#DIV/0!", "####"])
@pytest.mark.parametrize("heading", ["Beschreibung", "Kosten in Euro", "Beginn", "Status"])
def test_an_error_of_the_spreadsheet_is_no_value(cell: str, heading: str) -> None:
    with pytest.raises(FaultyFile, match=f"Zeile 2, Spalte „{heading}“: hier steht"):
        projects(f"Titel;{heading}\nA;{cell}")


def test_a_quotation_mark_that_is_never_closed_swallows_no_rows() -> None:
    with pytest.raises(FoerderlageError, match="In Zeile 3 beginnt ein Anführungszeichen"):
        projects('Titel;Status\nA;idee\n"B;idee\nC;idee\n')


def test_the_delimiter_is_that_of_the_headings_wherever_they_stand() -> None:
    content = "Vorhaben, Stand Mai, ohne Gewähr, Entwurf\n\nTitel;Status\nA, B;idee\n"
    found = read_profiles("a.csv", content.encode(), [TOWN])
    assert [p.titel for p in found.profiles[0].projekte] == ["A, B"]
    assert "Überschriften stehen in Zeile 3" in found.notes[0]


@pytest.mark.parametrize("dash", ["-", "–", " -   € ", "k. A.", "unbekannt"])
def test_a_dash_for_an_amount_is_unknown(dash: str) -> None:
    (project,) = projects(f"Titel;Kosten in Euro\nA;{dash}")
    assert project.kosten_eur is None


def test_what_is_too_large_is_refused_before_it_is_read() -> None:
    for content, words in (
        ("Titel\n" + "A\n" * (raw.MOST_ROWS + 200), "mehr als 5.000 Zeilen"),
        ("Titel" + ";x" * 200 + "\nA\n", "rechts von Spalte 100"),
        ("Titel\n" + "A" * (raw.MOST_BYTES + 1), "zu groß"),
    ):
        with pytest.raises(FoerderlageError, match=words):
            projects(content)

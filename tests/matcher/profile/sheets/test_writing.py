"""Workbooks written and read again: nothing is lost, the template's example is ignored."""

import io
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from db.errors import FoerderlageError
from db.files import DataDir
from db.kommune.limits import NAME
from matcher.profile.model import Municipality, Project, Spending
from matcher.profile.sheets.cells import seen
from matcher.profile.sheets.reading import read_profiles
from matcher.profile.sheets.writing import template, workbook
from matcher.profile.stored import import_profiles, profiles_as_yaml, read_content, stored_profiles
from matcher.profile.template import example_profile
from matcher.sample import profile_file

TEXT = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Co", "Cn")) | st.just("\n"),
    max_size=NAME.most,
)
MONTHS = st.builds("{:04}-{:02}".format, st.integers(1, 9999), st.integers(1, 12))
MONEY = st.decimals(0, 999_999_999_999, places=2)


@st.composite
def projects(draw: st.DrawFn, number: int) -> Project:
    start, end = sorted([draw(MONTHS), draw(MONTHS)])
    return Project(
        id=f"p{number}", titel=draw(TEXT.filter(lambda t: t.strip() != "")),
        beschreibung=draw(TEXT), fachamt=draw(TEXT), traeger=draw(TEXT),
        status=draw(st.sampled_from(get_args(Project.model_fields["status"].annotation))),
        start=draw(st.none() | st.just(start)), ende=draw(st.none() | st.just(end)),
        kosten_eur=draw(st.none() | MONEY), eigenmittel_eur=draw(st.none() | MONEY),
        arten=draw(st.lists(st.sampled_from(get_args(Spending)))),
        zuwendungsfaehig_eur=draw(st.none() | MONEY), mittel_dritter_eur=draw(st.none() | MONEY),
        eigenleistung_eur=draw(st.none() | MONEY),
        erster_auftrag=draw(st.none() | st.dates(date(1900, 1, 1))),
    )  # fmt: skip


@st.composite
def profiles(draw: st.DrawFn) -> list[Municipality]:
    return [
        Municipality(
            ags=f"0679900{n}", name=f"Ort {n}", einwohner=draw(st.none() | st.integers(0, 10**8)),
            projekte=[draw(projects(10 * n + i)) for i in range(draw(st.integers(0, 2)))],
        )
        for n in range(draw(st.integers(1, 2)))
    ]  # fmt: skip


def as_seen(town: Municipality) -> Municipality:
    """The same without characters that nobody sees, which a spreadsheet brings from anywhere."""
    texts = ("titel", "beschreibung", "fachamt", "traeger")
    projects = [
        p.model_copy(update={key: seen(getattr(p, key)) for key in texts}) for p in town.projekte
    ]
    for project in projects:
        project.traeger = project.traeger or town.name
    return town.model_copy(update={"projekte": projects})


@given(profiles())
@settings(max_examples=60)
def test_what_is_exported_as_a_workbook_reads_as_itself(stored: list[Municipality]) -> None:
    found = read_profiles("a.xlsx", workbook(stored), ())
    assert found.notes == ()
    assert found.profiles == [as_seen(town) for town in stored]


@given(profiles())
@settings(max_examples=60)
def test_what_is_exported_as_yaml_reads_as_itself(stored: list[Municipality]) -> None:
    assert read_content("a.yml", profiles_as_yaml(stored).encode(), ()).profiles == stored


@pytest.mark.parametrize("ending", ["xlsx", "yml"])
def test_an_export_changes_nothing_when_imported(ending: str, tmp_path: Path) -> None:
    data, file = DataDir(tmp_path), tmp_path / f"vorhaben.{ending}"
    import_profiles(data, profile_file())
    before = stored_profiles(data)
    written = {"xlsx": workbook, "yml": lambda p: profiles_as_yaml(p).encode()}[ending](before)
    file.write_bytes(written)
    counts = import_profiles(data, file)
    assert (counts.new, counts.changed, counts.unchanged) == (0, 0, 3)
    assert stored_profiles(data) == before


def test_the_template_is_ignored_until_it_is_changed() -> None:
    town = Municipality(ags="06799001", name="Auental")
    content = template([town], example_profile())
    (found,) = read_profiles("a.xlsx", content, [town], [example_profile()]).profiles
    assert (found.name, found.projekte) == ("Auental", [])
    book = load_workbook(io.BytesIO(content))
    book["Vorhaben"]["B2"] = "Unsere Halle"
    changed = io.BytesIO()
    book.save(changed)
    (found,) = read_profiles("a.xlsx", changed.getvalue(), [town], [example_profile()]).profiles
    assert [p.titel for p in found.projekte] == ["Unsere Halle"]
    assert found.projekte[0].kosten_eur == Decimal(850000)


def test_the_template_of_an_empty_installation_brings_nobody_in() -> None:
    content = template([], example_profile())
    assert read_profiles("a.xlsx", content, [], [example_profile()]).profiles == []


def test_the_template_has_drop_downs_and_explains_itself() -> None:
    book = load_workbook(io.BytesIO(template([], example_profile())))
    assert book.sheetnames == ["Vorhaben", "Kommune", "Hinweise"]
    lists = {
        f"{sheet.title}!{v.sqref}": v.formula1
        for sheet in book.worksheets
        for v in sheet.data_validations.dataValidation
        if v.type == "list"
    }
    assert lists["Vorhaben!F2:F1000"] == '"Idee,geplant,beschlossen,begonnen"'
    assert len(lists) == 4
    explained = " ".join(str(c.value) for row in book["Hinweise"] for c in row)
    assert "Vorhaben einlesen" in explained


def test_a_text_that_no_cell_holds_is_not_cut_off() -> None:
    project = Project(id="a", titel="A", beschreibung="x" * 40_000)
    town = Municipality(ags="06799001", name="Auental", projekte=[project])
    with pytest.raises(FoerderlageError, match="YAML"):
        workbook([town])

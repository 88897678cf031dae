"""`share`, `paper`, `overview` and `config paper` through a real process."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
import yaml
from docx import Document
from openpyxl import load_workbook

from db.files import kommune_at
from tests.support.files.word import opened
from tests.support.processes.command import Ran, matcher
from tests.support.site.login import account_in
from tests.support.towns.planned import convene, follow, sitting

DAY = ("--today", "2026-11-24")
PAIR = ("kita-wiesengrund", "kita-gebaeude-energie")


def lines(ran: Ran) -> list[str]:
    return [" ".join(line.replace("\u00a0", " ").split()) for line in ran.out.splitlines()]


def test_share_prints_arithmetic_origins_years_and_what_to_mind(prepared: Path) -> None:
    ran = matcher(*DAY, "share", *PAIR, data=prepared)
    assert (ran.code, ran.err) == (0, "")
    said = lines(ran)
    assert "50 % × 1.450.000 € = 725.000 €" in said
    assert "1.450.000 € − 725.000 € − 0 € = 725.000 € Eigenanteil" in said
    assert "in Geld 2027 317.187,50 €" in said
    assert any(line.startswith("Gesamtkosten 1.450.000 € Angabe") for line in said)
    assert any(line.startswith("Förderquote 50 % Zitat „Der Zuschuss beträgt") for line in said)
    assert any("übersteigt die Eigenmittel" in line for line in said)
    assert any(line.startswith("nicht zu prüfen: Der Tag des ersten Auftrags") for line in said)


def test_share_reads_what_the_profile_states_of_the_programme(data: Path) -> None:
    exported = matcher("projects", "export", data=data)
    profile = yaml.safe_load(exported.out)
    profile["projekte"][0] |= {
        "erster_auftrag": "2026-12-01",
        "foerderungen": [{"programm": PAIR[1], "foerderquote": 40, "bewilligung": "2027-01-15"}],
    }
    (data / "neu.yml").write_text(yaml.safe_dump(profile), "utf-8")
    assert matcher("projects", "import", data / "neu.yml", data=data).code == 0
    said = lines(matcher(*DAY, "share", *PAIR, data=data))
    assert "40 % × 1.450.000 € = 580.000 €" in said
    assert any(line.startswith("zu früh: Der erste Auftrag würde am 01.12.2026") for line in said)
    shown = matcher("projects", "show", PAIR[0], data=data).out
    assert "1. Auftrag    01.12.2026" in shown
    assert "kita-gebaeude-energie (Förderquote in Prozent: 40" in shown
    assert "Bescheid eingegangen am: 15.01.2027)" in shown


@pytest.mark.parametrize(
    ("project", "programme", "words"),
    [("fehlt", PAIR[1], "Das Vorhaben „fehlt“ gibt es nicht."),
     (PAIR[0], "fehlt", "Ein Programm „fehlt“ gibt es im Katalog nicht.")],
)  # fmt: skip
@pytest.mark.parametrize("command", ["share", "paper"])
def test_an_unknown_project_or_programme_is_one_line(
    command: str, project: str, programme: str, words: str, prepared: Path, tmp_path: Path
) -> None:
    target = tmp_path / "x.docx"
    more = ["--out", target] if command == "paper" else []
    ran = matcher(command, project, programme, *more, data=prepared)
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith(f"Fehler: {words}")
    assert ran.err.count("\n") == 1
    assert not target.exists()


def test_paper_writes_a_word_file(prepared: Path, tmp_path: Path) -> None:
    target = tmp_path / "vorlage.docx"
    ran = matcher(*DAY, "paper", *PAIR, "--out", target, data=prepared)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == f"Geschrieben: {target}\n"
    found = opened(target.read_bytes())
    assert found.left_over == []
    assert found.table("Haushaltsjahr") == [["2027", "317.187,50 €"], ["2028", "407.812,50 €"]]
    assert "Land Hessen – Energie und Bauen" in str(found.tables[0])
    assert "prüfen (Abgleich vom 24.11.2026)" in str(found.tables[0])


def test_the_paper_lists_the_plan_that_fits_the_calendar(data: Path, tmp_path: Path) -> None:
    meeting = ("Stadtverordnetenversammlung", "2027-02-11", "18:00", "--kind", "rat")
    assert matcher("meetings", "add", *meeting, data=data).code == 0
    target = tmp_path / "vorlage.docx"
    assert matcher(*DAY, "paper", *PAIR, "--out", target, data=data).code == 0
    steps = [(row[0], row[1]) for row in opened(target.read_bytes()).table("Tag")]
    assert ("21.01.2027", "Beschlussvorlage abgeben") in steps
    assert ("11.02.2027", "Beschluss: Stadtverordnetenversammlung") in steps
    assert ("10.03.2027", "Antrag einreichen") in steps


def test_a_town_changes_our_template_and_uses_it(data: Path, tmp_path: Path) -> None:
    own = data / "amt" / "vorlage.docx"
    own.parent.mkdir()
    assert matcher("config", "paper", "--out", own).code == 0
    document = Document(str(own))
    document.add_paragraph("Stadt der Brunnen: {{ eigenanteil }}")
    document.save(str(own))
    (data / "foerderlage.toml").write_text('[documents]\npaper_template = "amt/vorlage.docx"\n')
    target = tmp_path / "x.docx"
    assert matcher(*DAY, "paper", *PAIR, "--out", target, data=data).code == 0
    assert "Stadt der Brunnen: 725.000 €" in opened(target.read_bytes()).text


@pytest.mark.parametrize(
    ("words", "said"),
    [("{{ stadtwappen }}", "„stadtwappen“"), ("{{ vorhaben.farbe }}", "„vorhaben.farbe“"),
     (None, "lässt sich nicht lesen")],
)  # fmt: skip
def test_a_wrong_template_is_one_line_and_writes_nothing(
    words: str | None, said: str, data: Path, tmp_path: Path
) -> None:
    if words is not None:
        document = Document()
        document.add_paragraph(words)
        document.save(str(data / "v.docx"))
    (data / "foerderlage.toml").write_text('[documents]\npaper_template = "v.docx"\n')
    target = tmp_path / "x.docx"
    target.write_bytes(b"alt")
    ran = matcher(*DAY, "paper", *PAIR, "--out", target, data=data)
    assert (ran.code, ran.out) == (1, "")
    assert said in ran.err
    assert ran.err.count("\n") == 1
    assert target.read_bytes() == b"alt"
    assert [p.name for p in tmp_path.iterdir() if p.suffix != ""] == ["x.docx"]


def test_overview_lists_every_project(prepared: Path, tmp_path: Path) -> None:
    target = tmp_path / "übersicht.docx"
    ran = matcher(*DAY, "overview", "--out", target, data=prepared)
    assert (ran.code, ran.err) == (0, "")
    projects, sums, years = opened(target.read_bytes()).tables
    assert [row[0].partition("\n")[0] for row in projects[1:]] == [
        "Kita Wiesengrund energetisch sanieren",
        "Digitales Auental – Datenplattform und Online-Rathaus",
        "Marktplatz klimafit umgestalten",
    ]
    # nobody follows anything yet: each project is to be paid by the town, whatever would suit it
    assert all(row[3:6] == ["–", "–", "–"] for row in projects[1:])
    assert all("kein Programm gewählt: volle Kosten" in row[-1] for row in projects[1:])
    costs, *_, own, none = sums[1:]
    assert costs[2] == own[2] == none[2]
    assert years[-1][0] == "Summe"


def test_overview_is_a_spreadsheet_where_the_file_is_to_be_one(
    prepared: Path, tmp_path: Path
) -> None:
    target = tmp_path / "übersicht.xlsx"
    assert matcher(*DAY, "overview", "--out", target, data=prepared).code == 0
    note, head, *rows = load_workbook(target).active.iter_rows(values_only=True)
    assert "Vorschläge des Abgleichs stehen hier nicht" in str(note[0])
    assert head[:4] == ("Vorhaben", "Fachamt", "Stand", "Kosten")
    assert len([row for row in rows if not str(row[0]).startswith("Summe: ")]) == 3
    wrong = matcher(*DAY, "overview", "--out", tmp_path / "x.pdf", data=prepared)
    assert wrong.code == 2
    assert "endet weder auf .docx noch auf .xlsx" in wrong.err


def test_the_paper_lists_moved_steps_by_their_day_and_persons_by_name(
    data: Path, tmp_path: Path
) -> None:
    pair = ("kita-wiesengrund", "foerderdatenbank",
            "FDB/Content/DE/Foerderprogramm/Land/Hessen/kita-gebaeude-energie.html")  # fmt: skip
    account_in(data / "kommune.db", "berg")
    with kommune_at(data / "kommune.db") as own:
        convene(own, "06799001", sitting("Gemeindevertretung", "2027-02-25"))
        follow(own, pair)
    assert matcher(*DAY, "plan", *PAIR, data=data).code == 0
    with closing(sqlite3.connect(data / "kommune.db")) as file:
        file.execute(
            "update plan_step set moved_to = '2027-01-25', assignee ="
            " (select id from person where login = 'berg') where kind = 'drafting'"
        )
        file.commit()
    target = tmp_path / "v.docx"
    ran = matcher(*DAY, "paper", *PAIR, "--out", target, data=data)
    assert ran.code == 0, ran.err
    listed = opened(target.read_bytes()).table("Tag")
    days = [row[0][6:] + row[0][3:5] + row[0][:2] for row in listed]
    assert days == sorted(days)
    assert ["25.01.2027", "Antrag ausarbeiten", "Berg Muster", "offen"] in listed

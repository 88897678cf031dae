"""What a successor has to know is answered by the text of the Word file alone."""

import pytest

from db.files import DataDir, catalogue_at, kommune_at
from matcher.corrections.standing_stored import standing_of
from matcher.handover.report import composing
from matcher.handover.report.assembling import Chosen, colleagues, known_projects
from matcher.handover.report.front import URGENT
from matcher.handover.report.model import UNKNOWN
from matcher.handover.report.output.word_file import document
from matcher.handover.report.reading import read_own, read_theirs
from tests.support.files.word import by_heading, opened
from tests.support.handover.lohental import town
from tests.support.towns.stocked import DAY

POOL, LIBRARY, BICYCLES = (
    "Lüftung im Hallenbad erneuern", "Stadtbücherei barrierefrei machen",
    "Fahrradstellplätze am Bahnhof",
)  # fmt: skip
CLIMATE, YOUTH, BROOK, SIRENS, CHAPEL = (
    "Klimaschutzmanagement aufbauen", "Jugendtreff im alten Güterschuppen",
    "Lohe im Stadtpark öffnen", "Sirenen erneuern", "Friedhofskapelle",
)  # fmt: skip
PROJECTS = [BICYCLES, YOUTH, SIRENS, CLIMATE, POOL, CHAPEL, BROOK, LIBRARY]
ABOUT, DECIDES, ENDING = "Zu diesem Bericht", "Wer entscheidet", "Was mit dem Geld endet"
FRONT = [ABOUT, URGENT, "Bewilligtes Geld", "Verwendungsnachweise", ENDING, "Zusagen", DECIDES]
"""Headings before the projects."""

EVERYTHING = Chosen()


def file_of(data: DataDir, chosen: Chosen = EVERYTHING) -> bytes:
    """The report as it is downloaded."""
    with kommune_at(data.kommune) as own, catalogue_at(data.catalogue) as db:
        mine = read_own(own, DAY)
        theirs = read_theirs(db, mine.programmes, standing_of(own, db))
    known = known_projects(mine, theirs, chosen, DAY)
    return document(composing.report(known, "", DAY, colleagues(mine, known)))


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> DataDir:
    return town(tmp_path_factory.mktemp("lohental"))


@pytest.fixture(scope="module")
def told(data: DataDir) -> dict[str, str]:
    return by_heading(file_of(data))


def test_each_project_is_a_heading_and_the_unknown_comes_last(told: dict[str, str]) -> None:
    assert [*told] == ["", *FRONT, *PROJECTS, UNKNOWN]


def test_the_outline_has_a_title_then_front_and_projects_of_one_level(data: DataDir) -> None:
    headings = opened(file_of(data)).headings
    assert headings[0] == ("Title", "Übergabebericht")
    assert [words for style, words in headings if style == "Heading1"] == [
        *FRONT, *PROJECTS, UNKNOWN,
    ]  # fmt: skip
    assert [words for style, words in headings if style == "Heading2"][:3] == [
        "Überfällig", "In den nächsten zwei Wochen", "Danach",
    ]  # fmt: skip


def test_it_says_what_it_is_and_as_of_which_day(told: dict[str, str]) -> None:
    assert "Stand 24.11.2026" in told[""]
    assert "8 Vorhaben am 24.11.2026, für jemanden" in told[ABOUT]
    assert "Verwendungsnachweis: Rechenschaft" in told["Verwendungsnachweise"]


@pytest.mark.parametrize(
    ("project", "step"),
    [
        (POOL, "30.06.2028 (noch 584 Tage): Verwendungsnachweis vorlegen („Bäder mit Zukunft“)."
               " Zuständig: Anna Berg, Vertretung: Ben Tal."),
        (SIRENS, "31.12.2026 (noch 37 Tage): Verlängerung beantragen („Warnen und schützen“;"
                 " vorgeschlagen, noch nicht bestätigt). Zuständig: Anna Berg"),
        (BICYCLES, "24.11.2026 (heute): Schreiben der Partner anfordern („Radverkehr vor Ort“)."
                   " Zuständig: Anna Berg, Vertretung: Ben Tal."),
        (SIRENS, "30.06.2027 (noch 218 Tage): Verwendungsnachweis vorlegen"),
        (LIBRARY, "Es ist kein Schritt geplant."), (BROOK, "Es ist kein Schritt geplant."),
        (CHAPEL, "Es ist kein Schritt geplant."),
    ],
)  # fmt: skip
def test_what_is_due_next_has_a_day_and_a_person(
    told: dict[str, str], project: str, step: str
) -> None:
    assert step in told[project]


def test_three_steps_are_named_and_the_others_counted(told: dict[str, str]) -> None:
    part = told[BICYCLES].split("Die nächsten drei Schritte")[1].split("Wer entscheidet")[0]
    assert part.count("Zuständig:") == 3
    assert "Danach sind 4 weitere Schritte geplant." in part


def test_it_says_why_a_programme_was_declined_and_when_and_by_whom(told: dict[str, str]) -> None:
    assert (
        "„Kulturorte für alle“: verworfen am 14.09.2026 von Anna Berg. Grund: Eigenanteil."
        " Begründung: „Die Hälfte der Kosten selbst zu tragen, gibt der Haushalt 2027 nicht her.“"
    ) in told[LIBRARY]


def test_an_application_that_was_refused_has_the_reason_of_the_authority(
    told: dict[str, str],
) -> None:
    assert "Erstantrag vom 12.03.2026 über 475.000 €, Aktenzeichen GW-2026-104: abgelehnt. Grund:" \
        " „Die Mittel des Jahres 2026 sind erschöpft.“" in told[BROOK]  # fmt: skip
    assert "HE-77/26: eingereicht." in told[YOUTH]


def test_the_contact_stands_with_what_was_agreed(told: dict[str, str]) -> None:
    assert (
        "Frau Kühn, Bewilligungsstelle Rad, Telefon 0611 774-12, kuehn@rad.example"
        in (told[BICYCLES])
    )
    agreed = "(Ben Tal, 02.11.2026): „Telefonat mit Frau Kühn: Lageplan reicht als Entwurf"
    assert agreed in told[BICYCLES]
    assert "Förderbank Mitte, Ansprechperson Frau Sommer, 069 4411" in told[POOL]


def test_promises_name_to_whom(told: dict[str, str]) -> None:
    assert (
        "Zusage an den Radverein: Der Radverein darf zehn Plätze der Sammelgarage dauerhaft nutzen."
        " (zu „Radverkehr vor Ort“; festgehalten von Anna Berg, 05.10.2026)"
    ) in told[BICYCLES]
    assert "Zusage an Pfarrer Lenz: Die Kirche wird vor dem Bauantrag gehört." in told[YOUTH]
    # a promise is no plain note as well
    assert told[YOUTH].count("Bauantrag") == 1


@pytest.mark.parametrize(
    ("project", "granted", "left"),
    [(POOL, "400.000 €", "250.000 €"), (CLIMATE, "105.000 €", "55.000 €"), (SIRENS, "72.000 €",
                                                                            "0 €")],
)  # fmt: skip
def test_what_is_awarded_stands_with_how_much_is_left(
    told: dict[str, str], project: str, granted: str, left: str
) -> None:
    assert f"bewilligt sind {granted}, eingegangen" in told[project]
    assert f"noch abzurufen sind {left}." in told[project]


@pytest.mark.parametrize(
    ("project", "day"), [(POOL, "30.06.2028"), (CLIMATE, "30.06.2028"), (SIRENS, "30.06.2027")]
)
def test_each_proof_of_use_has_its_day(told: dict[str, str], project: str, day: str) -> None:
    part = told[project].split("Bescheide, Geld und Pflichten")[1]
    assert "Verwendungsnachweis vorlegen" in part
    assert f"fällig am {day}. Zuständig: Anna Berg, Vertretung: Ben Tal." in part


def test_which_posts_end_when_stands_where_somebody_says_so(told: dict[str, str]) -> None:
    part = told[CLIMATE].split("Was mit dem Geld endet")[1]
    post = "Klimaschutzmanagerin (Stelle, 1 × E 11), 78.000 € im Jahr: endet am 31.12.2027"
    assert f"{post}; was daraus wird, ist noch nicht entschieden." in part
    car = "Dienstrad (Vertrag), 600 € im Jahr: endet am 31.12.2027; beenden, entschieden am"
    reason = f"{car} 01.10.2026 von Anna Berg, Grund: „Wird nicht gebraucht.“"
    assert reason in part
    assert f"{reason}." not in part
    assert "Was mit dem Geld endet" in told[POOL].split("Nichts eingetragen ist zu:")[1]


def test_it_says_who_decides_and_when_they_meet(told: dict[str, str]) -> None:
    assert "Über Förderanträge beschließt: Stadtverordnetenversammlung." in told[BROOK]
    assert "Nächste Sitzung Bauausschuss: 21.01.2027, 18:00 Uhr." in told[DECIDES]
    assert "Bauausschuss: 21.01.2027" not in told[BROOK]
    assert "Die nächsten Sitzungen stehen vorn" in told[BROOK]
    assert "Behörde zum Bescheid „Bäder mit Zukunft“: Förderbank Mitte." in told[POOL]


def test_candidates_have_what_speaks_for_them(told: dict[str, str]) -> None:
    part = told[BICYCLES].split("Programme, die infrage kommen")[1]
    assert (
        "„Radverkehr vor Ort“ (passt, Rang 1, Stand: in Prüfung). Nächste Frist: 30.04.2027."
        in (part)
    )
    assert "Dafür spricht:" in part
    # nobody is sent back to what was declined
    assert told[LIBRARY].count("Kulturorte für alle") == 1


def test_it_says_where_the_files_are(told: dict[str, str]) -> None:
    assert "https://akte.example/41-7" in told[LIBRARY]
    assert r"Z:\Akten\hallenbad\Bescheid.pdf" in told[POOL]


def test_what_nobody_knows_is_said_once_for_all_that_lack_it(told: dict[str, str]) -> None:
    unknown = told[UNKNOWN].splitlines()
    assert f"Zu „{CHAPEL}“ fehlt: eine Beschreibung, das Fachamt, die Kosten, das Ende des" \
        " Vorhabens." in unknown  # fmt: skip
    assert f"Zu „{YOUTH}“, „{CHAPEL}“ und „{BROOK}“ fehlt: eine zuständige Person," \
        " eine Vertretung." in unknown  # fmt: skip


def test_tables_hold_money_alone(data: DataDir) -> None:
    tables = opened(file_of(data)).tables
    assert [rows[0] for rows in tables] == [
        ["Bescheid", "bewilligt", "eingegangen", "verwendet", "noch abzurufen"]
    ] * 3
    assert tables[2][1] == ["Bäder mit Zukunft", "400.000 €", "150.000 €", "nicht eingetragen",
                         "250.000 €"]  # fmt: skip


def test_the_report_of_one_person_holds_what_hangs_on_that_person(data: DataDir) -> None:
    with kommune_at(data.kommune) as own:
        (ben,) = (n for n, name in own.execute("select id, name from person") if name == "Ben Tal")
    found = by_heading(file_of(data, Chosen(person=ben)))
    assert [one for one in found if one in PROJECTS] == [BICYCLES, SIRENS, CLIMATE, POOL, LIBRARY]
    assert "Davon hängt an Ben Tal: das Vorhaben (Vertretung)." in found[POOL]


def test_the_report_of_one_project_is_about_that_one_alone(data: DataDir) -> None:
    assert [*by_heading(file_of(data, Chosen(project="kapelle")))] == [
        "", ABOUT, CHAPEL, UNKNOWN,
    ]  # fmt: skip


def test_money_and_proofs_of_all_projects_stand_together(told: dict[str, str]) -> None:
    money = told["Bewilligtes Geld"].splitlines()
    assert money[:2] == [
        "Bewilligt sind in 3 Bescheiden zusammen 577.000 €, davon noch abzurufen 305.000 €.",
        f"„Warnen und schützen“ ({SIRENS}): bewilligt 72.000 €, noch abzurufen 0 €,"
        " Bewilligungszeitraum bis: 31.12.2026.",
    ]
    proofs = told["Verwendungsnachweise"]
    assert proofs.index(SIRENS) < proofs.index(POOL)


def test_what_ends_and_what_was_promised_stands_once_for_all_projects(
    told: dict[str, str],
) -> None:
    assert f"{CLIMATE}: Klimaschutzmanagerin (Stelle, 1 × E 11)" in told[ENDING]
    promised = "Zusage an Pfarrer Lenz: Die Kirche wird vor dem Bauantrag gehört."
    assert f"{promised} (Vorhaben: {YOUTH})" in told["Zusagen"]


def test_what_is_missing_in_a_project_is_said_once(told: dict[str, str]) -> None:
    assert (
        "Nichts eingetragen ist zu: Kontakte und was zuletzt besprochen wurde; Zusagen;"
        " Entscheidungen; Wo die Unterlagen liegen."
    ) in told[CHAPEL]
    assert told[SIRENS].endswith(
        "Nichts eingetragen ist zu: Zusagen; Entscheidungen; Anträge; Was mit dem Geld endet."
    )

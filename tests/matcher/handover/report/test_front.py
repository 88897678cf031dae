"""The front of the report says what is to be done first; words and gaps are told once."""

from dataclasses import replace
from datetime import date, timedelta

from matcher.handover.report.composing import report
from matcher.handover.report.known import Ahead, Charge, KnownProject, Step
from matcher.handover.report.model import MISSING, Report
from matcher.profile.model import Municipality, Project

TODAY = date(2026, 11, 24)
TOWN = Municipality(ags="06799021", name="Lohental")


def project(name: str, *steps: Step) -> KnownProject:
    return KnownProject(TOWN, Project(id=name, titel=name.capitalize()), ahead=Ahead(steps))


def step(days: int, what: str, who: str = "") -> Step:
    return Step(TODAY + timedelta(days=days), what, "Bäder", charge=Charge(who), note="am Tor")


def front(made: Report) -> tuple[str, ...]:
    return made.about[0].lines


def explained(made: Report) -> list[tuple[str, str]]:
    """Heading of the part and word, in the order of the report."""
    parts = [*made.about, *(part for one in made.sections for part in one.parts), made.unknown]
    return [(part.heading, words.split(":")[0]) for part in parts for words in part.words]


def test_the_first_thing_is_what_to_do_next_over_all_projects() -> None:
    made = report(
        [project("bad", step(9, "Antrag einreichen", "Anna Berg")),
         project("kita", step(-2, "Bericht vorlegen"))],
        "", TODAY, ["Anna Berg: Bauamt"],
    )  # fmt: skip
    assert made.about[0].heading == "Was über alle Vorhaben zuerst zu tun ist"
    assert front(made) == (
        "22.11.2026 (überfällig), Kita: Bericht vorlegen. Zuständig: niemand.",
        "03.12.2026, Bad: Antrag einreichen. Zuständig: Anna Berg.",
    )


def test_ten_are_named_and_the_others_counted() -> None:
    many = [step(n, f"Schritt {n}") for n in range(12)]
    assert front(report([project("bad", *many), project("kita")], "", TODAY))[-2:] == (
        "03.12.2026, Bad: Schritt 9. Zuständig: niemand.",
        "Danach sind 2 weitere Schritte geplant.",
    )


def test_without_any_step_it_says_so() -> None:
    made = report([project("bad"), project("kita")], "", TODAY)
    assert front(made) == ("Es ist kein Schritt geplant.",)


def test_a_word_is_explained_once_and_where_it_comes_first() -> None:
    made = report(
        [project("bad", step(9, "Zwischennachweis vorlegen")),
         project("kita", step(10, "Zweckbindung einhalten"), step(11, "Zwischennachweis"))],
        "", TODAY,
    )  # fmt: skip
    first = made.about[0]
    assert first.words == (
        "Zwischennachweis: Rechenschaft über das Geld, solange das Vorhaben noch läuft.",
        "Zweckbindung: die Zeit, in der das Geförderte nur so genutzt werden darf, wie es bewilligt"
        " ist.",
    )
    words = [word for _, word in explained(made)]
    assert len(words) == len({*words})


def test_of_words_that_do_not_appear_nothing_is_said() -> None:
    made = report([project("bad"), project("kita")], "", TODAY)
    assert "Zusage" not in [word for _, word in explained(made)]
    assert MISSING not in [heading for heading, _ in explained(made)]
    assert "Verwendungsnachweis" not in str(made)


def test_what_all_projects_lack_is_said_once() -> None:
    full = Project(id="bad", titel="Bad", beschreibung="Halle", fachamt="Hochbau", kosten_eur=1,
                   ende="2027-12")  # fmt: skip
    first = replace(project("bad"), project=full)
    lines = report([first, project("kita")], "", TODAY).unknown.lines
    assert lines == (
        "Zu allen 2 Vorhaben fehlt: eine zuständige Person, eine Vertretung, ein Kontakt, der Ort"
        " der Akten.",
        "Zu „Kita“ fehlt: eine Beschreibung, das Fachamt, die Kosten, das Ende des Vorhabens.",
    )


def test_sentences_that_are_the_same_are_said_once_too() -> None:
    same = ("Sitzungen stehen keine im Kalender.",)
    made = report(
        [replace(project(name), open=same) for name in ("bad", "kita", "schule")], "", TODAY
    )
    assert made.unknown.lines == (
        "Zu allen 3 Vorhaben fehlt: eine zuständige Person, eine Vertretung, eine Beschreibung, das"
        " Fachamt, die Kosten, das Ende des Vorhabens, ein Kontakt, der Ort der Akten. Sitzungen"
        " stehen keine im Kalender.",
    )

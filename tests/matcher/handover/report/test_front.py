"""The front of the report says what is to be done first; words and gaps are told once."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from matcher.handover.report.composing import report
from matcher.handover.report.front import URGENT
from matcher.handover.report.known import Ahead, Charge, KnownProject, People, Step
from matcher.handover.report.model import MISSING, Part, Report
from matcher.handover.report.model import parts as all_parts
from matcher.profile.model import Gremien, Municipality, Project

TODAY = date(2026, 11, 24)
TOWN = Municipality(ags="06799021", name="Lohental")


def project(name: str, *steps: Step) -> KnownProject:
    return KnownProject(TOWN, Project(id=name, titel=name.capitalize()), ahead=Ahead(steps))


def step(days: int, what: str, who: str = "") -> Step:
    day, charge = TODAY + timedelta(days=days), Charge(who, "Ben Tal" * bool(who))
    return Step(day, what, "Bäder", charge=charge, note="am Tor")


def urgent(made: Report) -> tuple[Part, ...]:
    (found,) = (one.parts for one in made.front if one.title == URGENT)
    return found


def section(made: Report, title: str) -> tuple[str, ...]:
    """The lines of a part of the front."""
    (found,) = (one.parts for one in made.front if one.title == title)
    return found[0].lines


def explained(made: Report) -> list[tuple[str, str]]:
    """Heading of the part and word, in the order of the report."""
    parts = [part for _, found in all_parts(made) for part in found]
    return [(part.heading, words.split(":")[0]) for part in parts for words in part.words]


def test_the_first_thing_is_what_to_do_next_over_all_projects() -> None:
    made = report(
        [project("bad", step(9, "Antrag einreichen", "Anna Berg")),
         project("kita", step(-2, "Bericht vorlegen"), step(30, "Bauschild"))],
        "", TODAY, ["Anna Berg: Bauamt"],
    )  # fmt: skip
    assert [one.title for one in made.front] == ["Zu diesem Bericht", URGENT, "Wer wer ist"]
    assert [(part.heading, *part.lines) for part in urgent(made)] == [
        ("Überfällig", "22.11.2026, Kita: Bericht vorlegen. Zuständig: niemand."),
        ("In den nächsten zwei Wochen",
         "03.12.2026, Bad: Antrag einreichen. Zuständig: Anna Berg, Vertretung: Ben Tal."),
        ("Danach", "24.12.2026, Kita: Bauschild. Zuständig: niemand."),
    ]  # fmt: skip


def test_ten_are_named_of_what_is_near_five_of_the_rest_and_the_others_counted() -> None:
    many = [step(n, f"Schritt {n}") for n in (*range(12), *range(20, 26))]
    near, far = urgent(report([project("bad", *many), project("kita")], "", TODAY))
    assert len(near.lines) == 11
    assert near.lines[-2:] == (
        "03.12.2026, Bad: Schritt 9. Zuständig: niemand.", "… und 2 weitere Schritte.",
    )  # fmt: skip
    assert (len(far.lines), far.lines[-1]) == (6, "… und 1 weiterer Schritt.")


def test_what_is_overdue_goes_by_day_whether_it_is_confirmed_or_not() -> None:
    known = replace(
        project("bad", step(-2, "Antrag")),
        ahead=Ahead((step(-2, "Antrag"),), unsettled=(step(-900, "Bericht"),)),
    )
    (late,) = urgent(report([known, project("kita")], "", TODAY))
    assert [line.split(". ")[0] for line in late.lines] == [
        "07.06.2024, Bad: Bericht", "22.11.2026, Bad: Antrag",
    ]  # fmt: skip


def test_projects_stand_by_their_nearest_step_those_without_one_last_by_title() -> None:
    found = [project("zoo"), project("amt"), project("bad", step(9, "Antrag")),
             project("kita", step(-2, "Bericht")), project("aue", step(9, "Antrag"))]  # fmt: skip
    made = report(found, "", TODAY)
    assert [one.title for one in made.sections] == ["Kita", "Aue", "Bad", "Amt", "Zoo"]


def test_it_says_first_who_is_in_charge_of_how_many() -> None:
    anna = replace(project("bad"), people=People(Charge("Anna Berg")))
    other = replace(project("zoo"), people=People(Charge("Anna Berg")))
    made = report([project("kita"), anna, other], "alle", TODAY)
    assert section(made, "Zu diesem Bericht")[0] == (
        "3 Vorhaben (alle) am 24.11.2026, für jemanden, der sie übernimmt und noch nicht kennt;"
        " archivierte fehlen. Zuständig: für 2 Vorhaben Anna Berg, für 1 Vorhaben niemand."
    )


def test_bodies_stand_once_before_the_projects_only_where_they_are_the_same() -> None:
    town = Municipality(ags="06799021", name="Tal", gremien=Gremien(beschluss="Stadtrat"))
    alike = report([replace(project(name), town=town) for name in ("bad", "kita")], "", TODAY)
    assert section(alike, "Wer entscheidet") == ("Über Förderanträge beschließt: Stadtrat.",)
    other = report([replace(project("bad"), town=town), project("kita")], "", TODAY)
    assert "Wer entscheidet" not in [one.title for one in other.front]


def test_what_comes_later_is_next_where_nothing_is_near() -> None:
    (later,) = urgent(report([project("bad", step(30, "Antrag")), project("kita")], "", TODAY))
    assert later.heading == "Als Nächstes"


def test_without_any_step_it_says_so() -> None:
    made = report([project("bad"), project("kita")], "", TODAY)
    assert section(made, URGENT) == ("Es ist kein Schritt geplant.",)


def test_a_word_is_explained_once_and_where_it_comes_first() -> None:
    made = report(
        [project("bad", step(9, "Zwischennachweis vorlegen")),
         project("kita", step(10, "Zweckbindung einhalten"), step(11, "Zwischennachweis"))],
        "", TODAY,
    )  # fmt: skip
    first = urgent(made)[0]
    assert first.words == (
        "Zwischennachweis: Rechenschaft über das Geld, solange das Vorhaben noch läuft.",
        "Zweckbindung: die Zeit, in der das Geförderte nur so genutzt werden darf, wie es bewilligt"
        " ist.",
    )
    words = [word for _, word in explained(made)]
    assert len(words) == len({*words})


@pytest.mark.parametrize(
    ("said", "words"),
    [("Eigenanteil mit der Kämmerei klären", ["Kämmerei", "Eigenanteil"]),
     ("Programm wird verfolgt", ["Verfolgt", "In Prüfung", "Skizze"]),
     ("Erstantrag", ["Erstantrag"]), ("Beschlussvorlage", ["Vorlage"]),
     ("Programm (prüfen, Rang 2)", ["Prüfen", "Rang"]), ("Papiere vorlegen", []),
     ("Geld ausgeben", []), ("Das Fachamt anrufen", ["Fachamt"]), ("Stand: beobachten", [])],
)  # fmt: skip
def test_only_words_that_stand_there_are_explained_those_of_explanations_too(
    said: str, words: list[str]
) -> None:
    made = report([project("bad", step(1, said)), project("kita")], "", TODAY)
    assert [one.split(":")[0] for one in urgent(made)[0].words] == words


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


def test_proposals_of_earlier_days_hide_nothing_that_is_overdue() -> None:
    asked = tuple(step(-900 + number, f"Bericht {number}") for number in range(12))
    known = replace(project("bad"), ahead=Ahead((step(-2, "Antrag"),), unsettled=asked))
    (late,) = urgent(report([known, project("kita")], "", TODAY))
    assert late.lines[-1] == "… und 3 weitere Schritte."
    assert "Bad: Antrag" in late.lines[-2]

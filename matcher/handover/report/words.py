"""Words that a stranger may not know, each explained once, where the report uses it first; pure."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from matcher.handover.report.model import MISSING, Part, Report

_WORDS = tuple(
    (re.compile(used), f"{word}: {meaning}")
    for used, word, meaning in (
        (r"Förderprogramm", "Förderprogramm",
         "Geld von Bund, Land, EU oder anderen für einen Zweck; wer es will, stellt bis zu einem"
         " Tag einen Antrag."),
        (r"\b[Vv]erfolgt\b", "Verfolgt",
         "steht ein Programm auf „beobachten“, „in Prüfung“, „Skizze“ oder „Antrag“, wird es"
         " verfolgt und hat einen Plan mit Schritten."),
        (r"\bin Prüfung\b", "In Prüfung",
         "jemand sieht nach, ob die Kommune das Programm für das Vorhaben nutzen will."),
        (r"Fach[aä]mt", "Fachamt", "das Amt, zu dessen Aufgaben das Vorhaben gehört."),
        (r"Kämmerei", "Kämmerei", "das Amt für den Haushalt und das Geld der Kommune."),
        (r"\(passt\b", "Passt",
         "nach dem Abgleich fördert das Programm so etwas, und nichts spricht dagegen."),
        (r"\(prüfen\b", "Prüfen",
         "nach dem Abgleich spricht nichts gegen das Programm, aber etwas ist noch nachzusehen."),
        (r"Randthema", "Randthema", "das Programm berührt das Vorhaben nur am Rand."),
        (r"\bRang \d", "Rang",
         "der Platz nach dem Abgleich mit dem Vorhaben; Rang 1 passt am besten."),
        (r"Erstantrag", "Erstantrag",
         "der erste Antrag zu einem Vorhaben bei einem Programm; spätere ändern ihn oder setzen ihn"
         " fort."),
        (r"\b[Ss]kizzen?\b", "Skizze",
         "eine kurze Beschreibung des Vorhabens, die manche Programme vor dem Antrag verlangen."),
        (r"[Vv]orlagen?\b", "Vorlage",
         "das Papier, über das ein Gremium berät und beschließt; es muss einige Zeit vor der"
         " Sitzung abgegeben sein."),
        (r"\bEigenanteil", "Eigenanteil", "was die Kommune selbst bezahlt."),
        (r"\bEigenmittel", "Eigenmittel", "das Geld, mit dem die Kommune selbst bezahlt."),
        (r"[Bb]escheid", "Bescheid",
         "das Schreiben, mit dem die Behörde Geld bewilligt, ablehnt, ändert oder zurücknimmt."),
        (r"\bZuwendung(?:en)?\b", "Zuwendung", "das Geld, das ein Bescheid bewilligt."),
        (r"Zuwendungszweck", "Zuwendungszweck",
         "wofür die Behörde das Geld gibt; für anderes darf es nicht ausgegeben werden."),
        (r"[Zz]uwendungsfähig", "Zuwendungsfähig",
         "die Ausgaben, aus denen die Behörde die Förderung berechnet."),
        (r"Bewilligungszeitraum", "Bewilligungszeitraum",
         "die Zeit, in der das bewilligte Geld ausgegeben werden darf."),
        (r"noch abzurufen", "Noch abzurufen",
         "was bewilligt und noch nicht eingegangen ist; die Behörde zahlt es, wenn die Kommune es"
         " anfordert."),
        (r"\b[Aa]brufen\b|[Aa]bruf\b", "Abruf, abrufen",
         "bewilligtes Geld bei der Behörde anfordern."),
        (r"Verwendungsnachweis", "Verwendungsnachweis",
         "Rechenschaft über das Geld gegenüber der Behörde; wer den Tag versäumt, muss unter"
         " Umständen Geld zurückzahlen."),
        (r"Zwischennachweis", "Zwischennachweis",
         "Rechenschaft über das Geld, solange das Vorhaben noch läuft."),
        (r"Zweckbindung", "Zweckbindung",
         "die Zeit, in der das Geförderte nur so genutzt werden darf, wie es bewilligt ist."),
        (r"Widerspruch", "Widerspruch",
         "Einwand gegen einen Bescheid; er muss bis zu einem Tag bei der Behörde sein."),
        (r"[Vv]erstetigen", "Verstetigen",
         "nach dem Ende der Förderung aus eigenem Geld weiterführen."),
        (r"Zusagen?\b", "Zusage",
         "was jemand aus der Verwaltung jemandem versprochen hat, oder umgekehrt."),
    )
)  # fmt: skip
"""The word, or a part of a compound, as it is written -> the sentence that explains it."""


def explained(report: Report) -> Report:
    """The same with a sentence for each special word in the part that uses it first; of words that
    do not appear nothing is said."""
    left = list(_WORDS)
    front, sections = (
        tuple(replace(one, parts=tuple(_explained(one.parts, left, one.title))) for one in found)
        for found in (report.front, report.sections)
    )
    (unknown,) = _explained([report.unknown], left)
    return replace(report, front=front, sections=sections, unknown=unknown)


def _explained(
    parts: Iterable[Part], left: list[tuple[re.Pattern[str], str]], title: str = ""
) -> Iterator[Part]:
    for part in parts:
        if part.heading == MISSING:  # names headings, not matters
            yield part
            continue
        columns = part.money.headings if part.money else ()
        text = "\n".join((title, part.heading, *part.lines, *columns))
        yield replace(part, words=tuple(_taken(text, left)))


def _taken(text: str, left: list[tuple[re.Pattern[str], str]]) -> Iterator[str]:
    """The sentences for the words of a text and for those that these sentences use themselves."""
    found = [one for one in left if one[0].search(text)]
    left[:] = [one for one in left if one not in found]
    yield from (words for _, words in found)
    if found:
        yield from _taken("\n".join(words for _, words in found), left)

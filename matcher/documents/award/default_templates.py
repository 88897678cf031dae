"""Our own templates of letters to the authority; a town can take, change and replace them."""

import io
from collections.abc import Mapping, Sequence

from docx.document import Document as Word

from matcher.documents import word
from matcher.documents.award import parts
from matcher.documents.award.about import CONFIRMED, NO_RATE, OF_GRANT
from matcher.documents.award.letters import LABELS, Letter

NAME = "eigene Vorlage von Förderlage"


def default_template(letter: Letter) -> bytes:
    """The template as a .docx file with all placeholders."""
    document = word.new_document(f"{LABELS[letter]}: {{{{ vorhaben }}}}")
    word.footer(document, "{{ kommune }} · Aktenzeichen {{ aktenzeichen }}")
    _BODIES[letter](document)
    parts.hints(document)
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def _activity_report(document: Word) -> None:
    parts.head(document, "Sachbericht zum {{ nachweis }}")
    parts.facts(document, _AWARD)
    parts.heading(document, "1. Zuwendungszweck")
    document.add_paragraph("{{ zweck }}")
    parts.heading(document, "2. Verwendung der Zuwendung")
    parts.to_fill(document, "was im Einzelnen getan und angeschafft wurde, von wann bis wann, mit"
                            " wem; was von der Planung abweicht, steht unter 7")  # fmt: skip
    parts.heading(document, "3. Erzieltes Ergebnis")
    parts.to_fill(document, "was erreicht wurde, gemessen an den Zielen des Antrags")
    parts.heading(document, "4. Zahlen im Überblick")
    _compared(document, "zahlen", {"Laut Bescheid": "plan", "Tatsächlich": "ist"})
    parts.below(document, "Eingegangen und noch nicht verwendet: {{ nicht_verwendet }}")
    parts.heading(document, "Zuwendung je Haushaltsjahr", 2)
    parts.rows_of(document, "jahre", _YEARS, numbers=(1, 2, 3))
    parts.heading(document, "5. Notwendigkeit und Angemessenheit")
    parts.to_fill(document, "warum die Ausgaben nötig waren, wie vergeben und verglichen wurde")
    document.add_paragraph(CONFIRMED)
    parts.heading(document, "6. Öffentlichkeitsarbeit")
    document.add_paragraph("Maßgeblich ist: {{ oeffentlichkeit }}")
    parts.to_fill(document, "wie und wo auf die Förderung hingewiesen wurde")
    parts.heading(document, "7. Abweichungen von Antrag und Bescheid")
    parts.to_fill(document, "Kosten, Zeit, Umfang, Zweck; wann angezeigt und wie entschieden")
    parts.heading(document, "8. Ausblick")
    parts.to_fill(document, "wie es weitergeht, wer das Geschaffene unterhält, Zweckbindung")
    parts.signature(document)


def _draw_down(document: Word) -> None:
    parts.head(document, "Mittelabruf")
    parts.facts(document, _AWARD)
    parts.salutation(document)
    asked = document.add_paragraph("wir bitten um Auszahlung von ")
    asked.add_run("{{ betrag }}").bold = True
    asked.add_run(f" auf das Konto {parts.TO_FILL}: IBAN, Kassenzeichen –.")
    parts.heading(document, "Stand der Zuwendung")
    parts.sums(document, [
        ("Bewilligte Zuwendung", "{{ zuwendung }}"),
        ("Bisher abgerufen", "{{ abgerufen }}"),
        ("Davon eingegangen", "{{ eingegangen }}"),
        ("Bisher verwendet, eigene Mittel eingeschlossen", "{{ verwendet }}"),
        ("Dieser Abruf", "{{ betrag }}"),
        ("Danach noch nicht abgerufen", "{{ rest }}"),
    ])  # fmt: skip
    parts.heading(document, "Fällige Zahlungen")
    parts.rows_of(document, "zahlungen", {"Wofür": ("was", 12.2), "Betrag": ("betrag", 4.4)},
                  numbers=(1,))  # fmt: skip
    parts.below(document, "Zusammen: {{ zahlungen_summe }}")
    parts.heading(document, "Anteil der Zuwendung")
    document.add_paragraph("{{ regel }}")
    parts.sentences(document, "rechnung")
    parts.heading(document, "Verwendungsfrist")
    document.add_paragraph("Verwendet werden die Mittel {{ verwendungsfrist }}.")
    parts.closing(document)


def _extension(document: Word) -> None:
    parts.head(document, "Antrag auf Verlängerung des Bewilligungszeitraums")
    parts.facts(document, _AWARD)
    parts.salutation(document)
    asked = document.add_paragraph(
        "wir beantragen, den Bewilligungszeitraum, der am {{ ende }} endet, bis "
    )
    asked.add_run("{{ neues_ende }}").bold = True
    asked.add_run(" zu verlängern.")
    parts.heading(document, "Begründung")
    document.add_paragraph("{{ grund }}")
    parts.heading(document, "Stand des Vorhabens")
    parts.to_fill(document, "was fertig ist, was fehlt, wann es fertig wird")
    parts.heading(document, "Mittel")
    document.add_paragraph(
        "Von der Zuwendung ({{ zuwendung }}) sind {{ eingegangen }} eingegangen; offen sind"
        " {{ rest }}."
    )
    years = {"Jahr": ("jahr", 1.8), "Rate laut Bescheid": ("plan", 4),
             "Eingegangen": ("eingegangen", 3.6), OF_GRANT: ("verwendet", 3.6),
             "Offen": ("offen", 3.6)}  # fmt: skip
    parts.rows_of(document, "jahre", years, numbers=(1, 2, 3, 4))
    parts.below(document, "Zweck und Finanzierung des Vorhabens bleiben unverändert.")
    parts.closing(document)


def _compared(document: Word, name: str, sums: Mapping[str, str]) -> None:
    """A table of positions with two sums each, by their heading, and how they differ."""
    columns = {heading: (field, 3.7) for heading, field in sums.items()}
    of_row = {"Position": ("position", 5.4), **columns, "Unterschied": ("unterschied", 3.8)}
    parts.rows_of(document, name, of_row, numbers=(1, 2, 3))


def _change_notice(document: Word) -> None:
    parts.head(document, "Mitteilung einer Änderung")
    parts.facts(document, _AWARD)
    parts.salutation(document)
    document.add_paragraph("wir teilen eine Änderung mit. Sie betrifft: {{ anlass }}.")
    parts.heading(document, "Was sich ändert")
    document.add_paragraph("{{ erlaeuterung }}")
    parts.heading(document, "Ausgaben und Finanzierung")
    _compared(document, "vergleich", {"Laut Bescheid": "alt", "Jetzt": "neu"})
    parts.below(document, "{{ schwelle }}")
    parts.heading(document, "Folge für die Zuwendung")
    document.add_paragraph(
        "Bei {{ finanzierungsart }} errechnet sich eine Zuwendung von {{ zuwendung_neu }}"
        " ({{ minderung }} weniger als bewilligt):"
    )
    parts.sentences(document, "rechnung")
    parts.heading(document, "Grundlage der Mitteilung")
    document.add_paragraph("{{ schwelle_herkunft }}")
    parts.closing(document)


_AWARD: Sequence[tuple[str, str]] = (
    ("Vorhaben", "{{ vorhaben }}"),
    ("Programm", "{{ programm }}"),
    ("Bescheid", "{{ bescheid }}"),
    ("Bewilligungszeitraum", "{{ zeitraum }}"),
    ("Finanzierung", "{{ finanzierungsart }}, {{ zuwendung }} von {{ zuwendungsfaehig }}"
                     " zuwendungsfähigen Ausgaben"
                     f"{{% if foerderquote != '{NO_RATE}' %}}"
                     ", Förderquote {{ foerderquote }}"
                     "{% endif %}"),
    ("Nebenbestimmungen", "{{ nebenbestimmungen }}"),
)  # fmt: skip
_YEARS = {"Jahr": ("jahr", 2.2), "Rate laut Bescheid": ("plan", 4.8),
          "Eingegangen": ("eingegangen", 4.8), OF_GRANT: ("verwendet", 4.8)}  # fmt: skip
_BODIES = {
    "sachbericht": _activity_report,
    "mittelabruf": _draw_down,
    "verlaengerung": _extension,
    "aenderung": _change_notice,
}

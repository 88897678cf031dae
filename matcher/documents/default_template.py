"""Our own template of a council paper; a town can take it, change it and use its own."""

import io
from collections.abc import Sequence

from docx.document import Document as Word

from matcher.documents import word
from matcher.tracker.combining.shown import wording

NAME = "eigene Vorlage von Förderlage"
_WIDTH = 16.6
"""Width between the margins in cm."""
_SUMS = frozenset({"betrag", "guenstig", "sicher"})
"""Fields that hold sums."""


def default_template() -> bytes:
    """The template as a .docx file with all placeholders."""
    document = word.new_document("Beschlussvorlage: {{ vorhaben }}")
    word.footer(document, "Entwurf aus Förderlage vom {{ datum }}, keine Rechtsberatung")
    word.quiet(document.add_paragraph("{{ kommune }} · {{ fachamt }} · {{ datum }}"))
    document.add_paragraph("Beschlussvorlage (Entwurf)", style="Title")
    document.add_paragraph("Förderantrag für das Vorhaben „{{ vorhaben }}“").runs[0].bold = True
    _proposal_and_case(document)
    _money(document)
    _programme(document)
    _days(document)
    _list(document, "7. Risiken", "risiken", "Aus den vorliegenden Angaben ergeben sich keine.")
    _list(document, "8. Offene Punkte", "offen", "Keine.")
    document.add_paragraph("9. Quellen", style="Heading 1")
    document.add_paragraph("{{ programm }}: {{ adresse }}")
    word.quiet(document.add_paragraph("{{ quelle }}"), 9)
    word.quiet(document.add_paragraph(
        "Zitat: steht im Text des Programms. Angabe: hat die Kommune angegeben. Bescheid: "
        "steht im eingetragenen Bescheid. Annahme: nicht belegt und vor dem Beschluss zu "
        "prüfen. Maßgeblich ist die Veröffentlichung der Förderstelle."), 9)  # fmt: skip
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def _proposal_and_case(document: Word) -> None:
    document.add_paragraph("1. Beschlussvorschlag", style="Heading 1")
    document.add_paragraph("{{ beschlussvorschlag }}")
    document.add_paragraph("2. Sachverhalt", style="Heading 1")
    document.add_paragraph("{{ beschreibung }}")
    _rows(document, [
        ("Träger", "{{ traeger }}"), ("Fachamt", "{{ fachamt }}"),
        ("Zeitraum", "{{ zeitraum }}"), ("Gesamtkosten", "{{ gesamtkosten }}"),
        ("Programm", "{{ programm }}"), ("Fördergeber", "{{ foerdergeber }}"),
        ("Abgleich", "{{ urteil }}"), ("Nächste Frist", "{{ naechste_frist }}"),
    ])  # fmt: skip


def _money(document: Word) -> None:
    document.add_paragraph("3. Kosten und Eigenanteil", style="Heading 1")
    _loop(document, "finanzierung", {"Wer zahlt": ("name", 11.6), "Betrag": ("betrag", 5)})
    document.add_paragraph("So ist gerechnet", style="Heading 2")
    _sentences(document, "rechnung", "offen: Berechnung; es fehlen Angaben.")
    document.add_paragraph("Eigenanteil in Geld je Haushaltsjahr", style="Heading 2")
    _loop(document, "jahre", {"Haushaltsjahr": ("jahr", 11.6), "Betrag": ("betrag", 5)})
    document.add_paragraph("Herkunft der Zahlen", style="Heading 2")
    _loop(document, "angaben", {
        "Angabe": ("name", 3.6), "Wert": ("wert", 2.8), "Herkunft": ("herkunft", 2.3),
        "Wortlaut": ("wortlaut", 7.9),
    })  # fmt: skip
    _several(document)


def _several(document: Word) -> None:
    """Several programmes side by side; left out where there is one alone."""
    document.add_paragraph("{%p if finanzierung_ergebnis %}")
    document.add_paragraph("Finanzierung aus mehreren Programmen", style="Heading 2")
    document.add_paragraph("{{ finanzierung_ergebnis }}")
    _loop(document, "programme", {
        "Nr.": ("nr", 1.5), "Ebene": ("ebene", 1.8), "Programm": ("name", 6.7),
        "Satz": ("satz", 2.6), "Zuschuss allein": ("zuschuss", 4),
    })  # fmt: skip
    document.add_paragraph()
    _loop(document, "finanzierungsplan", {
        "Wer zahlt": ("name", 9.4), "Günstigster Fall": ("guenstig", 3.6),
        "Ohne das Offene": ("sicher", 3.6),
    })  # fmt: skip
    document.add_paragraph(wording.SIDE_BY_SIDE, style="Heading 3")
    _loop(document, "nebeneinander", {"Programme": ("programme", 3), "Zusammen": ("ergebnis", 3),
                                      "Wortlaut": ("wortlaut", 10.6)})  # fmt: skip
    document.add_paragraph(wording.ORDER, style="Heading 3")
    _loop(document, "reihenfolge", {"Tag": ("tag", 2.6), "Programme": ("programme", 3),
                                    "Was": ("was", 11)})  # fmt: skip
    document.add_paragraph("Annahmen, Offenes und was zu beachten ist", style="Heading 3")
    _sentences(document, "finanzierung_hinweise", "Keine.")
    document.add_paragraph("{%p endif %}")


def _programme(document: Word) -> None:
    document.add_paragraph("4. Bedingungen des Programms", style="Heading 1")
    _loop(document, "fakten", {"Bedingung": ("name", 3.6), "Wert": ("wert", 4),
                               "Wortlaut": ("wortlaut", 9)})  # fmt: skip
    document.add_paragraph("5. Beginn des Vorhabens", style="Heading 1")
    document.add_paragraph("{{ beginn }}")
    document.add_paragraph("{{ beginn_wortlaut }}")


def _days(document: Word) -> None:
    document.add_paragraph("6. Fristen und Schritte", style="Heading 1")
    following = document.add_paragraph("Nächste Frist: {{ naechste_frist }}")
    following.paragraph_format.keep_with_next = True
    _loop(document, "fristen", {"Was": ("was", 2.6), "Frist": ("frist", 4),
                                "Wortlaut": ("wortlaut", 10)})  # fmt: skip
    document.add_paragraph("Schritte bis zum Antrag", style="Heading 2")
    _loop(document, "schritte", {"Tag": ("tag", 2.6), "Schritt": ("was", 7),
                                 "Wer": ("wer", 3.5), "Stand": ("stand", 3.5)})  # fmt: skip


def _rows(document: Word, rows: Sequence[tuple[str, str]]) -> None:
    made = word.table(document, ["Angabe", "Inhalt"], [4, _WIDTH - 4])
    for row in rows:
        word.add_row(made, row)


def _loop(document: Word, name: str, columns: dict[str, tuple[str, float]]) -> None:
    """A table with a row per item, or a word that there is none yet."""
    document.add_paragraph(f"{{%p if {name} %}}")
    numbers = [at for at, (field, _) in enumerate(columns.values())
               if field in _SUMS or (name == "angaben" and field == "wert")]  # fmt: skip
    made = word.table(document, [*columns], [width for _, width in columns.values()], numbers)
    empty = [""] * (len(columns) - 1)
    word.add_row(made, [f"{{%tr for zeile in {name} %}}", *empty])
    fields = [f"{{{{ zeile.{field} }}}}" for field, _ in columns.values()]
    # sums are read together: they stay on one page
    word.add_row(made, fields, numbers, with_next=not _SUMS.isdisjoint(dict(columns.values())))
    word.add_row(made, ["{%tr endfor %}", *empty])
    document.add_paragraph("{%p else %}")
    document.add_paragraph("offen: hierzu ist noch nichts bekannt.")
    document.add_paragraph("{%p endif %}")


def _list(document: Word, heading: str, name: str, none: str) -> None:
    document.add_paragraph(heading, style="Heading 1")
    _sentences(document, name, none)


def _sentences(document: Word, name: str, none: str) -> None:
    document.add_paragraph(f"{{%p if {name} %}}")
    document.add_paragraph(f"{{%p for satz in {name} %}}")
    document.add_paragraph("{{ satz }}", style="List Bullet")
    document.add_paragraph("{%p endfor %}")
    document.add_paragraph("{%p else %}")
    document.add_paragraph(none)
    document.add_paragraph("{%p endif %}")

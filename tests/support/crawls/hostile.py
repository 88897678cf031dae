"""Texts that break careless patterns: endless, mixed, repeated, nested."""

LENGTH = 350_000
"""Characters of the longest legal text in the real export, rounded up."""

CUES = (
    "Anträge sind bis zum 31. Oktober einzureichen und ", "nicht ", "1", "9.9.", "31.12.",
    "§ 1.1. ", "Antrag ", "bis zu 80 Prozent ", "EUR 1.000", "kumulierbar ",
    "vorzeitiger Maßnahmenbeginn ",
    "Antragsberechtigt sind Gemeinden, ", "• ", "\n• ", "\n## ", "| ", "\u202e", "Ａ", "ß", "İ",
    "skizze", "begonnen ", "Der Verwendungsnachweis ist binnen sechs Monaten ", "außer Kraft ",
    "vor Beginn ", "a ", ".", ". ", ", ", "(", "Ende Oktober ", "jährlich ", "Euro je ", "%",
    "mit mehr als 10.000 Einwohnern ", "Zweckbindungsfrist ", "Doppelförderung ", "Wochen vor ",
)  # fmt: skip


def hostile_texts() -> list[tuple[str, str]]:
    """(name, text of LENGTH characters) for each cue alone, repeated without an end."""
    return [(repr(cue), (cue * (LENGTH // len(cue) + 1))[:LENGTH]) for cue in CUES] + [
        ("all cues", ("".join(CUES) * (LENGTH // len("".join(CUES)) + 1))[:LENGTH]),
        ("one line of all cues", ("".join(CUES).replace("\n", " ") * 900)[:LENGTH]),
    ]

"""What one can state of an application, with German headings: for the form and the command."""

from db.kommune.award.applications import KINDS, STATES
from matcher.profile.sheets.fields import Field

WAYS = ("Förderportal", "E-Mail", "De-Mail oder beBPo", "Post", "persönlich abgegeben")
"""What is suggested for how an application was handed in."""
OF_APPLICATION: tuple[Field, ...] = (
    Field("art", "Art", form="choice", options={str(k): label for k, label in KINDS.items()}),
    Field("stand", "Stand", form="choice", options={str(k): label for k, label in STATES.items()}),
    Field("eingereicht", "Eingereicht am", form="day",
          hint="Wie 15.01.2025; leer, solange er in Arbeit ist."),
    Field("betrag_eur", "Beantragter Betrag in Euro", form="euros", hint="Zum Beispiel 300.000"),
    Field("zuwendungsfaehig_eur", "Zuwendungsfähige Ausgaben in Euro", form="euros",
          hint="Wie im Antrag angegeben."),
    Field("aktenzeichen", "Aktenzeichen", hint="Der Behörde oder des Portals."),
    Field("weg", "Wie eingereicht", hint="Zum Beispiel Förderportal oder Post."),
    Field("gilt_bis", "Gilt bis", form="day",
          hint="Nur bei einer Unbedenklichkeit: letzter Tag, an dem sie gilt."),
    Field("entschieden", "Entschieden am", form="day",
          hint="Tag der Bewilligung, der Ablehnung oder des Rückzugs."),
    Field("grund", "Begründung", form="text",
          hint="Bei einer Ablehnung die der Behörde, bei einem Rückzug die eigene."),
    Field("notiz", "Notiz", form="text"),
)  # fmt: skip
"""All fields of an application, in the order in which people fill them in."""

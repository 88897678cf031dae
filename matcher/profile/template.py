"""The commented profile that `matcher init` writes."""

from matcher.profile.model import Municipality, profiles_in

PROFILE_TEMPLATE = """\
# Profil der Kommune für Förderlage. Nach dem Ausfüllen: matcher projects import kommune.yml
ags: "06799001"          # Gemeindeschlüssel: 8 Ziffern; Kreis 5, Verband 9 (ARS)
name: Musterstadt
art: gemeinde            # oder kreisfreie_stadt, landkreis, gemeindeverband, zweckverband,
                         # kommunales_unternehmen
# land: Hessen           # freiwillig, folgt aus dem ags
einwohner: 9000
haushaltslage: unbekannt # ausgeglichen, haushaltssicherung, vorlaeufig, unbekannt
# vorlauf:               # für Rückwärtspläne; Tage, reserve in Arbeitstagen
#   vorlage: 21          # Beschlussvorlage vor der Sitzung
#   kaemmerei: 28        # Eigenanteil bei der Kämmerei
#   partner: 28          # Schreiben von Partnern
#   ausarbeitung: 42     # Antrag ausarbeiten
#   reserve: 3           # Arbeitstage zwischen Einreichen und Frist
#   bearbeitung: 90      # Annahme, wie lange die Förderstelle prüft (ohne feste Frist)
# themen: nah            # was Listen zeigen: nah am Vorhaben, rand (auch Randthemen), alle
# gremien:               # freiwillig; sonst zählen alle Räte und Ausschüsse
#   beschluss: Stadtrat
#   beratung: Haupt- und Finanzausschuss
# haushalt:              # freiwillig; bis wann über Verstetigung zu entscheiden ist
#   anmeldung: "30.04."  # bis dahin melden die Fachämter jedes Jahr an
#   haushaltssitzung: Dezember  # oder ein Tag wie "14.12."
# freie_tage:            # ohne Arbeit, neben Wochenenden und Feiertagen; [] für keine
#   - 24.12.–31.12.      # jedes Jahr, gilt auch ohne diese Angabe
#   - 07.05.2027         # einmal, auch als Zeitraum: 07.05.2027–10.05.2027
projekte:
  - id: beispiel-vorhaben      # a–z, 0–9, Bindestrich; bleibt für immer gleich
    titel: Sanierung der Mehrzweckhalle
    beschreibung: >-
      In eigenen Worten: was fehlt, was soll entstehen, wofür wird Geld gebraucht.
    fachamt: Bauamt
    # traeger: Stadtwerke      # sonst die Kommune selbst
    status: idee               # idee, geplant, beschlossen, begonnen
    start: "2027-04"           # JJJJ-MM
    ende: "2028-12"
    kosten_eur: 850000
    eigenmittel_eur: 170000
    arten: [investiv]          # investiv, personal, konzept, beratung, veranstaltung
    # freiwillig, für Eigenanteil und Schutz vor zu frühem Beginn:
    # zuwendungsfaehig_eur: 800000
    # mittel_dritter_eur: 20000
    # eigenleistung_eur: 15000
    # erster_auftrag: 2027-05-03  # Tag des ersten Auftrags, auch geplant
    # foerderungen:               # was aus Beratung oder Bescheid bekannt ist
    #   - programm: adresse-des-programms
    #     foerderquote: 45
    #     bewilligung: 2027-04-20
"""


def example_profile() -> Municipality:
    """The invented municipality of the template with its one project."""
    (profile,) = profiles_in("Vorlage", PROFILE_TEMPLATE.encode())
    return profile

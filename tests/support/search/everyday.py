"""Invented programmes that everyday words should find, and some that they should not."""

from collections.abc import Sequence
from pathlib import Path

from db.files import catalogue_at
from db.programmes.catalogue import StoredProgramme, programmes
from matcher.matching.relevance import RelevanceIndex
from matcher.matching.topic.store import build, said_of
from matcher.search.finder import Finder
from matcher.search.purposes import Purposes
from matcher.search.search import Searchable
from tests.support.towns.subjects import DAY, stored

TEXTS = {
    "Bäderfonds": "Gefördert werden Neubau und Sanierung von Hallenbädern, Freibädern und "
    "Lehrschwimmbecken der Gemeinden.",
    "Sportstätten im Land": "Gefördert werden Sportplätze, Sporthallen und andere Sportstätten, "
    "auch Schwimmbäder.",
    "Deutsch lernen in Baden": "Gefördert werden Sprachkurse für Zugewanderte in Baden-Baden, "
    "Badenweiler und ganz Baden.",
    "Fahrzeuge der Wehren": "Gefördert wird die Beschaffung von Löschfahrzeugen und Drehleitern.",
    "Häuser für die Jüngsten": "Gefördert werden Neubau und Umbau von Kindertageseinrichtungen.",
    "Sicher auf zwei Rädern": "Gefördert werden Bau und Ausbau von Radwegen entlang der Straßen.",
    "Gigabit für alle": "Gefördert wird der Ausbau von Breitbandnetzen mit Glasfaseranschlüssen.",
    "Strom vom eigenen Haus": "Gefördert werden Photovoltaikanlagen auf öffentlichen Gebäuden.",
    "Dächer mit Geschichte": "Gefördert wird die Erhaltung von Kirchendächern und Denkmälern.",
    "Wasser auf Abstand": "Gefördert werden Deiche, Rückhaltebecken und anderer Hochwasserschutz.",
    "Raum zum Toben": "Gefördert werden Spielplätze und Spielgeräte in Wohngebieten.",
    "Lesen verbindet": "Gefördert werden öffentliche Bibliotheken und ihre Ausstattung.",
    "Licht in der Nacht": "Gefördert wird die Umrüstung der Straßenbeleuchtung auf LED.",
    "Einsteigen ohne Stufe": "Gefördert wird der barrierefreie Umbau von Bushaltestellen.",
    "Laden um die Ecke": "Gefördert werden Dorfläden und andere Nahversorgung in kleinen Orten.",
    "Praxis auf dem Land": "Gefördert wird die Ansiedlung von Hausärztinnen und Hausärzten.",
    "Stadt ohne Stufen": "Gefördert werden Aufzüge und Rampen für barrierefreie öffentliche "
    "Gebäude.",
    "Saubere Ufer": "Gefördert werden Kläranlagen und Kanäle der Gemeinden.",
    "Wärme mit Zukunft": "Gefördert werden neue Heizungsanlagen und Wärmepumpen in kommunalen "
    "Gebäuden.",
    "Laden statt Tanken": "Gefördert werden öffentliche Ladesäulen für Elektrofahrzeuge.",
    "Bäume in der Stadt": "Gefördert werden Pflanzung und Pflege von Stadtbäumen.",
    "Gütertransport auf der Schiene": "Gefördert werden Gleisanschlüsse für den Güterverkehr.",
    "Treffpunkt Jugend": "Gefördert werden Jugendzentren und Jugendtreffs.",
}
"""Title -> what each of them says."""

BATHS = "Bäderdarlehen Bayern – Hallen- und Freibäder erneuern"
KITA = "Kita-Gebäude fit für die Zukunft – energetische Modernisierung von Kindertageseinrichtungen"
LIBRARY = "Bibliothek als Wohnzimmer der Stadt"
SEWAGE = "Kläranlagen der Zukunft – vierte Reinigungsstufe und Phosphorrückgewinnung"
CYCLING = "Radwege für den Alltag"
"""Programmes of the demo; two are called CYCLING."""
MEANT = {
    "Schwimmbad": ["Bäderfonds", "Sportstätten im Land", BATHS],
    "Bad": ["Bäderfonds", "Sportstätten im Land", BATHS],
    "Feuerwehrauto": ["Fahrzeuge der Wehren"],
    "Kindergarten": ["Häuser für die Jüngsten", KITA],
    "Radweg": ["Sicher auf zwei Rädern", CYCLING, CYCLING],
    "Glasfaser": ["Gigabit für alle"],
    "schnelles Internet": ["Gigabit für alle"],
    "Solar aufs Dach": ["Strom vom eigenen Haus"],
    "Hochwasser": ["Wasser auf Abstand"],
    "Spielplatz": ["Raum zum Toben"],
    "Bücherei": ["Lesen verbindet", LIBRARY],
    "Straßenlampen": ["Licht in der Nacht"],
    "Bushaltestelle": ["Einsteigen ohne Stufe"],
    "Dorfladen": ["Laden um die Ecke"],
    "Ärzte aufs Land": ["Praxis auf dem Land"],
    "Aufzug im Rathaus": ["Stadt ohne Stufen"],
    "Klärwerk": ["Saubere Ufer", SEWAGE],
    "neue Heizung": ["Wärme mit Zukunft"],
    "E-Auto laden": ["Laden statt Tanken"],
    "Bäume pflanzen": ["Bäume in der Stadt"],
    "Jugendraum": ["Treffpunkt Jugend"],
    "Turnhalle sanieren": ["Sportstätten im Land"],
}
"""What somebody types -> the programmes that should stand first, in any order."""


def everyday(catalogue: Path) -> Searchable:
    """The demo's programmes and these, ready to be searched."""
    with catalogue_at(catalogue) as db:
        listed = [*programmes(db), *map(_programme, TEXTS)]
    return searchable(listed)


def _programme(title: str) -> StoredProgramme:
    codes = {"Foerderberechtigte": ["kommune"], "Foerdergebiet": ["_bundesweit"]}
    return stored(title, codes, {"short_description": TEXTS[title]}, level="federal")


def finder(listed: Sequence[StoredProgramme], *, read: bool = True) -> Finder:
    """A finder over programmes with their texts; without `read` nobody read their purposes."""
    index = RelevanceIndex.build([one.programme for one in listed])
    if not read:
        return Finder(index, listed, None)
    topics = build(said_of(one.programme for one in listed), index)
    return Finder(index, listed, Purposes(topics.purposes.hits, topics.quotes))


def searchable(listed: Sequence[StoredProgramme], *, read: bool = True) -> Searchable:
    """A catalogue of these programmes with their texts."""
    return Searchable(listed, finder(listed, read=read), DAY)

"""Every page of the site with a form that stores something, and what an officer enters there."""

from collections.abc import Mapping
from typing import Any

from tests.support.site.pages import PROGRAMME

MATCH = "kita-wiesengrund/" + PROGRAMME.removeprefix("/programm/")
FORMS: Mapping[str, Mapping[str, Any]] = {
    f"/entscheidung/{MATCH}": {"status": "watching", "note": "Text"},
    "/zustaendig/kita-wiesengrund": {},
    f"/ausblenden/{MATCH}": {"note": "Text"},
    f"/ausblenden-alle/{PROGRAMME.removeprefix('/programm/')}": {"note": "Text"},
    "/notiz-zu/kita-wiesengrund": {"body": "Text"},
    f"/notiz-zu/{MATCH}": {"body": "Text"},
    "/notiz/1": {"body": "Text"},
    "/notiz/1/loeschen": {},
    PROGRAMME.replace("/programm/", "/korrektur/") + "?angabe=rate": {
        "value-0": "40", "reason": "Text", "evidence": "Anruf", "tun": "korrigieren",
    },
    "/projekt-neu": {"titel": "Text"},
    "/projekt/kita-wiesengrund/bearbeiten": {"titel": "Text"},
    "/projekt/kita-wiesengrund/archivieren": {"grund": "Text"},
    f"/foerderung/{MATCH}": {"foerderquote": "40"},
    f"/plan/{MATCH}": {"notiz": "Text"},
    "/sitzungen": {"gremium": "Gemeindevertretung", "tag": "2027-02-25"},
    f"/antrag/{MATCH}": {"stand": "drafting", "aktenzeichen": "Text"},
    f"/bescheid-neu/{MATCH}": {"datum": "16.02.2026"},
    "/bescheid-neu/kita-wiesengrund": {"titel": "Text", "datum": "16.02.2026"},
    "/verstetigung/kita-wiesengrund/neu": {"bezeichnung": "Text", "kosten_eur": "100"},
    "/basiszins": {"ab": "01.07.2026", "satz": "1,27"},
    "/kommune-neu": {"ags": "06799002", "name": "Text"},
    "/kommunen/06799001": {"einwohner": "9100"},
    "/abonnements": {"umfang": "project:kita-wiesengrund"},
}  # fmt: skip
"""Page with a form -> what is entered there."""
READERS = ("/abonnements",)
"""Those of FORMS that are about what is a person's own, so that a reader may send them, too."""
ELSEWHERE = ("/projekte-einlesen", "/bescheide-uebernehmen", "/sitzungen-einlesen", "/personen",
             "/personen/1", "/personen/1/uebergeben", "/konto",
             "/anmelden", "/-/auth-token", "/-/logout", "/nachfolger", "/benachrichtigungen",
             "/offenes", "/frage/kita-wiesengrund", f"/frage/{MATCH}", "/antwort/" + "A" * 43,
             f"/geprueft/{MATCH}", "/einordnen/kita-wiesengrund",
             "/zuruecknehmen/kita-wiesengrund", "/projekt/kita-wiesengrund/wiederherstellen",
             "/projekt/kita-wiesengrund/loeschen", "/abgleichen",
             "/einrichten", "/einrichten-katalog",
             "/antrag/1", "/antrag/1/keine-antwort",
             "/bescheid/1/aenderung", "/bescheid/1/berichtigen/1", "/bescheid/1/pflichten",
             "/bescheid/1/entfernen",
             "/bescheid/1/pflicht-neu", "/bescheid/1/pflicht/1", "/bescheid/1/pflicht/1/erledigt",
             "/bescheid/1/pflicht/1/offen", "/bescheid/1/mittel",
             "/bescheid/1/mittel/1/entfernen", "/basiszins/2026-07-01/entfernen",
             "/bescheid/1/schreiben/mittelabruf",
             "/verstetigung/kita-wiesengrund/1", "/verstetigung/kita-wiesengrund/1/entfernen",
             "/verstetigung/kita-wiesengrund/entscheiden")  # fmt: skip
"""Pages with forms of their own kind: files, accounts, logging in, buttons that stand on other
pages, those that need a catalogue that changed or a mail server; see their tests."""

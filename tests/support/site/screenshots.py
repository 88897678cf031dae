"""Screenshots of the demo.

``python -m tests.support.site.screenshots --handbook`` makes those of handbook and README (make
screenshots); ``… FOLDER [PAGE…]`` those of all or some pages, for looking at them.
"""

import shutil
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import urlencode

from matcher.site.frame.stock.tables import PROGRAMME_COLUMNS
from tests.conftest import ROOT
from tests.support.processes.demo_site import demo_site
from tests.support.site.browser import chromium
from tests.support.site.login import enter

_KITA = (
    "kita-wiesengrund/foerderdatenbank/FDB/Content/DE/Foerderprogramm/Land/Hessen/"
    "kita-gebaeude-energie.html"
)
PAGES = {
    "uebersicht": "",
    "uebersicht-auswahl": "?gruppiert=stand&sortiert=titel",
    "vorhaben": "projekt/kita-wiesengrund",
    "knapp": "projekt/digitales-auental?gruppe=knapp",
    "randthema": "projekt/digitales-auental?gruppe=rand",
    "ausgeschlossen": "projekt/marktplatz-klimafit?gruppe=ausgeschlossen",
    "anderes-thema": "projekt/kita-wiesengrund?gruppe=anderes",
    "programm": "programm/foerderdatenbank/FDB/Content/DE/Foerderprogramm/Land/Hessen/"
    "klimafeste-plaetze-und-quartiere.html",
    "programm-vorhaben": "programm/foerderdatenbank/FDB/Content/DE/Foerderprogramm/Land/Hessen/"
    "kita-gebaeude-energie.html?vorhaben=kita-wiesengrund",
    "plan": f"plan/{_KITA}",
    "eigenanteil": f"eigenanteil/{_KITA}",
    "finanzierung": "finanzierung/marktplatz-klimafit",
    "entscheidung": f"entscheidung/{_KITA}",
    "sitzungen": "sitzungen",
    "bewilligungen": "bescheide",
    "bescheid": "bescheid/1",
    "pflichten": "pflichten",
    "bilanz": "bilanz",
    "bescheide-uebernehmen": "bescheide-uebernehmen",
    "antrag": f"antrag/{_KITA}",
    "bescheid-neu": f"bescheid-neu/{_KITA}",
    "bescheid-entfernen": "bescheid/1/entfernen",
    "schreiben": "bescheid/1/schreiben",
    "mittelabruf": "bescheid/1/schreiben/mittelabruf",
    "basiszins": "basiszins",
    "verstetigung": "verstetigung",
    "verstetigung-vorhaben": "verstetigung/quartierstreff-niederau",
    "verstetigung-neu": "verstetigung/kita-wiesengrund/neu",
    "pruefen": "pruefen",
    "nachfolger": "nachfolger",
    "vorhaben-neu": "projekt-neu",
    "vorhaben-aendern": "projekt/kita-wiesengrund/bearbeiten",
    "einlesen": "projekte-einlesen",
    "einrichten": "einrichten",
    "kommune": "kommunen/06799001",
    "kommune-neu": "kommune-neu",
    "wiederfinden": "wiederfinden",
    "wiederfinden-leer": "wiederfinden?q=Xylophon",
    "uebergabe": "uebergabe",
    "lastverteilung": "lastverteilung",
    "ausgeblendet": "ausgeblendet",
    "offenes": "offenes",
    "frage": f"frage/{_KITA}",
    "archiv": "archiv",
    "archivieren": "projekt/kita-wiesengrund/archivieren",
    "loeschen": "projekt/digitales-auental/loeschen",
    "abonnements": "abonnements",
    "personen": "personen",
    "person": "personen/2",
    "uebergeben": "personen/2/uebergeben",
    "konto": "konto",
    "fristen": "fristen",
    "fristen-monat": "fristen?ansicht=monat&monat=2027-03",
    "quellen": "quellen",
    "schnittstelle": "schnittstelle",
    "hilfe": "hilfe",
    "hilfe-kapitel": "hilfe/vorhaben-beschreiben",
    "suche": "suche?q=Spielplatz",
    "suche-leer": "suche?q=Xylophon",
    "suche-meinten": "suche?q=Schwimbad",
    "tabelle": "katalog/programme?" + urlencode([("_col", name) for name in PROGRAMME_COLUMNS]),
    "angaben": "katalog/fact",
    "tabellen": "katalog",
    "nicht-gefunden": "projekt/fehlt",
}
HANDBOOK = ("uebersicht", "vorhaben", "programm", "fristen", "plan", "suche", "eigenanteil",
            "finanzierung", "quellen", "bescheid", "bewilligungen", "uebergeben", "uebergabe",
            "verstetigung")  # fmt: skip
"""Pages whose pictures stand in the handbook, at the first of WIDTHS."""
PICTURES, README_PICTURES = ROOT / "docs/handbuch/bilder", ROOT / "docs/images"
IN_README = "uebersicht"
ABSENT = frozenset({"nicht-gefunden"})
"""Pages that are meant to say that there is nothing."""
WIDTHS = (1280, 390)
HEIGHT = 900


def handbook() -> None:
    """Make the pictures of the handbook and the one of the README, and no others."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    for old in PICTURES.glob("*.png"):
        old.unlink()
    shoot(PICTURES, HANDBOOK, WIDTHS[:1], full=False)
    README_PICTURES.mkdir(parents=True, exist_ok=True)
    shutil.copy(PICTURES / picture(IN_README), README_PICTURES)


def picture(name: str, width: int = WIDTHS[0]) -> str:
    """File name of a page's picture."""
    return f"{name}-{width}.png"


def shoot(folder: Path, names: Sequence[str], widths: Sequence[int], full: bool) -> None:
    """Write a picture of each page at each width; `full` shows it down to its end.

    Raises RuntimeError when a page is not there, so that no error page becomes a picture.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as data,
        demo_site(Path(data)) as site,
        chromium() as browser,
    ):
        page = browser.new_page(locale="de-DE")
        enter(page, site.login)
        for name in names:
            for width in widths:
                page.set_viewport_size({"width": width, "height": HEIGHT})
                answer = page.goto(site.address + PAGES[name])
                if answer is None or (answer.status != 200 and name not in ABSENT):
                    raise RuntimeError(f"{name}: {answer and answer.status}")
                page.screenshot(path=folder / picture(name, width), full_page=full)


if __name__ == "__main__":
    if sys.argv[1] == "--handbook":
        handbook()
    else:
        shoot(Path(sys.argv[1]), sys.argv[2:] or [*PAGES], WIDTHS, full=True)

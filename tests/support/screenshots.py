"""Screenshots of the demo: ``python -m tests.support.screenshots FOLDER`` (make screenshots)."""

import sys
import tempfile
from pathlib import Path
from urllib.parse import urlencode

from matcher.site.stock import PROGRAMME_COLUMNS
from tests.support.browser import chromium
from tests.support.demo_site import demo_site

PAGES = {
    "uebersicht": "",
    "vorhaben": "projekt/kita-wiesengrund",
    "ausgeschlossen": "projekt/kita-wiesengrund?urteil=ausgeschlossen",
    "programm": "programm/foerderdatenbank/FDB/Content/DE/Foerderprogramm/Land/Hessen/"
    "klimafeste-plaetze-und-quartiere.html",
    "programm-vorhaben": "programm/foerderdatenbank/FDB/Content/DE/Foerderprogramm/Land/Hessen/"
    "kita-gebaeude-energie.html?vorhaben=kita-wiesengrund",
    "suche": "suche?q=Ladens%C3%A4ule+Radweg",
    "suche-leer": "suche?q=Xylophon",
    "tabelle": "katalog/programme?" + urlencode([("_col", name) for name in PROGRAMME_COLUMNS]),
    "angaben": "katalog/fact",
    "tabellen": "katalog",
    "nicht-gefunden": "projekt/fehlt",
}
WIDTHS = (1280, 390)


def main(folder: Path, names: list[str]) -> None:
    """Write <name>-<width>.png for each page, or only for those named."""
    folder.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as data,
        demo_site(Path(data)) as site,
        chromium() as browser,
    ):
        page = browser.new_page(locale="de-DE")
        page.goto(site.login)
        for name in names or PAGES:
            for width in WIDTHS:
                page.set_viewport_size({"width": width, "height": 900})
                page.goto(site.address + PAGES[name])
                page.screenshot(path=folder / f"{name}-{width}.png", full_page=not names)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])

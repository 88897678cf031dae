"""A town with two projects, and a catalogue with a programme for each."""

from datetime import date
from pathlib import Path

from db.files import kommune_at
from db.kommune import projects
from db.records import Code
from matcher.profile.model import Municipality, Project
from matcher.profile.stored import profile_rows
from tests.support.towns.stocked import DAY, a_programme, stock

CODES = frozenset({Code("Foerdergebiet", "_bundesweit"), Code("Foerderberechtigte", "kommune")})
TITLES = {"radwege": "Radwege und Radverkehr", "museum": "Museen und Archive"}
OPEN = "Anträge können laufend gestellt werden. Gefördert werden Gemeinden."
ROAD = Project(id="rad", titel="Radweg zur Schule bauen", start="2028-03")
MUSEUM = Project(id="museum", titel="Museum und Archiv erneuern", start="2028-03")


def publish(folder: Path, day: date = DAY, **texts: str) -> None:
    """The source says this on a day; `texts` are those of programmes that say something else."""
    stock(folder, *(
        a_programme(key=key, url=f"https://probe.example/{key}.html", title=title, codes=CODES,
                    texts={"deadlines": texts.get(key, OPEN)})
        for key, title in TITLES.items()
    ), today=day)  # fmt: skip


def settle(folder: Path) -> None:
    """The town stores its two projects."""
    town = Municipality(ags="06799001", name="Auental", projekte=[ROAD, MUSEUM])
    with kommune_at(folder / "kommune.db") as own:
        projects.save_profiles(own, profile_rows([town]))

"""A town with eight projects that somebody takes over: decided, noted, applied for, awarded."""

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from functools import partial
from pathlib import Path

from sqlite_utils import Database

from db import clock
from db.files import DataDir, kommune_at
from db.kommune.award.applications import ApplicationRow, save_application
from db.kommune.award.awards import AwardRow, awards
from db.kommune.award.endings import EndingRow, Verdict, decide, save_ending
from db.kommune.award.movements import MoneyRow
from db.kommune.log import Act, Subject
from db.kommune.people import stand_in
from db.kommune.work import decisions
from db.kommune.work.notes import Note, save_note
from db.kommune.work.owners import project_people, set_project_people
from db.records import Code, Programme
from matcher.award.stored import Typed, change_duty, enter_money, enter_notice, propose_duties
from matcher.award.wording import application_words
from matcher.matching.stored import match_stored
from matcher.profile.stored import import_profiles
from tests.support.towns.planned import convene, sitting
from tests.support.towns.stocked import DAY, a_programme, stock

AGS, SOURCE = "06799021", "probe"
FILE = Path(__file__).parent / "lohental.yml"
_CODES = frozenset({Code("Foerdergebiet", "hessen"), Code("Foerderberechtigte", "kommune"),
                    Code("Foerderart", "zuschuss")})  # fmt: skip
_TEXTS = {
    "rad.html": ("Radverkehr vor Ort", "30. April 2027", "Fahrradstellplätze und Sammelgaragen"),
    "kultur.html": ("Kulturorte für alle", "15. März 2027", "Bücherei, Rampe und Aufzug"),
    "jugend.html": ("Räume für die Jugend", "31. Mai 2027", "Jugendtreff und Proberaum"),
    "bach.html": ("Gewässer naturnah", "30. September 2027", "offene Bäche und Hochwasser"),
}  # fmt: skip
"""Key -> title, deadline and what is funded."""


def _programme(key: str) -> Programme:
    title, deadline, subject = _TEXTS[key]
    texts = {
        "description": f"Gefördert werden in Hessen: {subject}. " * 8,
        "deadlines": f"Anträge sind bis zum {deadline} einzureichen.",
    }
    return a_programme(key=key, title=title, codes=_CODES, texts=texts,
                       url=f"https://probe.example/{key}")  # fmt: skip


def act(own: Database, name: str, day: str = "2026-10-05") -> Act:
    """What somebody of this name does on a day."""
    at = datetime.fromisoformat(f"{day}T09:00").replace(tzinfo=clock.BERLIN)
    return Act(stand_in(own, name, "edit", at).id, at)


def town(folder: Path) -> DataDir:
    """The town as its report of 24 November 2026 tells of it."""
    data = DataDir(folder)
    stock(folder, *map(_programme, _TEXTS))
    import_profiles(data, FILE)
    match_stored(data, DAY, lambda _done, _all: None)
    with kommune_at(data.kommune) as own:
        convene(own, AGS, sitting("Stadtverordnetenversammlung", "2027-02-11"),
                sitting("Bauausschuss", "2027-01-21"))  # fmt: skip
        anna, ben = act(own, "Anna Berg"), act(own, "Ben Tal")
        for project in ("hallenbad", "buecherei", "radstellplaetze", "klimastelle", "sirenen"):
            seen = project_people(own, project)
            set_project_people(own, seen, anna.person_id, ben.person_id, anna)
        _decide(own)
        _note(own)
        _apply(own)
        _award_all(own)
        _say_what_ends(own)
    return data


def _decide(own: Database) -> None:
    too_much = "Die Hälfte der Kosten selbst zu tragen, gibt der Haushalt 2027 nicht her."
    for project, key, status, reason, note in (
        ("radstellplaetze", "rad.html", "checking", "", "Bahn AG muss der Fläche zustimmen."),
        ("buecherei", "kultur.html", "declined", "own_share", too_much),
        ("jugendtreff", "jugend.html", "application", "", ""),
        ("bachlauf", "bach.html", "rejected", "", "Mittel des Jahres waren erschöpft."),
    ):  # fmt: skip
        seen = decisions.decision(own, project, SOURCE, key)
        done = act(own, "Anna Berg", "2026-09-14")
        decisions.set_status(own, seen, status, done, reason, note)


def _note(own: Database) -> None:
    rad, jugend = (
        Subject(project, SOURCE, programme_key=key)
        for project, key in (("radstellplaetze", "rad.html"), ("jugendtreff", "jugend.html"))
    )
    write = partial(save_note, own)
    by_anna, by_ben = act(own, "Anna Berg", "2026-10-05"), act(own, "Ben Tal", "2026-11-02")
    contact = Note("contact", rad, "Frau Kühn, Bewilligungsstelle Rad", phone="0611 774-12",
                   email="kuehn@rad.example", body="vormittags")  # fmt: skip
    write(contact, by_anna)
    agreed = "Lageplan reicht als Entwurf, wenn er bis 15. März nachkommt."
    write(Note("note", rad, "Telefonat mit Frau Kühn", agreed), by_ben)
    garage = "Der Radverein darf zehn Plätze der Sammelgarage dauerhaft nutzen."
    write(Note("note", rad, "Zusage an den Radverein", garage), by_anna)
    write(Note("contact", jugend, "Herr Demir, Jugendring", phone="0561 2233"), by_ben)
    write(Note("note", Subject("jugendtreff"), "Zusage an Pfarrer Lenz",
               "Die Kirche wird vor dem Bauantrag gehört."), by_ben)  # fmt: skip
    write(Note("link", Subject("buecherei"), "Akte Bücherei",
               url="https://akte.example/41-7"), by_anna)  # fmt: skip


def _apply(own: Database) -> None:
    no_money_left = "Die Mittel des Jahres 2026 sind erschöpft."
    for project, key, state, day, euros, reference, reason in (
        ("jugendtreff", "jugend.html", "submitted", date(2026, 8, 20), 310_000, "HE-77/26", ""),
        ("bachlauf", "bach.html", "rejected", date(2026, 3, 12), 475_000, "GW-2026-104",
         no_money_left),
    ):  # fmt: skip
        wanted = ApplicationRow(
            Subject(project, SOURCE, programme_key=key),
            state=state,  # type: ignore[arg-type]  # one of the states, see above
            submitted=day,
            amount=Decimal(euros),
            reference=reference,
            reason=reason,
        )
        new = ApplicationRow(wanted.subject)
        save_application(own, new, wanted, act(own, "Anna Berg"), ("", application_words(wanted)))


def _say_what_ends(own: Database) -> None:
    """A post that nobody decided about, and a contract that ends."""
    anna = act(own, "Anna Berg", "2026-10-01")
    (award,) = awards(own, "klimastelle")
    post = EndingRow("klimastelle", "post", title="Klimaschutzmanagerin", award_id=award.id,
                     posts=Decimal(1), pay_group="E 11", cost=Decimal(78_000))  # fmt: skip
    bicycle = EndingRow("klimastelle", "contract", title="Dienstrad", award_id=award.id,
                        cost=Decimal(600))  # fmt: skip
    for one in (post, bicycle):
        stored = save_ending(own, one, one, anna, ("", one.title))
    decision = Verdict("stop", "Wird nicht gebraucht.", about=stored.title)
    decide(own, [(stored, date(2027, 12, 31))], decision, anna)


_AWARDS = {
    "hallenbad": ("Bäder mit Zukunft", "400.000", "800.000", "31.12.2027", "150000"),
    "klimastelle": ("Klimastellen in Kommunen", "105.000", "150.000", "31.12.2027", "50000"),
    "sirenen": ("Warnen und schützen", "72.000", "90.000", "31.12.2026", "72000"),
}
"""Project -> programme, grant, eligible costs, end of the period, and what was received."""


def _award_all(own: Database) -> None:
    for project, (title, grant, eligible, end, received) in _AWARDS.items():
        anna = act(own, "Anna Berg", "2026-03-02")
        typed = {
            "art": "bewilligung", "datum": "16.02.2026", "bekanntgabe": "18.02.2026",
            "aktenzeichen": f"{project.upper()}-2026", "behoerde": "Förderbank Mitte",
            "ansprechperson": "Frau Sommer, 069 4411", "finanzierungsart": "anteil",
            "zuwendung_eur": grant, "zuwendungsfaehig_eur": eligible, "zeitraum_ab": "01.03.2026",
            "zeitraum_bis": end, "ablage": rf"Z:\Akten\{project}\Bescheid.pdf",
            "auflagen": "Der Verwendungsnachweis ist innerhalb von sechs Monaten nach Ablauf des"
            " Bewilligungszeitraums vorzulegen.",
        }  # fmt: skip
        award = enter_notice(own, AwardRow(Subject(project), title), Typed(typed), anna)
        money = MoneyRow(award.id, "received", day=date(2026, 9, 1), euros=Decimal(received))
        enter_money(own, award, money, anna)
        for duty in propose_duties(own, award, (), AGS, anna).new:
            if duty.kind == "proof":
                wanted = replace(duty, state="open", responsible=anna.person_id)
                change_duty(own, award, duty, wanted, anna)

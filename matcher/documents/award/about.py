"""What a letter is about, and the values that all letters share."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from db.kommune.award.movements import MoneyRow
from db.kommune.people import SINGLE_USER
from matcher import german
from matcher.award.fields import FINANCING_LABELS
from matcher.award.gaps import Known
from matcher.award.money.drawn import Movement, on_its_way
from matcher.award.money.proof import ProofYear
from matcher.award.money.spending import of_grant
from matcher.award.money.summary import Year
from matcher.award.notice import Notice

OPEN = "– bitte ergänzen –"
"""Stands where nothing is known."""
NO_TERMS = "Finanzierungsart, Zuwendung oder zuwendungsfähige Ausgaben fehlen im Bescheid"
"""Why nothing can be reckoned; a sentence that ends open."""
NO_RATE = "entfällt"
"""In place of the rate where the form of financing has none."""
OF_GRANT = "Aus der Zuwendung bezahlt"
"""Heads what of the payments of a year the grant pays."""
CONFIRMED = (
    "Die Ausgaben waren notwendig, es wurde wirtschaftlich und sparsam verfahren. Die Angaben"
    " stimmen mit den Büchern und Belegen überein."
)
"""What whoever signs a proof of use says with it."""


@dataclass(frozen=True, slots=True)
class Names:
    """What town, department, project and programme are called; "" is not stated."""

    town: str
    department: str
    project: str
    description: str
    programme: str


@dataclass(frozen=True, slots=True)
class About:
    """An award as of a day with its money until then; all that letters are written from."""

    known: Known
    money: Sequence[MoneyRow]
    names: Names
    today: date

    @property
    def left_grant(self) -> Decimal | None:
        """The grant that is left by what is entered since; it is not asked for beyond that. None
        where no notice says how much was granted."""
        expected = self.known.money.expected
        return expected.reduction.grant if expected else self.known.money.grant

    @property
    def spent_of_grant(self) -> Decimal:
        """What of all payments the grant pays, by the form of financing."""
        spent = [Movement(one.day, one.euros) for one in self.money if one.kind == "spent"]
        return of_grant(self.known.standing.terms_by_day, spent)

    @property
    def on_its_way(self) -> Decimal:
        """What was asked for and has not come."""
        asked, received = (
            [Movement(one.day, one.euros) for one in self.money if one.kind == kind]
            for kind in ("asked", "received")
        )
        return on_its_way(asked, received)

    @property
    def drawn(self) -> Decimal:
        """What came, and what is on its way."""
        return self.known.money.sum_of("received") + self.on_its_way


def common(about: About, asked_for: str) -> dict[str, str]:
    """The placeholders of every letter."""
    now, names = about.known.standing.now, about.names
    return {
        "kommune": names.town or OPEN,
        "fachamt": names.department or OPEN,
        "datum": german.day(about.today),
        "kontakt": asked_for or OPEN,
        "behoerde": now.behoerde or OPEN,
        "behoerde_kontakt": now.ansprechperson or OPEN,
        "aktenzeichen": now.aktenzeichen or OPEN,
        "programm": names.programme or OPEN,
        "vorhaben": names.project or OPEN,
        "bescheid": about.known.standing.named,
        "zeitraum": period(about),
        "finanzierungsart": FINANCING_LABELS.get(now.finanzierungsart or "", OPEN),
        "zuwendung": euros(about.known.money.grant),
        "zuwendungsfaehig": euros(now.zuwendungsfaehig_eur),
        "foerderquote": _rate(now),
        "nebenbestimmungen": now.nebenbestimmungen or OPEN,
    }


def period(about: About) -> str:
    """01.03.2026 bis 31.12.2026, with what is not known marked."""
    now = about.known.standing.now
    if now.zeitraum_ab is None and now.zeitraum_bis is None:
        return OPEN
    first, last = (german.day(one) if one else OPEN for one in (now.zeitraum_ab, now.zeitraum_bis))
    return f"{first} bis {last}"


def contact(name: str) -> str:
    """Whom the authority can ask for: whoever writes, but nobody behind the stand-in for all who
    work without logins."""
    return "" if name == SINGLE_USER else name


def _rate(now: Notice) -> str:
    if now.foerderquote:
        return german.percent(float(now.foerderquote))
    return OPEN if now.finanzierungsart in (None, "anteil") else NO_RATE


def euros(value: Decimal | None) -> str:
    """A sum with its cents, so that sums stand below each other."""
    return OPEN if value is None else f"{german.number(value, 2)}\u00a0€"


def of_year(one: ProofYear | Year, planned: Decimal | None) -> dict[str, str]:
    """A budget year as letters list it; `planned` is the instalment, – where none is stated."""
    return {
        "jahr": str(one.year),
        "plan": "–" if planned is None else euros(planned),
        "eingegangen": euros(one.received),
        "verwendet": euros(one.of_grant),
    }


def difference(value: Decimal | None) -> str:
    """+1.200,00 €, −30.000,00 €; – where nothing can be compared."""
    if value is None:
        return "–"
    sign = "+" if value > 0 else "−" if value < 0 else ""
    return f"{sign}{german.number(abs(value), 2)}\u00a0€"

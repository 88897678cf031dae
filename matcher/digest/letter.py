"""One digest as a mail: German text and HTML from templates, headers that nothing can inject."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from jinja2 import Environment, PackageLoader, StrictUndefined

from db.errors import FoerderlageError
from db.kommune.recipients import Recipient
from matcher import german
from matcher.digest.first_mail import MOST_NAMED, NONE_LEFT
from matcher.digest.to_tell import Item, Told, by_section
from matcher.paths import project_path
from matcher.settings.values import is_mail_address

SUBJECT_COUNTS = {
    "silent": ("Sache ohne Reaktion", "Sachen ohne Reaktion"),
    "answer": ("Antwort", "Antworten"),
    "deadline": ("Frist", "Fristen"),
    "doubt": ("fragliche Frist", "fragliche Fristen"),
    "step": ("Schritt", "Schritte"),
    "awaited": ("Antwort einer Behörde", "Antworten von Behörden"),
    "duty": ("Pflicht", "Pflichten"),
    "lasting": ("Förderung, die endet", "Förderungen, die enden"),
    "match": ("neuer Treffer", "neue Treffer"),
    "change": ("geändertes Programm", "geänderte Programme"),
    "correction": ("Korrektur", "Korrekturen"),
    "source": ("Problem mit einer Quelle", "Probleme mit Quellen"),
}
"""Section of a mail -> how its subject counts it, one and many."""
WITHOUT_DOMAIN = "foerderlage.invalid"
"""Domain of a message's number where no sender is set, for mails that are only looked at."""

TEMPLATES = Environment(
    loader=PackageLoader("matcher.digest"),
    autoescape=lambda name: bool(name and name.endswith(".html")),
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that is told, in words; `link` is "" where the site's address is not known."""

    title: str
    when: str
    projects: tuple[str, ...]
    lines: tuple[str, ...]
    link: str


@dataclass(frozen=True, slots=True)
class More:
    """Matches of a project that a mail does not name."""

    project: str
    number: str
    link: str


@dataclass(frozen=True, slots=True)
class Envelope:
    """What a mail needs beside its contents: `site` is the site's full address, perhaps ""."""

    sender: str
    site: str
    at: datetime
    today: date


def letter(
    recipient: Recipient,
    told: Sequence[Told],
    titles: Mapping[str, str],
    envelope: Envelope,
    more: Mapping[str, int] = NONE_LEFT,
) -> EmailMessage:
    """The mail to one recipient; `titles` are those of the projects it may know of, by id, `more`
    the numbers of matches that it does not name.

    Raises FoerderlageError when the address is none.
    """
    if not is_mail_address(recipient.email):
        raise FoerderlageError(
            f"{recipient.name} (Nr. {recipient.id}) hat keine gültige Mailadresse.",
            "Bitte unter „Personen“ oder „Benachrichtigungen“ berichtigen.",
        )
    words = {
        "sections": [
            (label, _together([_entry(one, titles, envelope) for one in part]))
            for label, part in by_section(told)
        ],
        "name": one_line(recipient.name),
        "instead_of": one_line(recipient.instead_of),
        "day": german.day(envelope.today),
        "department": recipient.department,
        "weekly": recipient.rhythm == "weekly",
        "site": envelope.site,
        "more": _more(more, titles, envelope),
        "most": MOST_NAMED,
    }
    message = EmailMessage(policy=SMTP)
    if envelope.sender:
        message["From"] = Address("Förderlage", addr_spec=envelope.sender)
    message["To"] = Address(one_line(recipient.name), addr_spec=recipient.email)
    message["Subject"] = subject(told)
    message["Date"] = format_datetime(envelope.at)
    message["Message-ID"] = _number(recipient, told, envelope)
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(TEMPLATES.get_template("digest.txt").render(words))
    message.add_alternative(TEMPLATES.get_template("digest.html").render(words), subtype="html")
    return message


def subject(told: Sequence[Told]) -> str:
    """Förderlage: 2 Fristen, 1 neuer Treffer."""
    counted = [
        f"{german.number(number)} {words[number != 1]}"
        for section, words in SUBJECT_COUNTS.items()
        if (number := sum(one.item.section == section for one in told))
    ]
    return f"Förderlage: {', '.join(counted)}"


def one_line(text: str) -> str:
    """A text without line breaks and control characters, as headers need it."""
    return "".join(c for c in " ".join(text.split()) if c.isprintable())


def _entry(told: Told, titles: Mapping[str, str], envelope: Envelope) -> Entry:
    item = told.item
    known = [one_line(titles[project]) for project in sorted(item.projects) if project in titles]
    return Entry(
        one_line(item.title),
        _when(item, envelope.today),
        projects=tuple(known),
        lines=tuple(one_line(line) for line in item.text),
        link=_link(item.path, envelope),
    )


def _more(numbers: Mapping[str, int], titles: Mapping[str, str], envelope: Envelope) -> list[More]:
    """By the titles of the projects."""
    found = [
        More(
            one_line(titles[project]),
            "1 weiterer Treffer" if number == 1 else f"{german.number(number)} weitere Treffer",
            link=_link(project_path(project), envelope),
        )
        for project, number in numbers.items()
        if project in titles
    ]
    return sorted(found, key=lambda one: one.project.casefold())


def _link(path: str, envelope: Envelope) -> str:
    return f"{envelope.site.rstrip('/')}{path}" if envelope.site and path else ""


def _together(entries: Sequence[Entry]) -> list[Entry]:
    """The entries in their order; what differs by its project only is said once."""
    found: dict[Entry, list[str]] = {}
    for one in entries:
        found.setdefault(replace(one, projects=()), []).extend(one.projects)
    return [replace(one, projects=tuple(names)) for one, names in found.items()]


def _when(item: Item, today: date) -> str:
    """Dienstag, 24.11.2026 – noch 14 Tage; "" without a day."""
    if item.day is None:
        return ""
    left = (item.day - today).days
    words = german.due(left)
    if left < 0 and item.section not in ("step", "awaited", "duty"):
        words = f"vor {german.duration(f'P{-left}D', dative=True)} verstrichen"
    return f"{german.weekday(item.day)}, {german.day(item.day)} – {words}"


def _number(recipient: Recipient, told: Sequence[Told], envelope: Envelope) -> str:
    """The same for the same contents, so that mail programs can tell a repetition."""
    said = json.dumps([recipient.id, *sorted((*one.item.name, one.stage) for one in told)])
    domain = envelope.sender.rpartition("@")[2] or WITHOUT_DOMAIN
    return f"<{hashlib.sha256(said.encode()).hexdigest()[:32]}@{domain}>"

"""A question to a department as a mail, with the link that takes its one answer."""

import hashlib
from dataclasses import dataclass
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from db.errors import FoerderlageError
from db.kommune.asked.questions import Question
from matcher import german
from matcher.digest.letter import TEMPLATES, one_line
from matcher.paths import ANSWERS
from matcher.settings.values import is_mail_address

LONGEST_SUBJECT = 120
"""Characters of the subject; the rest of a long title stands in the mail."""
PLACEHOLDER = "…"
"""What a preview shows in the place of the secret part of the link."""


@dataclass(frozen=True, slots=True)
class About:
    """What a mail says beside the question: titles of project and programme, "" for none, and who
    asks; answers by mail go to `reply_to`, "" for nobody."""

    project: str
    programme: str
    who: str
    reply_to: str = ""


def question_letter(
    asked: Question, about: About, token: str, sender: str, site: str
) -> EmailMessage:
    """The mail; `site` is the full address of the site.

    Raises FoerderlageError when the address is none.
    """
    if not is_mail_address(asked.address):
        raise FoerderlageError(
            f"„{one_line(asked.address)}“ ist keine Mailadresse.", "Bitte berichtigen."
        )
    message = EmailMessage(policy=SMTP)
    message["From"] = Address("Förderlage", addr_spec=sender)
    message["To"] = Address(addr_spec=asked.address)
    if is_mail_address(about.reply_to):
        message["Reply-To"] = Address(one_line(about.who), addr_spec=about.reply_to)
    message["Subject"] = subject(about)
    message["Date"] = format_datetime(asked.asked_at)
    number = hashlib.sha256(f"question {token}".encode()).hexdigest()[:32]
    message["Message-ID"] = f"<{number}@{sender.rpartition('@')[2]}>"
    message.set_content(body(asked, about, token, site))
    html = TEMPLATES.get_template("question.html").render(_words(asked, about, token, site))
    message.add_alternative(html, subtype="html")
    return message


def subject(about: About) -> str:
    """Förderlage: Bitte um Antwort – Kita Wiesengrund."""
    words = one_line(f"Förderlage: Bitte um Antwort – {about.project}")
    return words if len(words) <= LONGEST_SUBJECT else f"{words[:LONGEST_SUBJECT].rstrip()} …"


def body(asked: Question, about: About, token: str, site: str) -> str:
    """The text of the mail, as a preview shows it, too."""
    return TEMPLATES.get_template("question.txt").render(_words(asked, about, token, site))


def _words(asked: Question, about: About, token: str, site: str) -> dict[str, object]:
    return {
        "who": one_line(about.who),
        "project": one_line(about.project),
        "programme": one_line(about.programme),
        "about": one_line(asked.title),
        # a question with a title and without a step is about a duty after an award
        "called": "Schritt" if asked.is_about_step else "Pflicht",
        "tick": asked.is_about_step,
        "day": f"{german.weekday(asked.day)}, {german.day(asked.day)}" if asked.day else "",
        "question": asked.words.strip(),
        "link": f"{site.rstrip('/')}{ANSWERS}{token}",
        "until": german.day(asked.expires),
        "address": asked.address,
    }

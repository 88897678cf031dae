"""Handing mails to a server, one after the other; each tells for itself whether it was taken."""

import base64
import smtplib
import ssl
from contextlib import suppress
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path

from db.errors import FoerderlageError
from db.faults import reason
from matcher import german
from matcher.settings.model import MailSettings

PORTS = {"starttls": 587, "tls": 465, "none": 25}
_LOGGED_IN = 235
_ADVICE = "Bitte die Einstellungen unter [mail] und den Mailserver prüfen; nichts geht verloren."


class Refused(FoerderlageError):
    """The server does not take this one mail; others may still go."""


class Unreachable(FoerderlageError):
    """The server cannot be talked to at all."""


@dataclass(frozen=True, slots=True)
class Access:
    """Where and how mails are handed over; the password is never shown."""

    settings: MailSettings
    password: str

    def __repr__(self) -> str:
        return f"Access({self.settings.host})"


def access(settings: MailSettings, folder: Path) -> Access:
    """The access that the settings describe; `folder` is that of the data.

    Raises FoerderlageError, with what to set, when something is missing.
    """
    if not settings.host or not settings.sender:
        missing = "host" if not settings.host else "sender"
        raise FoerderlageError(
            f"Es werden keine Mails verschickt: Die Einstellung „mail.{missing}“ fehlt.",
            "Bitte in foerderlage.toml unter [mail] eintragen (docs/einstellungen.md).",
        )
    if settings.user and settings.security == "none":
        raise FoerderlageError(
            "Das Mailpasswort ginge unverschlüsselt über das Netz.",
            "Bitte „mail.security“ auf starttls oder tls setzen oder „mail.user“ weglassen.",
        )
    password = _password(settings, folder)
    if settings.user and not password:
        raise FoerderlageError(
            "Das Passwort für den Mailserver fehlt.",
            "Bitte FOERDERLAGE_MAIL__PASSWORD oder „mail.password_file“ setzen.",
        )
    return Access(settings, password)


def _password(settings: MailSettings, folder: Path) -> str:
    if settings.password:
        return settings.password.get_secret_value()
    if not settings.password_file:
        return ""
    path = folder / settings.password_file
    try:
        return next(iter(path.read_text("utf-8").splitlines()), "")
    except (OSError, UnicodeDecodeError) as error:
        raise FoerderlageError(
            f"Die Datei mit dem Mailpasswort {path} ist nicht lesbar.",
            "Bitte „mail.password_file“ und die Rechte der Datei prüfen.",
        ) from error


class Post:
    """A connection to the mail server, made when the first mail is sent and anew when it broke."""

    def __init__(self, way: Access) -> None:
        self._way = way
        self._server: smtplib.SMTP | None = None

    def send(self, message: EmailMessage, to: str) -> None:
        """Return when the server has taken the mail.

        Raises Refused when it does not take this one and Unreachable when it takes none.
        """
        server = self._connected()
        sender = str(self._way.settings.sender)
        try:
            server.send_message(message, from_addr=sender, to_addrs=[to])
        except (smtplib.SMTPException, OSError) as error:
            answered = isinstance(
                error, smtplib.SMTPResponseException | smtplib.SMTPRecipientsRefused
            )
            if not answered or server.sock is None:
                self._drop()
            raise Refused(
                f"Der Mailserver {self._name} nahm die Mail an {to} nicht an"
                f" ({self._said(error)}).", _ADVICE,
            ) from error  # fmt: skip

    def close(self) -> None:
        """End the connection; what was taken stays taken whatever happens now."""
        if self._server is not None:
            with suppress(smtplib.SMTPException, OSError):
                self._server.quit()
            self._drop()

    @property
    def _name(self) -> str:
        return f"{self._way.settings.host}:{self._port}"

    @property
    def _port(self) -> int:
        return self._way.settings.port or PORTS[self._way.settings.security]

    def _connected(self) -> smtplib.SMTP:
        if self._server is None:
            self._server = self._connect()
        return self._server

    def _connect(self) -> smtplib.SMTP:
        chosen, context = self._way.settings, ssl.create_default_context()
        server: smtplib.SMTP | None = None
        try:
            if chosen.security == "tls":
                server = smtplib.SMTP_SSL(
                    str(chosen.host), self._port, timeout=chosen.timeout_seconds, context=context
                )
            else:
                server = smtplib.SMTP(str(chosen.host), self._port, timeout=chosen.timeout_seconds)
            if chosen.security == "starttls":
                server.starttls(context=context)
            if chosen.user:
                _login(server, chosen.user, self._way.password)
        except (smtplib.SMTPException, OSError) as error:
            if server is not None:
                server.close()
            raise Unreachable(self._why(error), _ADVICE) from error
        return server

    def _why(self, error: Exception) -> str:
        """Why there is no connection, in German."""
        if isinstance(error, smtplib.SMTPAuthenticationError):
            return f"Der Mailserver {self._name} nimmt Anmeldename oder Passwort nicht an."
        if isinstance(error, ssl.SSLError | smtplib.SMTPNotSupportedError):
            return f"Keine sichere Verbindung zum Mailserver {self._name} ({self._said(error)})."
        return f"Der Mailserver {self._name} ist nicht zu erreichen ({self._said(error)})."

    def _said(self, error: Exception) -> str:
        """What the server or the system said, in one line."""
        # smtplib makes a broken connection of an answer that does not come
        if isinstance(error, TimeoutError) or isinstance(error.__context__, TimeoutError):
            seconds = german.number(self._way.settings.timeout_seconds)
            return f"keine Antwort in {seconds} s"
        if isinstance(error, smtplib.SMTPRecipientsRefused):
            code, said = next(iter(error.recipients.values()))
            return f"{code} {_text(said)}"
        if isinstance(error, smtplib.SMTPResponseException):
            return f"{error.smtp_code} {_text(error.smtp_error)}"
        return reason(error) if isinstance(error, OSError) else type(error).__name__

    def _drop(self) -> None:
        if self._server is not None:
            self._server.close()
            self._server = None


def _login(server: smtplib.SMTP, user: str, password: str) -> None:
    """Log in; smtplib knows ASCII only, so that an umlaut goes as RFC 4616 has it."""
    if (user + password).isascii():
        server.login(user, password)
        return
    server.ehlo_or_helo_if_needed()
    said = base64.b64encode(f"\0{user}\0{password}".encode()).decode()
    code, answer = server.docmd("AUTH", f"PLAIN {said}")
    if code != _LOGGED_IN:
        raise smtplib.SMTPAuthenticationError(code, answer)


def _text(said: bytes | str) -> str:
    words = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
    return " ".join(words.split())

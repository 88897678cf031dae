"""A real SMTP server on this machine that keeps what it took, and fails as a test asks."""

import asyncio
import os
import signal
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, Envelope, LoginPassword, Session

from matcher.settings.model import Settings

PASSWORD = "geheim-für-die-post"


@dataclass
class Office:
    """What the server took, and how it behaves; `port` is where it listens."""

    port: int = 0
    taken: list[tuple[str, EmailMessage]] = field(default_factory=list)
    refuses: set[str] = field(default_factory=set)
    """Addresses that it does not know."""
    refuses_all: bool = False
    hangs_for: set[str] = field(default_factory=set)
    """Addresses whose mail it reads and never answers."""
    kills_after: int = 0
    """After so many mails the process `victim` is killed, before it hears of its success."""
    victim: int = 0
    logins: list[bytes] = field(default_factory=list)
    deliveries: int = 0
    """How many connections were made."""

    @property
    def addresses(self) -> list[str]:
        """To whom the mails went, in order."""
        return [to for to, _ in self.taken]

    def settings(self, **mail: Any) -> Settings:
        """Settings that name this server."""
        given = {"host": "localhost", "port": self.port, "security": "none",
                 "sender": "foerderlage@auental.example", "timeout_seconds": 1.0}  # fmt: skip
        return Settings(mail={**given, **mail})  # type: ignore[arg-type]

    def toml(self, **mail: Any) -> str:
        """The same as a settings file."""
        found = self.settings(**mail).mail.model_dump(exclude_none=True, exclude={"lead_days"})
        lines = [f"{name} = {value!r}" for name, value in found.items()]
        return "[mail]\n" + "\n".join(lines) + "\n"

    async def handle_EHLO(  # noqa: N802
        self, _server: Any, session: Session, _envelope: Envelope, host: str, responses: list[str]
    ) -> list[str]:
        session.host_name = host  # type: ignore[assignment]
        self.deliveries += 1
        return responses

    async def handle_RCPT(  # noqa: N802
        self, _server: Any, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        if address in self.refuses:
            return "550 5.1.1 kein solches Postfach"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(  # noqa: N802
        self, _server: Any, _session: Session, envelope: Envelope
    ) -> str:
        if self.refuses_all:
            return "451 4.3.0 heute nicht"
        if self.hangs_for & {*envelope.rcpt_tos}:
            await asyncio.sleep(3)
            return "451 4.3.0 zu spät"
        assert isinstance(envelope.content, bytes)
        message = message_from_bytes(envelope.content, policy=policy.default)
        self.taken += [(to, message) for to in envelope.rcpt_tos]
        if self.kills_after and len(self.taken) >= self.kills_after:
            os.kill(self.victim, signal.SIGKILL)
        return "250 OK"

    def authenticate(
        self, _server: Any, _session: Session, _envelope: Envelope, _mechanism: str, data: Any
    ) -> AuthResult:
        """Let the one password in."""
        assert isinstance(data, LoginPassword)
        self.logins.append(data.login)
        return AuthResult(success=data.password == PASSWORD.encode(), handled=False)


class _AnyPort(Controller):
    """A controller that lets the system choose the port."""

    def _trigger_server(self) -> None:
        assert self.server is not None
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


@contextmanager
def mail_server(
    starttls: ssl.SSLContext | None = None, tls: ssl.SSLContext | None = None
) -> Iterator[Office]:
    """A server on a free port; with a context it insists on encryption and a login."""
    office = Office()
    secure: dict[str, Any] = {}
    if starttls or tls:
        secure = {"authenticator": office.authenticate, "auth_required": True,
                  "auth_require_tls": tls is None}  # fmt: skip
    if starttls:
        secure |= {"tls_context": starttls, "require_starttls": True}
    running = _AnyPort(office, hostname="127.0.0.1", port=0, ssl_context=tls, **secure)
    running.start()
    office.port = running.port
    try:
        yield office
    finally:
        running.stop()

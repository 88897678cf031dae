"""The one-time link of whoever starts the site.

Its address shows a page with a button, and only the button spends it: programs that look at links
before a human does (mail, chat, virus scanner) ask for the page alone.
"""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from db import clock

PATH = "/-/auth-token"
"""Where Datasette puts the link that `datasette --root` prints."""
MINUTES = 15
"""How long a link counts."""
HOW = (
    "Bitte mit dem Link anmelden, den „matcher serve“ beim Start ausgibt; er gilt einmal und"
    f" {MINUTES} Minuten lang, jeder Neustart gibt einen neuen aus."
)
"""How to log in where nobody can do so by name."""


@dataclass(slots=True)
class LoginLink:
    """The link of one start; without a `token` there is none.

    One that was `asked_for` counts also where somebody can log in by name who manages accounts.
    It is over when either clock says so: the steady one stands still while a machine sleeps, the
    other one can be set back.
    """

    token: str | None
    asked_for: bool = False
    elapsed: Callable[[], float] = clock.elapsed
    now: Callable[[], datetime] = clock.now
    _ends: float = field(init=False)
    _ends_at: datetime = field(init=False)

    def __post_init__(self) -> None:
        self._ends = self.elapsed() + 60 * MINUTES
        self._ends_at = self.now() + timedelta(minutes=MINUTES)

    def opens(self, given: str) -> bool:
        """Whether this token would log in now."""
        if self.elapsed() >= self._ends or self.now() >= self._ends_at:
            self.token = None
        if self.token is None:
            return False
        return secrets.compare_digest(given.encode(), self.token.encode())

    def take(self, given: str) -> bool:
        """Spend it; whether this token was the one, and the first to come."""
        opened = self.opens(given)
        if opened:
            self.token = None
        return opened

    def give_back(self, given: str) -> None:
        """It was taken, but nobody was logged in."""
        self.token = given

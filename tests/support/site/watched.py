"""A page of a real browser that notes everything that should never happen."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import axe_playwright_python
from playwright.sync_api import Browser, ConsoleMessage, Dialog, Page, Request

_AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")
_SERIOUS = ("serious", "critical")
_HERE = frozenset({"127.0.0.1", "localhost", "::1"})
# reported by the browser itself, also where the console stays silent
_REPORT_VIOLATIONS = """
addEventListener("securitypolicyviolation", event =>
    console.error(`CSP: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`));
"""


@dataclass  # without slots: Playwright leaves a mark on what listens
class Watched:
    """A page with its complaints: console errors, uncaught errors, violations of the content
    security policy, dialogs, and requests to any other host."""

    page: Page
    complaints: list[str] = field(default_factory=list)

    def visit(self, address: str) -> int:
        """Open an address; the status of the answer."""
        answer = self.page.goto(address)
        assert answer is not None, address
        return answer.status

    def _console(self, message: ConsoleMessage) -> None:
        if message.type != "error":
            return
        # the browser reports a page that answers 403 or 404 on the console of that page
        if message.text.startswith("Failed to load resource") and self._is_page(message.location):
            return
        self._note(f"Konsole: {message.text}")

    def _is_page(self, location: Any) -> bool:
        return urlsplit(location["url"])[:4] == urlsplit(self.page.url)[:4]

    def _request(self, request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme != "data" and address.hostname not in _HERE:
            self._note(f"Anfrage nach außen: {request.url}")

    def _dialog(self, dialog: Dialog) -> None:
        self._note(f"Dialog: {dialog.message}")
        dialog.dismiss()

    def _note(self, complaint: str) -> None:
        self.complaints.append(f"{self.page.url}: {complaint[:300]}")


def watched_page(browser: Browser, **options: Any) -> Watched:
    """A new page in German, closed with the browser; `options` as for `browser.new_page`."""
    page = browser.new_page(**{"locale": "de-DE", **options})
    page.add_init_script(_REPORT_VIOLATIONS)
    watched = Watched(page)
    page.on("console", watched._console)
    page.on("pageerror", lambda error: watched._note(f"Skriptfehler: {error}"))
    page.on("request", watched._request)
    page.on("dialog", watched._dialog)
    return watched


def barriers(page: Page) -> list[str]:
    """What axe-core complains of on the whole page, with the first place of each."""
    return [_told(one) for one in _violations(page)]


def serious_findings(page: Page) -> list[str]:
    """What axe-core calls serious or critical on the whole page, with the first place of each."""
    return [_told(one) for one in _violations(page) if one["impact"] in _SERIOUS]


def _violations(page: Page) -> list[dict[str, Any]]:
    page.wait_for_load_state()
    page.evaluate(_AXE)
    found: list[dict[str, Any]] = page.evaluate("axe.run()")["violations"]
    return found


def _told(one: dict[str, Any]) -> str:
    place = one["nodes"][0]
    return f"{one['id']}: {place['html'][:160]} ({place['failureSummary'][:200]})"

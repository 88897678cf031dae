"""A real Chromium, driven through Playwright, for tests and screenshots."""

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Page, expect, sync_playwright

_FLAGS = ["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
          "--disable-component-update", "--disable-sync"]  # fmt: skip
# as long as a click waits: a busy machine shows a page later, never another one
expect.set_options(timeout=30_000)


def chromium_path() -> str | None:
    """The installed Chromium, if there is one."""
    names = ("chromium", "chromium-browser", "google-chrome")
    return next(filter(None, map(shutil.which, names)), None)


@contextmanager
def chromium() -> Iterator[Browser]:
    """A headless browser; its sandbox is off only where it cannot work, for root."""
    flags = [*_FLAGS, "--no-sandbox"] if os.geteuid() == 0 else _FLAGS
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=flags)
        try:
            yield browser
        finally:
            browser.close()


def width_of(page: Page) -> int:
    """How wide the content of a page is, in px, once its style sheets are there."""
    page.wait_for_load_state()
    width: int = page.evaluate("document.documentElement.scrollWidth")
    return width


def fits(page: Page) -> bool:
    """Whether nothing has to be scrolled sideways."""
    return width_of(page) <= int(page.evaluate("innerWidth"))


def pages_of(pdf: bytes) -> int:
    """How many sheets a printed page takes."""
    return len(re.findall(rb"/Type\s*/Page\b", pdf))

"""Where a login leads back to: a page of this site and nothing else."""

from urllib.parse import quote, urlsplit

from matcher.site.frame.gate.login_link import PATH as LINK

_LOGIN = "/anmelden"
LONGEST = 2_000
"""Characters of a path to come back to."""


def login_path(asked: str) -> str:
    """Path of the login form that leads back to the page that was asked for."""
    back = own_path(asked)
    return _LOGIN if back == "/" else f"{_LOGIN}?weiter={quote(back, safe='/')}"


def own_path(given: str) -> str:
    """The path if it is one of this site, else the start page.

    Browsers read a backslash as a slash and drop control characters, so that either could
    make another host of what looks like a path. A page that logs in or out is none to return to.
    """
    plain = given.isascii() and given.isprintable() and "\\" not in given
    plain = plain and not given.startswith("//") and len(given) < LONGEST
    if not plain or not given.startswith("/"):
        return "/"
    if urlsplit(given).path in (_LOGIN, "/-/logout", LINK):
        return "/"
    return given

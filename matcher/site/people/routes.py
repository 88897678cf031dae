"""Addresses of login, accounts and recipients of mails."""

from typing import Any

from matcher.site.frame.gate.login_link import PATH
from matcher.site.people import account_page, link_page, login_page, people_page, recipients_page
from matcher.site.people.handing import page as handing_page

ROUTES: list[tuple[str, Any]] = [
    (r"^/anmelden$", login_page.login),
    (rf"^{PATH}$", link_page.by_link),
    (r"^/-/logout$", login_page.logout),
    (r"^/konto$", account_page.account),
    (r"^/personen$", people_page.overview),
    (r"^/personen/(?P<number>\d{1,15})$", people_page.one),
    (r"^/personen/(?P<number>\d{1,15})/uebergeben$", handing_page.page),
    (rf"^{recipients_page.PATH}$", recipients_page.recipients),
]
"""Address pattern -> page."""

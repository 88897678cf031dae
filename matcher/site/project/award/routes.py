"""Addresses of applications and awards, their notices, duties and money."""

from typing import Any

from matcher.site.project.award import (
    application_page,
    award_page,
    awards_page,
    duty_page,
    money_page,
    notice_page,
)

_AWARD = r"^/bescheid/(?P<award>[0-9]{1,9})"
_APPLICATION = r"^/antrag/(?P<application>[0-9]{1,9})"
ROUTES: list[tuple[str, Any]] = [
    (_APPLICATION + "$", application_page.application),
    (_APPLICATION + "/keine-antwort$", application_page.no_answer),
    (r"^/antrag/(?P<project>[^/]+)/(?P<source>[^/]+)/(?P<key>.+)$", application_page.applications),
    (r"^/bescheide$", awards_page.awards),
    (r"^/bescheide\.xlsx$", awards_page.spreadsheet),
    (_AWARD + "$", award_page.award),
    (_AWARD + r"/nachweis\.xlsx$", award_page.proof_of_use),
    (_AWARD + "/aenderung$", notice_page.amend),
    (_AWARD + "/berichtigen/(?P<notice>[0-9]{1,9})$", notice_page.correct),
    (_AWARD + "/pflichten$", duty_page.sort),
    (_AWARD + "/pflicht-neu$", duty_page.add),
    (_AWARD + "/pflicht/(?P<duty>[0-9]{1,9})$", duty_page.change),
    (_AWARD + "/mittel$", money_page.money),
    (_AWARD + "/mittel/(?P<money>[0-9]{1,9})/entfernen$", money_page.remove),
    (r"^/basiszins$", money_page.rates),
    (r"^/bescheid-neu/(?P<project>[^/]+)$", notice_page.new),
    (r"^/bescheid-neu/(?P<project>[^/]+)/(?P<source>[^/]+)/(?P<key>.+)$", notice_page.new),
]
"""Address pattern -> page."""

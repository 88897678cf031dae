"""Addresses of applications and awards, their notices, duties, letters and money."""

from typing import Any

from matcher.paths import DUTY_LIST, YEAR_LIST
from matcher.site.project.award import (
    application_page,
    award_page,
    awards_page,
    import_page,
    letter_page,
    money_page,
    notice_page,
    removal_page,
    years_page,
)
from matcher.site.project.award.duties import duties_page, duty_page, sorting, tick_page

_AWARD = r"^/bescheid/(?P<award>[0-9]{1,9})"
_APPLICATION = r"^/antrag/(?P<application>[0-9]{1,9})"
ROUTES: list[tuple[str, Any]] = [
    (_APPLICATION + "$", application_page.application),
    (_APPLICATION + "/keine-antwort$", application_page.no_answer),
    (r"^/antrag/(?P<project>[^/]+)/(?P<source>[^/]+)/(?P<key>.+)$", application_page.applications),
    (r"^/bescheide$", awards_page.awards),
    (r"^/bescheide\.xlsx$", awards_page.spreadsheet),
    (rf"^{DUTY_LIST}$", duties_page.duty_list),
    (rf"^{DUTY_LIST}\.xlsx$", duties_page.spreadsheet),
    (rf"^{YEAR_LIST}$", years_page.years),
    (rf"^{YEAR_LIST}\.xlsx$", years_page.spreadsheet),
    (r"^/bescheide-uebernehmen$", import_page.page),
    (r"^/bescheide-vorlage\.xlsx$", import_page.template),
    (_AWARD + "$", award_page.award),
    (_AWARD + r"/nachweis\.xlsx$", award_page.proof_of_use),
    (_AWARD + "/entfernen$", removal_page.removal),
    (_AWARD + "/aenderung$", notice_page.amend),
    (_AWARD + "/berichtigen/(?P<notice>[0-9]{1,9})$", notice_page.correct),
    (_AWARD + "/pflichten$", sorting.sort),
    (_AWARD + "/pflicht-neu$", duty_page.add),
    (_AWARD + "/pflicht/(?P<duty>[0-9]{1,9})$", duty_page.change),
    (_AWARD + "/schreiben$", letter_page.letters),
    (_AWARD + "/schreiben/(?P<letter>[a-z]{1,30})$", letter_page.letter),
    (_AWARD + "/pflicht/(?P<duty>[0-9]{1,9})/erledigt$", tick_page.tick),
    (_AWARD + "/pflicht/(?P<duty>[0-9]{1,9})/offen$", tick_page.untick),
    (_AWARD + "/mittel$", money_page.money),
    (_AWARD + "/mittel/(?P<money>[0-9]{1,9})/entfernen$", money_page.remove),
    (r"^/basiszins$", money_page.rates),
    (r"^/basiszins/(?P<since>[0-9]{4}-[0-9]{2}-[0-9]{2})/entfernen$", money_page.remove_rate),
    (r"^/bescheid-neu/(?P<project>[^/]+)$", notice_page.new),
    (r"^/bescheid-neu/(?P<project>[^/]+)/(?P<source>[^/]+)/(?P<key>.+)$", notice_page.new),
]
"""Address pattern -> page."""

"""Addresses of the start page, the guided setup, the municipality's own data, what is open by
department, the report for a successor, how the load is shared, and finding what people wrote."""

from typing import Any

from matcher.paths import FIND, HANDOVER, LOAD
from matcher.site.frame.setup.states import PATH as GUIDE
from matcher.site.start import page
from matcher.site.start.departments import answer_page, ask_page
from matcher.site.start.departments import page as departments
from matcher.site.start.guide import page as guide
from matcher.site.start.handover import finding_page, load_page, report_page
from matcher.site.start.own_data import page as own_data

ROUTES: list[tuple[str, Any]] = [
    (r"^/$", page.home),
    (rf"^{GUIDE}$", guide.guide),
    (rf"^{guide.UPLOAD}$", guide.upload),
    (rf"^{own_data.PATH}$", own_data.listed),
    (rf"^{own_data.PATH}/(?P<ags>\d{{5,9}})$", own_data.edit),
    (rf"^{own_data.NEW}$", own_data.new),
    (r"^/offenes$", departments.open_list),
    (r"^/offenes\.xlsx$", departments.table),
    (rf"^{HANDOVER}$", report_page.report),
    (rf"^{HANDOVER}\.docx$", report_page.word_file),
    (rf"^{LOAD}$", load_page.load),
    (rf"^{FIND}$", finding_page.search),
    (rf"^{FIND}\.xlsx$", finding_page.table),
    (r"^/notizen$", finding_page.moved),
    (r"^/frage/(?P<project>[^/]+)$", ask_page.ask),
    (r"^/frage/(?P<project>[^/]+)/(?P<source>[^/]+)/(?P<key>.+)$", ask_page.ask),
    (r"^/antwort/(?P<token>[^/]+)$", answer_page.answer),
]
"""Address pattern -> page."""

"""Addresses of projects, their editing and what people decide about them."""

from typing import Any

from matcher.site.project import archive_page, page
from matcher.site.project.award.routes import ROUTES as AWARD
from matcher.site.project.editing import form_page, funding_page, import_page
from matcher.site.project.lasting.routes import ROUTES as LASTING
from matcher.site.project.work import decisions_page, hidden_page, notes_page, sorting_page

ROUTES: list[tuple[str, Any]] = [
    *AWARD,
    *LASTING,
    (r"^/projekt/(?P<project>[^/]+)\.xlsx$", page.spreadsheet),
    (r"^/projekt/(?P<project>[^/]+)$", page.project),
    (r"^/projekt-neu$", form_page.new),
    (r"^/projekt/(?P<project>[^/]+)/bearbeiten$", form_page.edit),
    (r"^/projekt/(?P<project>[^/]+)/archivieren$", archive_page.put_aside),
    (r"^/projekt/(?P<project>[^/]+)/wiederherstellen$", archive_page.take_up),
    (r"^/projekt/(?P<project>[^/]+)/loeschen$", archive_page.delete),
    (r"^/archiv$", archive_page.archived),
    (r"^/foerderung/(?P<project>[^/]+)/(?P<source>[^/]+)/(?P<key>.+)$", funding_page.funding_form),
    (r"^/projekte-einlesen$", import_page.page),
    (r"^/projekte-vorlage\.xlsx$", import_page.template),
    (r"^/projekte\.xlsx$", import_page.workbook),
    (r"^/projekte\.yml$", import_page.plain),
    (r"^/entscheidung/(?P<project>[^/]+)/(?P<source>[^/]+)/(?P<key>.+)$", decisions_page.decide),
    (r"^/einordnen/(?P<project>[^/]+)$", sorting_page.sort),
    (r"^/zuruecknehmen/(?P<project>[^/]+)$", sorting_page.take_back),
    (r"^/zustaendig/(?P<project>[^/]+)$", decisions_page.of_project),
    (r"^/ausblenden/(?P<project>[^/]+)/(?P<source>[^/]+)/(?P<key>.+)$", hidden_page.hide),
    (r"^/ausblenden-alle/(?P<source>[^/]+)/(?P<key>.+)$", hidden_page.hide),
    (r"^/ausgeblendet$", hidden_page.hidden_list),
    (r"^/notiz/(?P<number>[0-9]{1,9})$", notes_page.change),
    (r"^/notiz/(?P<number>[0-9]{1,9})/loeschen$", notes_page.remove),
    (r"^/notiz-zu/(?P<project>[^/]+)$", notes_page.add),
    (r"^/notiz-zu/(?P<project>[^/]+)/(?P<source>[^/]+)/(?P<key>.+)$", notes_page.add),
]
"""Address pattern -> page."""

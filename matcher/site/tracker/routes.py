"""Addresses of plans, own shares, financing, meetings and documents."""

from typing import Any

from matcher.site.tracker import (
    documents_page,
    meeting_upload_page,
    meetings_page,
    plan_page,
    share_page,
)
from matcher.site.tracker.financing import page as financing_page

ROUTES: list[tuple[str, Any]] = [
    (r"^/plan/(?P<project>[^/]+)/(?P<source>[^/]+)/(?P<key>.+)$", plan_page.plan),
    (r"^/eigenanteil/(?P<project>[^/]+)/(?P<source>[^/]+)/(?P<key>.+)$", share_page.share),
    (r"^/finanzierung/(?P<project>[^/]+)\.xlsx$", financing_page.spreadsheet),
    (r"^/finanzierung/(?P<project>[^/]+)$", financing_page.financing),
    (r"^/sitzungen$", meetings_page.meetings),
    (r"^/sitzungen-einlesen$", meeting_upload_page.upload),
    (r"^/vorlage/(?P<project>[^/]+)/(?P<source>[^/]+)/(?P<key>.+)$", documents_page.council_paper),
    (r"^/vorhaben\.docx$", documents_page.all_projects),
    (r"^/vorhaben-uebersicht\.xlsx$", documents_page.all_projects_table),
]
"""Address pattern -> page."""

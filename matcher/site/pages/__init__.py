"""The pages, a module each; a page is listed here by its routes."""

from typing import Any

from matcher.site.pages import (
    account,
    api,
    correction,
    deadlines,
    decisions,
    documents,
    export,
    feeds,
    funding_form,
    help,
    hidden,
    home,
    login,
    meeting_upload,
    meetings,
    notes,
    people,
    plan,
    programme,
    project,
    project_form,
    project_import,
    recipients,
    review,
    search,
    share,
    sources,
    stock,
    successors,
)

ROUTES: list[tuple[str, Any]] = [
    route
    for module in (
        api,
        correction,
        export,
        help,
        home,
        project,
        project_form,
        project_import,
        programme,
        share,
        funding_form,
        documents,
        search,
        deadlines,
        meetings,
        meeting_upload,
        plan,
        review,
        successors,
        feeds,
        sources,
        login,
        account,
        people,
        recipients,
        stock,
        decisions,
        hidden,
        notes,
    )
    for route in module.ROUTES
]
"""Address pattern -> page; they win over Datasette's own."""

"""Where on the site stands what somebody wrote; pure."""

from urllib.parse import quote

from db.kommune.work.written import Kind, Written
from matcher.paths import (
    award_path,
    correction_path,
    duty_path,
    lasting_path,
    plan_path,
    programme_path,
    project_path,
)

_PARTS: dict[Kind, str] = {"note": "notizen", "promise": "notizen", "link": "notizen",
                           "contact": "notizen", "project": "", "archived": "",
                           "award_removed": ""}  # fmt: skip
"""Kind -> part of the page of its project or match; else where people work on it."""


def place_of(one: Written) -> str:
    """Path of the page, with its part, on which it can be read and changed."""
    subject = one.subject
    if one.kind == "duty":
        award, _, number = one.place.partition("/")
        return duty_path(int(award), int(number))
    if one.kind in ("notice", "money"):
        return award_path(one.place) + "#mittel" * (one.kind == "money")
    if one.kind in ("ending", "ending_decided"):
        return lasting_path(subject.project_id)
    if one.kind == "correction":
        name = f"?angabe={quote(one.title)}"
        return correction_path(*subject.identity) + name
    if one.kind == "step":
        return plan_path(*subject.match) + f"#{quote(one.place)}" * bool(one.place)
    part = _PARTS.get(one.kind, "arbeit")
    return home_of(one) + f"#{part}" * bool(part)


def home_of(one: Written) -> str:
    """Path of the page of the project or match that it is about."""
    subject = one.subject
    if not subject.programme_key:
        return project_path(subject.project_id)
    programme = programme_path(*subject.identity)
    return f"{programme}?vorhaben={quote(subject.project_id)}" if subject.project_id else programme

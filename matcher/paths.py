"""Addresses of the site's own pages, for pages, feeds and mails."""

from urllib.parse import quote


def plan_path(project_id: str, source: str, key: str) -> str:
    """Path of the plan of a match on this site."""
    return f"/plan/{quote(project_id)}/{quote(source)}/{quote(key)}"


def project_path(project_id: str) -> str:
    """Path of a project's page with its matches on this site."""
    return f"/projekt/{quote(project_id)}"


def programme_path(source: str, key: str) -> str:
    """Path of a programme's page on this site."""
    return f"/programm/{quote(source)}/{quote(key)}"


def correction_path(source: str, key: str) -> str:
    """Path of the form that confirms and corrects the facts of a programme."""
    return f"/korrektur/{quote(source)}/{quote(key)}"


REVIEW_LIST = "/pruefen"
SUCCESSOR_LIST = "/nachfolger"


def reviewed_path(project_id: str, source: str, key: str) -> str:
    """Path that records that somebody has looked at a changed match."""
    return f"/geprueft/{quote(project_id)}/{quote(source)}/{quote(key)}"


def changes_path(source: str, key: str) -> str:
    """Path of the page with a programme's changes on this site."""
    return f"/aenderungen/{quote(source)}/{quote(key)}"


def decision_path(project_id: str, source: str, key: str) -> str:
    """Path of the form that sets the status of a match."""
    return f"/entscheidung/{quote(project_id)}/{quote(source)}/{quote(key)}"


def duty_path(award: int, duty: int) -> str:
    """Path of the form of a duty after an award, by their numbers."""
    return f"/bescheid/{award}/pflicht/{duty}"


def applications_path(project_id: str, source: str, key: str) -> str:
    """Path of the applications of a match on this site."""
    return f"/antrag/{quote(project_id)}/{quote(source)}/{quote(key)}"


DUTY_LIST = "/pflichten"
YEAR_LIST = "/bilanz"
LASTING = "/verstetigung"


def lasting_path(project_id: str) -> str:
    """Path of the page that says what of a project ends with the money."""
    return f"{LASTING}/{quote(project_id)}"


OPEN_LIST = "/offenes"
ANSWERS = "/antwort/"
"""Begins the addresses of links that go to departments by mail."""


def answer_path(token: str) -> str:
    """Path of the page that takes the one answer to a question that went by mail."""
    return f"{ANSWERS}{quote(token, safe='')}"


def ask_path(project_id: str, source: str = "", key: str = "") -> str:
    """Path of the form that asks a department about a project or a match by mail."""
    return "/".join(["/frage", *(quote(part) for part in (project_id, source, key) if part)])


def award_path(award: int | str) -> str:
    """Path of the page of an award, by its number."""
    return f"/bescheid/{award}"


FIND = "/wiederfinden"
HANDOVER = "/uebergabe"
LOAD = "/lastverteilung"

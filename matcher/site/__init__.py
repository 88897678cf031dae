"""The site: a Datasette plugin with German pages before the stock tables.

Only hooks and the list of all addresses live here; each subject has a folder.
"""

import re
from collections.abc import Awaitable, Callable, Generator
from typing import Any

from datasette import hookimpl

from db.connection import busy_seconds
from db.errors import FoerderlageError
from matcher.operations.filling.running import Filler
from matcher.site.catalogue.routes import ROUTES as CATALOGUE
from matcher.site.changes.routes import ROUTES as CHANGES
from matcher.site.deadlines.routes import ROUTES as DEADLINES
from matcher.site.frame import layout, posted, rendering, served_files
from matcher.site.frame.at_once.page import ROUTES as AT_ONCE
from matcher.site.frame.at_once.worker import AtOnce
from matcher.site.frame.gate import access, errors, gate, prefix, proxy, security, sessions
from matcher.site.frame.gate.login_link import LoginLink
from matcher.site.frame.helper import Helper, Readers
from matcher.site.frame.intake import headers, last_resort, limits, refusals
from matcher.site.frame.start_refused import StartRefused
from matcher.site.frame.stock import closed, csv_guard, metadata, table_export, tables
from matcher.site.help.routes import ROUTES as HELP
from matcher.site.people import link_page, login_page
from matcher.site.people.door import Door
from matcher.site.people.routes import ROUTES as PEOPLE
from matcher.site.people.taking import taking
from matcher.site.programme.routes import ROUTES as PROGRAMME
from matcher.site.project.routes import ROUTES as PROJECT
from matcher.site.start.departments import answer_page
from matcher.site.start.departments.guesses import Guesses
from matcher.site.start.routes import ROUTES as START
from matcher.site.tracker.routes import ROUTES as TRACKER

ROUTES: list[tuple[str, Any]] = [
    *START, *PROJECT, *PROGRAMME, *DEADLINES, *TRACKER, *CHANGES, *CATALOGUE, *PEOPLE, *HELP,
    *AT_ONCE, *closed.ROUTES,
]  # fmt: skip
"""Address pattern -> page, of all subjects; they win over Datasette's own."""
INTERNAL = "_internal"
"""Datasette's own database in memory, about the schemas of the others."""

OPEN = frozenset({login_page.login, link_page.by_link, login_page.logout, closed.closed,
                  answer_page.answer})  # fmt: skip
"""Pages that take what visitors send."""


@hookimpl
def startup(datasette: Any) -> Callable[[], Awaitable[None]]:
    """Refuse settings under which the municipality's own data could leak; read ours."""
    access.refuse_unsafe_start(datasette)
    metadata.check(datasette._metadata_local)
    try:
        layout.read_settings(datasette)
    except FoerderlageError as error:
        raise StartRefused(str(error)) from error
    served_files.remember(datasette)
    datasette.foerderlage_door = Door()
    datasette.foerderlage_guesses = Guesses()
    if not hasattr(datasette, "foerderlage_link"):  # what `datasette --root` prints
        datasette.foerderlage_link = LoginLink(datasette._root_token, asked_for=True)
    datasette.foerderlage_forms = [re.compile(path) for path, page in ROUTES if page not in OPEN]
    # visitors of a public catalogue cannot make those wait who work here
    datasette.foerderlage_helpers = {"visitors": Helper(), "people": Helper()}
    datasette.foerderlage_filler = Filler()
    datasette.foerderlage_at_once = AtOnce()
    datasette.foerderlage_readers = {"files": Readers(), "addresses": Readers()}
    return lambda: access.label_secrets_by_number(datasette)


@hookimpl(hookwrapper=True)
def actor_from_request(datasette: Any, request: Any) -> Generator[None, Any, None]:
    """A session in force; a wrapper, because Datasette's own signed cookie counts nothing."""
    outcome = yield
    outcome.force_result([lambda: sessions.actor(datasette, request)])


@hookimpl(trylast=True)
def permission_allowed(
    datasette: Any, actor: dict[str, Any] | None, action: str, resource: Any
) -> Callable[[], Awaitable[bool | None]]:
    """Deny by default; last, because Datasette 0.65 lets the last opinion win."""

    async def decide() -> bool | None:
        return await access.opinion(datasette, actor, action, resource)

    return decide


@hookimpl
def register_routes() -> list[tuple[str, Any]]:
    """Our pages; forms are taken from people alone, but for those that log in or out."""
    return [(path, page if page in OPEN else taking(page)) for path, page in ROUTES]


@hookimpl
def skip_csrf(scope: Any) -> bool:
    """Forms with a file are checked where they are read."""
    return posted.carries_file(scope)


@hookimpl
def extra_template_vars(datasette: Any, request: Any) -> Callable[[], Awaitable[dict[str, Any]]]:
    """What every template may use."""
    return lambda: layout.template_vars(datasette, request)


@hookimpl
def prepare_jinja2_environment(env: Any) -> None:
    """Templates that need no event loop."""
    rendering.render_at_once(env)


@hookimpl
def render_cell(datasette: Any, row: Any, value: Any, column: str, table: str | None) -> str | None:
    """Codes of the tables as German words, titles as links."""
    return tables.cell(datasette, row, value, column, table)


@hookimpl
def register_output_renderer() -> dict[str, Any]:
    """Stock tables and views as .xlsx."""
    return table_export.renderer()


@hookimpl
def prepare_connection(conn: Any, database: str) -> None:
    """Wait for a nightly crawl's commit instead of failing; read texts the quick way."""
    # Datasette's own factory, a Python function called for each text, forgives broken UTF-8,
    # which nothing here writes
    conn.text_factory = str
    conn.execute(f"pragma busy_timeout = {round(1000 * busy_seconds())}")
    # Datasette fills its own tables about schemas parents first and empties them so, too: with
    # the check it fails on every file whose schema changed
    if database != INTERNAL:
        conn.execute("pragma foreign_keys = on")
        conn.execute("pragma secure_delete = on")


@hookimpl
def forbidden(datasette: Any, request: Any, message: str) -> Callable[[], Awaitable[Any]]:
    """Ask for a login in German."""
    return lambda: errors.forbidden(datasette, request, message)


@hookimpl(hookwrapper=True)
def handle_exception(
    datasette: Any, request: Any, exception: Exception
) -> Generator[None, Any, None]:
    """German error pages; a wrapper, because Datasette's own answer would be made as well."""
    outcome = yield
    outcome.force_result([lambda: errors.failed(datasette, request, exception)])


@hookimpl
def asgi_wrapper(datasette: Any) -> Callable[[Any], Any]:
    """Around Datasette, from the inside: CSV, refusals, gate, swapped files, limits, prefix,
    exceptions, headers of answers, proxy, headers of requests."""

    def wrap(app: Any) -> Any:
        app = refusals.german_refusals(csv_guard.guarded(app), datasette)
        app = served_files.watched(gate.guarded(app, datasette), datasette)
        app = limits.limited(app, datasette)
        app = last_resort.never_bare(prefix.without_prefix(app, datasette), datasette)
        app = proxy.with_client(security.with_headers(app, datasette), datasette)
        return headers.with_plain_headers(app)

    return wrap

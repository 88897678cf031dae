"""The site: a Datasette plugin with German pages before the stock tables.

Only hooks live here; what they decide stands in the modules beside it.
"""

from collections.abc import Awaitable, Callable
from typing import Any

from datasette import hookimpl

from matcher.site import access, layout, pages, security
from matcher.site.table_export import TableExport


@hookimpl
def startup(datasette: Any) -> None:
    """Refuse settings under which the municipality's own data could leak; read ours."""
    access.refuse_unsafe_start(datasette)
    layout.read_settings(datasette)


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
    """Our pages; they win over Datasette's own."""
    return pages.ROUTES


@hookimpl
def extra_template_vars(datasette: Any) -> Callable[[], Awaitable[dict[str, Any]]]:
    """What every template may use."""
    return lambda: layout.template_vars(datasette)


@hookimpl
def render_cell(row: Any, value: Any, column: str, table: str | None) -> str | None:
    """Codes of the tables as German words, titles as links."""
    return layout.cell(row, value, column, table)


@hookimpl
def register_output_renderer() -> dict[str, Any]:
    """Stock tables and views as .xlsx."""
    return TableExport().renderer()


@hookimpl
def prepare_connection(conn: Any) -> None:
    """Wait for a nightly crawl's commit instead of failing."""
    conn.execute("pragma busy_timeout = 15000")


@hookimpl
def asgi_wrapper() -> Callable[[Any], Any]:
    """Safe headers on every answer."""
    return security.with_headers

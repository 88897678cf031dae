"""metadata.yml checked at the start: Datasette itself ignores what it does not know.

A slip such as ``alow:`` would leave open what was meant to be closed. The models name what
Datasette 0.65 knows, and nothing else.
"""

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from matcher.site.frame.start_refused import StartRefused

Allow = bool | dict[str, Any] | None
"""True and None are for everybody, False is for nobody, a mapping names properties of a login."""
Asset = str | dict[str, str | bool]
"""Address of a script or a style sheet, also with its checksum."""
Facet = str | dict[str, str | dict[str, Any]]
"""A column, or the kind of facet with a column."""
NUMBER = Annotated[int, Field(ge=0)]


class Described(BaseModel):
    """What can be said about each level."""

    model_config = ConfigDict(extra="forbid", strict=True)

    title: str | None = None
    description: str | None = None
    description_html: str | None = None
    license: str | None = None
    license_url: str | None = None
    source: str | None = None
    source_url: str | None = None
    about: str | None = None
    about_url: str | None = None
    allow: Allow = None
    plugins: dict[str, Any] | None = None


class Table(Described):
    """A table or a view."""

    columns: dict[str, str] | None = None
    units: dict[str, str] | None = None
    sort: str | None = None
    sort_desc: str | None = None
    size: NUMBER | None = None
    sortable_columns: list[str] | None = None
    label_column: str | None = None
    hidden: bool | None = None
    facets: list[Facet] | None = None
    facet_size: NUMBER | None = None
    fts_table: str | None = None
    fts_pk: str | None = None
    searchmode: str | None = None


class Query(Described):
    """A canned query."""

    sql: str
    params: list[str] | None = None
    write: bool | None = None
    hide_sql: bool | None = None
    fragment: str | None = None
    on_success_message: str | None = None
    on_success_redirect: str | None = None
    on_error_message: str | None = None
    on_error_redirect: str | None = None


class Queries(Described):
    """What may stand both for a database and for all of them."""

    allow_sql: Allow = None


class DatabaseEntry(Queries):
    """A database."""

    tables: dict[str, Table] | None = None
    queries: dict[str, str | Query] | None = None


class Metadata(Queries):
    """The whole file."""

    databases: dict[str, DatabaseEntry] | None = None
    extra_css_urls: list[Asset] | None = None
    extra_js_urls: list[Asset] | None = None
    custom_units: list[str] | None = None


def check(given: Any) -> None:
    """Raise StartRefused with one line that names the first wrong place."""
    try:
        Metadata.model_validate(given or {})
    except ValidationError as error:
        raise StartRefused(_sentence(error, given)) from error


def _sentence(error: ValidationError, given: Any) -> str:
    # of alternatives such as text or mapping, the deepest complaint is the one that helps
    worst = max(error.errors(), key=lambda one: (one["type"] == "extra_forbidden", len(one["loc"])))
    place = _place(worst["loc"], given, missing=worst["type"] == "missing")
    if worst["type"] == "extra_forbidden":
        reason = "diesen Eintrag kennt Datasette 0.65 nicht; vielleicht ist er verschrieben"
    elif worst["type"] == "missing":
        reason = "dieser Eintrag fehlt"
    else:
        reason = f"dieser Wert hat die falsche Art ({type(worst['input']).__name__})"
    return f"metadata.yml, Stelle „{place}“: {reason}. Bitte berichtigen und neu starten."


def _place(loc: tuple[str | int, ...], given: Any, *, missing: bool) -> str:
    """The path through the file, without the names that pydantic gives to alternatives."""
    path, node = [], given
    for part in loc:
        inside = isinstance(node, dict) and part in node
        if inside or (isinstance(node, list) and isinstance(part, int)):
            path.append(str(part))
            node = node[part]
    if missing:
        path.append(str(loc[-1]))
    return ".".join(path) or "Anfang der Datei"

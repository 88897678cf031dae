"""`serve`: the site in the browser."""

from datetime import date
from typing import TYPE_CHECKING

from db.files import DataDir, kommune_at
from db.kommune import people
from matcher.cli.catalogue.folder import prepare
from matcher.cli.options import State
from matcher.cli.printing import out

if TYPE_CHECKING:
    from matcher.site.frame.serving import Address, Link

DEFAULT_PORT = 8001


def serve(state: State, port: int, host: str, login_link: bool) -> None:
    """Serve the site until it is stopped; with `login_link` there is a link in any case."""
    is_new = not (state.data.catalogue.exists() or state.data.kommune.exists())
    if is_new:
        state.apply_settings()
    data = state.data if is_new else state.existing_data()
    prepare(data)
    if is_new:
        out.print(f"Neuer Datenordner {data.path}. Durch die Einrichtung führt die Seite selbst.",
                  soft_wrap=True)  # fmt: skip
    with kommune_at(data.kommune) as db:
        managed = people.has_managers(db)
    link: Link = "asked for" if login_link else "none" if managed else "until managed"
    serve_at(data, host, port, link, today=state.day)


def serve_at(
    data: DataDir,
    host: str,
    port: int,
    link: "Link",
    sample_day: date | None = None,
    today: date | None = None,
) -> None:
    """Serve the site of a folder and print its address; `sample_day` is that of sample data."""
    # Datasette takes a quarter of a second to import, which no other command should pay
    from matcher.site.frame.serving import build, serve

    serve(build(data, sample_day, today), host, port, _print_address, link)


def _print_address(address: "Address") -> None:
    out.print()
    out.print(f"Förderlage läuft: {address.site}", soft_wrap=True, style="bold")
    if address.login is None:
        out.print("Anmelden: mit Anmeldenamen und Passwort (sonst „--login-link“).")
    else:
        from matcher.site.frame.gate.login_link import MINUTES

        once = f"gilt einmal und {MINUTES} Minuten lang"
        out.print(f"Anmelden ({once}): {address.login}", soft_wrap=True)
    out.print("Strg-C beendet.")

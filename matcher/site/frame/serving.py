"""Starting the site: Datasette in this process, with safe settings and German texts."""

import secrets
import socket
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal

import uvicorn
import yaml
from datasette.app import Datasette

from db.connection import is_quiet
from db.errors import FoerderlageError
from db.faults import reason
from db.files import DataDir
from matcher import settings
from matcher.site.frame import helper
from matcher.site.frame.gate.login_link import PATH, LoginLink
from matcher.site.frame.intake.protocol import PatientProtocol
from matcher.tracker.calendars import workdays

SETTINGS: dict[str, Any] = {
    "default_allow_sql": False,
    "allow_download": False,
    "suggest_facets": False,
    "cache_size_kb": 65_536,
    "default_page_size": 40,
}
"""Datasette settings that keep the tables fast and closed."""
FIRST_TEMPLATES = ("base.html", "frame/", "start/", "work/_work.html")
"""Beginnings of the names of templates that the start page is made of."""


Link = Literal["none", "until managed", "asked for"]
"""Whether a start has a one-time link: none, one that is over as soon as somebody can manage
accounts by name, or one that counts beside such people."""


@dataclass(frozen=True, slots=True)
class Address:
    """Where the site can be reached, and the address of the one-time link, if there is one."""

    site: str
    login: str | None


def metadata_file() -> Path:
    """metadata.yml: in the package when installed from a wheel, else beside pyproject.toml."""
    here = Path(__file__).resolve().parent
    for path in (here / "metadata.yml", here.parents[2] / "metadata.yml"):
        if path.is_file():
            return path
    raise FoerderlageError("metadata.yml fehlt.", "Bitte Förderlage neu installieren.")


def build(
    data: DataDir,
    sample_day: date | None = None,
    today: date | None = None,
    *,
    frozen: bool = False,
) -> Datasette:
    """The site over a data folder.

    `sample_day` marks every page as sample data of that day; `today` is the day that
    deadlines are counted from, if it is not the real one. A `frozen` site is one to look at:
    it leaves no trace in the folder, and its logins are void.
    """
    metadata = yaml.safe_load(metadata_file().read_text("utf-8"))
    day = today or sample_day
    config = {"sample_day": sample_day.isoformat()} if sample_day else {}
    config |= {"today": day.isoformat()} if day else {}
    metadata["plugins"] = {"foerderlage": config}
    quiet = [str(path) for path in data.databases if frozen and is_quiet(path)]
    reached = settings.load(data.settings).site
    return Datasette(
        files=[str(path) for path in data.databases if str(path) not in quiet],
        immutables=quiet,
        metadata=metadata,
        settings=SETTINGS | {"base_url": reached.base_url, "force_https_urls": reached.https},
        secret=secrets.token_hex(32) if frozen else _secret(data),
    )


def serve(
    site: Datasette, host: str, port: int, ready: Callable[[Address], None], link: Link
) -> None:
    """Serve until interrupted; `ready` gets the addresses once the port is ours.

    `link` says whether there is a one-time link and how long it counts.
    Raises FoerderlageError when the port cannot be had.
    """
    with _listen(host, port) as listening:
        shown = f"[{host}]" if ":" in host else host
        root = f"http://{shown}:{listening.getsockname()[1]}"
        login = (
            None if link == "none" else root + site.urls.path(f"{PATH}?token={site._root_token}")
        )
        site.foerderlage_link = LoginLink(
            None if link == "none" else site._root_token, asked_for=link == "asked for"
        )
        ready(Address(root + site.urls.instance(), login))
        # what a proxy says is judged by gate.proxy, which must see who connects
        config = uvicorn.Config(
            site.app(), log_level="warning", lifespan="on", proxy_headers=False,
            http=PatientProtocol, ws="none", server_header=False,
        )  # fmt: skip
        try:
            _Server(config, site).run(sockets=[listening])
        except KeyboardInterrupt:
            return
        finally:
            helper.close_all()


class _Server(uvicorn.Server):
    """Does at its start what the first visitor would wait for: compiling what every page and the
    start page are made of, and loading the days off of the Länder. While it serves, what people
    save is matched."""

    def __init__(self, config: uvicorn.Config, site: Datasette) -> None:
        super().__init__(config)
        self._site = site

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start the application, then listen."""
        await super().startup(sockets)
        workdays.prepare()
        await self._site.invoke_startup()
        await self._site.foerderlage_at_once.start(self._site)
        for beginning in FIRST_TEMPLATES:
            for name in self._site.jinja_env.list_templates():
                if name.startswith(beginning):
                    self._site.jinja_env.get_template(name)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Let nothing go on in the background, then end."""
        await self._site.foerderlage_at_once.stop()
        await super().shutdown(sockets)


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # asyncio turns Nagle's algorithm off only where the protocol is named; with it each
    # answer waits 40 ms for the client's acknowledgement
    listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
        # whoever opens the address before the server is up waits instead of being refused
        listening.listen()
    except OSError as error:
        listening.close()
        raise FoerderlageError(
            f"An {host}:{port} lässt sich die Seite nicht starten ({reason(error)}).",
            "Vielleicht läuft sie schon; sonst mit --port eine andere Nummer wählen.",
        ) from error
    return listening


def _secret(data: DataDir) -> str:
    """The key that signs forms and messages; kept, so that a restart spoils no open form."""
    path = data.secret
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_hex(32), "ascii")
    return path.read_text("ascii").strip()

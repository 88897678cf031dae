"""`cron`: how this installation is started every night."""

import getpass
import os
import sys
from datetime import datetime, time
from pathlib import Path
from typing import Any

import click

from matcher.cli.common import State, err, example, global_options, out, state_of
from matcher.operations.schedule import (
    SERVICE,
    TIMER,
    Installation,
    crontab_line,
    handed_on,
    service_unit,
    timer_unit,
)


class TimeOfDay(click.ParamType):  # type: ignore[type-arg]  # generic only in newest click
    """A time as HH:MM."""

    name = "HH:MM"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> time:
        try:
            return value if isinstance(value, time) else datetime.strptime(value, "%H:%M").time()
        except ValueError:
            self.fail(f"„{value}“ ist keine Uhrzeit der Form HH:MM.", param, ctx)


@click.command(epilog=example("matcher --data daten cron --time 03:15"))
@click.option("--time", "at", type=TimeOfDay(), default="03:15", show_default=True,
              help="Beginn des Nachtlaufs.")  # fmt: skip
@click.option("--systemd", "folder", metavar="ORDNER",
              type=click.Path(file_okay=False, path_type=Path),
              help="Dienst und Zeitgeber in diesen Ordner schreiben.")  # fmt: skip
@global_options
@click.pass_context
def cron(context: click.Context, at: time, folder: Path | None) -> None:
    """Zeile für crontab sowie Dienst und Zeitgeber für systemd, mit den Pfaden von hier."""
    state = state_of(context)
    state.existing_data()
    here = installation(state)
    units = {SERVICE: service_unit(here), TIMER: timer_unit(at)}
    for name in handed_on(os.environ)[1]:
        err.print(f"Nicht übernommen, weil es geheim sein kann: {name}.", soft_wrap=True)
    if folder is not None:
        _write(units, folder)
        return
    say = click.echo
    say(f"# Für „crontab -e“ des Benutzers {here.user}; eine Mail gibt es nur, wenn etwas ist:")
    say(crontab_line(here, at))
    for name, text in units.items():
        say(f"\n# /etc/systemd/system/{name}\n{text}", nl=False)
    say(f"\n# danach: systemctl daemon-reload && systemctl enable --now {TIMER}")


def installation(state: State) -> Installation:
    """This installation, run by whoever owns the data folder."""
    data = state.path.resolve()
    try:
        owner = data.owner()
    except (KeyError, NotImplementedError):  # a number without a name, or Windows
        owner = getpass.getuser()
    # not resolved: the interpreter of a virtual environment is a link
    return Installation(
        Path(sys.executable).absolute(),
        data,
        user=owner,
        environment=tuple(handed_on(os.environ)[0]),
    )


def _write(units: dict[str, str], folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in units.items():
        (folder / name).write_text(text, "utf-8")
    out.print(f"{SERVICE} und {TIMER} nach {folder} geschrieben; nun als root:", soft_wrap=True)
    target = folder.resolve()
    if target != Path("/etc/systemd/system"):
        out.print(f"  cp {target}/foerderlage-nightly.* /etc/systemd/system/", soft_wrap=True)
    out.print(f"  systemctl daemon-reload && systemctl enable --now {TIMER}", soft_wrap=True)


COMMANDS: tuple[click.Command, ...] = (cron,)

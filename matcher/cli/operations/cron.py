"""`cron`: how this installation is started every night."""

import getpass
import os
import sys
from datetime import time
from pathlib import Path

import click

from matcher.cli.options import State
from matcher.cli.printing import err, out
from matcher.operations.schedule import (
    SERVICE,
    TIMER,
    Installation,
    crontab_line,
    handed_on,
    service_unit,
    timer_unit,
)


def cron(state: State, at: time, folder: Path | None) -> None:
    """Print how this installation is started every night."""
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
    # KeyError: the number of the owner has no name here (containers); NotImplementedError: Windows
    except (KeyError, NotImplementedError):
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

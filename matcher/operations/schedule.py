"""How a machine starts the nightly run: a line for cron, a service and a timer for systemd.

Everything here is text made of arguments; quoting follows crontab(5) and systemd.syntax(7).
"""

import re
import shlex
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time
from pathlib import Path

SERVICE = "foerderlage-nightly.service"
TIMER = "foerderlage-nightly.timer"
_PROXIES = ("http_proxy", "https_proxy", "no_proxy")
_SECRET = re.compile("PASSWOR|SECRET|TOKEN|KEY", re.IGNORECASE)
_HOMES = (Path("/home"), Path("/root"), Path("/run/user"))


@dataclass(frozen=True, slots=True)
class Installation:
    """Where this installation lies and who runs it; all paths absolute.

    `environment` is what `handed_on` leaves of the environment.
    """

    python: Path
    data: Path
    user: str
    environment: tuple[tuple[str, str], ...] = ()


def handed_on(environment: Mapping[str, str]) -> tuple[list[tuple[str, str]], list[str]]:
    """What a run needs of this environment, and the names of what is left out as secret.

    Needed are our own settings and the proxy; a line in a crontab is no place for passwords.
    """
    ours = {
        name: value
        for name, value in sorted(environment.items())
        if (name.startswith("FOERDERLAGE_") and name != "FOERDERLAGE_DATA")
        or name.lower() in _PROXIES
    }
    secret = [
        name
        for name, value in ours.items()
        if _SECRET.search(name) or (name.lower() in _PROXIES and "@" in value) or "\n" in value
    ]
    return [(name, value) for name, value in ours.items() if name not in secret], secret


def crontab_line(installation: Installation, at: time) -> str:
    """The line for `crontab -e` of the user to whom the data belong."""
    environment = "".join(f"{n}={shlex.quote(v)} " for n, v in installation.environment)
    command = shlex.join(_command(installation))
    # in a crontab a percent sign ends the command unless it is escaped
    return f"{at.minute} {at.hour} * * * {environment}{command}".replace("%", r"\%")


def service_unit(installation: Installation) -> str:
    """A oneshot service that may write nothing but the data folder."""
    environment = [f"{n}={v}" for n, v in (("PYTHONUNBUFFERED", "1"), *installation.environment)]
    lines = [
        "[Unit]",
        "Description=Förderlage: Nachtlauf",
        "Wants=network-online.target",
        "After=network-online.target",
        "",
        "[Service]",
        "Type=oneshot",
        f"User={_escaped(installation.user)}",
        f"WorkingDirectory={_escaped(str(installation.data))}",
        f"ExecStart={_exec_line(_command(installation))}",
        *(f"Environment={_quoted(pair)}" for pair in environment),
        "# nur der Lauf selbst wird zum Ende aufgefordert; er beendet seine Hilfsprozesse",
        "KillMode=mixed",
        "TimeoutStartSec=2h",
        "TimeoutStopSec=30s",
        "IOSchedulingClass=idle",
        "MemoryMax=2G",
        "# a step that needs more is ended and told, the others follow",
        "OOMPolicy=continue",
        "UMask=0077",
        "ProtectSystem=strict",
        f"ReadWritePaths={_quoted(str(installation.data))}",
        f"ProtectHome={'read-only' if _in_a_home(installation) else 'true'}",
        *_HARDENING,
    ]
    return "\n".join(lines) + "\n"


def timer_unit(at: time) -> str:
    """Every night, up to 20 minutes later, made up for after the machine was off."""
    return "\n".join([
        "[Unit]",
        "Description=Förderlage: Nachtlauf jede Nacht",
        "",
        "[Timer]",
        f"OnCalendar=*-*-* {at:%H:%M}:00",
        "RandomizedDelaySec=20min",
        "Persistent=true",
        "",
        "[Install]",
        "WantedBy=timers.target",
    ]) + "\n"  # fmt: skip


_HARDENING = (
    "PrivateTmp=true",
    "PrivateDevices=true",
    "ProtectProc=invisible",
    "ProtectClock=true",
    "ProtectHostname=true",
    "ProtectControlGroups=true",
    "ProtectKernelLogs=true",
    "ProtectKernelModules=true",
    "ProtectKernelTunables=true",
    "NoNewPrivileges=true",
    "CapabilityBoundingSet=",
    "AmbientCapabilities=",
    "RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX",
    "RestrictNamespaces=true",
    "RestrictRealtime=true",
    "RestrictSUIDSGID=true",
    "LockPersonality=true",
    "RemoveIPC=true",
    "SystemCallArchitectures=native",
    "SystemCallFilter=@system-service",
    "SystemCallErrorNumber=EPERM",
)
"""What the service is denied. MemoryDenyWriteExecute is missing on purpose: the TLS library
of the crawler makes callbacks in memory, which it would forbid."""


def _command(installation: Installation) -> list[str]:
    run = ["-P", "-m", "matcher", "--data", str(installation.data), "nightly", "--quiet"]
    return [str(installation.python), *run]


def _exec_line(command: list[str]) -> str:
    """The program, which systemd takes as it stands, and arguments, in which it expands $."""
    if any(character in command[0] for character in "\"'\\"):
        # no program may be named so, but an argument may
        command = ["/usr/bin/env", *command]
    program, *arguments = command
    return " ".join([_quoted(program), *(_quoted(a).replace("$", "$$") for a in arguments)])


def _escaped(text: str) -> str:
    """Without the meaning that a percent sign has in a unit."""
    return text.replace("%", "%%")


def _quoted(text: str) -> str:
    """One word of a unit, whatever it contains."""
    return '"' + _escaped(text).replace("\\", "\\\\").replace('"', '\\"') + '"'


def _in_a_home(installation: Installation) -> bool:
    paths = (installation.python, installation.data)
    return any(path.is_relative_to(home) for path in paths for home in _HOMES)

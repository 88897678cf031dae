"""Who acts on the command line: whoever may open the files, named after the system's user."""

import getpass
import os
from datetime import datetime

from sqlite_utils import Database

from db.kommune import people
from db.kommune.log import Act


def command_line_act(db: Database, at: datetime) -> Act:
    """What is done by a command, in the name of „Kommandozeile (user)“."""
    name = f"{people.COMMAND_LINE} ({_system_user()})"
    return people.act_as(db, name, "manage", at)


def _system_user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a container's user without an entry
        return str(os.getuid()) if hasattr(os, "getuid") else "unbekannt"

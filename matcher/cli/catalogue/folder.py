"""`init`: the data folder with both databases and a profile to fill in."""

from pathlib import Path

from crawlers.source import load_sources
from db.files import DataDir, catalogue_at, kommune_at
from db.katalog.sources import store_descriptions
from matcher.cli.options import State, refuse_half_restored
from matcher.cli.printing import out
from matcher.profile.template import PROFILE_TEMPLATE


def init(state: State, profile: Path | None) -> None:
    """Make the data folder ready, with a profile or a template of one."""
    from matcher.cli.profile.projects import load

    data = state.data
    prepare(data)
    if profile is not None:
        load(state, profile)
    elif not data.profile.exists():
        data.profile.write_text(PROFILE_TEMPLATE, "utf-8")
        out.print(f"Vorlage {data.profile} geschrieben; bitte ausfüllen, dann:")
        out.print(f"  matcher --data {data.path} projects import {data.profile}", soft_wrap=True)
    out.print(f"Datenordner {data.path} ist bereit.")


def prepare(data: DataDir) -> None:
    """Create the folder and both databases where they are missing; describe the sources."""
    # the folder holds the profile and the key that signs logins: not for other users
    data.path.mkdir(mode=0o750, parents=True, exist_ok=True)
    refuse_half_restored(data)
    with catalogue_at(data.catalogue) as db, kommune_at(data.kommune):
        store_descriptions(db, (source.info() for source in load_sources().values()))

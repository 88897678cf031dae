"""A follow-up project is stored with its link to the one that it goes on from."""

from dataclasses import replace

from sqlite_utils import Database

from db.connection import write
from db.kommune.award.continuations import link
from db.kommune.log import Act
from matcher.profile.creating import create_project
from matcher.profile.model import Project


def create_follow_up(own: Database, project: Project, ags: str, act: Act, follows: str) -> str:
    """Store a new project that goes on from the one with the id `follows`; its id."""
    with write(own):
        project_id = create_project(own, project, ags, act)
        # one form makes two entries: its number marks the first only
        link(own, project_id, follows, project.titel, replace(act, form=None))
    return project_id

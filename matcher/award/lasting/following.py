"""A follow-up project is stored with its link to the one that it goes on from."""

from dataclasses import replace

from sqlite_utils import Database

from db.connection import write
from db.kommune import projects
from db.kommune.award.continuations import link
from db.kommune.log import Act
from db.kommune.work.decisions import Conflict
from matcher.profile.ids import free_id
from matcher.profile.model import Project
from matcher.profile.stored import logged, project_row


def create_project(
    own: Database, project: Project, ags: str, act: Act, follows: str | None = None
) -> str:
    """Store a new project of a municipality under an id made from its title; the id.

    `follows` is the id of the project that it goes on from.
    """
    with write(own):
        project_id = _store(own, project, ags, act)
        if follows is not None:
            # one form makes two entries: its number marks the first only
            link(own, project_id, follows, project.titel, replace(act, form=None))
    return project_id


def _store(own: Database, project: Project, ags: str, act: Act) -> str:
    while True:
        taken = {*projects.used_ids(own)}
        project_id = free_id(project.titel, taken)
        row = project_row(project.model_copy(update={"id": project_id}), ags)
        try:
            projects.save_project(own, None, row, act, logged)
        except Conflict:
            continue  # another process took the id in this moment
        return project_id

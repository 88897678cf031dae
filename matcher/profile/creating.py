"""A new project is stored under an id that is made from its title."""

from sqlite_utils import Database

from db.connection import write
from db.kommune import projects
from db.kommune.log import Act
from matcher.profile.ids import free_id
from matcher.profile.model import Project
from matcher.profile.stored import logged, project_row


def create_project(own: Database, project: Project, ags: str, act: Act) -> str:
    """Store a new project of a municipality; its id, whatever the one of `project` says."""
    with write(own):  # nobody takes the id between looking and storing
        project_id = free_id(project.titel, projects.used_ids(own))
        row = project_row(project.model_copy(update={"id": project_id}), ags)
        projects.save_project(own, None, row, act, logged)
    return project_id

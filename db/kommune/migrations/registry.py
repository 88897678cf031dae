"""The list to which each module beside this one adds its migrations."""

from sqlite_utils import Migrations

kommune = Migrations("kommune")

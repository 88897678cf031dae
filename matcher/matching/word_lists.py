"""Lists of the trade that come with Förderlage, as YAML files beside the code that uses them."""

from importlib.resources import files
from typing import Any

import yaml


def read_list(package: str, name: str) -> list[dict[str, Any]]:
    """The entries of a list of a package."""
    text = (files(package) / name).read_text("utf-8")
    found: list[dict[str, Any]]
    if yaml.__with_libyaml__:  # a tenth of the time
        found = yaml.load(text, Loader=yaml.CSafeLoader)
    else:
        found = yaml.safe_load(text)
    return found

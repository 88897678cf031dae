"""What the address of a report or a search says."""

from collections.abc import Sequence
from typing import Any

from datasette.utils.asgi import BadRequest

from matcher.handover.asked import Fault


def given_by(request: Any) -> dict[str, str]:
    """Every name of an address with its first value, those that nobody knows among them."""
    return {name: request.args.get(name) or "" for name in request.args}


def refuse(faults: Sequence[Fault]) -> None:
    """Raise BadRequest for what an address asks for and there is not: no file is made of it."""
    if faults:
        raise BadRequest(" ".join(words for _, words in faults))

"""Whatever goes wrong outside of all pages is answered by a German page as well."""

import sys
import traceback
from typing import Any

from matcher.site.frame.gate import errors


def never_bare(app: Any, datasette: Any) -> Any:
    """Wrap an ASGI app: an exception that nobody caught is printed, and told as any other."""

    async def wrapped(scope: Any, receive: Any, send: Any) -> None:
        started = False

        async def noted(message: Any) -> None:
            nonlocal started
            started = True
            await send(message)

        try:
            await app(scope, receive, noted)
        except Exception as error:
            if scope["type"] != "http" or started:
                raise
            traceback.print_exception(error, file=sys.stderr)
            await errors.refuse_broken(datasette, scope, receive, send)

    return wrapped

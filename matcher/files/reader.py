"""``python -m matcher.files.reader`` is the process that reads for `matcher.files.apart`."""

import os
import pickle
import signal
import sys
import traceback
from typing import Any

from db import lifeline
from db.faults import defect
from matcher.files.apart import NO_MEMORY

NICENESS = 5
"""It gives way to the site by so much."""
_OF_LIBXML = "Memory allocation failed"


def main() -> None:
    """Do the one piece of work on standard input and answer on standard output."""
    # None is Python's own way to say "there is none": openpyxl would load numpy, for nothing
    sys.modules["numpy"] = None  # type: ignore[assignment]
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    out = os.dup(1)
    os.dup2(2, 1)  # whatever prints does not spoil the answer
    memory, processor, work = pickle.load(sys.stdin.buffer)
    lifeline.end_after(lambda: os.read(0, 1))
    lifeline.first_to_go()
    if sys.platform != "win32":
        os.nice(NICENESS)
    lifeline.bound(memory, processor)
    answer = _answer(work)
    with os.fdopen(out, "wb") as target:
        target.write(answer)
        target.flush()
    os._exit(0)


def _answer(work: bytes) -> bytes:
    try:
        function, given, named = pickle.loads(work)
        return pickle.dumps((True, function(*given, **named)))
    except Exception as error:  # the other side raises it
        if _is_short_of_memory(error):
            os._exit(NO_MEMORY)
        return pickle.dumps((False, (_picklable(error), traceback.format_exc())))


def _is_short_of_memory(error: BaseException | None) -> bool:
    """Whether it, or what it was raised from, says so: readers call what fails unreadable."""
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        if isinstance(error, MemoryError) or _OF_LIBXML in str(error):
            return True
        seen.add(id(error))
        error = error.__cause__ or error.__context__
    return False


def _picklable(error: BaseException) -> Any:
    try:
        pickle.loads(pickle.dumps(error))
    except Exception:  # an error of any library may keep what cannot be sent
        return RuntimeError(defect(error))
    return error


if __name__ == "__main__":
    main()

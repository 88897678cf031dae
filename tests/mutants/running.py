"""Running the tests of a module over one fault, in a process that is thrown away."""

import ast
import importlib.abc
import importlib.util
import os
import resource
import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import CodeType, ModuleType

import hypothesis
import pytest

from tests.conftest import ROOT

LONGEST = 60
"""Seconds after which a fault counts as noticed: the tests do not end any more."""
MOST_MEMORY = 3_000_000_000


class _Planted(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Hands out one module with its fault; all others come from their files."""

    def __init__(self, name: str, code: CodeType) -> None:
        self._name, self._code = name.removesuffix(".__init__"), code
        self._folder = None if self._name == name else [str(Path(code.co_filename).parent)]

    def find_spec(self, fullname: str, _path: object, _target: object = None) -> object:
        if fullname != self._name:
            return None
        spec = importlib.util.spec_from_loader(fullname, self, origin=self._code.co_filename)
        if spec is not None:
            spec.submodule_search_locations = self._folder
        return spec

    def exec_module(self, module: ModuleType) -> None:
        module.__file__ = self._code.co_filename
        exec(self._code, module.__dict__)


def prepare() -> None:
    """Import what tests need, but nothing of ours: processes that are forked start at once."""
    import sqlite_utils  # noqa: F401  # for their memory alone

    hypothesis.settings.register_profile("mutants", database=None, deadline=None)
    hypothesis.settings.load_profile("mutants")
    ours = [name for name in sys.modules if name.partition(".")[0] in ("crawlers", "db", "matcher")]
    for name in ours:
        del sys.modules[name]


def start(module: str, tree: ast.Module | None, tests: Sequence[str]) -> int:
    """Start the tests with a module as it is or with its fault; the number of the process."""
    sys.stdout.flush()
    number = os.fork()
    if number:
        return number
    os.setpgid(0, 0)
    signal.alarm(LONGEST)
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    with _silent():
        if tree is not None:
            file = str(ROOT / (module.replace(".", "/") + ".py"))
            sys.meta_path.insert(0, _Planted(module, compile(tree, file, "exec")))
        arguments = ["-x", "-q", "-n0", "-p", "no:cacheprovider", "-p", "no:randomly",
                     "-W", "ignore::pytest.PytestAssertRewriteWarning",
                     "--hypothesis-seed=0", "-m", "not demo and not long", *tests]  # fmt: skip
        code = pytest.main(arguments)
    os._exit(int(code))


def noticed(status: int) -> bool:
    """Whether the tests failed, or did not end; a process that could not run them is an error."""
    if os.WIFSIGNALED(status):
        return True
    code = os.waitstatus_to_exitcode(status)
    return code not in (0, pytest.ExitCode.NO_TESTS_COLLECTED)


@contextmanager
def _silent() -> Iterator[None]:
    with Path(os.devnull).open("w") as nowhere:
        os.dup2(nowhere.fileno(), 1)
        os.dup2(nowhere.fileno(), 2)
        yield

"""`make mutants`: plants a sample of small faults and says which ones no test noticed.

`python -m tests.mutants [--seed N] [--sample N] [--module NAME] [--all]`
"""

import argparse
import ast
import os
import random
import time
from collections.abc import Iterator, Sequence

from tests.conftest import ROOT
from tests.mutants.running import noticed, prepare, start
from tests.mutants.sites import Site, planted, sites
from tests.mutants.spared import SPARED

FOLDERS = (
    "matcher/matching/criteria",
    "matcher/matching/topic",
    "matcher/deadlines",
    "matcher/tracker",
)
FILES = ("matcher/matching/thresholds.py", "matcher/matching/groups.py",
         "matcher/matching/verdicts.py",
         "matcher/facts/text/days.py", "matcher/facts/text/sums.py", "crawlers/check.py",
         "db/kommune/limits.py", "db/outside/addresses.py", "matcher/site/people/throttle.py",
         "matcher/site/frame/addresses.py", "matcher/site/frame/intake/headers.py")  # fmt: skip
READING = ("sqlite_utils", "httpx", "db.files")
SAMPLE = 160
MINUTES = 18
WANTED = 0.9


def modules() -> list[str]:
    """The deciding modules: those of these folders that read no file, database or address."""
    files = [path for folder in FOLDERS for path in sorted((ROOT / folder).rglob("*.py"))]
    files += [ROOT / name for name in FILES]
    names = [str(path.relative_to(ROOT).with_suffix("")).replace("/", ".") for path in files]
    return [name for name in names if not any(word in source_of(name) for word in READING)]


def mirrored(module: str) -> list[str]:
    """The test files that mirror a module, of its name or of its name and more; where there are
    none, those of its folder."""
    folder, _, name = module.replace(".", "/").rpartition("/")
    tests = ROOT / "tests" / folder
    found = sorted(tests.glob(f"test_{name}.py")) + sorted(tests.glob(f"test_{name}_*.py"))
    return [str(path) for path in found or sorted(tests.glob("test_*.py"))]


def source_of(module: str) -> str:
    path = ROOT / (module.replace(".", "/") + ".py")
    return path.read_text("utf-8")


def results(chosen: Sequence[Site], until: float) -> Iterator[tuple[Site, bool]]:
    """Each fault with whether it was noticed, from as many processes as there are cores."""
    running: dict[int, Site] = {}
    waiting = list(reversed(chosen))
    while running or (waiting and time.monotonic() < until):
        while waiting and len(running) < (os.cpu_count() or 1) and time.monotonic() < until:
            site = waiting.pop()
            tree = planted(source_of(site.module), site)
            running[start(site.module, tree, mirrored(site.module))] = site
        number, status = os.wait()
        yield running.pop(number), noticed(status)


def refuse_broken(names: Sequence[str]) -> None:
    """Without a fault the tests of every module must pass, else nothing is learned from them."""
    for name in names:
        number = start(name, ast.parse(source_of(name)), mirrored(name))
        _, status = os.waitpid(number, 0)
        if os.waitstatus_to_exitcode(status):
            raise SystemExit(f"The tests of {name} fail without any fault: {mirrored(name)}")


def main() -> None:
    wanted = argparse.ArgumentParser(prog="python -m tests.mutants")
    wanted.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    wanted.add_argument("--sample", type=int, default=SAMPLE)
    wanted.add_argument("--module", action="append", default=[])
    wanted.add_argument("--all", action="store_true")
    given = wanted.parse_args()
    prepare()
    chosen_modules = given.module or modules()
    all_sites = [one for name in chosen_modules for one in sites(name, source_of(name))]
    counted = [one for one in all_sites if (one.module, one.words, line_of(one)) not in SPARED]
    chosen = counted
    if not given.all:
        chosen = random.Random(given.seed).sample(counted, min(given.sample, len(counted)))
    print(
        f"seed {given.seed}: {len(chosen)} of {len(counted)} faults in {len(chosen_modules)} "
        f"modules; {len(all_sites) - len(counted)} that change nothing are left out",
        flush=True,
    )
    refuse_broken(sorted({site.module for site in chosen}))
    started, survivors, done = time.monotonic(), [], 0
    until = started + (10**6 if given.all else 60 * MINUTES)
    for site, was_noticed in results(chosen, until):
        done += 1
        if not was_noticed:
            survivors.append(site)
            print(f"  not noticed: {site.module}:{site.line} {site.words}   {line_of(site)}",
                  flush=True)  # fmt: skip
    share = 1 - len(survivors) / done if done else 0.0
    took = time.monotonic() - started
    print(f"{done - len(survivors)} of {done} noticed ({share:.0%}) in {took:.0f} s, "
          f"wanted {WANTED:.0%}")  # fmt: skip
    raise SystemExit(0 if share >= WANTED else 1)


def line_of(site: Site) -> str:
    return source_of(site.module).splitlines()[site.line - 1].strip()


if __name__ == "__main__":
    main()

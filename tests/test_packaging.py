"""A wheel works in an empty environment, and so does an editable install."""

import os
import subprocess
import sys
import venv
from pathlib import Path

import pytest

from tests.conftest import ROOT

pytestmark = pytest.mark.slow


def python_in(folder: Path) -> Path:
    venv.create(folder, with_pip=True)
    return folder / "bin" / "python"


def run(*command: str | Path, cwd: Path) -> str:
    # nothing of this environment may help: no PYTHONPATH, another working folder
    env = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "FOERDERLAGE"))}
    done = subprocess.run(
        list(map(str, command)), capture_output=True, text=True, cwd=cwd, env=env, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def check_demo(python: Path, folder: Path) -> None:
    ran = run(python.parent / "matcher", "--data", folder / "d", "demo", "--no-serve", cwd=folder)
    assert "43 neu" in ran
    assert "Beispieldaten" in ran
    # templates, static files, metadata.yml and the handbook, through the installed package alone
    script = (
        "import asyncio, sys; from pathlib import Path; from db.files import DataDir;"
        " from matcher.site.frame.serving import build\n"
        "async def main():\n"
        "    site = build(DataDir(Path(sys.argv[1]))); await site.invoke_startup()\n"
        "    for path in ('/', '/katalog/programme', "
        "'/-/static-plugins/foerderlage/foerderlage.css', '/quellen', '/schnittstelle', '/hilfe', "
        "'/hilfe/erste-schritte', '/hilfe/einstellungen'):\n"
        "        print((await site.client.get(path)).status_code)\n"
        "    print((await site.client.get('/katalog')).text)\n"
        "asyncio.run(main())"
    )
    answers = run(python, "-c", script, folder / "d", cwd=folder)
    assert [line.split()[0] for line in answers.splitlines()[:8]] == ["200"] * 8
    assert "Alle erfassten Programme" in answers


def test_a_wheel_works_in_an_empty_environment(tmp_path: Path) -> None:
    run(sys.executable, "-m", "build", "--wheel", "--outdir", tmp_path / "dist", ROOT, cwd=tmp_path)
    (wheel,) = (tmp_path / "dist").glob("foerderlage-*.whl")
    python = python_in(tmp_path / "venv")
    run(python, "-m", "pip", "install", "--quiet", wheel, cwd=tmp_path)
    check_demo(python, tmp_path)


@pytest.mark.long
def test_an_editable_install_works_from_another_folder(tmp_path: Path) -> None:
    python = python_in(tmp_path / "venv")
    run(python, "-m", "pip", "install", "--quiet", "--editable", ROOT, cwd=tmp_path)
    check_demo(python, tmp_path)

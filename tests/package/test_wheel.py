"""The wheel holds everything and runs from an environment that has never seen the checkout."""

import json
import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

import kypho_prep

CARRIED = ("resources", "migrations")


def run(*words: str | Path, cwd: Path) -> str:
    """What a command prints; its complaints are the test's message where it fails."""
    alone = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "COV_", "COVERAGE"))}
    done = subprocess.run(
        [str(word) for word in words], cwd=cwd, env=alone, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, f"{words}: {done.stdout}{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory, checkout: Path) -> Path:
    """The wheel, built from the checkout without asking any registry."""
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, checkout, cwd=folder)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory, wheel: Path) -> Path:
    """A fresh environment with the wheel in it; it only looks at the pinned libraries, so no network is needed."""
    home = tmp_path_factory.mktemp("clean")
    venv.create(home, symlinks=os.name != "nt")
    programs = home / ("Scripts" if os.name == "nt" else "bin")
    python = programs / "python"
    run(sys.executable, "-m", "uv", "pip", "install", "--offline", "--no-deps", "--python", python, wheel, cwd=home)
    site = Path(run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=home).strip())
    (site / "libraries.pth").write_text(sysconfig.get_path("purelib"), "utf-8")
    return programs


def test_the_wheel_carries_every_resource_and_migration(wheel: Path, checkout: Path, kept_files: list[Path]) -> None:
    ours = [path.relative_to(checkout) for path in kept_files]
    wanted = {f"kypho_prep/_data/{path.as_posix()}" for path in ours if path.parts[0] in CARRIED}
    assert {name.split("/")[2] for name in wanted} == set(CARRIED)
    assert wanted <= set(zipfile.ZipFile(wheel).namelist())


def test_the_wheel_carries_the_licence_and_no_tests(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert [name for name in names if name.endswith("licenses/LICENSE")]
    assert {name.split("/")[0].split("-")[0] for name in names} == {"kypho_prep"}


def test_the_installed_program_is_the_wheels_and_finds_its_own_folders(installed: Path, tmp_path: Path) -> None:
    asked = "from kypho_prep import paths; print(paths.resources()); print(paths.migrations())"
    found = [Path(line) for line in run(installed / "python", "-c", asked, cwd=tmp_path).splitlines()]
    assert [path.parts[-3:] for path in found] == [("kypho_prep", "_data", name) for name in CARRIED]
    assert all(path.is_dir() and path.is_relative_to(installed.parent) for path in found)


def test_the_installed_program_says_its_version(installed: Path, tmp_path: Path) -> None:
    assert kypho_prep.__version__ in run(installed / "kypho-prep", "--version", cwd=tmp_path)


def test_the_installed_program_checks_its_own_content(installed: Path, tmp_path: Path) -> None:
    found = json.loads(run(installed / "kypho-prep", "content", "check", "--json", cwd=tmp_path))
    statements = found["statements"]
    assert (statements["covered"], statements["of"], statements["missing"]) == (101, 101, [])
    assert (found["forbidden"], found["keys"]) == ([], [])

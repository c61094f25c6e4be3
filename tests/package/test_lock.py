"""The lock names every package that any of its packages asks for, extras too: nothing is left to be looked up later."""

import re
import subprocess
import tomllib
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

import pytest
from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

PYTHONS = ("3.11.0", "3.11.2", "3.12.0", "3.13.0")
EXTRAS_OF = {"run": ("speech",), "clinic": ("speech", "clinic"), "dev": ("speech", "dev")}
INSTALL = "pip install --no-deps --require-hashes -r"


def locked(checkout: Path, purpose: str) -> list[Requirement]:
    """Return what a lock lists, without the hashes."""
    lines = (checkout / ".requirements" / f"{purpose}.txt").read_text("utf-8").splitlines()
    return [Requirement(line.rstrip("\\ ")) for line in lines if line and not line.startswith((" ", "#"))]


def on(python: str, extra: str = "") -> dict[str, str]:
    """Return what markers are held against: this platform, with another Python."""
    here = {name: str(value) for name, value in default_environment().items()}
    return here | {"python_full_version": python, "python_version": python.rpartition(".")[0], "extra": extra}


def needed(requirements: list[str], extras: tuple[str, ...], python: str) -> Iterator[Requirement]:
    """Yield the requirements that hold under a Python, with the extras that were asked for."""
    for requirement in map(Requirement, requirements):
        marker = requirement.marker
        if marker is None or any(marker.evaluate(on(python, extra)) for extra in ("", *extras)):
            yield requirement


def missing_from(lock: list[Requirement], asked: Iterator[Requirement]) -> Iterator[str]:
    """Yield each requirement that the lock leaves out, or holds in another version or without an extra."""
    held = {canonicalize_name(one.name): one for one in lock}
    for one in asked:
        pinned = held.get(canonicalize_name(one.name))
        if pinned is None or not one.extras <= pinned.extras:
            yield str(one)
        elif not one.specifier.contains(str(pinned.specifier).removeprefix("=="), prereleases=True):
            yield f"{one}, not {pinned}"


@pytest.mark.parametrize("python", PYTHONS)
@pytest.mark.parametrize("purpose", EXTRAS_OF)
def test_every_requirement_of_every_locked_package_is_in_the_lock(checkout: Path, purpose: str, python: str) -> None:
    here = [one for one in locked(checkout, purpose) if one.marker is None or one.marker.evaluate(on(python))]
    assert len(here) > 10
    gaps = [
        f"{one.name} asks for {gap}"
        for one in here
        for gap in missing_from(here, needed(metadata.requires(one.name) or [], tuple(one.extras), python))
    ]
    assert gaps == []


@pytest.mark.parametrize("purpose", EXTRAS_OF)
def test_the_lock_holds_what_the_project_asks_for(checkout: Path, purpose: str) -> None:
    project = tomllib.loads((checkout / "pyproject.toml").read_text("utf-8"))["project"]
    asked = list(project["dependencies"])
    for extra in EXTRAS_OF[purpose]:
        asked += project["optional-dependencies"][extra]
    assert list(missing_from(locked(checkout, purpose), needed(asked, (), PYTHONS[0]))) == []


@pytest.mark.parametrize("purpose", EXTRAS_OF)
def test_what_is_read_here_is_what_the_lock_names(checkout: Path, purpose: str) -> None:
    for one in locked(checkout, purpose):
        if one.marker is None or one.marker.evaluate(on("3.11.0")):
            assert one.specifier.contains(metadata.version(one.name), prereleases=True), one.name


def test_a_renewed_lock_keeps_its_extras(checkout: Path) -> None:
    said = subprocess.run(["make", "--dry-run", "lock"], cwd=checkout, capture_output=True, text=True, check=True)
    written = [line for line in said.stdout.splitlines() if "--output-file" in line]
    assert len(written) == len(EXTRAS_OF)
    assert all("--no-strip-extras" in line for line in written)


def test_readme_installs_exactly_the_list(checkout: Path) -> None:
    readme = (checkout / "README.md").read_text("utf-8")
    installs = [line for line in readme.splitlines() if re.search(r"pip install .*\.requirements", line)]
    assert len(installs) == 2
    assert all(INSTALL in line for line in installs)

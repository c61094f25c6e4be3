"""The checkout as the tests about the whole of it see it."""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
NOT_OURS = {"__pycache__", "build", "dist", "tour-out", "htmlcov"}
KEPT_DOT_FOLDERS = {".ci", ".requirements"}


@pytest.fixture(scope="session")
def checkout() -> Path:
    """The root of the checkout under test."""
    return ROOT


@pytest.fixture(scope="session")
def kept_files(checkout: Path) -> list[Path]:
    """Every file that belongs to the repository; where git is not to be asked, every file that looks like it."""
    words = ["git", "-c", "safe.directory=*", "-C", str(checkout), "ls-files", "-z"]
    try:
        listed = subprocess.run(words, capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return list(_walk(checkout))
    return [path for name in listed.split("\0") if name and (path := checkout / name).is_file()]


def _walk(folder: Path) -> Iterator[Path]:
    for entry in os.scandir(folder):
        if entry.is_file(follow_symlinks=False):
            yield Path(entry.path)
        elif entry.name in KEPT_DOT_FOLDERS or (not entry.name.startswith(".") and entry.name not in NOT_OURS):
            yield from _walk(Path(entry.path))

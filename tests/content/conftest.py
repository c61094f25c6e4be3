"""The program's own resources, and copies of them in which one thing is broken."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from kypho_prep import paths
from kypho_prep.content import BrokenContent, Content, load

Change = Callable[[str, str, str], None]
Refusal = Callable[[], BrokenContent]
Breaking = Callable[[str, str, str], BrokenContent]


@pytest.fixture(scope="session")
def real(content: Content) -> Content:
    return content


@pytest.fixture
def resources(tmp_path: Path) -> Path:
    """A copy of the real content that a test may break, English alone of its languages."""
    for folder in ("content", "medicines", "images"):
        shutil.copytree(paths.resources() / folder, tmp_path / folder, ignore=_other_languages)
    return tmp_path


def _other_languages(folder: str, names: list[str]) -> list[str]:
    return [one for one in names if one != "en"] if Path(folder).name == "words" else []


@pytest.fixture
def change(resources: Path) -> Change:
    """Replace the first occurrence of a text in one file of the copy; the text must be there."""

    def changed(file: str, old: str, new: str) -> None:
        path = resources / file
        text = path.read_text("utf-8")
        assert old in text, f"{file} no longer holds {old!r}"
        path.write_text(text.replace(old, new, 1), "utf-8")

    return changed


@pytest.fixture
def refusal(resources: Path) -> Refusal:
    """Load the copy, which must be refused, and return the refusal."""

    def refused() -> BrokenContent:
        with pytest.raises(BrokenContent) as caught:
            load(resources)
        return caught.value

    return refused


@pytest.fixture
def broken(change: Change, refusal: Refusal) -> Breaking:
    """Break one thing in one file of the copy, and return how the copy is refused."""

    def refused(file: str, old: str, new: str) -> BrokenContent:
        change(file, old, new)
        return refusal()

    return refused

"""The letters and the content that every paper is printed with, and what a reader gets out of a PDF."""

import re
import shutil
import subprocess
from collections.abc import Callable
from html import unescape
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from kypho_prep import paths
from kypho_prep.content import Content
from kypho_prep.look.fonts import load_fonts
from kypho_prep.papers.render import Paper, write_pdf
from kypho_prep.prep.words import Words

Printing = Callable[..., str]


def pictures(paper: Paper, folder: Path, *, dots: int = 50, size: str = "letter") -> list[QImage]:
    """A paper's pages as pictures of so many dots per inch."""
    for old in folder.glob("page-*.png"):
        old.unlink()
    write_pdf(paper, folder / "picture.pdf", size=size)
    subprocess.run(["pdftoppm", "-r", str(dots), "-png", "picture.pdf", "page"], cwd=folder, check=True)
    return [QImage(str(path)) for path in sorted(folder.glob("page-*.png"))]


def starts(paper: Paper, folder: Path) -> dict[str, float]:
    """How far from the left each word of a paper begins, the last of equal words counting."""
    write_pdf(paper, folder / "places.pdf")
    subprocess.run(["pdftotext", "-bbox", "places.pdf", "places.html"], cwd=folder, check=True)
    page = (folder / "places.html").read_text("utf-8")
    found = re.findall(r'<word xMin="([0-9.]+)"[^>]*>([^<]*)</word>', page)
    return {unescape(word): float(left) for left, word in found}


@pytest.fixture(scope="session")
def content(qapp: object, content: Content) -> Content:
    load_fonts(paths.resources())
    return content


@pytest.fixture
def english(content: Content) -> Words:
    return content.words("en")


@pytest.fixture
def poppler() -> None:
    if not shutil.which("pdftotext"):
        pytest.skip("pdftotext and pdffonts (poppler-utils) are not installed")


@pytest.fixture
def read_back(tmp_path: Path, poppler: None) -> Printing:
    """Print a paper and return its words as a reader's search would find them, pages parted by form feeds.

    Lines run across the columns; `by_column` reads each column by itself.
    """

    def printed(paper: Paper, size: str = "letter", *, by_column: bool = False) -> str:
        path = tmp_path / "paper.pdf"
        write_pdf(paper, path, size=size)
        done = subprocess.run(
            ["pdftotext", "-raw" if by_column else "-layout", path, "-"], capture_output=True, text=True, check=True
        )
        return done.stdout

    return printed

"""The recovery key's paper: the key in groups, what it opens, where it is kept, and no patient."""

from pathlib import Path

import pypdf
import pytest

from kypho_prep.content import Content
from kypho_prep.papers.recovery_sheet import recovery_paper
from kypho_prep.papers.render import write_pdf
from kypho_prep.records.sqlite import recovery
from tests.papers.cases import AT, CLINIC


@pytest.mark.parametrize("size", ["letter", "a4"])
def test_it_is_one_page_from_which_the_key_is_read(tmp_path: Path, qapp: object, content: Content, size: str) -> None:
    printed = recovery.new()
    file = tmp_path / "key.pdf"
    write_pdf(recovery_paper(printed, CLINIC, content.words("en"), printed_at=AT), file, size=size)
    (page,) = pypdf.PdfReader(file).pages
    said = page.extract_text()
    assert printed in "".join(said.split())
    assert "neither beside the computer" in " ".join(said.split())

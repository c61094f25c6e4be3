"""Every library that the program is installed with ships its licence, as the installed wheel carries it."""

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest

from kypho_prep import cli

ROOT = Path(__file__).resolve().parents[2]
NOTICES = ROOT / "resources" / "notices"


@pytest.fixture(scope="module")
def renewing() -> ModuleType:
    spec = importlib.util.spec_from_file_location("notices", ROOT / ".ci" / "notices.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_library_stands_in_the_notices_and_no_other(renewing: ModuleType) -> None:
    listed = re.findall(r"^([a-z0-9-]+)  ", (NOTICES / "README.txt").read_text("utf-8"), re.MULTILINE)
    assert listed == renewing.libraries()


def test_every_text_is_the_one_that_is_installed(renewing: ModuleType) -> None:
    stale = [
        one
        for one in renewing.libraries()
        if (text := renewing.texts(one)) and (NOTICES / f"{one}.txt").read_text("utf-8") != text
    ]
    assert stale == [], "python .ci/notices.py renews them"


def test_every_text_that_is_named_is_there(renewing: ModuleType) -> None:
    named = re.findall(r"[\w.-]+\.txt", (NOTICES / "README.txt").read_text("utf-8"))
    without_file = {one for one in renewing.libraries() if not (NOTICES / f"{one}.txt").is_file()}
    assert set(named) == {"LGPL-3.0.txt", "GPL-3.0.txt", "sqlcipher.txt"}
    assert all((NOTICES / name).stat().st_size > 500 for name in named)
    assert without_file == {"pyside6-addons", "pyside6-essentials", "shiboken6"}


def test_the_program_prints_them(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["notices"]) == 0
    said = capsys.readouterr().out
    assert "LGPL" in said
    assert str(NOTICES) in said

"""The folder that takes a server's clinic: a new one, whole or not there, and nothing that stood before is touched."""

from pathlib import Path

import pytest

from kypho_prep import paths, settings
from kypho_prep.content import Content
from kypho_prep.workflow.clinic import server_move
from tests.clinic_server import ClinicServer
from tests.server_move.house import BY, House, back, move

Said = pytest.CaptureFixture[str]
REFUSED = 2


def keys() -> list[Path]:
    return sorted((paths.config_dir() / "keys").iterdir())


def test_a_folder_that_stands_is_left_alone_and_named(
    server: ClinicServer, house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Said
) -> None:
    assert move(server.url(server.empty()), house) == 0
    here = tmp_path / "here"
    for one in (here, tmp_path / "new.making"):
        one.mkdir()
    letter = tmp_path / "new.making" / "letter.txt"
    letter.write_text("mine", "utf-8")
    (tmp_path / "nowhere").symlink_to(tmp_path / "gone")
    monkeypatch.chdir(here)
    before = sorted(tmp_path.rglob("*"))
    for out, named in (
        ("../new", tmp_path / "new.making"),
        (".", here),
        ("..", tmp_path),
        ("/", Path("/")),
        ("", here),
        ("../here", here),
        ("../nowhere", tmp_path / "nowhere"),
        ("../new.making/letter.txt", letter),
    ):
        capsys.readouterr()
        assert back(Path(out)) == REFUSED
        assert f"{named} is there already. Nothing was changed. Name a new folder." in capsys.readouterr().err
    assert sorted(tmp_path.rglob("*")) == before
    assert letter.read_text("utf-8") == "mine"


@pytest.mark.parametrize("out", ["new.making/letter.txt/new", "n" * 300])
def test_a_folder_that_cannot_be_is_told_in_words(
    out: str, server: ClinicServer, house: House, tmp_path: Path, capsys: Said
) -> None:
    assert move(server.url(server.empty()), house) == 0
    (tmp_path / "new.making").mkdir()
    (tmp_path / "new.making" / "letter.txt").write_text("mine", "utf-8")
    before, kept = sorted(tmp_path.rglob("*")), keys()
    assert back(tmp_path / out) == REFUSED
    assert "cannot be written to" in capsys.readouterr().err
    assert (sorted(tmp_path.rglob("*")), keys()) == (before, kept)


def test_folders_above_it_are_made(server: ClinicServer, house: House, tmp_path: Path) -> None:
    assert move(server.url(server.empty()), house) == 0
    assert back(tmp_path / "a" / "new folder") == 0
    assert [one.name for one in (tmp_path / "a").iterdir()] == ["new folder"]


class CutError(Exception):
    """The program ended here."""


def test_cut_it_leaves_no_key_either(server: ClinicServer, content: Content, house: House, tmp_path: Path) -> None:
    assert move(server.url(server.empty()), house) == 0
    kept, marks = keys(), sorted((paths.config_dir() / "marks").iterdir())

    def cut(table: str, done: int, of: int) -> None:
        assert len(keys()) == len(kept) + 1
        raise CutError

    with pytest.raises(CutError):
        server_move.to_folder(tmp_path / "new", settings.load(str(house.data)), content, BY, cut)
    assert keys() == kept
    assert sorted((paths.config_dir() / "marks").iterdir()) == marks, "the machine would look for that clinic"

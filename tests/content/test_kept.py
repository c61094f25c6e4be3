"""The content kept for the next start: the same to the last value, and left alone wherever anything is in doubt."""

import hashlib
from pathlib import Path

import pytest

from kypho_prep.content import BrokenContent, Content, kept, load, load_kept
from tests.content.conftest import Change

DIGEST = 32


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "kypho-prep"


@pytest.fixture
def once(resources: Path, folder: Path) -> Content:
    """The copy's content, read once and kept."""
    return load_kept(resources, folder)


def from_disk(resources: Path, folder: Path) -> bool:
    """Whether the next start takes the kept content."""
    return kept.read(folder, kept.digest(resources)) is not None


def test_what_is_kept_comes_back_the_same(resources: Path, folder: Path, once: Content) -> None:
    assert from_disk(resources, folder)
    again, real = load_kept(resources, folder), load(resources)
    assert again == once == real
    # Equal values may still differ in kind, as 1 and True do.
    assert repr(again.checklist) == repr(real.checklist)
    assert repr(again.medicines) == repr(real.medicines)
    assert dict(again.words("en").table) == dict(real.words("en").table)
    assert (folder.stat().st_mode & 0o777, len(list(folder.iterdir()))) == (0o700, 1)


def test_a_changed_source_is_read_anew(resources: Path, folder: Path, once: Content, change: Change) -> None:
    change("content/words/en/kiosk.toml", "Start", "Begin")
    assert not from_disk(resources, folder)
    again = load_kept(resources, folder)
    assert again == load(resources) != once
    assert from_disk(resources, folder)


def test_a_source_that_broke_is_refused_whatever_is_kept(
    resources: Path, folder: Path, once: Content, change: Change
) -> None:
    change("content/checklist.toml", "[[chapter]]", "[[chapter")
    with pytest.raises(BrokenContent):
        load_kept(resources, folder)


def test_a_source_that_is_gone_is_refused_whatever_is_kept(resources: Path, folder: Path, once: Content) -> None:
    (resources / "medicines" / "tiles.toml").unlink()
    with pytest.raises(BrokenContent):
        load_kept(resources, folder)


def test_a_picture_that_is_gone_is_refused_whatever_is_kept(resources: Path, folder: Path, once: Content) -> None:
    named = next(item.picture for item in once.checklist.items if item.picture)
    (resources / "images" / f"{named}.svg").unlink()
    with pytest.raises(BrokenContent):
        load_kept(resources, folder)


@pytest.mark.parametrize("where", [0, DIGEST, 2 * DIGEST, 5000, -1])
def test_one_changed_byte_is_enough(resources: Path, folder: Path, once: Content, where: int) -> None:
    raw = bytearray((folder / kept.FILE).read_bytes())
    raw[where] ^= 1
    (folder / kept.FILE).write_bytes(bytes(raw))
    assert not from_disk(resources, folder)
    assert load_kept(resources, folder) == once


@pytest.mark.parametrize("left", [0, 1, DIGEST, 2 * DIGEST, 5000])
def test_a_file_cut_short_is_nothing(resources: Path, folder: Path, once: Content, left: int) -> None:
    (folder / kept.FILE).write_bytes((folder / kept.FILE).read_bytes()[:left])
    assert not from_disk(resources, folder)
    assert load_kept(resources, folder) == once


@pytest.mark.parametrize("payload", [b"", b"\x90", b"\x97\x01\x02\x03\x04\x05\x06\x07", b"\xc1"])
def test_what_has_another_shape_is_nothing(resources: Path, folder: Path, once: Content, payload: bytes) -> None:
    """As another version may have left it, its digests right."""
    (folder / kept.FILE).write_bytes(kept.digest(resources) + hashlib.sha256(payload).digest() + payload)
    assert not from_disk(resources, folder)
    assert load_kept(resources, folder) == once


def test_a_folder_that_takes_nothing_changes_nothing(resources: Path, tmp_path: Path) -> None:
    """A file stands where the folder should be: who may do everything meets that too."""
    (tmp_path / "cache").write_text("", "utf-8")
    for _ in range(2):
        assert load_kept(resources, tmp_path / "cache" / "kypho-prep") == load(resources)


def test_without_a_folder_nothing_is_kept(resources: Path, tmp_path: Path) -> None:
    before = sorted(tmp_path.iterdir())
    assert load_kept(resources, None) == load(resources)
    assert sorted(tmp_path.iterdir()) == before

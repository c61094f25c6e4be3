"""A key file that cannot be read is said in words, whatever is wrong with it; nothing is changed."""

import json
from pathlib import Path
from threading import Thread

import pytest
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from kypho_prep.records.sqlite import keys
from kypho_prep.records.sqlite.lock import FolderLock
from kypho_prep.records.trouble import Trouble
from kypho_prep.workflow import start
from kypho_prep.workflow.errors import DamagedKey
from tests.records.places import Places

pytestmark = pytest.mark.sqlite
DEEP = "[" * 100_000


@pytest.mark.parametrize(
    "content",
    ["", "null", "[]", "{", "7", '"key"', "\x00", DEEP, "1" * 5000, '{"version": 1}', "NaN", "{}"],
    ids=lambda content: content[:8],
)
def test_a_damaged_key_file_is_named(content: str, places: Places) -> None:
    places.slots.write_text(content, "utf-8")
    with pytest.raises(DamagedKey):
        start.open_or_create(places.data, places.config)
    assert places.slots.read_text("utf-8") == content


@pytest.mark.parametrize(
    "slots",
    [
        None,
        5,
        "machine",
        [None],
        [5],
        ["machine"],
        {"kind": "machine"},
        [{"kind": "machine"}],
        [{"kind": "machine", "key": 5}],
        [{"kind": "machine", "key": "zz"}],
        [{"kind": "machine", "key": "é" * 64}],
    ],
)
def test_damaged_slots_are_named(slots: object, places: Places) -> None:
    stored = json.loads(places.slots.read_text("utf-8"))
    places.slots.write_text(json.dumps({**stored, "slots": slots}), "utf-8")
    with pytest.raises(DamagedKey):
        start.open_or_create(places.data, places.config)


def test_another_encoding_and_a_folder_in_its_place_are_named(places: Places) -> None:
    file = places.slots
    file.write_bytes(b"\xff\xfe{")
    with pytest.raises(DamagedKey):
        start.open_or_create(places.data, places.config)
    file.unlink()
    file.mkdir()
    with pytest.raises(DamagedKey):
        start.open_or_create(places.data, places.config)


def test_a_recovery_slot_that_cannot_be_read_is_not_taken_for_none(places: Places) -> None:
    """A back-up without it would open on this computer alone, and nobody would know."""
    file = places.slots
    assert keys.recovery_slot(places.config, "another") is None
    file.write_bytes(b"\xff\xfe{")
    with pytest.raises(Trouble, match="damaged_key"):
        keys.recovery_slot(places.config, file.stem)
    file.unlink()
    file.mkdir()
    with pytest.raises(Trouble, match="damaged_key"):
        keys.recovery_slot(places.config, file.stem)


@pytest.mark.parametrize("purpose", ["fingerprint", "slip codes", "audit"])
def test_a_derived_key_is_the_one_that_the_standard_says(purpose: str) -> None:
    """Files of earlier versions stand under keys that a library derived: the same to the last bit."""
    key, info = bytes(range(keys.KEY_BYTES)), f"kypho-prep {purpose}".encode()
    assert keys.derived(key, purpose) == HKDF(SHA256(), keys.KEY_BYTES, salt=None, info=info).derive(key)


def test_whoever_changes_slots_waits_for_who_does(tmp_path: Path) -> None:
    keys.write(tmp_path, "a", [{"kind": "one"}])
    other = Thread(target=lambda: keys.change(tmp_path, "a", lambda slots: [*slots, {"kind": "theirs"}]))
    with keys.alone(tmp_path):
        stored = keys.stored(tmp_path, "a")
        other.start()
        other.join(0.2)
        assert other.is_alive()
        keys.write(tmp_path, "a", [*stored, {"kind": "ours"}])
    other.join()
    assert [one["kind"] for one in keys.stored(tmp_path, "a")] == ["one", "ours", "theirs"]


def test_a_new_clinic_s_key_stands_in_no_folder_of_its_data(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path, target_is_directory=True)
    with pytest.raises(start.SameFolder):
        start.open_or_create(tmp_path, tmp_path / "link")
    assert not list(tmp_path.glob("*.db"))


def test_a_link_in_the_place_of_the_lock_empties_nothing(tmp_path: Path) -> None:
    (tmp_path / "precious").write_text("whole", "utf-8")
    (tmp_path / "lock").symlink_to(tmp_path / "precious")
    with pytest.raises(Trouble) as caught:
        FolderLock(tmp_path / "lock")
    assert caught.value.what == "data_folder"
    assert (tmp_path / "precious").read_text("utf-8") == "whole"

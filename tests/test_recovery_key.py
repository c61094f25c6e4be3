"""The recovery key: what is kept on paper opens a back-up anywhere, and nothing else does."""

import json
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kypho_prep.records.audit_anchor import AnchorFile
from kypho_prep.records.audit_chain import Anchor
from kypho_prep.records.sqlite import keys, recovery
from tests.clinic_back_ups import Out, call, called, names_of, on_another_machine, print_slip_again, restored
from tests.journeys.house import with_clinic


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A clinic with one visit, its keys where this machine looks for them."""
    with_clinic(tmp_path)
    monkeypatch.setenv("KYPHO_PREP_CONFIG", str(tmp_path / "config"))
    return tmp_path / "data"


def recovery_key(data: Path, capsys: Out) -> str:
    """Make a recovery key and a back-up that carries it; return what stood on the screen."""
    capsys.readouterr()
    assert call("backup", "--data", str(data), "--new-recovery-key") == 0
    said = capsys.readouterr().out
    assert "make a recovery key" not in said
    return next(line.strip() for line in said.splitlines() if recovery.read(line.strip()))


def test_a_back_up_and_its_recovery_key_open_on_another_machine(
    data: Path, tmp_path: Path, capsys: Out, monkeypatch: pytest.MonkeyPatch
) -> None:
    printed = recovery_key(data, capsys)
    before = names_of(data)
    assert before[-1] == "recovery_key_made"
    taken, other = on_another_machine(data, tmp_path, monkeypatch)
    done = restored(printed.lower().replace("-", " "), "--data", str(other), "--from", str(taken))
    assert done.returncode == 0, done.stderr
    assert names_of(other, printed) == [*before, "backup_brought_back"]
    # The paper opens that machine from then on, and its back-ups: no file of it holds the key.
    assert "is locked" in called("\nanother key", "backup", "--data", str(other)).stdout
    made = called(f"\n{printed}", "backup", "--data", str(other))
    assert made.returncode == 0, made.stderr
    assert "make a recovery key" not in made.stdout


def test_a_wrong_recovery_key_opens_nothing_and_leaves_nothing(
    data: Path, tmp_path: Path, capsys: Out, monkeypatch: pytest.MonkeyPatch
) -> None:
    recovery_key(data, capsys)
    taken, other = on_another_machine(data, tmp_path, monkeypatch)
    for typed in (recovery.new(), "no key at all", ""):
        done = restored(typed, "--data", str(other), "--from", str(taken))
        assert done.returncode == 2
        assert ("Type the recovery key" if not typed else "This is not the recovery key") in done.stderr
    assert not (other / "kypho-prep.db").exists()
    assert not (tmp_path / "other-config" / "keys").exists()


def test_a_back_up_without_a_recovery_key_says_so_on_another_machine(
    data: Path, tmp_path: Path, capsys: Out, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert call("backup", "--data", str(data)) == 0
    taken, other = on_another_machine(data, tmp_path, monkeypatch)
    assert call("restore", "--data", str(other), "--from", str(taken)) == 2
    assert "carries no recovery key" in capsys.readouterr().err


@pytest.mark.parametrize("harm", ["swapped", "gone"])
def test_a_key_file_that_is_not_the_back_up_s_own_is_named(
    data: Path, tmp_path: Path, capsys: Out, monkeypatch: pytest.MonkeyPatch, harm: str
) -> None:
    printed = recovery_key(data, capsys)
    taken, other = on_another_machine(data, tmp_path, monkeypatch)
    label = json.loads((taken / "database.json").read_text("utf-8"))["database"]
    if harm == "swapped":
        strange = recovery.wrap(b"k" * 32, label, printed)
        (taken / "keys.json").write_text(keys.without_machine(label, strange), "utf-8")
    else:
        (taken / "keys.json").unlink()
    done = restored(printed, "--data", str(other), "--from", str(taken))
    assert done.returncode == 2
    assert "is not the one it was made with, or is gone. Nothing was changed." in done.stderr


def test_a_back_up_from_before_the_key_file_was_noted_opens(
    data: Path, tmp_path: Path, capsys: Out, monkeypatch: pytest.MonkeyPatch
) -> None:
    printed = recovery_key(data, capsys)
    taken, other = on_another_machine(data, tmp_path, monkeypatch)
    manifest = json.loads((taken / "backup.json").read_text("utf-8"))
    del manifest["keys_sha256"], manifest["check"]
    (taken / "backup.json").write_text(json.dumps(manifest), "utf-8")
    assert restored(printed, "--data", str(other), "--from", str(taken)).returncode == 0


def test_a_lost_key_comes_back_and_the_data_stays_as_it_is(data: Path, tmp_path: Path, capsys: Out) -> None:
    printed = recovery_key(data, capsys)
    print_slip_again(data)
    before = names_of(data)
    shutil.rmtree(tmp_path / "config" / "keys")
    anchor = AnchorFile(tmp_path / "config", json.loads((data / "database.json").read_text("utf-8"))["database"])
    anchor.keep(Anchor(900, "0" * 64), datetime(2026, 11, 23, tzinfo=UTC))
    known = anchor.read()
    assert "the key is back" in restored(printed, "--data", str(data)).stdout
    assert anchor.read() == known, "the record is the one of before, and is held to what was known of it"
    assert names_of(data, printed) == [*before, "key_brought_back"]
    assert not list(data.glob("replaced-*"))


def test_what_is_set_aside_of_another_key_holds_none_as_it_is(data: Path, tmp_path: Path, capsys: Out) -> None:
    printed = recovery_key(data, capsys)
    (file,) = (tmp_path / "config" / "keys").iterdir()
    stored, another = json.loads(file.read_text("utf-8")), b"k" * 32
    file.write_text(json.dumps({**stored, "slots": [keys.machine_slot(another)]}), "utf-8")
    done = restored(printed, "--data", str(data))
    assert done.returncode == 0, done.stderr
    (aside,) = (one for one in file.parent.iterdir() if one != file)
    said = aside.read_text("utf-8")
    assert another.hex() not in said
    (slot,) = json.loads(said)["slots"]
    assert recovery.unwrap(slot, stored["database"], printed) == another, "it is not lost either"


def test_every_letter_of_a_recovery_key_matters() -> None:
    printed = recovery.new()
    assert recovery.read(printed.replace("0", "O").replace("1", "l")) == printed.replace("-", "")
    letters = printed.replace("-", "")
    for at, letter in enumerate(letters):
        other = recovery.LETTERS[(recovery.LETTERS.index(letter) + 7) % 32]
        assert recovery.read(letters[:at] + other + letters[at + 1 :]) is None
    assert recovery.read(letters[:-1]) is None
    assert len({recovery.new() for _ in range(100)}) == 100


def test_a_slot_opens_at_the_cost_it_was_made_with() -> None:
    printed, key = recovery.new(), b"k" * 32
    cheap = {"memory_kib": 1024, "rounds": 1, "lanes": 1}
    old = recovery.wrap(key, "clinic", printed, cheap)
    assert {name: old[name] for name in cheap} == cheap
    assert recovery.unwrap(old, "clinic", printed) == key
    assert recovery.unwrap({**old, "rounds": 2}, "clinic", printed) is None
    for name, harmed in (
        ("rounds", float("inf")),
        ("lanes", float("nan")),
        ("nonce", "00"),
        ("salt", ""),
        ("sealed", ""),
    ):
        assert recovery.unwrap({**old, name: harmed}, "clinic", printed) is None
    for typed in ("", "\ud800", "²" * 28, "ß" * 14, "É" * 28, "9" * 100_000):
        assert recovery.unwrap(old, "clinic", typed) is None
    for name, harmed in (("memory_kib", 1 << 40), ("rounds", 0), ("lanes", "many"), ("memory_kib", 1)):
        assert recovery.unwrap({**old, name: harmed}, "clinic", printed) is None

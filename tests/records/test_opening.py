"""Opening a clinic's files: every trouble has its own name, and nothing ever starts empty beside existing data."""

import json
import sqlite3
import stat
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kypho_prep.records.sqlite.cipher import SETTINGS, refuse_if_insecure
from kypho_prep.records.sqlite.closed import ClosedClinic
from kypho_prep.records.sqlite.database import Database
from kypho_prep.records.trouble import Trouble
from tests.disk_limit import at_most
from tests.records.places import Places

pytestmark = pytest.mark.sqlite  # the encrypted file's own

ROOT = Path(__file__).resolve().parents[2]
HOLD_AND_WAIT = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from kypho_prep.records.sqlite.database import Database
opened = Database.open(Path(sys.argv[1]), Path(sys.argv[2]))
print("open", flush=True)
sys.stdin.read()
"""


def trouble(places: Places, **how: object) -> str:
    with pytest.raises(Trouble) as caught:
        places.open(**how)
    return caught.value.what


def test_every_safety_setting_is_read_back_as_asked(database: Database) -> None:
    values = database.pragmas()
    assert {name: values[name] for name in SETTINGS} == {
        "journal_mode": "wal",
        "synchronous": 2,
        "secure_delete": 1,
        "foreign_keys": 1,
        "recursive_triggers": 1,
        "temp_store": 2,
        "busy_timeout": 5000,
    }
    assert values["cipher_log_level"] == "NONE"
    assert values["cipher_version"].startswith("4.")


@pytest.mark.parametrize(("name", "value"), [("synchronous", 1), ("journal_mode", "delete"), ("foreign_keys", 0)])
def test_a_setting_that_did_not_take_is_refused_by_name(database: Database, name: str, value: object) -> None:
    with pytest.raises(Trouble) as caught:
        refuse_if_insecure({**database.pragmas(), name: value})
    assert (caught.value.what, caught.value.detail) == ("insecure", f"{name} is {value}")


def test_what_is_written_cannot_be_read_in_the_file(places: Places) -> None:
    database = places.open()
    with database.write() as records:
        records.settings.put("canary", "Canary-Quillfeather")
    written = b"".join(path.read_bytes() for path in places.data.iterdir())
    database.close()
    after = b"".join(path.read_bytes() for path in places.data.iterdir())
    assert b"Canary-Quillfeather" not in written + after
    assert not after.startswith(b"SQLite format 3")


def test_the_key_stands_apart_from_the_data_and_only_this_account_reads_it(places: Places) -> None:
    slots = json.loads(places.slots.read_text("utf-8"))
    key = slots["slots"][0]["key"]
    assert [slot["kind"] for slot in slots["slots"]] == ["machine"]
    assert stat.S_IMODE(places.slots.stat().st_mode) == 0o600
    for path in places.data.iterdir():
        assert key.encode() not in path.read_bytes()
        assert bytes.fromhex(key) not in path.read_bytes()


def test_a_second_copy_is_told_that_the_first_one_runs(places: Places, database: Database) -> None:
    assert trouble(places) == "already_running"
    assert database.pragmas()["journal_mode"] == "wal"


def test_a_killed_program_leaves_the_folder_free(places: Places) -> None:
    command = [sys.executable, "-c", HOLD_AND_WAIT, str(places.data), str(places.config)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT, text=True) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "open\n"
        assert trouble(places) == "already_running"
        other.kill()
    places.open().close()


def test_without_encryption_nothing_is_opened(tmp_path: Path) -> None:
    places = Places(tmp_path / "data", tmp_path / "config")
    assert trouble(places, module=sqlite3) == "no_cipher"
    places.open().close()


def test_another_database_s_key_is_called_a_wrong_key(places: Places) -> None:
    slots = json.loads(places.slots.read_text("utf-8"))
    slots["slots"][0]["key"] = "00" * 32
    places.slots.write_text(json.dumps(slots), "utf-8")
    before = places.file.read_bytes()
    assert trouble(places) == "wrong_key"
    assert places.file.read_bytes() == before


def test_a_missing_slots_file_is_named_and_no_new_one_is_made(places: Places) -> None:
    places.slots.unlink()
    assert trouble(places) == "missing_key"
    assert list((places.config / "keys").iterdir()) == []


@pytest.mark.parametrize("content", ["", "{", '{"version": 2}', '{"version": 1, "database": "x", "slots": []}', "[]"])
def test_a_broken_slots_file_is_called_damaged(places: Places, content: str) -> None:
    places.slots.write_text(content, "utf-8")
    assert trouble(places) == "damaged_key"


@pytest.mark.parametrize("at", [0, 100, 4096 + 17, 20 * 4096 + 5])
def test_one_flipped_byte_is_found_before_a_patient_comes(places: Places, at: int) -> None:
    content = bytearray(places.file.read_bytes())
    content[at] ^= 1
    places.file.write_bytes(content)
    assert trouble(places) == "damaged"


@pytest.mark.parametrize("kept", [0, 100, 4096, 10 * 4096])
def test_a_file_cut_short_is_called_damaged_and_is_not_filled_anew(places: Places, kept: int) -> None:
    places.file.write_bytes(places.file.read_bytes()[:kept])
    assert trouble(places) == "damaged"
    assert places.file.stat().st_size == kept


def test_a_lost_database_is_named_and_no_empty_one_takes_its_place(places: Places) -> None:
    places.file.unlink()
    assert trouble(places) == "damaged"
    assert not places.file.exists()


def test_a_lost_label_is_no_reason_to_begin_anew(places: Places) -> None:
    (places.data / "database.json").unlink()
    assert trouble(places) == "missing_key"


def test_a_damaged_label_is_named(places: Places) -> None:
    (places.data / "database.json").write_text("{}", "utf-8")
    assert trouble(places) == "damaged"


def test_another_program_s_encrypted_file_is_not_ours(places: Places) -> None:
    database = places.open()
    with database.write() as records:
        records.connection.exec_driver_sql("DROP TABLE alembic_version")
    database.close()
    assert trouble(places) == "damaged"


def test_a_making_that_was_cut_short_begins_again(places: Places) -> None:
    label = places.data / "database.json"
    label.write_text(label.read_text("utf-8").replace("true", "false"), "utf-8")
    places.file.write_bytes(b"half made")
    database = places.open()
    with database.read() as records:
        assert records.staff.is_empty()
    database.close()


def test_a_folder_without_a_clinic_is_named_where_none_may_be_made(tmp_path: Path) -> None:
    assert trouble(Places(tmp_path / "data", tmp_path / "config"), create=False) == "no_clinic"
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize("blocked", ["data", "config"])
def test_a_folder_that_cannot_be_written_to_is_named(tmp_path: Path, blocked: str) -> None:
    (tmp_path / blocked).write_text("a file stands where the folder should be", "utf-8")
    assert trouble(Places(tmp_path / "data", tmp_path / "config")) == "data_folder"


@pytest.mark.parametrize("size", [0, 4096, 16384])
def test_a_full_disk_is_not_called_damage(places: Places, size: int) -> None:
    places.open().close()
    before = places.file.read_bytes()
    with at_most(size):
        assert trouble(places) == "no_room"
    assert places.file.read_bytes() == before
    assert sorted(one.name for one in places.data.iterdir() if one.name.startswith(".")) == []
    places.open().close()


def test_a_back_up_on_a_full_disk_says_that_it_could_not_be_made(places: Places) -> None:
    places.open().close()
    closed = ClosedClinic(places.data, places.config)
    with at_most(4096), pytest.raises(Trouble) as caught:
        closed.back_up(datetime(2026, 11, 23, tzinfo=UTC))
    assert (caught.value.what, caught.value.detail) == ("no_backup", "disk_full")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows lets nobody remove a file that is open")
def test_a_folder_stays_one_programs_own_without_its_lock_file(places: Places, database: Database) -> None:
    (places.data / "kypho-prep.lock").unlink()
    assert trouble(places) == "already_running"
    database.close()
    places.open().close()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows lets nobody remove a file that is open")
def test_nothing_is_taken_for_saved_in_a_file_that_was_removed(places: Places, database: Database) -> None:
    aside = places.data.parent / "aside.db"
    database.file.rename(aside)
    with pytest.raises(Trouble) as caught, database.write() as records:
        records.settings.put("an answer", 1)
    assert caught.value.what == "not_saved"
    aside.rename(database.file)
    with database.write() as records:
        records.settings.put("an answer", 2)
    with database.read() as records:
        assert records.settings.get("an answer") == 2


@pytest.mark.parametrize("name", ["../../evil", "/etc/passwd", "", "..", "A" * 36])
def test_a_label_that_is_no_database_s_leads_to_no_file(places: Places, name: str) -> None:
    """The name of a clinic is part of its key's path: whoever swaps a data folder must not lead it elsewhere."""
    evil = places.slots.with_name("evil.json")
    label = places.data / "database.json"
    evil.write_text(json.dumps({**json.loads(places.slots.read_text("utf-8")), "database": name}), "utf-8")
    evil.rename(places.config.parent / "evil.json")
    label.write_text(json.dumps({**json.loads(label.read_text("utf-8")), "database": name}), "utf-8")
    assert trouble(places) == "damaged"

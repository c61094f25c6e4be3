"""A start that cannot be: one clear sentence on the page, nothing changed on the disk, and "try again" once mended."""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from kypho_prep import paths
from kypho_prep.records.sqlite import cipher, keys
from kypho_prep.workflow.errors import DiskFull
from tests.disk_limit import at_most
from tests.journeys.house import House, standing, with_clinic

ROOT = Path(__file__).resolve().parents[2]
OF_THE_RUN = ("kypho-prep.lock", "kypho-prep.db-wal", "kypho-prep.db-shm")
HOLD = """
import sys
from pathlib import Path
from kypho_prep.workflow import start
opened = start.open_or_create(Path(sys.argv[1]), Path(sys.argv[2]))
print("open", flush=True)
sys.stdin.read()
"""


def on_disk(folder: Path) -> dict[str, bytes]:
    """Everything in the data and key folders, but what stands there only while a program runs."""
    found = (path for part in ("data", "config") for path in sorted((folder / part).rglob("*")))
    return {str(one): one.read_bytes() for one in found if one.is_file() and one.name not in OF_THE_RUN}


def slots_of(folder: Path) -> Path:
    (slots,) = (folder / "config" / "keys").iterdir()
    return slots


def another_key(folder: Path) -> Callable[[], object]:
    slots = slots_of(folder)
    before = slots.read_text("utf-8")
    content = json.loads(before)
    content["slots"][0]["key"] = "00" * 32
    slots.write_text(json.dumps(content), "utf-8")
    return lambda: slots.write_text(before, "utf-8")


def no_slots(folder: Path) -> Callable[[], object]:
    slots = slots_of(folder)
    away = folder / "away.json"
    slots.rename(away)
    return lambda: away.rename(slots)


def garbled_slots(folder: Path) -> Callable[[], object]:
    slots = slots_of(folder)
    before = slots.read_text("utf-8")
    slots.write_text("{", "utf-8")
    return lambda: slots.write_text(before, "utf-8")


def newer_version(folder: Path) -> Callable[[], object]:
    before = step_of(folder, "9999_of_a_later_year")
    return lambda: step_of(folder, before)


def damaged_page(folder: Path) -> Callable[[], object]:
    file = folder / "data" / "kypho-prep.db"
    before = file.read_bytes()
    file.write_bytes(before[:5000] + bytes([before[5000] ^ 1]) + before[5001:])
    return lambda: file.write_bytes(before)


def step_of(folder: Path, name: str) -> str:
    """Write another version's name into the database, and return the one that stood there."""
    label = json.loads((folder / "data" / "database.json").read_text("utf-8"))
    key = keys.read(folder / "config", label["database"])
    connection = cipher.connect(folder / "data" / "kypho-prep.db", key, cipher.driver())
    (before,) = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    connection.execute("UPDATE alembic_version SET version_num = ?", (name,))
    connection.close()
    return str(before)


def refused(house: House) -> str:
    """What the page says to staff; nothing of the clinic or of Python is on it."""
    assert house.trouble is not None
    if house.hand.sees("for_staff"):
        house.hand.tap("for_staff")
    said = house.said(house.trouble)
    assert "Quarrington" not in said
    assert "Traceback" not in said
    assert "kypho-prep cannot start" in said
    return said


TROUBLES = [
    (another_key, "The key on this computer belongs to another clinic's data."),
    (no_slots, "The key to this clinic's data is not on this computer"),
    (garbled_slots, "The file with the key cannot be read"),
    (newer_version, "A newer version of kypho-prep made this clinic's data. Install that version."),
    (damaged_page, "The clinic's data is damaged, older than what was saved here, or was not made by this program."),
]


@pytest.mark.parametrize(("harm", "sentence"), TROUBLES, ids=lambda one: getattr(one, "__name__", ""))
def test_a_trouble_is_named_and_gone_once_mended(
    tmp_path: Path, qapp: QApplication, harm: Callable[[Path], Callable[[], object]], sentence: str
) -> None:
    with_clinic(tmp_path)
    mend = harm(tmp_path)
    before = on_disk(tmp_path)
    with standing(tmp_path) as house:
        assert sentence in refused(house)
        house.hand.tap("try_again")
        assert sentence in refused(house)
        assert on_disk(tmp_path) == before
        mend()
        house.hand.tap("try_again")
        assert house.trouble is None
        assert house.hand.sees("start")
        assert len(house.situation(visit_of(house)).chart.visit.id) == 36


def visit_of(house: House) -> str:
    with house.workplace.reading() as records:
        (visit,) = records.visits.all()
    return visit


def test_a_data_folder_that_cannot_be_written_to_is_named(tmp_path: Path, qapp: QApplication) -> None:
    blocking = tmp_path / "data"
    blocking.write_text("a file stands where the folder should be\n", "utf-8")
    with standing(tmp_path, data=blocking / "clinic") as house:
        assert f"The data folder {blocking / 'clinic'} cannot be written to." in refused(house)
        assert [path.name for path in tmp_path.iterdir()] == ["data"]
        blocking.unlink()
        house.hand.tap("try_again")
        assert house.trouble is None
        assert house.hand.sees("set_up")


def test_a_folder_that_is_not_where_it_was_makes_no_second_clinic(tmp_path: Path, qapp: QApplication) -> None:
    with_clinic(tmp_path)
    before = on_disk(tmp_path)
    elsewhere = tmp_path / "datb"  # one letter of machine.toml is wrong, or the disk is not there
    with standing(tmp_path, data=elsewhere) as house:
        said = refused(house)
        assert f"This computer works with a clinic whose data is not in {elsewhere}. Nothing was changed." in said
        assert not elsewhere.exists()
        (tmp_path / "data").rename(elsewhere)
        house.hand.tap("try_again")
        assert house.trouble is None
        assert house.hand.sees("start")
        elsewhere.rename(tmp_path / "data")
    assert before.keys() <= on_disk(tmp_path).keys()


def test_a_second_copy_says_that_the_first_one_runs(tmp_path: Path, qapp: QApplication) -> None:
    with_clinic(tmp_path)
    command = [sys.executable, "-c", HOLD, str(tmp_path / "data"), str(tmp_path / "config")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT, text=True) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "open\n"
        before = on_disk(tmp_path)
        with standing(tmp_path) as house:
            assert "kypho-prep is already open with this data folder." in refused(house)
            assert on_disk(tmp_path) == before
            other.kill()
            other.wait()
            house.hand.tap("try_again")
            assert house.trouble is None
            assert house.hand.sees("start")


BREAKS = [
    ("checklist.toml", 'control = "yes_no"', 'control = "yes_or_no"', "control"),
    ("words/en/bleeding.toml", "[", "[[", "syntax"),
    ("checklist.toml", 'version = "', 'vresion = "', "vresion"),
]


@pytest.mark.parametrize("broken", BREAKS)
def test_a_broken_content_file_is_named_with_key_and_reason(
    tmp_path: Path, qapp: QApplication, broken: tuple[str, str, str, str]
) -> None:
    name, old, new, key = broken
    with_clinic(tmp_path)
    resources = shutil.copytree(paths.resources(), tmp_path / "resources")
    file = resources / "content" / name
    whole = file.read_text("utf-8")
    file.write_text(whole.replace(old, new, 1), "utf-8")
    before = on_disk(tmp_path)
    with standing(tmp_path, resources=resources) as house:
        said = refused(house)
        assert "A file that the pages are made of is not right." in said
        assert name in said
        assert key in said
        assert on_disk(tmp_path) == before
        assert not (tmp_path / "data" / "kypho-prep.db-wal").exists()
        file.write_text(whole, "utf-8")
        house.hand.tap("try_again")
        assert house.trouble is None
        assert house.hand.sees("start")


def test_a_full_disk_is_told_as_such_and_offers_nothing_to_bring_back(tmp_path: Path, qapp: QApplication) -> None:
    with_clinic(tmp_path)
    before = on_disk(tmp_path)
    with at_most(0), standing(tmp_path) as house:
        said = refused(house)
        assert "This computer's disk is full" in said
        assert "answer" not in said
        assert not house.hand.sees("bring_back")
    assert on_disk(tmp_path) == before
    with standing(tmp_path) as house:
        assert house.trouble is None
        # Opened, and then nothing fits any more: nobody has answered anything yet.
        house.program._refused(DiskFull())
        said = refused(house)
        assert "This computer's disk is full" in said
        assert "answer" not in said

"""Opening a clinic by name: each trouble has words of its own, and nothing heavy comes before the first paint."""

import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kypho_prep.content import Content
from kypho_prep.prep.clinic import Clinic
from kypho_prep.records.trouble import Trouble
from kypho_prep.workflow import errors, start
from kypho_prep.workflow.clinic import staff
from kypho_prep.workflow.refusals import refusal

ROOT = Path(__file__).resolve().parents[2]
HEAVY = ("sqlalchemy", "alembic", "sqlcipher3", "cryptography", "argon2", "rapidfuzz", "msgspec")
LIGHT = sorted(
    path.stem
    for path in (ROOT / "kypho_prep" / "workflow").glob("*.py")
    if path.stem not in ("__init__", "scripted") and not path.stem.startswith("sample")
)


def test_no_module_of_the_workflow_brings_anything_heavy() -> None:
    lines = [f"import kypho_prep.workflow.{name}" for name in LIGHT]
    lines += ["import sys", f"print([name for name in {HEAVY!r} if name in sys.modules])"]
    done = subprocess.run(
        [sys.executable, "-c", "\n".join(lines)], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout == "[]\n"


@pytest.mark.parametrize(
    ("what", "kind", "key"),
    [
        ("no_cipher", errors.NoCipher, "error.no_cipher"),
        ("wrong_key", errors.WrongKey, "error.wrong_key"),
        ("missing_key", errors.MissingKey, "error.missing_key"),
        ("damaged_key", errors.DamagedKey, "error.damaged_key"),
        ("damaged", errors.Damaged, "error.damaged"),
        ("insecure", errors.Insecure, "error.insecure"),
        ("data_folder", errors.DataFolder, "error.data_folder"),
        ("newer", errors.NewerDatabase, "error.newer_database"),
        ("already_running", errors.AlreadyRunning, "error.already_running"),
        ("no_clinic", errors.NoClinic, "error.no_clinic"),
        ("no_room", errors.NoRoom, "error.no_room"),
        ("disk_full", errors.DiskFull, "error.disk_full"),
        ("locked", errors.Busy, "error.busy"),
        ("not_saved", errors.NotSaved, "error.not_saved"),
    ],
)
def test_every_trouble_has_its_own_name_and_words(what: str, kind: type[errors.Refused], key: str) -> None:
    refused = refusal(Trouble(what, "folder"))
    assert type(refused) is kind
    assert (refused.words_key, refused.params) == (key, {"detail": "folder"})


def test_a_folder_has_a_clinic_once_one_was_made(tmp_path: Path) -> None:
    data, config = tmp_path / "data", tmp_path / "config"
    assert not start.has_clinic(data)
    with pytest.raises(errors.NoClinic):
        start.open_or_create(data, config, create=False)
    start.open_or_create(data, config).close()
    assert start.has_clinic(data)
    start.open_or_create(data, config, create=False).close()
    with pytest.raises(errors.MissingKey):
        start.open_or_create(data, tmp_path / "another machine")


def test_the_way_to_the_clinic_is_there_after_a_restart(tmp_path: Path, content: Content) -> None:
    data, config = tmp_path / "data", tmp_path / "config"
    wanted = Clinic(
        name="Hillside Spine",
        phone="555-0142",
        night_phone="555-0143",
        address="4 Mill Lane\nHillside",
        entrance="Door B",
        calls_when="Two working days before",
    )
    database = start.open_or_create(data, config)
    opened = start.workplace(database, content, clock=at_noon, kiosk="kiosk")
    nurse = staff.first_administrator(opened, name="Ann", user="ann", password="a good password")
    staff.change_clinic(opened, staff=nurse, clinic=wanted)
    database.close()
    again = start.open_or_create(data, config, create=False)
    assert staff.clinic(start.workplace(again, content, clock=at_noon, kiosk="kiosk")) == wanted
    again.close()


def at_noon() -> datetime:
    return datetime(2026, 12, 1, 17, 0, tzinfo=UTC)

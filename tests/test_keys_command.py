"""Who opens the data at a start, changed by command: a password is tried before the machine's own key goes."""

import json
from pathlib import Path

import pytest

from kypho_prep import settings
from kypho_prep.workflow.clinic.unlocking import must_unlock
from tests.clinic_back_ups import called
from tests.journeys.house import PASSWORD, with_clinic


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A clinic that starts by itself, as an earlier version made each."""
    with_clinic(tmp_path)
    monkeypatch.setenv("KYPHO_PREP_CONFIG", str(tmp_path / "config"))
    (file,) = (tmp_path / "config" / "keys").iterdir()
    stored = json.loads(file.read_text("utf-8"))
    machine = [one for one in stored["slots"] if one["kind"] == "machine"]
    file.write_text(json.dumps({**stored, "slots": machine}), "utf-8")
    return tmp_path / "data"


def kinds(data: Path) -> list[str]:
    (file,) = (data.parent / "config" / "keys").iterdir()
    return [one["kind"] for one in json.loads(file.read_text("utf-8"))["slots"]]


def test_an_older_clinic_is_handed_to_its_staff_and_back(data: Path) -> None:
    chosen = settings.load(str(data))
    assert not must_unlock(chosen)
    (file,) = (data.parent / "config" / "keys").iterdir()
    key = json.loads(file.read_text("utf-8"))["slots"][0]["key"]
    done = called(f"ann\n{PASSWORD}", "keys", "by-staff", "--data", str(data))
    assert done.returncode == 0, done.stderr
    assert kinds(data) == ["staff"]
    assert must_unlock(chosen)
    for path in data.parent.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            assert key.encode() not in content, path
            assert bytes.fromhex(key) not in content, path
    back = called(f"ann\n{PASSWORD}\nann\n{PASSWORD}", "keys", "by-itself", "--data", str(data))
    assert back.returncode == 0, back.stderr
    assert "whoever takes this computer" in back.stdout
    assert kinds(data) == ["machine", "staff"]


def test_a_wrong_password_changes_nothing(data: Path) -> None:
    done = called("ann\nnot this one", "keys", "by-staff", "--data", str(data))
    assert done.returncode == 2
    assert "The name or the password is wrong." in done.stderr
    assert kinds(data) == ["machine"]

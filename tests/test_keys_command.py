"""Who opens the data at a start, changed by command: a password is tried before the machine's own key goes."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from kypho_prep import settings
from kypho_prep.records import enrolment
from kypho_prep.records.enrolment import Enrolment
from kypho_prep.records.sqlite import recovery
from kypho_prep.workflow import start
from kypho_prep.workflow.clinic import accounts, staff
from kypho_prep.workflow.clinic.key_slots import start_by_itself
from kypho_prep.workflow.clinic.unlocking import must_unlock
from kypho_prep.workflow.workplace import Workplace
from tests.clinic_back_ups import Out, called, names_of
from tests.journeys.house import CHEAP, PASSWORD, Clock, with_clinic
from tests.shipped import shipped
from tests.test_recovery_key import recovery_key

NEW = "another river stone"


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


def test_the_recovery_key_gives_the_last_administrator_a_new_password(data: Path, capsys: Out) -> None:
    printed = recovery_key(data, capsys)
    assert called(f"ann\n{PASSWORD}", "keys", "by-staff", "--data", str(data)).returncode == 0
    other = called(f"{recovery.new()}\nann\n{NEW}\n{NEW}", "keys", "new-password", "--data", str(data))
    assert "This is not the recovery key" in other.stderr
    for user, again, said in (("bo", NEW, "not that of an administrator"), ("ann", "another one", "not the same")):
        done = called(f"{printed}\n{user}\n{NEW}\n{again}", "keys", "new-password", "--data", str(data))
        assert (done.returncode, said in done.stderr) == (2, True), done.stderr
    done = called(f"{printed}\nann\n{NEW}\n{NEW}", "keys", "new-password", "--data", str(data))
    assert done.returncode == 0, done.stderr
    assert "Ann Lee has a new password" in done.stdout
    assert called(f"ann\n{PASSWORD}", "backup", "--data", str(data)).returncode == 2
    assert called(f"ann\n{NEW}", "backup", "--data", str(data)).returncode == 0
    assert names_of(data, printed)[-1] == "password_reset"


def test_a_recovery_key_of_a_file_that_was_left_gives_no_password_on_the_server(data: Path, capsys: Out) -> None:
    printed = recovery_key(data, capsys)
    nowhere = "postgresql://desk:none@127.0.0.1:9/clinic?sslmode=require"
    enrolment.write(settings.load(str(data)).config, Enrolment("office", "desk", nowhere))
    done = called(f"{printed}\nann\n{NEW}\n{NEW}", "keys", "new-password", "--data", str(data))
    assert done.returncode == 2
    assert "data is on a server" in done.stderr, done.stderr


def test_a_slot_that_was_put_back_opens_no_command_for_who_was_let_go(data: Path) -> None:
    chosen = settings.load(str(data))
    with workplace(data) as place:
        ann = replace(staff.sign_in(place, user="ann", password=PASSWORD), reauthenticated=True)
        given = {"name": "Bo Ito", "user": "bo", "password": NEW}
        bo = staff.add_member(place, staff=ann, role=staff.Role.NURSE, **given)
        start_by_itself(place, yes=False)
        (file,) = (chosen.config / "keys").iterdir()
        before = file.read_text("utf-8")
        accounts.disable(place, staff=ann, account=bo.id)
    assert called(f"bo\n{NEW}", "backup", "--data", str(data)).returncode == 2
    file.write_text(before, "utf-8")
    refused = called(f"bo\n{NEW}", "backup", "--data", str(data))
    assert refused.returncode == 2
    assert "The name or the password is wrong." in refused.stderr
    assert called(f"ann\n{PASSWORD}", "backup", "--data", str(data)).returncode == 0


@contextmanager
def workplace(data: Path) -> Iterator[Workplace]:
    database = start.open_or_create(data, settings.load(str(data)).config)
    try:
        yield start.workplace(database, shipped(), clock=Clock(), kiosk="kiosk 1", passwords=CHEAP)
    finally:
        database.close()

"""The commands about back-ups: what they say, what they do, and that nothing is lost by them."""

import os
import shutil
import subprocess
import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from kypho_prep import settings
from kypho_prep.records import enrolment
from kypho_prep.records.enrolment import Enrolment
from kypho_prep.records.sqlite.archive import Archive
from kypho_prep.workflow import start
from kypho_prep.workflow.clinic import restoring
from tests.clinic_back_ups import (
    ROOT,
    Out,
    call,
    is_untouched,
    names_of,
    on_another_machine,
    print_slip_again,
    restored,
)
from tests.journeys.house import with_clinic

END = "\x04"  # Ctrl-D


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A clinic with one visit, its keys where this machine looks for them."""
    with_clinic(tmp_path)
    monkeypatch.setenv("KYPHO_PREP_CONFIG", str(tmp_path / "config"))
    return tmp_path / "data"


def test_a_back_up_is_made_and_brought_back(data: Path, capsys: Out) -> None:
    assert call("backup", "--data", str(data)) == 0
    said = capsys.readouterr().out
    (made,) = Archive(data / "backups").held()
    assert f"a back-up was made in {made.place} and read back" in said
    assert "make a recovery key" in said
    print_slip_again(data)
    before = names_of(data)
    assert call("restore", "--data", str(data), "--dry-run") == 0
    said = capsys.readouterr().out
    assert "lines of the audit: " in said
    assert "Nothing was changed." in said
    assert is_untouched(data, before)

    assert call("restore", "--data", str(data), "--replace-newer") == 0
    said = capsys.readouterr().out
    (aside,) = data.glob("replaced-*")
    assert str(aside) in said
    assert names_of(data) == [*before[:-2], "backup_brought_back"]
    assert {"kypho-prep.db", "database.json"} <= {one.name for one in aside.iterdir()}
    # What was set aside is whole too, and opens as it was.
    for file in aside.iterdir():
        shutil.copy2(file, data / file.name)
    assert names_of(data) == before


def test_a_second_way_back_sets_aside_into_a_folder_of_its_own(data: Path) -> None:
    assert call("backup", "--data", str(data)) == 0
    for _ in range(2):
        assert call("restore", "--data", str(data), "--replace-newer") == 0
    assert len(list(data.glob("replaced-*"))) == 2


def test_the_gap_is_said_in_minutes(data: Path) -> None:
    assert call("backup", "--data", str(data)) == 0
    chosen = settings.load(str(data))
    offered = restoring.offer(chosen)
    assert offered.newest is not None
    assert replace(offered, newest=offered.made_at).gap == 0
    # The clinic's own clock stands in 2026; begun minutes count.
    assert offered.gap == max(0, -(-int((offered.newest - offered.made_at).total_seconds()) // 60))


def test_a_loss_is_what_is_newer_or_more_where_it_can_be_read(data: Path) -> None:
    assert call("backup", "--data", str(data)) == 0
    offered = restoring.offer(settings.load(str(data)))
    same = tuple((name, then, then) for name, _, then in offered.rows)
    as_it_is = replace(offered, rows=same, newest=offered.made_at)
    later, earlier = offered.made_at + timedelta(seconds=1), offered.made_at - timedelta(days=1)
    assert not as_it_is.loses
    assert not replace(as_it_is, newest=earlier).loses
    assert replace(as_it_is, newest=later).loses
    # On a clock that was put back what is more is newer all the same.
    assert replace(as_it_is, rows=(*same[1:], ("patient", 2, 1)), newest=earlier).loses
    assert not replace(as_it_is, rows=(*same[1:], ("patient", 1, 2))).loses
    unread = tuple((name, None, then) for name, _, then in same)
    assert not replace(as_it_is, rows=unread, newest=later).loses
    assert not replace(as_it_is, rows=same, newest=None).loses


def test_who_would_lose_nothing_is_not_asked(data: Path) -> None:
    assert call("backup", "--data", str(data)) == 0
    offered = restoring.offer(settings.load(str(data)))
    asked: list[bool] = []
    restoring.refuse_loss(replace(offered, newest=None, rows=()), lambda: asked.append(True) or True)
    assert asked == []


def test_newer_entries_are_replaced_only_where_somebody_agreed(data: Path, capsys: Out) -> None:
    assert call("backup", "--data", str(data)) == 0
    print_slip_again(data)
    before = names_of(data)
    assert restored("no", "--data", str(data)).returncode == 2, "nobody can be asked"
    capsys.readouterr()
    assert call("restore", "--data", str(data)) == 2
    said = capsys.readouterr().err
    assert "The data holds entries that this back-up lacks. Minutes between the two: " in said
    assert "--replace-newer" in said
    assert is_untouched(data, before)
    assert call("restore", "--data", str(data), "--dry-run") == 0


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such terminals there")
@pytest.mark.parametrize(("answer", "code"), [("yes", 0), ("y", 2), (END, 2)])
def test_at_a_terminal_it_is_asked_whether_newer_entries_may_go(data: Path, answer: str, code: int) -> None:
    assert call("backup", "--data", str(data)) == 0
    print_slip_again(data)
    ours, its = os.openpty()
    os.write(ours, answer.encode() if answer == END else f"{answer}\n".encode())
    command = [sys.executable, "-m", "kypho_prep", "restore", "--data", str(data)]
    done = subprocess.run(command, cwd=ROOT, stdin=its, text=True, capture_output=True, check=False)
    os.close(ours)
    os.close(its)
    assert done.returncode == code, done.stderr
    assert code == 0 or "To replace the data all the same" in done.stderr
    assert "Type yes to set the data aside" in done.stdout
    assert len(list(data.glob("replaced-*"))) == (code == 0)


def test_without_a_back_up_nothing_is_done(data: Path, capsys: Out) -> None:
    before = names_of(data)
    assert call("restore", "--data", str(data)) == 2
    assert "There is no whole back-up in" in capsys.readouterr().err
    assert names_of(data) == before


def test_while_the_program_runs_a_back_up_is_made_and_none_is_brought_back(data: Path, capsys: Out) -> None:
    database = start.open_or_create(data, settings.load(str(data)).config)
    assert call("backup", "--data", str(data)) == 0
    assert call("restore", "--data", str(data), "--dry-run") == 0
    assert call("restore", "--data", str(data)) == 2
    assert "already open with this data folder" in capsys.readouterr().err
    database.close()
    assert not list(data.glob("replaced-*"))


def test_damaged_data_is_set_aside_together_and_the_back_up_opens(data: Path, capsys: Out) -> None:
    assert call("backup", "--data", str(data)) == 0
    before = names_of(data)
    file = data / "kypho-prep.db"
    file.write_bytes(file.read_bytes()[:5000] + b"\x00" * 500)
    (data / "kypho-prep.db-wal").write_bytes(b"what is left of a log")
    assert call("restore", "--data", str(data)) == 0
    assert "what stands now cannot be read" in capsys.readouterr().out
    (aside,) = data.glob("replaced-*")
    assert {"kypho-prep.db", "kypho-prep.db-wal", "database.json"} <= {one.name for one in aside.iterdir()}
    assert names_of(data) == [*before, "backup_brought_back"]


def test_a_damaged_newest_back_up_is_passed_over_and_named(data: Path, capsys: Out) -> None:
    assert call("backup", "--data", str(data)) == 0
    (first,) = Archive(data / "backups").held()
    harmed = shutil.copytree(first.place, data / "backups" / "000009-20990101-0000")
    manifest = harmed / "backup.json"
    manifest.write_text(manifest.read_text("utf-8").replace('"number": 1', '"number": 9'), "utf-8")
    (harmed / "kypho-prep.db").write_bytes(b"\x00" * 4096)
    assert call("restore", "--data", str(data), "--dry-run") == 0
    assert f"in {first.place}, is whole" in capsys.readouterr().out
    assert call("backup", "--data", str(data)) == 0
    assert f"{harmed} is damaged and counts no more." in capsys.readouterr().out
    assert harmed.exists()


def test_another_clinic_s_back_up_is_refused(
    data: Path, tmp_path: Path, capsys: Out, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert call("backup", "--data", str(data)) == 0
    taken, other = on_another_machine(data, tmp_path, monkeypatch)
    start.open_or_create(other, tmp_path / "other-config").close()
    before = names_of(other)
    assert call("restore", "--data", str(other), "--from", str(taken)) == 2
    assert "belongs to another clinic" in capsys.readouterr().err
    assert names_of(other) == before


def test_a_second_place_gets_it_and_its_absence_is_a_sentence(data: Path, tmp_path: Path, capsys: Out) -> None:
    stick = tmp_path / "stick"
    (tmp_path / "config" / settings.FILE).write_text(f'backups = "{stick}"\n', "utf-8")
    assert call("backup", "--data", str(data)) == 0
    assert f"The second place, {stick}, is not there" in capsys.readouterr().out
    assert not stick.exists()
    stick.mkdir()
    assert call("backup", "--data", str(data)) == 0
    assert "second place" not in capsys.readouterr().out
    (clinic,) = stick.iterdir()
    assert Archive(clinic).last_whole() is not None
    # The data folder itself is gone: the stick is enough.
    before = names_of(data)
    shutil.rmtree(data)
    assert call("restore", "--data", str(data)) == 0
    assert names_of(data) == [*before, "backup_brought_back"]


def test_on_a_server_both_say_whose_the_back_ups_are(data: Path, tmp_path: Path, capsys: Out) -> None:
    enrolment.write(tmp_path / "config", Enrolment("desk 1", "desk", "postgresql://nurse:word@nowhere.invalid/clinic"))
    for command in ("backup", "restore"):
        assert call(command, "--data", str(data)) == 2
        said = capsys.readouterr().err
        assert "Its back-ups are made there, by its administrator." in said
        assert "word" not in said

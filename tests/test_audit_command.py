"""`kypho-prep audit`: what it names, what it is held to, and what it does where a record was rightly replaced."""

import shutil
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Connection

from kypho_prep import settings
from kypho_prep.records.audit_anchor import AnchorFile
from kypho_prep.records.rows import AuditRow
from kypho_prep.records.sqlite.database import Database
from kypho_prep.workflow import start
from kypho_prep.workflow.clinic import audit_proof
from tests.clinic_back_ups import Out, call, names_of

NOW = datetime(2026, 11, 23, 15, tzinfo=UTC)
PUT_IN = (
    "INSERT INTO audit (seq, at, actor, event, subject, details) "
    "VALUES (99, '2026-11-23T15:00:00.000000Z', 'Bo', 'printed', '', '{}')"
)
Do = Callable[[Connection], object]


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A clinic with five entries, of which an anchor is kept."""
    monkeypatch.setenv("KYPHO_PREP_CONFIG", str(tmp_path / "config"))
    work(tmp_path / "data", 5)
    return tmp_path / "data"


def work(folder: Path, entries: int, *, anchor: bool = True, who: str = "Ann Lee") -> None:
    config = settings.load(str(folder)).config
    database = start.open_or_create(folder, config)
    for number in range(entries):
        with database.write() as records:
            at = NOW + timedelta(minutes=number)
            records.audit.add(AuditRow(at, who, "chart_viewed", f"s-{number}", "v"))
    if anchor:
        assert audit_proof.keep_anchor(database, config, NOW) is None
    database.close()


def tamper(folder: Path, do: Do) -> None:
    """What somebody does who has the key and took the triggers away."""
    database = start.open_or_create(folder, settings.load(str(folder)).config)
    assert isinstance(database, Database)
    with database.write() as records:
        triggers = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name LIKE 'audit%'"
        found = records.connection.exec_driver_sql(triggers).all()
        for name, _ in found:
            records.connection.exec_driver_sql(f"DROP TRIGGER {name}")
        do(records.connection)
        for _, sql in found:
            records.connection.exec_driver_sql(sql)
    database.close()


def copied(folder: Path, to: Path) -> Path:
    return shutil.copytree(folder, to)


def put_back(copy: Path, folder: Path) -> None:
    """An older copy of the file in the place of the newer one; back-ups and keys stay.

    The note of how far was saved goes too: with it a start refuses the copy before anybody asks for the audit.
    """
    shutil.rmtree(settings.load(str(folder)).config / "marks", ignore_errors=True)
    for name in ("kypho-prep.db", "kypho-prep.db-wal", "kypho-prep.db-shm"):
        (folder / name).unlink(missing_ok=True)
        if (copy / name).exists():
            shutil.copy(copy / name, folder / name)


def verified(folder: Path, said: Out, *words: str) -> tuple[int, str]:
    said.readouterr()
    code = call("audit", "verify", *words, "--data", str(folder))
    return code, said.readouterr().out


def test_a_record_that_is_whole_is_told_so_with_what_no_check_can_prove(data: Path, capsys: Out) -> None:
    code, said = verified(data, capsys)
    assert code == 0
    assert "holds together. Entries, each as it was written: 5." in said
    assert "that hold: 1, the newest at 5." in said
    assert "cannot prove" in said
    (line,) = [one for one in said.splitlines() if one.startswith("To hold a later check to: ")]
    work(data, 1)
    assert verified(data, capsys, "--anchor", line.rpartition(" ")[2])[0] == 0
    code, said = verified(data, capsys, "--anchor", f"5:{'0' * 64}")
    assert code == 1
    assert "at 5 (typed): at its place stands another record" in said
    assert verified(data, capsys, "--anchor", "five")[0] == 2


@pytest.mark.parametrize(
    ("statement", "named"),
    [
        ("UPDATE audit SET actor = 'Bo Kim' WHERE subject = 's-2'", ("number 3:", "by Bo Kim", "Whole before it: 2")),
        ("DELETE FROM audit WHERE subject = 's-2'", ("number 3:", "no longer there")),
        (PUT_IN, ("past the program", "printed, by Bo")),
    ],
)
def test_the_first_bad_entry_is_named(data: Path, capsys: Out, statement: str, named: tuple[str, ...]) -> None:
    tamper(data, lambda connection: connection.exec_driver_sql(statement))
    code, said = verified(data, capsys)
    assert code == 1
    assert "NOT whole" in said
    assert [one for one in named if one not in said] == []


def test_a_cut_tail_and_an_older_copy_are_found_by_the_anchor_beside_the_keys(
    data: Path, capsys: Out, tmp_path: Path
) -> None:
    older = copied(data, tmp_path / "older")
    work(data, 2)
    newer = copied(data, tmp_path / "newer")
    tamper(data, cut_tail)
    code, said = verified(data, capsys)
    assert (code, "the record ends before it" in said) == (1, True)
    assert "holds together" in said, "only the anchor tells"
    put_back(older, data)
    assert "the record ends before it" in verified(data, capsys)[1]
    work(data, 4, anchor=False, who="Bo Kim")
    code, said = verified(data, capsys)
    assert (code, "stands another record" in said) == (1, True)
    put_back(newer, data)
    assert verified(data, capsys)[0] == 0


def cut_tail(connection: Connection) -> None:
    connection.exec_driver_sql("DELETE FROM audit WHERE seq IN (SELECT seq FROM audit_chain WHERE place = 7)")
    connection.exec_driver_sql("DELETE FROM audit_chain WHERE place = 7")


def test_an_anchor_that_does_not_hold_is_not_replaced_until_somebody_accepts_the_record(
    data: Path, capsys: Out, tmp_path: Path
) -> None:
    older = copied(data, tmp_path / "older")
    work(data, 2)
    assert call("backup", "--data", str(data)) == 0
    put_back(older, data)
    chosen = settings.load(str(data))
    database = start.open_or_create(data, chosen.config)
    kept = AnchorFile(chosen.config, database.station.id)
    before = kept.read()
    assert audit_proof.keep_anchor(database, chosen.config, NOW) is not None
    assert kept.read() == before
    database.close()
    code, said = verified(data, capsys)
    assert code == 1
    assert said.count("the record ends before it") == 2, "by the anchor beside the keys and by the back-up's"
    assert call("audit", "accept", "--without-asking", "--data", str(data)) == 0
    code, said = verified(data, capsys)
    assert code == 0
    assert "audit_accepted" in said
    assert names_of(data)[-1] == "audit_accepted"


def test_a_back_up_that_is_brought_back_says_so_and_is_held_to_what_comes_after(
    data: Path, capsys: Out, tmp_path: Path
) -> None:
    assert call("backup", "--data", str(data)) == 0
    stick = copied(data / "backups", tmp_path / "stick")
    work(data, 2)
    assert call("backup", "--data", str(data)) == 0
    assert call("restore", "--replace-newer", "--from", str(stick), "--data", str(data)) == 0
    code, said = verified(data, capsys)
    assert code == 0, said
    assert "backup_brought_back 000001-" in said
    assert verified(data, capsys, "--anchor", f"7:{'0' * 64}")[0] == 1


@pytest.mark.parametrize("place", ["", "x", "\N{SUPERSCRIPT TWO}", "9" * 5000])
def test_what_is_no_anchor_is_said(data: Path, capsys: Out, place: str) -> None:
    code, said = verified(data, capsys, "--anchor", f"{place}:{'0' * 64}")
    assert (code, "an anchor is a number" in said) == (2, True)


def test_without_an_anchor_that_is_said(data: Path, capsys: Out) -> None:
    shutil.rmtree(settings.load(str(data)).config / "audit")
    code, said = verified(data, capsys)
    assert (code, "There is none yet" in said) == (0, True)


def test_it_reads_beside_a_program_that_is_at_work(data: Path, capsys: Out) -> None:
    database = start.open_or_create(data, settings.load(str(data)).config)
    with database.write() as records:
        records.audit.add(AuditRow(NOW, "Ann Lee", "printed"))
    assert "written: 6" in verified(data, capsys)[1]
    database.close()

"""Forty planted words over five patients, with faults, hard kills and a crash: none is readable anywhere afterwards."""

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from tests import decrypted
from tests.canary.scanner import forms, found_in, planted
from tests.faults.planted import QUOTED
from tests.journeys.house import with_clinic

ROOT = Path(__file__).resolve().parents[2]
KINDS = ("family", "given", "phone", "mrn", "instruction", "doctor", "helper", "question")
PATIENTS = planted(5, KINDS)
ENDS = {"KILL": -signal.SIGKILL, "SEGV": -signal.SIGSEGV, "close": 0}
WORDS = [word for one in PATIENTS for word in one.values()]


def play(folder: Path, patients: list[dict[str, str]], end: str) -> None:
    """Let the patients come and the program end as asked; what it says lies in the folder too."""
    own = {name: value for name, value in os.environ.items() if not name.startswith("COV")}
    for name in ("tmp", "home", "here"):
        (folder / name).mkdir(exist_ok=True)
    own |= {"TMPDIR": str(folder / "tmp"), "HOME": str(folder / "home"), "PYTHONPATH": str(ROOT)}
    script = Path(__file__).with_name("journey.py")
    with (folder / f"{end}.out").open("wb") as out, (folder / f"{end}.err").open("wb") as err:
        done = subprocess.run(
            (sys.executable, str(script), str(folder), json.dumps(patients), end),
            cwd=folder / "here",
            env=own,
            stdout=out,
            stderr=err,
            timeout=120,
            check=False,
        )
    assert done.returncode == ENDS[end], (folder / f"{end}.err").read_text()[-2000:]


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="needs pdftotext")
def test_no_planted_word_is_readable_anywhere(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    """In the suite two patients and a kill, with --faults five of them, a crash and a paper besides."""
    with_clinic(tmp_path)
    play(tmp_path, PATIENTS[:2], "KILL")
    assert "a fault of the program's own" in (tmp_path / "KILL.err").read_text()
    in_the_clear(tmp_path, WORDS[: 2 * len(KINDS)])
    if not request.config.getoption("--faults"):
        return
    assert len(WORDS) == 40
    play(tmp_path, PATIENTS[2:4], "SEGV")
    in_the_clear(tmp_path, WORDS[: 4 * len(KINDS)])
    play(tmp_path, PATIENTS[4:], "close")
    held = found_in(tmp_path, WORDS)
    assert {one.split(":")[0].split("-")[0] for one in held} == {"data/papers/plan"}, "a paper waits for a printer"
    play(tmp_path, [], "KILL")  # whose start takes the paper away
    in_the_clear(tmp_path, WORDS)


def in_the_clear(folder: Path, words: list[str]) -> None:
    """None of them is anywhere below the folder, though all that was saved of them is in the database."""
    assert found_in(folder, [*WORDS, QUOTED]) == []
    kept = decrypted.pages(folder / "data", folder / "config").lower()
    not_saved = [word for word in words if word.encode() not in kept]
    assert all("question" in word for word in not_saved), not_saved
    assert len(not_saved) <= 2, "only what stood in a field when the program was killed"
    for file in folder.glob("*.out"):
        assert [line for line in file.read_text().splitlines() if json.loads(line)] == [], file.name
    assert [path for path in (folder / "data" / "backups").rglob("*") if path.is_file()], "back-ups are looked into too"


def test_the_scanner_finds_every_word_in_a_plain_database_and_in_each_form(tmp_path: Path) -> None:
    plain = sqlite3.connect(tmp_path / "plain.db")
    plain.execute("CREATE TABLE said (words TEXT)")
    plain.executemany("INSERT INTO said VALUES (?)", [(word,) for word in WORDS])
    plain.commit()
    plain.close()
    assert len(found_in(tmp_path, WORDS)) == len(WORDS)
    (tmp_path / "plain.db").unlink()
    for form in forms(WORDS[0]):
        (tmp_path / "one").write_bytes(b"before " + form + b" after")
        assert found_in(tmp_path, WORDS) == [f"one: {WORDS[0]}"], form

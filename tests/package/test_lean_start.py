"""The first page shows before anything heavy is read: a patient waits for paint, not for a database library."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

from kypho_prep import paths
from kypho_prep.workflow import start

AFTER_THE_FIRST_PAINT = {"sqlalchemy", "alembic", "cryptography", "rapidfuzz", "json"}
FLOW = {
    "kypho_prep.app.opening_page",
    "kypho_prep.kiosk.carried",
    "kypho_prep.kiosk.pages.cover",
    "kypho_prep.kiosk.pages.message_page",
    "kypho_prep.kiosk.pages.sign_in",
    "kypho_prep.kiosk.session.session",
    "kypho_prep.prep.interview.situation",
    "kypho_prep.prep.rules.flags",
    "kypho_prep.workflow.patient.intake",
}
# What a patient's pages need, and one switch: imported on the database's thread once the kiosk is ready.
BEHIND_READY = ("kypho_prep.kiosk.session.session", "kypho_prep.kiosk.pages.question_page", "kypho_prep.kiosk.scanning")
# What a server needs, and what opens a key with its recovery key.
NOT_TO_OPEN = ("psycopg", "sqlalchemy.dialects.postgresql.", "kypho_prep.records.postgresql.", "cryptography")
NO_OTHER_IMPORT = """
import builtins
own = builtins.__import__
from kypho_prep.look.qt_import import load_qt
load_qt()
import PySide6.QtPrintSupport, PySide6.QtSvg, PySide6.QtWidgets
print(builtins.__import__ is own)
"""
IMPORTED = re.compile(r"^import time:\s*\d+ \|\s*\d+ \|\s*(\S+)$", re.MULTILINE)


def imported_until(moment: str, checkout: Path, *chosen: str) -> set[str]:
    """Python itself reports every import until the program, told to stop at a moment, has stopped."""
    words = [sys.executable, "-X", "importtime", "-m", "kypho_prep", *chosen, "--quit-after", moment]
    alone = {name: value for name, value in os.environ.items() if not name.startswith("COV")}
    done = subprocess.run(words, cwd=checkout, env=alone, capture_output=True, text=True, check=False, timeout=60)
    complaint = [line for line in done.stderr.splitlines() if not line.startswith("import time:")]
    assert done.returncode == 0, complaint
    reached = json.loads(done.stdout)
    assert reached["moment"] == moment
    assert reached["seconds"] > 0
    return set(IMPORTED.findall(done.stderr))


def test_nothing_heavy_is_imported_before_the_first_paint(checkout: Path) -> None:
    whole = imported_until("first-paint", checkout)
    assert not whole & FLOW, "other pages, the patient's flow and its rules can wait for the first paint"
    imported = {name.split(".")[0] for name in whole}
    assert "PySide6" in imported
    assert imported & AFTER_THE_FIRST_PAINT == set()


def test_a_clinic_on_a_machine_alone_opens_with_no_more_than_it_needs(checkout: Path, tmp_path: Path) -> None:
    start.open_or_create(tmp_path, paths.config_dir()).close()
    whole = imported_until("ready-to-save", checkout, "--data", str(tmp_path))
    assert "sqlalchemy.dialects.sqlite" in whole
    assert {name for name in whole if name.startswith(NOT_TO_OPEN)} == set()
    assert {name for name in whole if name.startswith(BEHIND_READY)} == set(), (
        "a patient's pages come behind what saves her answers"
    )


def test_qt_leaves_python_its_own_import(checkout: Path) -> None:
    """Else the source of each module that comes after is read once more, to look for a feature that none asks for."""
    words = [sys.executable, "-c", NO_OTHER_IMPORT]
    done = subprocess.run(words, cwd=checkout, capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout == "True\n"

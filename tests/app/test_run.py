"""The program as its command runs it: opened by its own first paint, swapped for a sample, refused in words."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from kypho_prep.records import enrolment
from kypho_prep.records.enrolment import Enrolment
from tests.journeys.house import PASSWORD, with_clinic

ROOT = Path(__file__).resolve().parents[2]


def touched(tmp_path: Path, data: Path, *wanted: str, root: Path = ROOT) -> dict[str, Any]:
    script = Path(__file__).with_name("touching.py")
    own = {name: value for name, value in os.environ.items() if not name.startswith("COV")}
    own |= {"PYTHONPATH": str(root), "KYPHO_PREP_CONFIG": str(tmp_path / "config")}
    command = [sys.executable, str(script), str(data), *wanted]
    done = subprocess.run(command, cwd=tmp_path, env=own, capture_output=True, text=True, check=False, timeout=40)
    assert done.returncode == 0, done.stderr[-2000:]
    found: dict[str, Any] = json.loads(done.stdout)
    assert found["left"] == []
    assert {one["windows"] for one in found["seen"]} == {1}, "never more than one window"
    return found


def test_its_first_paint_opens_the_clinic(tmp_path: Path) -> None:
    with_clinic(tmp_path)
    found = touched(tmp_path, tmp_path / "data", "staff", "sign_in")
    assert found["code"] == 0


def test_the_sample_opens_in_place_of_the_first_start(tmp_path: Path) -> None:
    typed = (f"password={PASSWORD}", f"again={PASSWORD}")
    touched(tmp_path, tmp_path / "data", "try_sample", *typed, "save", "staff", "sign_in")
    assert (tmp_path / "data-sample" / "sample.json").is_file()
    again = touched(tmp_path, tmp_path / "data", "try_sample", "staff", "sign_in")
    assert again["code"] == 0


def test_broken_settings_are_named_and_can_be_mended(tmp_path: Path) -> None:
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "machine.toml").write_text("kiosk = 7\n", "utf-8")
    found = touched(tmp_path, tmp_path / "data", "try_again", "quit")
    assert found["code"] == 2
    words = " ".join(found["seen"][0]["words"])
    assert "The settings file of this computer is not right." in words
    assert "machine.toml, kiosk: must be text in quotes" in words
    assert not (tmp_path / "data").exists()


def test_a_settings_file_that_contradicts_the_clinic_s_server_is_named(tmp_path: Path) -> None:
    enrolment.write(tmp_path / "config", Enrolment("Kiosk 1", "kiosk", "postgresql://nowhere/clinic"))
    (tmp_path / "config" / "machine.toml").write_text('kind = "desk"\n', "utf-8")
    found = touched(tmp_path, tmp_path / "data", "try_again", "quit")
    assert found["code"] == 2
    words = " ".join(found["seen"][0]["words"])
    assert 'machine.toml, kind: the clinic\'s server has this computer as a "kiosk": take this line out' in words


def test_a_station_s_windows_bear_its_name(tmp_path: Path) -> None:
    """Qt puts it behind every window's title: whoever looks at several tells them apart."""
    enrolment.write(tmp_path / "config", Enrolment("Kiosk 1", "kiosk", f"postgresql:///clinic?host={tmp_path}"))
    found = touched(tmp_path, tmp_path / "data", "try_again")
    assert found["seen"][0]["station"] == "Kiosk 1"


def test_an_enrolment_that_cannot_be_read_makes_no_clinic_beside_it(tmp_path: Path) -> None:
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "server.json").write_text("{", "utf-8")
    found = touched(tmp_path, tmp_path / "data", "try_again", "quit")
    assert found["code"] == 2
    assert "The file that names the clinic's server cannot be read" in " ".join(found["seen"][0]["words"])
    assert not (tmp_path / "data").exists()


def test_broken_words_of_the_first_page_are_named(tmp_path: Path) -> None:
    """Not even the welcome page can be built: the few words that say so are read alone."""
    copy = tmp_path / "checkout"
    for part in ("kypho_prep", "resources", "migrations"):
        shutil.copytree(ROOT / part, copy / part, ignore=shutil.ignore_patterns("__pycache__"))
    file = copy / "resources" / "content" / "words" / "en" / "kiosk.toml"
    file.write_text(file.read_text("utf-8") + "\n[[broken\n", "utf-8")
    found = touched(tmp_path, tmp_path / "data", "quit", root=copy)
    assert found["code"] == 2
    words = " ".join(found["seen"][0]["words"])
    assert "words/en/kiosk.toml, syntax" in words
    assert not (tmp_path / "data").exists()

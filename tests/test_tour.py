"""The tour, as a stranger without a screen runs it: a picture of every page, papers that can be read, figures."""

import json
import os
import struct
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[1]
SIZE = (1280, 800)


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("tour")
    of_others = [folder / "grandchild.png", folder / "letter.pdf"]
    for one in (*of_others, folder / "001-of-an-earlier-tour.png"):
        one.write_bytes(b"")
    command = [sys.executable, "-m", "kypho_prep", "tour", "--out", str(folder), "--size", "1280x800"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=400)
    assert done.returncode == 0, done.stderr[-2000:]
    assert "21 of 21" in done.stdout
    for one in of_others:
        one.unlink()  # it was left alone
    return folder


@pytest.fixture(scope="module")
def seen(out: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((out / "tour.json").read_text("utf-8"))
    return found


def test_it_leaves_a_numbered_picture_of_every_page(out: Path, seen: dict[str, Any]) -> None:
    pictures = sorted(out.glob("*.png"))
    assert len(pictures) >= 40
    assert [one.name for one in pictures] == seen["pictures"]
    assert [int(one.name[:3]) for one in pictures] == list(range(1, len(pictures) + 1))
    for one in pictures:
        assert struct.unpack(">II", one.read_bytes()[16:24]) == SIZE, one.name


@pytest.mark.parametrize(
    ("paper", "words"),
    [
        ("slip.pdf", "Ruth"),
        ("plan.pdf", "Take your last Xarelto on Monday, November 30, 2026."),
        ("plan-extra-large.pdf", "Take your last Xarelto on Monday, November 30, 2026."),
        ("plan.pdf", "Take your metoprolol at home with a sip of water. Take no Xarelto."),
        ("escort-card.pdf", "Paul Marlowe, 555-0120"),
        ("reading.pdf", "For Ruth"),
        ("reading-extra-large.pdf", "Step 1: A small cut."),
        ("nurse-sheet.pdf", "Xarelto · rivaroxaban · blood thinner"),
        ("nurse-sheet.pdf", "Dr. Lindgren says when, after the procedure."),
        ("day-list.pdf", "Ibarra"),
    ],
)
def test_its_papers_can_be_read(out: Path, seen: dict[str, Any], paper: str, words: str) -> None:
    assert paper in seen["papers"]
    read = subprocess.run(["pdftotext", str(out / paper), "-"], capture_output=True, text=True, check=True)
    assert words in " ".join(read.stdout.split())


def test_its_papers_keep_no_blood_thinner_going_and_name_every_medicine(out: Path) -> None:
    for paper in ("plan.pdf", "plan-extra-large.pdf", "nurse-sheet.pdf"):
        read = subprocess.run(["pdftotext", str(out / paper), "-"], capture_output=True, text=True, check=True)
        said = " ".join(read.stdout.split())
        assert "Keep taking" not in said
        assert "Take these" not in said


def test_its_figures_tell_what_was_done(seen: dict[str, Any]) -> None:
    assert seen["taps"] > 300
    assert seen["keys"] > 500
    assert seen["rows"]["replies"] > 60
    assert seen["rows"]["sign_offs"] == 3
    assert seen["visits"] >= 38
    assert seen["left_at"] == seen["resumed_at"] != ""


def test_it_raises_flags_signs_and_sees_the_sign_off_fall(seen: dict[str, Any]) -> None:
    raised = {one["problem"]: one for one in seen["flags"]}
    assert {"ride", "loop", "fasting_missing", "unsure", "result_unseen"} <= set(raised)
    assert (raised["ride"]["level"], raised["ride"]["kind"]) == ("red", "cancel")
    assert seen["sign_off"]["signed_by"] == "Dana Whitlock"
    assert seen["sign_off"]["blockers_before"] > 0
    (change,) = seen["revocation"]
    assert change["what"] == "reply:bleeding.history"
    assert "bruises" in change["after"]
    assert "bruises" not in change["before"]


def test_six_medicines_come_onto_the_list_by_touch_alone(seen: dict[str, Any]) -> None:
    ways = [one["way"] for one in seen["medicines"]]
    assert ways == ["tile", "tile", "typed wrong", "brand and generic", "typed wrong", "as typed"]
    assert all(one["taps"] > 0 for one in seen["medicines"])


def test_a_moved_visit_is_signed_again_and_its_day_on_its_own(seen: dict[str, Any]) -> None:
    assert seen["changed_since"] >= 3
    assert seen["day_lines"] >= 10
    assert seen["day_signed_by"] == "Dana Whitlock"


def test_without_a_screen_run_plays_the_tour(tmp_path: Path) -> None:
    alone = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY")}
    blocked = tmp_path / "out"
    blocked.write_text("a file stands where the pictures should go\n", "utf-8")
    command = [sys.executable, "-m", "kypho_prep", "run", "--out", str(blocked)]
    done = subprocess.run(command, cwd=ROOT, env=alone, capture_output=True, text=True, check=False, timeout=60)
    assert "there is no screen here, so the tour drives the windows offscreen" in done.stdout
    assert done.returncode != 0

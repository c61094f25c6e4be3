"""Drives the real windows through a whole visit; leaves pictures, papers and tour.json."""

from __future__ import annotations

import json
import os
import tempfile
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtWidgets import QApplication

from kypho_prep.app.program import Program
from kypho_prep.look.worker import InlineWorker
from kypho_prep.settings import PX_PER_MM, Settings
from kypho_prep.tour.scenes.papers_made import FILES
from kypho_prep.tour.stage import Stage, TourClock, unhurried
from kypho_prep.tour.story import scenes

START = datetime(2026, 11, 30, 14, 0, tzinfo=UTC)


def tour(out: Path, *, size: tuple[int, int] = (1280, 800), text_percent: int = 100, theme: str = "light") -> int:
    """Play the story in a folder of its own, and return the exit code; OSError when `out` cannot be written."""
    out.mkdir(parents=True, exist_ok=True)
    # Its own files of an earlier time alone: the folder may be somebody's with other pictures in it.
    for old in [*out.glob("[0-9][0-9][0-9]-*.png"), *(out / one for one in (*FILES, "tour.json"))]:
        old.unlink(missing_ok=True)
    # Any other figure makes a pixel of the window more than one of its picture.
    os.environ["QT_FONT_DPI"] = "96"
    app = QApplication.instance() or QApplication(["kypho-prep"])
    with tempfile.TemporaryDirectory(prefix="kypho-prep-tour-") as folder:
        home = Path(folder)
        chosen = Settings(home / "data", home / "config", "kiosk 1", PX_PER_MM)
        clock = TourClock(START)
        program = Program(chosen, InlineWorker(), clock, unhurried(), backup_worker=InlineWorker)
        program.window.resize(*size)
        program.window.show()
        try:
            stage = _play(Stage(program, out, clock, (theme.replace("-", "_"), text_percent)))
            rows = _rows(stage)
        finally:
            program.close()
            program.window.close()
            app.processEvents()
    _keep(out, stage, rows)
    print(
        f"{len(stage.hand.pictures)} pictures, {len(stage.found.papers)} papers and tour.json are in {out}", flush=True
    )
    return 0


def _play(stage: Stage) -> Stage:
    stage.program.working.connect(stage.program.begin)
    stage.program.open()
    stage.hand.settle()
    story = scenes(stage)
    for number, (said, scene) in enumerate(story, 1):
        print(f"{number} of {len(story)}: {said}", flush=True)
        scene()
    return stage


def _rows(stage: Stage) -> dict[str, int]:
    """Return how many rows the visit left in the chart."""
    chart = stage.review.situation.chart
    return {
        "replies": len(chart.replies),
        "flags": len(chart.flags),
        "flag_actions": len(chart.actions),
        "instructions": len(chart.instructions),
        "staff_facts": len(chart.facts),
        "sign_offs": len(chart.sign_offs),
    }


def _keep(out: Path, stage: Stage, rows: dict[str, int]) -> None:
    found = asdict(stage.found)
    found.pop("code")
    seen = {
        "taps": stage.hand.taps,
        "keys": stage.hand.keys,
        "pictures": stage.hand.pictures,
        "rows": rows,
        "sign_off": {"signed_by": found.pop("signed_by"), "blockers_before": found.pop("blockers_before")},
        "revocation": found.pop("revoked_by"),
        **found,
    }
    (out / "tour.json").write_text(json.dumps(seen, indent=2, ensure_ascii=False) + "\n", "utf-8")

"""The tour's papers: each one printed from the review or the board, and kept beside the pictures."""

from __future__ import annotations

from PySide6.QtCore import Qt

from kypho_prep.papers.reading_size import Size
from kypho_prep.tour.stage import Stage

FOLDER = "papers"
# The key on the review, how the waiting paper's file begins, and its name beside the pictures.
PRINTED = (
    (f"print_plan_{Size.LARGE.value}", "plan", "plan.pdf"),
    (f"print_plan_{Size.EXTRA_LARGE.value}", "plan", "plan-extra-large.pdf"),
    ("print_escort", "escort", "escort-card.pdf"),
    (f"print_reading_{Size.LARGE.value}", "reading", "reading.pdf"),
    (f"print_reading_{Size.EXTRA_LARGE.value}", "reading", "reading-extra-large.pdf"),
    ("print_nurse_sheet", "nurse-sheet", "nurse-sheet.pdf"),
)
FILES = (*(file for _, _, file in PRINTED), "slip.pdf", "day-list.pdf")


class PapersMade:
    """Every paper of a visit; without a printer each waits as a PDF, which the tour copies."""

    def __init__(self, stage: Stage) -> None:
        """Take the stage."""
        self.stage = stage

    def play(self) -> None:
        """Print plan and lessons in both sizes, the escort's card, the nurse's sheet; slip and list are there."""
        self.stage.hand.press(Qt.Key.Key_P)
        self.stage.hand.picture("print-panel")
        for button, stem, file in PRINTED:
            if not self.stage.hand.sees(button):
                self.stage.hand.press(Qt.Key.Key_P)
            self.stage.hand.tap(button)
            self._keep(stem, file)
        self._keep("slip", "slip.pdf")
        self._keep("day-list", "day-list.pdf")

    def _keep(self, stem: str, file: str) -> None:
        """Copy the newest paper of a kind."""
        waiting = sorted((self.stage.program.chosen.data / FOLDER).glob(f"{stem}-*.pdf"))
        (self.stage.out / file).write_bytes(waiting[-1].read_bytes())
        self.stage.found.papers.append(file)

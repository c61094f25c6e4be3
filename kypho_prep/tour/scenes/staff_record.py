"""The tour's scenes of what staff records beside the answers: calls, results, the chart's ticks, asking again."""

from __future__ import annotations

from PySide6.QtCore import Qt

from kypho_prep.tour.stage import Stage

MORNING = "Take your metoprolol at home with a sip of water. Take no Xarelto."


class StaffRecord:
    """What a nurse enters by keyboard on the review."""

    def __init__(self, stage: Stage) -> None:
        """Take the stage."""
        self.stage = stage

    def play(self) -> None:
        """Log a call that nobody answered, record a result, tick the chart, and ask again what is worth it."""
        self._form(Qt.Key.Key_C, {"reached": "nobody", "message": "tick"}, "call-form", press="due:tomorrow")
        result = {"kind": "inr", "value": "1.1", "on": self.stage.today.isoformat(), "by": "Harbor Laboratory"}
        self._form(Qt.Key.Key_R, result, "result-form")
        told = {"told_on": self.stage.today.isoformat(), "told_by": "Dana Whitlock"}
        self._form(Qt.Key.Key_M, {"decided_by": "Dr. Lindgren", "text": MORNING, **told}, "morning-form")
        self.stage.hand.press(Qt.Key.Key_T)
        for tick in ("consent", "images_level"):
            self.stage.hand.tap(f"tick:{tick}")
        self.stage.hand.picture("review-calls-results-ticks")
        self._ask_again()

    def _form(self, letter: Qt.Key, values: dict[str, str], picture: str, *, press: str = "") -> None:
        self.stage.hand.press(letter)
        self.stage.nurse.fill(values)
        if press:
            self.stage.hand.tap(press)
        self.stage.hand.picture(picture)
        self.stage.nurse.save_form()

    def _ask_again(self) -> None:
        """Ask the first question of the list again; the patient says the same."""
        self.stage.hand.press(Qt.Key.Key_A)
        self.stage.hand.picture("review-ask-again")
        same = self.stage.hand.named("same:")
        if same:
            self.stage.hand.tap(same[0])
            self.stage.hand.picture("review-asked-again")

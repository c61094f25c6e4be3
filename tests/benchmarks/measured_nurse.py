"""A nurse who clears the board through the real window, and counts what it costs her: keys, taps, letters."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QPlainTextEdit, QPushButton

from kypho_prep.nurse.board.page import BoardPage
from kypho_prep.nurse.open_visit.inline_form import InlineForm
from kypho_prep.nurse.review.page import ReviewPage
from kypho_prep.nurse.review.panels.card_view import CardView
from kypho_prep.nurse.review.panels.sign_off_panel import place_of
from kypho_prep.nurse.widgets.fields import Field, TickField
from kypho_prep.nurse.window import NurseWindow
from kypho_prep.prep.checklist import Level
from kypho_prep.prep.rules.flags import Card
from kypho_prep.prep.sign_off.prep_sign_off import Blocker
from kypho_prep.prep.sign_off.stage import Stage
from kypho_prep.tour.driver.hand import NotThere
from kypho_prep.workflow.desk.review import Review
from tests.benchmarks.clinic import PASSWORD
from tests.benchmarks.fingers import Fingers, Spent

DOCTOR = "Dr. Sample"
TO_CLEAR = (Stage.EXPECTED, Stage.ANSWERING, Stage.TO_REVIEW, Stage.FOLLOW_UP)
NOT_FINISHED = "The patient has not finished the questions."
MOST_CARDS = 40


@dataclass
class Cleared:
    """One visit that she is through with: what it cost, and the moves from the board to each red's first action."""

    visit: str
    mrn: str
    stage: Stage
    spent: Spent
    reds: list[tuple[str, int]] = field(default_factory=list)

    @property
    def signed(self) -> bool:
        return self.stage is Stage.SIGNED_OFF


class MeasuredNurse:
    """Works the board from the top: opens, closes what is open, records what is missing, signs or says why not."""

    def __init__(self, window: NurseWindow) -> None:
        self.window = window
        self.fingers = Fingers(window)

    def clear_board(self) -> list[Cleared]:
        """Clear every visit that waits, the ones that need her first, then those not finished yet."""
        done: list[Cleared] = []
        for count in (Qt.Key.Key_2, Qt.Key.Key_3):
            with self.fingers.doing("choosing what to work on"):
                self.fingers.press(count)
            while (visit := self._next({one.visit for one in done})) is not None:
                done.append(self.clear(visit))
        return done

    def clear(self, visit: str) -> Cleared:
        """Clear one visit, from the board and back to it."""
        before = self.fingers.spent.copy()
        with self.fingers.doing("opening from the board"):
            self._walk_to(visit)
            chosen = self.fingers.spent.copy()
            self.fingers.press(Qt.Key.Key_Return)
        work = ReviewWork(self.window, self.fingers, chosen)
        work.clear()
        review = work.review
        with self.fingers.doing("back to the board"):
            self.fingers.press(Qt.Key.Key_Escape)
        mrn = review.situation.chart.patient.mrn
        return Cleared(visit, mrn, review.stage, self.fingers.spent.since(before), work.reds)

    @property
    def _board(self) -> BoardPage:
        page = self.window.page()
        assert isinstance(page, BoardPage), f"{type(page).__name__} shows in place of the board"
        return page

    def _next(self, done: set[str]) -> str | None:
        """The first visit from the top that waits for her; one that is being filled in now waits for its patient."""
        board = self.window.workspace().watch.board  # type: ignore[union-attr]
        rows = {row.visit: row for row in board.rows} if board else {}
        model = self._board.model
        shown = [rows[model.visit_at(at)] for at in range(model.rowCount())]
        waiting = (row for row in shown if row.stage in TO_CLEAR and not row.who_now and row.visit not in done)
        return next((row.visit for row in waiting), None)

    def _walk_to(self, visit: str) -> None:
        table, target = self._board.table, self._board.model.row_of(visit)
        if target + 1 < abs(table.currentIndex().row() - target):
            self.fingers.press(Qt.Key.Key_Home)
        while (at := table.currentIndex().row()) != target:
            self.fingers.press(Qt.Key.Key_Down if at < target else Qt.Key.Key_Up)


class ReviewWork:
    """What she does on one visit's review; `chosen` is what was spent when the cursor stood on it on the board."""

    def __init__(self, window: NurseWindow, fingers: Fingers, chosen: Spent) -> None:
        self.reds: list[tuple[str, int]] = []
        self._window = window
        self._fingers = fingers
        self._chosen = chosen

    def clear(self) -> None:
        """Close what is open, record what is missing and sign; say "not complete" where the patient is not through."""
        if self._unanswered():
            self._call_and_say_not_complete()
            return
        self._close_cards()
        self._record_facts()
        self._sign()

    @property
    def _page(self) -> ReviewPage:
        page = self._window.page()
        assert isinstance(page, ReviewPage), f"{type(page).__name__} shows in place of a review"
        return page

    @property
    def review(self) -> Review:
        review = self._page.review
        assert review is not None
        return review

    def _unanswered(self) -> bool:
        return any(blocker.kind == "a" for blocker in self.review.blockers)

    def _close_cards(self) -> None:
        for _ in range(MOST_CARDS):
            found = self._first_open()
            if found is None:
                return
            view, card = found
            with self._fingers.doing(_what(card)):
                self._act(view, card)
        raise NotThere("the cards do not end")

    def _first_open(self) -> tuple[CardView, Card] | None:
        """The uppermost card that is still open, as it stands on the page."""
        named = {f"card:{one.finding.problem}:{one.finding.subject}": one for one in self.review.cards}
        for view in self._page.findChildren(CardView):
            card = named.get(view.objectName())
            if card is not None and card.open and card.level is not Level.NOTE and view.isVisible():
                return view, card
        return None

    def _act(self, view: CardView, card: Card) -> None:
        record = view.findChild(QPushButton, "record")
        button = record or view.findChild(QPushButton, card.closing[0].value)
        assert isinstance(button, QPushButton)
        self._fingers.push(button, view)
        if card.level is Level.RED:
            self.reds.append((card.finding.problem, self._fingers.spent.since(self._chosen).moves))
        self._fill()

    def _record_facts(self) -> None:
        while blocker := next((one for one in self.review.blockers if one.kind == "e"), None):
            with self._fingers.doing(_place(blocker)):
                self._push("next_blocker")
                self._fill()

    def _sign(self) -> None:
        with self._fingers.doing("signing"):
            self._push("sign")
            self._push("sign_now")
            self._fingers.write(PASSWORD)
            self._fingers.press(Qt.Key.Key_Return)

    def _call_and_say_not_complete(self) -> None:
        """Her policy where the patient is not through: one call, logged, and "not complete, because"."""
        with self._fingers.doing("call"):
            self._fingers.press(Qt.Key.Key_C)
            self._fill()
        with self._fingers.doing("not complete"):
            self._fingers.press(Qt.Key.Key_X)
            self._fill(reason=NOT_FINISHED)

    def _push(self, name: str) -> None:
        button = self._fingers.hand.find(name)
        assert isinstance(button, QPushButton)
        self._fingers.push(button, self._page)

    def _fill(self, **said: str) -> None:
        fill(self._fingers, self._page, said)


def _typed(day: object) -> str:
    return f"{day:%m/%d/%Y}"


def _what(card: Card) -> str:
    if card.finding.is_loop:
        return "instruction"
    if card.finding.problem.startswith("fasting"):
        return "fasting"
    if card.finding.problem in ("ride", "ride_time"):
        return "adult"
    if card.finding.problem.startswith("test_"):
        return "result"
    return f"card: {card.closing[0].value}"


def _place(blocker: Blocker) -> str:
    return place_of(blocker).removeprefix("fact:").partition(":")[0]


def fill(fingers: Fingers, page: ReviewPage, said: Mapping[str, str]) -> None:
    """Fill in what the open form lacks and save it; what stands in it already is only read."""
    form = next((one for one in page.findChildren(InlineForm) if one.isVisible()), None)
    if form is None:
        return
    wanted = {**usual(page), **said}
    lacking = [one for one in form.form.fields.values() if one.name in wanted and not one.value()]
    for entry in lacking:
        fingers.go_to(entry.editor)
        # Enter ticks an empty box and saves.
        if not (isinstance(entry, TickField) and entry is lacking[-1]):
            _enter(fingers, entry, wanted[entry.name])
    _save(fingers)
    assert not page.place(), [entry.problem() for entry in form.form.fields.values()]


def _save(fingers: Fingers) -> None:
    """Save by Enter, which in a text of several lines begins a new line: there by Ctrl+S."""
    if isinstance(QApplication.focusWidget(), QPlainTextEdit):
        fingers.press(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    else:
        fingers.press(Qt.Key.Key_Return)


def _enter(fingers: Fingers, entry: Field, value: str) -> None:
    if isinstance(entry.editor, QComboBox):
        _pick(fingers, entry.editor, value)
    elif isinstance(entry, TickField):
        fingers.press(Qt.Key.Key_Space)
    else:
        fingers.write(value)


def _pick(fingers: Fingers, box: QComboBox, value: str) -> None:
    """Choose by the first letter of the words, pressed again where several begin with it."""
    letter = Qt.Key(ord(box.itemText(box.findData(value))[0].upper()))
    for _ in range(box.count()):
        if box.currentData() == value:
            return
        fingers.press(letter)
    raise NotThere(f"no letter chooses {value!r}")


def usual(page: ReviewPage) -> dict[str, str]:
    """What she types into the fields of every form."""
    assert page.review is not None
    situation = page.review.situation
    on, today = situation.chart.visit.procedure_on, situation.today
    return {
        "order": "times",
        "food_on": _typed(on - timedelta(days=1)),
        "food_at": "11 pm",
        "liquids_on": _typed(on),
        "liquids_at": "5 am",
        "action": "continue",
        "text": "Go on as before.",
        "decided_by": DOCTOR,
        "read_back": "yes",
        "told_on": _typed(today),
        "told_by": "Sample Nurse",
        "answer": "Go on.",
        "reached": "nobody",
        "checked": "yes",
        "name": "Sam Example",
        "value": "1.0",
        "on": _typed(today),
    }

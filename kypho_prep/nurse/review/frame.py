"""What the keys and the focus of the review know about its page: its columns, its open place, what it asks for."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Signal

from kypho_prep.nurse.desk import DeskContext, StaffSession
from kypho_prep.nurse.open_visit.columns import Columns
from kypho_prep.nurse.open_visit.context import OpenVisit
from kypho_prep.nurse.open_visit.visit_frame import VisitFrame
from kypho_prep.nurse.widgets.form_page import Bar
from kypho_prep.nurse.widgets.parts import key, say
from kypho_prep.prep.times import age
from kypho_prep.prep.wording.dates import plain_day_words
from kypho_prep.prep.wording.other_language import language_words


class ReviewFrame(VisitFrame):
    """A visit's page with its two columns, before anything stands in them."""

    handing_asked = Signal(str)
    edit_asked = Signal(str)
    end_asked = Signal(str)
    day_asked = Signal(str)
    visit_asked = Signal(str)

    def __init__(self, desk: DeskContext, session: StaffSession, visit: str) -> None:
        self.columns = Columns(desk)
        super().__init__(desk, session, visit, self.columns)

    @property
    def is_over(self) -> bool:
        """Tell whether the visit ended: it is only read."""
        return self.review is not None and self.review.situation.chart.visit.ended is not None

    def turn(self, name: str) -> None:
        """Open what was shut, shut what was open; a form that is open stays."""
        raise NotImplementedError


def review_bar(opened: OpenVisit, back: Callable[[], object], does: Mapping[str, Callable[[], object]]) -> Bar:
    """Return the bar; `does` says what each key does by its name (handing, edit, day, end), the lock comes last."""
    desk, words, patient = opened.desk, opened.desk.words, opened.situation.chart.patient
    bar = Bar(desk, f"{patient.family}, {patient.given}", stretch=0)
    facts = [words("desk.board.age", age=age(patient.born, opened.session.today))]
    facts += [words(f"desk.sex.{patient.sex}")] if patient.sex else []
    facts.append(words("desk.review.born", on=plain_day_words(words, patient.born)))
    facts += [words("desk.board.mrn", mrn=patient.mrn)] if patient.mrn else []
    facts += [patient.phone] if patient.phone else []
    facts.append(words.optional(f"desk.speaks.{patient.language}") or language_words(words, patient.language))
    bar.below_title(say(desk, " · ".join(facts), "text/surface", 16))
    bar.before(key(desk, words("desk.review.board"), "back", back))
    for name, press in does.items():
        said = words("desk.lock") if name == "lock" else words(f"desk.review.{name}")
        bar.put(key(desk, said, name, press))
    return bar

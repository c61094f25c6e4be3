"""Anything that people do to a visit, in any order, through the real workflow on an encrypted chart."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kypho_prep.prep.chart import FactKind, SignOffKind
from kypho_prep.prep.clinic import Clinic
from kypho_prep.prep.reply import State
from kypho_prep.prep.sign_off.stage import Stage
from kypho_prep.prep.wording.sentences import blocker_words
from kypho_prep.workflow.clinic import staff
from kypho_prep.workflow.desk import review
from kypho_prep.workflow.desk.review import ActionForm
from kypho_prep.workflow.errors import Blocked, Changed
from kypho_prep.workflow.patient import intake
from kypho_prep.workflow.patient.intake import Given
from kypho_prep.workflow.visits import schedule
from kypho_prep.workflow.visits.board import near
from tests.told import told
from tests.workflow.ward import PROCEDURE, SHOWN, Ward

ANSWERS: tuple[tuple[str, Any], ...] = (
    ("bleeding.history", {"picked": ["bruises"], "unsure": False}),
    ("bleeding.history", {"picked": [], "unsure": False}),
    ("health.anesthesia_trouble", True),
    ("health.anesthesia_trouble", None),
    ("ride.adult", True),
    ("now.symptoms", {"picked": ["chest_pain"], "unsure": False}),
    ("now.symptoms", {"picked": [], "unsure": False}),
    ("health.new_back", {"picked": ["weak_legs"], "unsure": False}),
    ("health.support", {"picked": ["no_blood"], "unsure": False}),
    ("bleeding.history", None),
)
STEPS = (
    "answer", "phone", "wait", "prepare", "sign", "sign", "sign_stale", "close", "close_all", "undo", "move", "put_off",
    "retract", "fasting", "rule", "not_complete", "read",
)  # fmt: skip


class Hands:
    """One visit under many hands, on one day after the other."""

    def __init__(self, ward: Ward, visit: str) -> None:
        self.ward = ward
        self.visit = visit
        self.staff: dict[str, Any] = {"staff": ward.nurse, "visit": visit}
        self.signed = 0

    def answer(self, at: int) -> None:
        opened = self.ward.sit_down(self.visit)
        item, value = ANSWERS[at % len(ANSWERS)]
        self.ward.say(opened, item, value)
        intake.leave(self.ward.workplace, session=opened.session.id)

    def phone(self, at: int) -> None:
        """Staff record by phone what the patient says now."""
        item, value = ANSWERS[at % len(ANSWERS)]
        said = told(item, value)
        given_now = Given(item, None, State.NOT_SURE if value is None else State.VALUE, said, SHOWN)
        review.answer_for(self.ward.workplace, given=given_now, source="phone", **self.staff)

    def wait(self, at: int) -> None:
        self.ward.clock.pass_by(days=1 + at % 4)

    def prepare(self, _at: int) -> None:
        self.ward.record(self.visit, FactKind.IDENTIFIERS)
        self.ward.record(self.visit, FactKind.ADULT_VERIFIED)

    def close(self, at: int) -> None:
        opened = self.ward.open_chart(self.visit)
        cards = [card for card in opened.cards if card.open and card.closing]
        if cards:
            card = cards[at % len(cards)]
            form = ActionForm(card.closing[0], "text", "Dr. Lee", "answer")
            review.act(self.ward.workplace, thread=card.thread, action=form, **self.staff)

    def close_all(self, _at: int) -> None:
        self.prepare(0)
        self.fasting(0)
        for at in range(4):
            self.close(at)

    def fasting(self, _at: int) -> None:
        for _ in self.ward.open_chart(self.visit).situation.chart.current_instructions:
            self.retract(0)
        self.ward.close_the_rest(self.visit)

    def retract(self, at: int) -> None:
        found = self.ward.open_chart(self.visit).situation.chart.current_instructions
        if found:
            review.withdraw(self.ward.workplace, record=found[at % len(found)].id, reason="wrong", **self.staff)

    def rule(self, at: int) -> None:
        """The clinic has a tick block, or no longer."""
        clinic = replace(staff.clinic(self.ward.workplace), prep_ticks=("consent",) if at % 3 == 0 else ())
        staff.change_clinic(self.ward.workplace, staff=self.ward.nurse, clinic=clinic)

    def put_off(self, at: int) -> None:
        """The procedure is moved by days and hours."""
        patient, form, _ = schedule.forms(self.ward.workplace, visit=self.visit)
        on = (form.procedure_on or PROCEDURE) + timedelta(days=at % 3)
        moved = replace(form, procedure_on=on, arrival_on=on, procedure_at=f"{8 + at:02}:30")
        schedule.edit_visit(self.ward.workplace, patient=patient, form=moved, **self.staff)


class DeskContext(Hands):
    """The same at the desk; after each step what must hold is looked at."""

    def undo(self, at: int) -> None:
        done = self.ward.open_chart(self.visit).situation.chart.current_actions
        if done:
            review.undo(self.ward.workplace, action=done[at % len(done)].id, reason="wrong", **self.staff)

    def move(self, at: int) -> None:
        patient, form, _ = schedule.forms(self.ward.workplace, visit=self.visit)
        moved = replace(form, surgeon=f"Dr. {at % 2}")
        schedule.edit_visit(self.ward.workplace, patient=patient, form=moved, **self.staff)

    def read(self, _at: int) -> None:
        review.mark_read(self.ward.workplace, **self.staff)

    def not_complete(self, _at: int) -> None:
        review.not_complete(self.ward.workplace, reason="waits", **self.staff)

    def sign(self, _at: int) -> None:
        """A blocked sign-off is refused with every cause in words, an unblocked one stands."""
        opened = self.ward.open_chart(self.visit)
        words = self.ward.workplace.content.words("en")
        if opened.blockers:
            with pytest.raises(Blocked) as caught:
                review.sign_off(self.ward.workplace, bound=opened.bound, **self.staff)
            assert caught.value.blockers == opened.blockers
            said = [blocker_words(words, one) for one in caught.value.blockers]
            assert all(one.strip() and "{" not in one for one in said)
        else:
            assert review.sign_off(self.ward.workplace, bound=opened.bound, **self.staff).stage is Stage.SIGNED_OFF
            self.signed += 1

    def sign_stale(self, _at: int) -> None:
        """What is no longer as it was read is not signed."""
        opened = self.ward.open_chart(self.visit)
        with pytest.raises(Changed):
            review.sign_off(self.ward.workplace, bound={**opened.bound, "visit:surgeon": "Dr. Nobody"}, **self.staff)

    def holds(self) -> None:
        """Only what was signed is signed off, and the board says what the chart says."""
        opened = self.ward.open_chart(self.visit)
        prep = [one for one in opened.situation.chart.sign_offs if one.kind is SignOffKind.PREP]
        assert len(prep) == self.signed
        assert self.ward.row(self.visit).stage is opened.stage
        assert not (opened.standing.stands and opened.blockers)
        assert opened.stage is not Stage.SIGNED_OFF or opened.standing.stands
        if opened.stage is Stage.SIGNED_OFF:
            assert prep[-1].bound == opened.bound


@settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))
@given(steps=st.lists(st.tuples(st.sampled_from(STEPS), st.integers(0, 9)), min_size=4, max_size=9))
def test_no_path_signs_off_over_a_blocker(base: Callable[[], DeskContext], steps: list[tuple[str, int]]) -> None:
    desk = base()
    for name, at in [*steps, ("sign", 0)]:
        getattr(desk, name)(at)
        desk.holds()


@pytest.fixture
def base(ward: Ward) -> Callable[[], DeskContext]:
    """A visit that could be signed; the next history goes on where the last one ended."""
    visit = ward.answered_visit()
    ward.close_the_rest(visit)
    desk = DeskContext(ward, visit)
    return lambda: desk


@given(st.dates(date(2020, 1, 1), date(2040, 1, 1)), st.sets(st.integers(0, 8), max_size=3), st.integers(0, 15))
def test_the_board_puts_first_what_lies_within_two_working_days(today: date, closed: set[int], ahead: int) -> None:
    holidays = {today + timedelta(days=days) for days in closed}
    procedure = today + timedelta(days=ahead)
    left = [today + timedelta(days=days) for days in range(ahead)]
    working = [day for day in left if day.strftime("%a") not in ("Sat", "Sun") and day not in holidays]
    within = len(working) < 2 or (len(working) == 2 and working[0] == today)
    assert (procedure <= near(today, Clinic(holidays=tuple(holidays)))) is within

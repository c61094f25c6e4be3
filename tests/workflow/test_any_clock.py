"""Whatever the machine's clock does between two things that happen to a visit, what came later comes later.

Each history is played twice: on a clock that goes on by minutes, and on one that is put back and forward between any
two steps. All that is derived must be the same after each step. What is truly a deadline is left out: the procedure is
months away, and no answer is read against the day on which it was given.
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from kypho_prep.prep.chart import ActionKind, FactKind, InstructionAction
from kypho_prep.prep.sign_off.ask_again import ask_again, asked_subject
from kypho_prep.workflow.desk import correcting, review
from kypho_prep.workflow.desk.review import ActionForm, InstructionForm
from kypho_prep.workflow.errors import Blocked, Changed
from kypho_prep.workflow.patient import intake
from kypho_prep.workflow.visits import schedule
from tests.workflow.test_hard_days import NAME, STILL, XARELTO, taking
from tests.workflow.ward import Ward

BEGUN = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)
FAR = date(2027, 3, 1)
HOUR, DAY = 3600, 86_400
JUMPS = (0, 0, -2 * HOUR, 2 * HOUR, DAY, -DAY, 3 * DAY, -3 * DAY)
# What comes and goes of the board's row with the clock alone: moments, and what the test's two visits differ in.
OF_THE_CLOCK = {
    "visit", "last_answer", "sitting", "last_call", "finished_at", "nurse_called", "call_taken_back_at", "open_lines",
    "name_alerts", "other_visits",
}  # fmt: skip


class Played:
    """One visit to which things happen, and what is derived of it after each."""

    def __init__(self, ward: Ward, *, answered: bool) -> None:
        self.ward = ward
        ward.clock.at = BEGUN
        self.visit = taking(ward, XARELTO) if answered else begun(ward)
        self.staff: dict[str, Any] = {"staff": ward.nurse, "visit": self.visit}
        patient, form, _ = schedule.forms(ward.workplace, visit=self.visit)
        far = replace(form, procedure_on=FAR, arrival_on=FAR)
        schedule.edit_visit(ward.workplace, patient=patient, form=far, **self.staff)

    # What the patient does.

    def says(self, item: str, value: Any, entry: str | None = None) -> None:
        opened = self.ward.sit_down(self.visit)
        opened = self.ward.say(opened, "start.who", "me")
        self.ward.say(opened, item, value, entry=entry)
        intake.leave(self.ward.workplace, session=opened.session.id)

    def stops_alone(self) -> None:
        self.says(STILL, "self", "one")

    def goes_on(self) -> None:
        self.says(STILL, "yes", "one")

    def emergency(self) -> None:
        self.says("now.symptoms", {"picked": ["chest_pain"], "unsure": False})

    def no_emergency(self) -> None:
        self.says("now.symptoms", {"picked": [], "unsure": False})

    def no_adult(self) -> None:
        self.says("ride.adult", False)

    def an_adult(self) -> None:
        self.says("ride.adult", True)

    def bleeds(self) -> None:
        self.says("bleeding.history", {"picked": ["bruises"], "unsure": False})

    def not_sure(self) -> None:
        self.says("bleeding.history", None)

    def diabetes(self) -> None:
        self.says("health.body", {"picked": ["diabetes"], "unsure": False})

    def turns_a_page(self) -> None:
        opened = self.ward.sit_down(self.visit)
        opened = self.ward.say(opened, "start.who", "me")
        opened = self.ward.say(opened, "now.symptoms", {"picked": [], "unsure": False})
        self.ward.say(opened, "health.anesthesia_trouble", False)
        intake.leave(self.ward.workplace, session=opened.session.id)

    def not_me(self) -> None:
        intake.not_me(self.ward.workplace, session=self.ward.sit_down(self.visit).session.id)

    def calls(self) -> None:
        opened = self.ward.sit_down(self.visit)
        intake.call_nurse(self.ward.workplace, session=opened.session.id)
        intake.leave(self.ward.workplace, session=opened.session.id)

    def takes_back_the_call(self) -> None:
        opened = self.ward.sit_down(self.visit)
        intake.take_back_call(self.ward.workplace, session=opened.session.id)
        intake.leave(self.ward.workplace, session=opened.session.id)

    # What staff do.

    def identified(self) -> None:
        self.ward.record(self.visit, FactKind.IDENTIFIERS)

    def adult_verified(self) -> None:
        self.ward.record(self.visit, FactKind.ADULT_VERIFIED)

    def acknowledged(self) -> None:
        intake.acknowledge_emergency(self.ward.workplace, **self.staff)

    def instructs(self, subject: str = "one", action: InstructionAction = InstructionAction.CONTINUE) -> None:
        # One instruction of a kind stands at a time: a second one takes the first one's place, as the form has it.
        standing = self.ward.open_chart(self.visit).situation.chart.current_instructions
        before = next((one.id for one in standing if one.action is action), None)
        form = InstructionForm(
            subject, action, text="As before", decided_by="Dr. Lee", told_on=date(2026, 11, 1), told_by="Ann",
            supersedes=before, reason="Again" if before else "",
        )  # fmt: skip
        self.ward.instruct(self.visit, form)

    def no_fasting(self) -> None:
        self.instructs("fasting", InstructionAction.NO_FASTING)

    def called(self) -> None:
        self.ward.record(self.visit, FactKind.CALL, value={"reached": "patient", "note": "Told"})

    def reads(self) -> None:
        review.mark_read(self.ward.workplace, **self.staff)

    def asks_again(self) -> None:
        for one in ask_again(self.ward.open_chart(self.visit).situation).questions:
            subject, heard = asked_subject(one.page), {"reply": one.reply.id}
            self.ward.record(self.visit, FactKind.CHART_TICK, subject, value=heard)

    def acts(self) -> None:
        for card in self.ward.open_chart(self.visit).cards:
            if card.open and card.closing and card.thread:
                form = ActionForm(card.closing[0], "Done", "Dr. Lee", "Go on")
                review.act(self.ward.workplace, thread=card.thread, action=form, **self.staff)

    def needs_a_call(self) -> None:
        card = next((one for one in self.ward.open_chart(self.visit).cards if one.open and one.thread), None)
        if card is not None:
            due = datetime(2027, 1, 1, tzinfo=UTC)
            form = ActionForm(ActionKind.NEEDS_CALL, due=due)
            review.act(self.ward.workplace, thread=card.thread, action=form, **self.staff)

    def undoes(self) -> None:
        done = self.ward.open_chart(self.visit).situation.chart.current_actions
        if done:
            correcting.undo(self.ward.workplace, action=done[-1].id, reason="Wrong", **self.staff)

    def signs(self) -> None:
        with suppress(Blocked, Changed):
            self.ward.sign(self.visit)

    def prepares(self) -> None:
        """All that a signature needs, and the signature."""
        for patient in (self.no_emergency, self.an_adult):
            patient()
        for staff in (self.identified, self.adult_verified, self.no_fasting, self.instructs, self.acts, self.signs):
            staff()

    def gives_up(self) -> None:
        review.not_complete(self.ward.workplace, reason="Waits", **self.staff)

    def moves(self) -> None:
        patient, form, _ = schedule.forms(self.ward.workplace, visit=self.visit)
        assert form.procedure_on is not None
        on = form.procedure_on + timedelta(days=1)
        moved = replace(form, procedure_on=on, arrival_on=on)
        schedule.edit_visit(self.ward.workplace, patient=patient, form=moved, **self.staff)

    def prints(self) -> None:
        schedule.record_print(self.ward.workplace, paper="plan", **self.staff)

    # What is derived.

    def derived(self) -> dict[str, Any]:
        seen, row = review.read_again(self.ward.workplace, **self.staff), self.ward.row(self.visit)
        news, again = seen.since, ask_again(seen.situation)
        return {
            "cards": [(_what(card.finding), card.level, card.open, card.acted) for card in seen.cards],
            "blockers": [(one.kind, one.key, one.subject) for one in seen.blockers],
            "stage": seen.stage,
            "stands": (seen.standing.stands, [one.key for one in seen.standing.changes]),
            "opened": [(one.kind, one.key, one.subject) for one in seen.standing.opened],
            "since": news and (news.kind, [one.key for one in (*news.changes, *news.gone)], news.answered),
            "again": [(one.page, [why.key for why in one.reasons]) for one in again.questions],
            "asked": [one.page for one in again.asked],
            "board": {name: getattr(row, name) for name in row.__slots__ if name not in OF_THE_CLOCK},
            "called": row.nurse_called is not None,
            "taken_back": row.call_taken_back_at is not None,
            "lines": [(line.problem, line.subject, line.level) for line in row.open_lines],
            "sittings": [(one.ended_how, one.language) for one in seen.sessions],
            "page": self.resumes(),
        }

    def resumes(self) -> Any:
        with self.ward.workplace.reading() as records:
            last = records.sessions.newest_of(self.visit)
        return last and (last.page_item, last.resume_item, last.ended_how)


def begun(ward: Ward) -> str:
    """A patient who named one medicine, a thinner, and left: it takes less time than a visit answered whole."""
    visit = ward.new_visit()
    opened = ward.say(ward.sit_down(visit), "start.who", "me")
    opened = ward.say(opened, "medicines.also", {"picked": ["prescription"], "unsure": False})
    entry, named = XARELTO
    ward.say(opened, NAME, named, entry=entry)
    intake.leave(ward.workplace, session=opened.session.id)
    return visit


def _what(finding: Any) -> tuple[str, str, list[str]]:
    return finding.problem, finding.subject, sorted(one.key for one in finding.reasons)


STEPS = [
    "stops_alone", "goes_on", "emergency", "no_emergency", "no_adult", "an_adult", "bleeds", "not_sure", "diabetes",
    "turns_a_page", "not_me", "calls", "takes_back_the_call", "identified", "adult_verified", "acknowledged",
    "instructs", "no_fasting", "called", "reads", "asks_again", "acts", "needs_a_call", "undoes", "signs", "prepares",
    "prepares", "gives_up", "moves", "prints",
]  # fmt: skip
History = list[tuple[str, int]]
BACK, FAST = -2 * HOUR, DAY


@pytest.fixture
def play(ward: Ward) -> Callable[[History], list[Any]]:
    def playing(history: History) -> list[Any]:
        # Only a visit that is answered whole can be signed.
        played = Played(ward, answered=bool({"signs", "prepares"} & {step for step, _ in history}))
        derived = []
        for number, (step, jump) in enumerate(history):
            ward.clock.pass_by(seconds=60 + jump)
            getattr(played, step)()
            derived += [(number, step, name, found) for name, found in played.derived().items()]
        return derived

    return playing


def told(*steps: str, jump: int, at: int) -> History:
    """A history whose clock jumps before one of its steps."""
    return [(step, jump if number == at else 0) for number, step in enumerate(steps)]


@settings(max_examples=4, deadline=None, suppress_health_check=list(HealthCheck))
@given(history=st.lists(st.tuples(st.sampled_from(STEPS), st.sampled_from(JUMPS)), min_size=3, max_size=9))
@example(told("emergency", "acknowledged", "no_emergency", "emergency", jump=BACK, at=2))
@example(told("emergency", "acknowledged", "no_emergency", "emergency", jump=-DAY, at=2))
@example(told("identified", "not_me", jump=-DAY, at=1))
@example(told("an_adult", "adult_verified", "no_adult", jump=-DAY, at=2))
@example(told("instructs", "stops_alone", jump=-DAY, at=1))
@example(told("prepares", "bleeds", jump=-DAY, at=1))
@example(told("prepares", "bleeds", "acts", "signs", jump=-DAY, at=1))
@example(told("turns_a_page", "bleeds", jump=-DAY, at=1))
@example(told("gives_up", "bleeds", jump=-DAY, at=1))
@example(told("not_sure", "asks_again", "not_sure", jump=-DAY, at=2))
@example(told("no_fasting", "diabetes", jump=-DAY, at=1))
@example(told("called", "moves", "called", jump=-DAY, at=1))
@example(told("prints", "moves", "prints", jump=-DAY, at=2))
@example([("identified", 3 * DAY), ("adult_verified", 0), ("instructs", 0), ("no_adult", -3 * DAY), ("not_me", 0)])
def test_any_history_means_the_same_on_any_clock(play: Callable[[History], list[Any]], history: History) -> None:
    steady = play([(step, 0) for step, _ in history])
    assert [both for both in zip(play(history), steady, strict=True) if both[0] != both[1]] == []

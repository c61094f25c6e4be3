"""A visit's legal hold: everybody reads why it stands, an administrator places or lifts it with a reason."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from kypho_prep.nurse.open_visit.context import Job, OpenVisit
from kypho_prep.nurse.open_visit.inline_form import InlineForm, Typed
from kypho_prep.nurse.widgets.fields import TextField
from kypho_prep.nurse.widgets.flow_layout import flowing
from kypho_prep.nurse.widgets.parts import say, small_key
from kypho_prep.prep.retention import legal_hold
from kypho_prep.prep.wording.dates import quoted
from kypho_prep.workflow.clinic.staff import Role
from kypho_prep.workflow.desk import review
from kypho_prep.workflow.desk.review import Review
from kypho_prep.workflow.visits.legal_hold import lift_hold, place_hold

HOLD = "legal_hold"


def hold_view(opened: OpenVisit) -> list[QWidget]:
    """Return the hold in words, and for an administrator the key to it, or its form."""
    stands, desk = legal_hold(opened.situation.chart), opened.desk
    made: list[QWidget] = []
    if stands is not None:
        who = opened.say("desk.recorded", who=stands.recorded_by, at=opened.at(stands.recorded_at))
        made = [
            say(desk, opened.say("desk.hold.stands"), "check/surface", bold=True),
            say(desk, f"{quoted(desk.words, stands.reason)} · {who}", "quiet/surface", 15),
        ]
    if opened.place == HOLD:
        reason = TextField(desk, "reason", opened.say("desk.hold.reason"))
        return [*made, InlineForm(opened, [(reason,)], lambda typed: _read(opened, typed), {})]
    if opened.session.staff.role is Role.ADMINISTRATOR:
        words = opened.say("desk.hold.place" if stands is None else "desk.hold.lift")
        made.append(flowing(small_key(desk, words, HOLD, lambda: opened.go(HOLD))))
    return made


def _read(opened: OpenVisit, typed: Typed) -> Job:
    reason = typed.text("reason", "desk.hold.reason_missing")
    change = place_hold if legal_hold(opened.situation.chart) is None else lift_hold

    def job() -> Review:
        workplace, staff = opened.desk.workplace, opened.session.staff
        change(workplace, staff=staff, visit=opened.visit, reason=reason)
        return review.read_again(workplace, staff=staff, visit=opened.visit)

    return job

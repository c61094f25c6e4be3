"""An ended visit says how it ended, and is read only; one that was ended by mistake is opened again with a reason."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton, QWidget

from kypho_prep.look.cards import Card
from kypho_prep.nurse.open_visit.context import Job, Opened
from kypho_prep.nurse.open_visit.inline_form import InlineForm, Typed
from kypho_prep.nurse.widgets.fields import TextField
from kypho_prep.nurse.widgets.parts import LevelChip, key, row, say
from kypho_prep.prep.wording.staff_words import quoted
from kypho_prep.workflow.desk import review
from kypho_prep.workflow.desk.review import Review
from kypho_prep.workflow.visits import schedule

PLACE = "reopen"
# What an ended visit still lets a nurse do: look, print, leave, and open it again.
KEPT = (
    PLACE, "save_form", "close_form", "open_other:", "fold:", "chapter:", "calls:all", "earlier:", "taken_back:",
    "again_more", "print", "back", "lock",
)  # fmt: skip
# A new slip would let the patient sit down at a visit that is over.
TAKEN = ("print_slip", "make_slip")


def ended_banners(opened: Opened) -> list[QWidget]:
    """Return the banner of an ended visit with the key that opens it again."""
    visit = opened.situation.chart.visit
    if visit.ended is None:
        return []
    card = Card(opened.desk.look, "note_soft", "edge")
    card.setObjectName("banner:ended")
    ended = opened.say(f"desk.stage.{visit.ended.value}")
    when = opened.at(visit.ended_at) if visit.ended_at else ""
    title = " · ".join(part for part in (ended, when) if part)
    card.body.addLayout(row(LevelChip(title, opened.desk.look, "note", 18), None))
    if visit.ended_reason:
        card.body.addWidget(say(opened.desk, quoted(opened.desk.words, visit.ended_reason), "text/note_soft"))
    card.body.addWidget(say(opened.desk, opened.say("desk.ended.help"), "text/note_soft"))
    if opened.place == PLACE:
        form = Card(opened.desk.look)
        reason = TextField(opened.desk, "reason", opened.say("desk.ended.reason"))
        form.body.addWidget(InlineForm(opened, [(reason,)], lambda typed: _read(opened, typed), {}))
        card.body.addWidget(form)
    else:
        again = key(opened.desk, opened.say("desk.ended.reopen"), "reopen", lambda: opened.go(PLACE))
        card.body.addLayout(row(again, None))
    return [card]


def read_only(page: QWidget) -> None:
    """Take away every key that would write into an ended visit."""
    for button in page.findChildren(QPushButton):
        if not button.objectName().startswith(KEPT) or button.objectName() in TAKEN:
            button.hide()


def _read(opened: Opened, typed: Typed) -> Job | None:
    reason = typed.text("reason", "desk.ended.reason_missing")

    def job() -> Review:
        workplace, staff = opened.desk.workplace, opened.post.staff
        schedule.reopen_visit(workplace, staff=staff, visit=opened.visit, reason=reason)
        return review.open_chart(workplace, staff=staff, visit=opened.visit)

    return job

"""The papers of a visit in one place: plan and lessons in two sizes, escort's card, nurse's sheet, a new slip."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from kypho_prep.look.cards import Card
from kypho_prep.nurse.open_visit.context import OpenVisit
from kypho_prep.nurse.open_visit.printing import PRINT, Make, print_paper
from kypho_prep.nurse.widgets.parts import key, row, say
from kypho_prep.papers.reading_size import Size, size_for
from kypho_prep.prep.interview.situation import Situation
from kypho_prep.workflow.desk import review
from kypho_prep.workflow.visits import schedule
from kypho_prep.workflow.visits.schedule import Slip

NEW_SLIP = "print:slip"
PRINTING = (PRINT, NEW_SLIP)


@dataclass(frozen=True)
class Offered:
    """A paper that can be printed here: its kind for the record, its words, and how it is made."""

    kind: str
    name: str
    words: str
    make: Make
    first: bool = False


class PrintPanel(Card):
    """One key until it is pressed; then a key for each paper, first the plan as this patient reads it."""

    def __init__(self, opened: OpenVisit) -> None:
        super().__init__(opened.desk.look)
        self._opened = opened
        self.setObjectName("print_panel")
        desk = opened.desk
        self.body.setSpacing(desk.px(8))
        self.body.setContentsMargins(*(desk.px(20), desk.px(16)) * 2)
        self.body.addWidget(say(desk, opened.say("desk.print.title"), bold=True))
        if opened.place == PRINT:
            self._papers()
        elif opened.place == NEW_SLIP:
            self._slip()
        else:
            self._key("desk.print.open", "print", partial(opened.go, PRINT))

    def _papers(self) -> None:
        opened = self._opened
        reads = opened.say(f"desk.print.reads_{size_for(opened.situation).value}")
        self.body.addWidget(say(opened.desk, reads, "quiet/surface", 15))
        for one in offered(opened):
            press = partial(print_paper, opened, one.kind, one.words, one.make)
            self.body.addLayout(row(key(opened.desk, one.words, f"print_{one.name}", press, first=one.first), None))
        if opened.desk.services.slip is not None:
            self._key("desk.print.slip", "print_slip", partial(opened.go, NEW_SLIP))
        self._key("desk.form.close", "close_print", partial(opened.go, ""))

    def _slip(self) -> None:
        opened = self._opened
        self.body.addWidget(say(opened.desk, opened.say("desk.print.slip_warning"), "check/surface"))
        # Asked once more, since the code on the slip that the patient holds dies with it.
        self._key("desk.print.slip_make", "make_slip", partial(_new_slip, opened), first=True)
        self._key("desk.form.close", "close_print", partial(opened.go, ""))

    def _key(self, words: str, name: str, press: Callable[[], object], *, first: bool = False) -> None:
        opened = self._opened
        self.body.addLayout(row(key(opened.desk, opened.say(words), name, press, first=first), None))


def print_input(opened: OpenVisit) -> tuple[object, ...]:
    """Return what the panel is made from: shut it is one key, open it hands the whole visit to the papers."""
    return opened.around, opened.held(here=opened.place in PRINTING)


def offered(opened: OpenVisit) -> list[Offered]:
    """Return the papers that can be printed here; the plan in the size that the patient reads in comes first."""
    services, situation, say_it = opened.desk.services, opened.situation, opened.say
    found = _in_each_size(opened, "plan", services.plan)
    if services.escort is not None:
        found.append(Offered("escort", "escort", say_it("desk.print.escort"), partial(services.escort, situation)))
    found += _in_each_size(opened, "reading", services.reading)
    if services.nurse_sheet is not None:
        make = partial(services.nurse_sheet, opened.review, opened.session.staff.name)
        found.append(Offered("nurse_sheet", "nurse_sheet", say_it("desk.print.nurse_sheet"), make))
    return found


def _in_each_size(opened: OpenVisit, kind: str, make: Callable[[Situation, str], Path | None] | None) -> list[Offered]:
    """Return a patient's paper in both sizes, first the one that the patient reads in."""
    if make is None:
        return []
    fits = size_for(opened.situation)
    return [
        Offered(
            kind,
            f"{kind}_{size.value}",
            opened.say(f"desk.print.{kind}_{size.value}"),
            partial(make, opened.situation, size.value),
            first=kind == "plan" and size is fits,
        )
        for size in sorted(Size, key=lambda one: one is not fits)
    ]


def _new_slip(opened: OpenVisit) -> None:
    """Make a new code; the paper is drawn on the screen's thread, where Qt draws."""
    desk, staff, visit = opened.desk, opened.session.staff, opened.visit
    job = partial(schedule.print_slip, desk.workplace, staff=staff, visit=visit)
    desk.ask(job, partial(_slip_made, opened), lambda trouble: opened.tell(desk.sentence(trouble)))


def _slip_made(opened: OpenVisit, slip: Slip) -> None:
    """Print the slip; where it cannot be, the nurse writes the code down, which shows only now."""
    desk, words, code = opened.desk, opened.say("desk.print.slip_done"), f"{slip.code[:3]} {slip.code[3:]}"
    make = desk.services.slip
    try:
        file = make(slip, opened.session.clinic) if make is not None else None
    except OSError:
        said = opened.say("desk.print.failed", paper=words)
    else:
        said = opened.say("desk.print.made", paper=words, file=str(file)) if file else ""
        said = said or opened.say("desk.print.printed", paper=words)
    opened.do(partial(review.read_again, desk.workplace, staff=opened.session.staff, visit=opened.visit), None)
    opened.tell(f"{said} {opened.say('desk.print.code', code=code)}")

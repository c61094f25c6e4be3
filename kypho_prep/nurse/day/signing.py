"""The sign-off of the procedure's day: what blocks it, by name; who signed; what changed since."""

from __future__ import annotations

from functools import partial

from kypho_prep.look.cards import Card
from kypho_prep.nurse.day.forms import decide_place, record_place
from kypho_prep.nurse.day.words import change_lines, day_bound_words, may_record
from kypho_prep.nurse.open_visit.context import AfterPassword, OpenVisit
from kypho_prep.nurse.open_visit.panels import Panel
from kypho_prep.nurse.widgets.parts import LevelChip, bar_key, key, row, say
from kypho_prep.prep.rules.procedure_day import day_lines
from kypho_prep.prep.sign_off.chart_ticks import TICK
from kypho_prep.prep.sign_off.day_sign_off import day_binding, day_blockers, day_standing
from kypho_prep.prep.sign_off.prep_sign_off import Blocker, Standing
from kypho_prep.prep.wording.sentences import blocker_words
from kypho_prep.workflow.clinic.staff import StaffMember
from kypho_prep.workflow.desk import procedure_day
from kypho_prep.workflow.desk.review import Review

REVIEW = "review"


def day_signing(opened: OpenVisit) -> Panel:
    """Return the sign-off of the day; it may name anything of the visit."""
    return Panel("day_signing", (opened.around, opened.review), lambda: [DaySigning(opened)])


class DaySigning(Card):
    """The last thing on the day's page; it says "day checks signed", never more."""

    def __init__(self, opened: OpenVisit) -> None:
        writable = may_record(opened)
        blocked = day_blockers(opened.situation) if writable else ()
        standing = day_standing(opened.situation)
        ground = "note_soft" if blocked and not standing.stands else "surface"
        super().__init__(opened.desk.look, ground)
        self.setObjectName("day_signing")
        self._opened = opened
        self._pair = f"text/{ground}"
        self.body.setSpacing(opened.desk.px(6))
        self.body.setContentsMargins(*(opened.desk.px(20), opened.desk.px(16)) * 2)
        self._tell(opened.say("desk.day.sign_title"), bold=True)
        if standing.sign_off is not None:
            self._signed(standing)
        if not standing.stands and writable:
            self._blocked(blocked) if blocked else self._sign()
        elif standing.sign_off is None:
            self._tell(opened.say("desk.day.unsigned"))

    def _signed(self, standing: Standing) -> None:
        opened, signed = self._opened, standing.sign_off
        if signed is None:
            return
        words = "desk.day.signed" if standing.stands else "desk.day.fallen"
        chip = LevelChip(opened.say(words), opened.desk.look, "done" if standing.stands else "red", 17)
        self.body.addLayout(row(chip, None))
        self._tell(opened.say("desk.sign.by", who=signed.signed_by, at=opened.at(signed.signed_at)))
        for about, before, after in change_lines(opened, standing):
            self._tell(about, bold=True)
            self._tell(opened.say("desk.banner.change", before=before, after=after))
        if not may_record(opened):
            for blocker in standing.opened:
                self._tell(blocker_words(opened.desk.words, blocker), bold=True)

    def _blocked(self, blocked: tuple[Blocker, ...]) -> None:
        opened = self._opened
        self._tell(opened.say("desk.day.blocked", count=len(blocked)))
        for blocker in blocked:
            place = place_of(opened, blocker)
            button = bar_key(
                opened.desk, blocker_words(opened.desk.words, blocker), f"blocker:{place}", "chevron-right"
            )
            button.clicked.connect(partial(self._lead, place))
            self.body.addWidget(button)

    def _lead(self, place: str, _pressed: bool = False) -> None:
        self._opened.go(place)

    def _sign(self) -> None:
        opened = self._opened
        self._tell(opened.say("desk.day.nothing_blocks"))
        bound, words = day_binding(opened.situation), day_bound_words(opened)

        def run(staff: StaffMember) -> Review:
            place = opened.desk.workplace
            return procedure_day.sign_day_of(place, staff=staff, visit=opened.visit, bound=bound, words=words)

        said = opened.say("desk.day.sign_as", name=opened.session.staff.name)
        job = AfterPassword(run, said)
        self.body.addLayout(row(key(opened.desk, said, "sign_day", lambda: opened.do(job, None), first=True), None))

    def _tell(self, text: str, *, bold: bool = False) -> None:
        self.body.addWidget(say(self._opened.desk, text, self._pair, bold=bold))


def place_of(opened: OpenVisit, blocker: Blocker) -> str:
    """Return the place that closes a blocker: a line's form on this page, the review, or a tick's place on it."""
    if blocker.subject.startswith(TICK):
        return f"{REVIEW}:{blocker.subject}"
    if blocker.kind != "day":
        return REVIEW
    check = next(one for one in day_lines(opened.situation) if one.key == blocker.subject)
    return decide_place(check) if check.recorded is not None else record_place(check)

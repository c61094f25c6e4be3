"""The sign-off: exactly what blocks it, each leading to its place; what is signed; "not complete, because"."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from kypho_prep.look.buttons import Button
from kypho_prep.look.cards import Card
from kypho_prep.nurse.open_visit.context import AfterPassword, Job, OpenVisit
from kypho_prep.nurse.open_visit.inline_form import InlineForm, Typed
from kypho_prep.nurse.open_visit.panels import Panel
from kypho_prep.nurse.review.forms.answer_form import place_of as answer_place
from kypho_prep.nurse.review.panels.done_lines import withdrawing_form
from kypho_prep.nurse.review.panels.side_panel import SidePanel
from kypho_prep.nurse.review.panels.signed_words import bound_words, opened_lines, subject_words
from kypho_prep.nurse.review.panels.since_panel import tell_since
from kypho_prep.nurse.widgets.fields import TextField
from kypho_prep.nurse.widgets.flow_layout import flowing
from kypho_prep.nurse.widgets.parts import LevelChip, bar_key, key, row, small_key
from kypho_prep.prep.chart import FactKind, SignOffKind
from kypho_prep.prep.sign_off.chart_ticks import TICK
from kypho_prep.prep.sign_off.prep_sign_off import Blocker, signed_in_order
from kypho_prep.prep.sign_off.stage import Stage
from kypho_prep.prep.wording.sentences import blocker_words
from kypho_prep.workflow.clinic.staff import StaffMember
from kypho_prep.workflow.desk import review
from kypho_prep.workflow.desk.review import Review

TAKE_BACK = "withdraw_not_complete"
SIGN_PLACES = ("sign", "all_blockers", "not_complete", TAKE_BACK)
FACT_PLACES = {FactKind.IDENTIFIERS: "fact:identifiers", FactKind.ADULT_VERIFIED: "fact:adult"}
# What blocks without a card on the left: an answer, a staff entry. The first of them is one key away.
WITHOUT_CARD = ("a", "e")
OPEN_TO_REVIEW = (Stage.EXPECTED, Stage.ANSWERING)


def place_of(blocker: Blocker) -> str:
    """Return the place on the review that closes a blocker: a form, or a card (without opening any of its forms)."""
    if blocker.kind == "a" and blocker.page is not None:
        return answer_place(blocker.page)
    if blocker.subject.startswith(TICK):
        return blocker.subject
    if blocker.kind == "e":
        fact = FACT_PLACES.get(FactKind(blocker.subject)) if blocker.subject in set(FactKind) else None
        return fact or ("fasting" if blocker.subject == "fasting" else f"fact:result:{blocker.subject}")
    problem = blocker.finding.problem if blocker.finding else ""
    return f"card:{problem}:{blocker.subject}:"


def signing_panel(opened: OpenVisit) -> Panel:
    """Return the sign-off; it may name anything of the visit."""
    place = opened.place if opened.place in SIGN_PLACES else ""
    return Panel("sign_off_panel", (opened.around, opened.review, place), lambda: [SignOffPanel(opened)])


class SignOffPanel(SidePanel):
    """The last thing of a review; it never says "ready" or "cleared"."""

    def __init__(self, opened: OpenVisit) -> None:
        ground = "note_soft" if opened.review.blockers else "surface"
        super().__init__(opened, opened.say("desk.sign.title"), "sign_off_panel", ground)
        self._pair = f"text/{ground}"
        self._keys: list[Button] = []
        self._wide = opened.place in SIGN_PLACES
        standing = opened.review.standing
        if standing.sign_off is not None and standing.stands:
            signed = standing.sign_off
            at = opened.at(signed.signed_at)
            self.body.addWidget(LevelChip(opened.say("desk.sign.complete"), opened.desk.look, "done", 17))
            self.tell(opened.say("desk.sign.by", who=signed.signed_by, at=at), self._pair)
            self.tell(opened.say("desk.sign.revoked_by"), self._pair)
        elif opened.review.blockers:
            self._fallen()
            self._blocked()
        elif opened.place == "sign":
            self._confirm()
        else:
            self._fallen()
            self.tell(opened.say("desk.sign.nothing_blocks"), self._pair)
            self._key("desk.sign.complete", "sign", first=True)
        self._not_complete()
        if self._keys:
            self.put(flowing(*self._keys))

    def _fallen(self) -> None:
        """Say what first took the last signature back; the banner names all, so that the panel stays small."""
        standing = self.opened.review.standing
        if standing.sign_off is not None:
            for line in opened_lines(self.opened, standing)[:1]:
                self.tell(line, self._pair, bold=True)

    def _blocked(self) -> None:
        opened = self.opened
        self.tell(opened.say("desk.sign.blocked", count=len(opened.review.blockers)), self._pair)
        if opened.place not in ("all_blockers", "sign"):
            for blocker in [one for one in opened.review.blockers if one.kind in WITHOUT_CARD][:1]:
                self._way(blocker, "next_blocker")
            self._key("desk.sign.all_blockers", "all_blockers")
            return
        for blocker in opened.review.blockers:
            self._way(blocker, f"blocker:{place_of(blocker)}")

    def _way(self, blocker: Blocker, name: str) -> None:
        """Add the key that leads to what closes a blocker."""
        button = bar_key(self.opened.desk, blocker_words(self.opened.desk.words, blocker), name, icon="chevron-right")
        button.clicked.connect(partial(self._lead, place_of(blocker)))
        self.body.addWidget(button)

    def _lead(self, place: str, _pressed: bool = False) -> None:
        self.opened.go(place)

    def _confirm(self) -> None:
        """Show what is new, then all that is signed, and sign on one more press."""
        opened, bound = self.opened, self.opened.review.bound
        words = bound_words(opened) | tell_since(opened, self.body, self._pair)
        answers = [one for one in bound if one.startswith("reply:")]
        self.tell(opened.say("desk.sign.signing", count=len(answers)), self._pair, bold=True)
        for one in (one for one in bound if one.startswith(("instruction:", "fact:"))):
            self.tell(f"{subject_words(opened, one)}: {words[one]}", self._pair, 15)
        sign = opened.say("desk.sign.sign_as", name=opened.session.staff.name)
        job = AfterPassword(partial(_sign, opened, bound, words), sign)
        keys = [
            key(opened.desk, sign, "sign_now", lambda: opened.do(job, None), first=True),
            key(opened.desk, opened.say("desk.form.close"), "close_sign", lambda: opened.go("")),
        ]
        self.body.addLayout(row(*keys, None))

    def _not_complete(self) -> None:
        opened = self.opened
        last = next(reversed(signed_in_order(opened.situation.chart)), None)
        if last is not None and last.kind is SignOffKind.NOT_COMPLETE:
            said = opened.say("desk.sign.was_not_complete", who=last.signed_by, at=opened.at(last.signed_at))
            self.tell(said, self._pair, 15)
            self.tell(last.reason, self._pair, 15)
            if opened.place not in (TAKE_BACK, "not_complete", "sign"):
                self._key("desk.undo.not_complete", TAKE_BACK)
        if opened.place == TAKE_BACK:
            self._box(withdrawing_form(opened))
        elif opened.place == "not_complete":
            self._box(self._reason_form())
        elif opened.place != "sign":
            self._key("desk.sign.not_complete", "not_complete")
        if opened.review.stage in OPEN_TO_REVIEW:
            job = lambda: review.mark_for_review(  # noqa: E731
                opened.desk.workplace, staff=opened.session.staff, visit=opened.visit
            )
            said = opened.say("desk.sign.mark")
            self._keys.append(key(opened.desk, said, "mark_for_review", lambda: opened.do(job, None)))

    def _box(self, form: InlineForm) -> None:
        box = Card(self.opened.desk.look)
        box.body.addWidget(form)
        self.body.addWidget(box)

    def _reason_form(self) -> InlineForm:
        opened = self.opened
        reason = TextField(opened.desk, "reason", opened.say("desk.sign.because"), lines=3)

        def read(typed: Typed) -> Job:
            why = typed.text("reason", "desk.form.reason_missing")
            return lambda: review.not_complete(
                opened.desk.workplace, staff=opened.session.staff, visit=opened.visit, reason=why
            )

        return InlineForm(opened, [(reason,)], read, {})

    def _key(self, words: str, place: str, *, first: bool = False) -> None:
        press = partial(self.opened.go, place)
        if first or self._wide:
            self._keys.append(key(self.opened.desk, self.opened.say(words), place, press, first=first))
        else:
            self._keys.append(small_key(self.opened.desk, self.opened.say(words), place, press))


def _sign(opened: OpenVisit, bound: Mapping[str, str], words: Mapping[str, str], staff: StaffMember) -> Review:
    return review.sign_off(opened.desk.workplace, staff=staff, visit=opened.visit, bound=bound, words=words)

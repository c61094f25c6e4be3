"""The tour's scenes at the desk: set-up, a visit, the review, the sign-off, and the change that revokes it."""

from __future__ import annotations

from datetime import timedelta

from kypho_prep.prep.checklist import Level
from kypho_prep.prep.rules.flags import Card
from kypho_prep.prep.wording.dates import day_words
from kypho_prep.tour.driver.guest import Guest
from kypho_prep.tour.driver.nurse import PASSWORD, USER, Held
from kypho_prep.tour.stage import BORN, Stage

RUTH = {
    "family": "Marlowe",
    "given": "Ruth",
    "born": BORN.isoformat(),
    "mrn": "40731",
    "phone": "555-0119",
    "levels": "L1",
    "surgeon": "Dr. Lindgren",
}
EDWIN = {
    "family": "Carrow",
    "given": "Edwin",
    "born": "1947-09-02",
    "mrn": "40732",
    "phone": "555-0121",
    "levels": "T12",
}
EATING = "Please eat nothing after this time."
DRINKING = "Please drink nothing after this time."
# What the story's surgeon said about this one patient's thinner; the program itself knows no such figure.
HELD = timedelta(days=3)


class AtTheDesk:
    """The nurse's scenes, in order."""

    def __init__(self, stage: Stage) -> None:
        """Take the stage."""
        self.stage = stage

    def set_up(self) -> None:
        """Set the clinic up on the first start."""
        self.stage.hand.picture("first-start")
        self.stage.hand.tap("set_up")
        values = {"name": "Dana Whitlock", "user": USER, "password": PASSWORD, "again": PASSWORD}
        self.stage.nurse.fill({**values, "clinic": "Harbor Spine Clinic", "phone": "555-0142"})
        self.stage.hand.picture("set-up")
        self.stage.hand.tap("save")
        self.stage.hand.picture("board-empty")

    def enter_visits(self) -> None:
        """Enter the visit of the story and make its slip; and one of a patient with many medicines."""
        on = (self.stage.today + timedelta(days=3)).isoformat()
        times = {"procedure_on": on, "procedure_at": "9:30", "arrival_on": on, "arrival_at": "8:00"}
        self.stage.hand.tap("new_visit")
        self.stage.nurse.fill({**RUTH, **times})
        self.stage.hand.tap("tests:mri")
        self.stage.hand.picture("new-visit")
        self.stage.hand.tap("save")
        self.stage.found.code = self.stage.nurse.slip_code()
        self.stage.hand.picture("slip-made")
        self.stage.hand.tap("back")
        self.stage.hand.tap("new_visit")
        self.stage.nurse.fill({**EDWIN, **times, "procedure_at": "13:00", "arrival_at": "11:30"})
        self.stage.hand.tap("save")
        self.stage.hand.tap("back")
        self.stage.found.visit = self.stage.visit_of(RUTH["family"])

    def look(self) -> None:
        """Open the review: what is open, in the patient's own words."""
        self.stage.nurse.open_visit(self.stage.found.visit)
        self.stage.hand.picture("review")
        self.stage.found.flags = [
            {"problem": card.finding.problem, "level": card.level.value, "kind": card.kind.value, "open": card.open}
            for card in self.stage.review.cards
        ]
        self.stage.found.blockers_before = len(self.stage.review.blockers)

    def close_all(self) -> None:
        """Record the instructions and checks that a sign-off needs, and close each flag by its own action."""
        self.fasting("7:30")
        for name in self._checks():
            self.record_check(name)
        self.stage.hand.picture("review-checks")
        self.close_cards()

    def record_check(self, name: str) -> None:
        """Record one check: the identifiers, the adult who drives, a result."""
        self.stage.nurse.record(f"fact:{name}", self._checks()[name])

    def close_cards(self) -> None:
        """Close each open flag by its own action."""
        for _ in range(40):
            card = next((one for one in self.stage.nurse.cards() if one.level is not Level.NOTE), None)
            if card is None:
                return
            self._close(card)

    def sign(self) -> None:
        """Sign "prep complete", after seeing what is signed."""
        self.stage.hand.picture("review-nothing-blocks")
        self.stage.hand.tap("sign")
        self.stage.hand.picture("sign-off-what-is-signed")
        self.stage.hand.tap("sign_now")
        self.stage.hand.picture("password-once-more")
        self.stage.nurse.confirm(self.stage.password)
        self.stage.hand.picture("signed-off")
        signed = self.stage.review.standing.sign_off
        self.stage.found.signed_by = signed.signed_by if signed else ""

    def revoke(self) -> None:
        """Let the patient change an answer at the kiosk, and see the sign-off fall."""
        self.stage.hand.tap("back")
        self.stage.hand.picture("board-signed-off")
        self.stage.nurse.open_visit(self.stage.found.visit)
        self.stage.nurse.hand_over(self.stage.found.visit)
        back = Guest(self.stage.hand, self.stage.program.kiosk, {"bleeding.history": ("choice:bruises",)})
        back.change("bleeding.history")
        back.leave()
        self.stage.nurse.sign_in()
        self.stage.hand.picture("board-revoked")
        self.stage.nurse.open_visit(self.stage.found.visit)
        self.stage.hand.picture("review-revoked")
        self.stage.found.revoked_by = [
            {"what": change.key, "before": change.before, "after": change.after}
            for change in self.stage.review.standing.changes
        ]

    def fasting(self, liquids_at: str) -> None:
        """Record the times for food and for clear liquids."""
        on = self.stage.review.situation.chart.visit.procedure_on
        self.stage.hand.tap("fasting")
        self.stage.nurse.fill(
            {
                "order": "times",
                "food_on": (on - timedelta(days=1)).isoformat(),
                "food_at": "23:30",
                "food_text": EATING,
                "liquids_on": on.isoformat(),
                "liquids_at": liquids_at,
                "liquids_text": DRINKING,
                "decided_by": "Dr. Lindgren",
                "told_on": self.stage.today.isoformat(),
                "told_by": "Dana Whitlock",
            }
        )
        if liquids_at == "7:30":
            self.stage.hand.picture("fasting-form")
        self.stage.nurse.save_form()

    def _checks(self) -> dict[str, dict[str, str]]:
        adult = {"name": "Paul Marlowe", "phone": "555-0120", "checked": "tick"}
        result = {"value": "Level L1 seen", "on": self.stage.today.isoformat()}
        return {"identifiers": {"checked": "tick"}, "adult": adult, "result:mri": result}

    def _close(self, card: Card) -> None:
        if self.stage.nurse.card_offers(card, "told_again"):
            self.stage.nurse.press_on_card(card, "told_again")
            return
        if card.finding.is_loop:
            self._hold(card)
            self.stage.hand.picture("instruction-form")
            self.stage.nurse.save_form()
            return
        said = {"text": "Talked about it with the patient.", "decided_by": "Dr. Lindgren", "answer": "Go on."}
        if card.closing[0].value == "prepared":
            said = {"text": "Planned for the day", "decided_by": "Dana Whitlock", "answer": "the anesthesia team"}
        self.stage.nurse.close_card(card, said)

    def _hold(self, card: Card) -> None:
        """Record what the surgeon said about a blood thinner."""
        situation, today = self.stage.review.situation, self.stage.today
        last = max(today, situation.chart.visit.procedure_on - HELD)
        said = Held("Dr. Lindgren", last, day_words(self.stage.words, last), today)
        self.stage.nurse.record_loop(card, situation.entry_name(card.finding.subject), said)

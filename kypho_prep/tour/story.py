"""The tour's story: one clinic, one patient, one nurse, from the first start to a sign-off that a change revokes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from kypho_prep.app.program import Program
from kypho_prep.look.papers.patient_plan import plan_paper
from kypho_prep.look.papers.press import write_pdf
from kypho_prep.prep.checklist import Level
from kypho_prep.prep.words import Words
from kypho_prep.tour.guest import Answers, Guest
from kypho_prep.tour.hand import Hand
from kypho_prep.tour.nurse import PASSWORD, USER, Nurse
from kypho_prep.workflow.review import Review
from kypho_prep.workflow.workplace import Workplace

BORN = date(1950, 3, 14)
TYPED = "xeralt"
ANSWERS: Answers = {
    "medicines.groups_thin": ("choice:blood_thinner",),
    "medicines.still_taking": ("choice:yes",),
    "medicines.dose": ("type:one each day",),
    "health.heart_lungs": ("choice:irregular_heartbeat",),
    "health.walking": ("unsure",),
    "fasting.scene": ("choice:small_snack",),
    "ride.adult": ("choice:no",),
    "ride.first_night": ("choice:lives_with",),
    "questions.presets": (),
}
EATING = "Please eat nothing after this time."
DRINKING = "Please drink nothing after this time."


@dataclass
class Found:
    """What the tour saw, for tour.json."""

    visit: str = ""
    code: str = ""
    resumed_at: str = ""
    left_at: str = ""
    flags: list[dict[str, Any]] = field(default_factory=list)
    blockers_before: int = 0
    signed_by: str = ""
    revoked_by: list[dict[str, str]] = field(default_factory=list)
    papers: list[str] = field(default_factory=list)


class Story:
    """Plays the scenes in order; each is one thing that a person does."""

    def __init__(self, program: Program, hand: Hand, out: Path, comfort: tuple[str, int]) -> None:
        """Come with a program whose window stands, a hand, and the folder for pictures and papers."""
        self.program = program
        self.hand = hand
        self.out = out
        self.comfort = comfort
        self.found = Found()
        self.guest = Guest(hand, program.kiosk, ANSWERS)

    @property
    def workplace(self) -> Workplace:
        """Return the open clinic."""
        if self.program.workplace is None:
            raise LookupError("the clinic is not open")
        return self.program.workplace

    @property
    def words(self) -> Words:
        """Return the English words."""
        return self.workplace.content.words("en")

    @property
    def nurse(self) -> Nurse:
        """Return the nurse at the desk."""
        if self.program.staff is None:
            raise LookupError("nobody came to the desk")
        return Nurse(self.hand, self.program.staff)

    @property
    def review(self) -> Review:
        """Return the review on the desk's screen."""
        found = getattr(self.nurse.workspace.page(), "review", None)
        if not isinstance(found, Review):
            raise TypeError("no review is open")
        return found

    @property
    def today(self) -> date:
        """Return the tour's date."""
        return self.workplace.now().date()

    def scenes(self) -> tuple[tuple[str, Callable[[], None]], ...]:
        """Return the scenes with what to say about each."""
        return (
            ("the first start: the clinic is set up", self.set_up),
            ("a visit is entered, a slip is made", self.enter_visit),
            ("the patient signs in and begins", self.begin),
            ("a blood thinner, typed wrong and confirmed", self.medicines),
            ("save and leave; later the same question again", self.leave_and_resume),
            ("the rest of the questions", self.rest),
            ("the summary, the plan, thanks", self.finish),
            ("the nurse's board and review", self.look),
            ("instructions, flags, checks", self.close_all),
            ("sign-off", self.sign),
            ("a changed answer revokes it", self.revoke),
        )

    # ---- staff

    def set_up(self) -> None:
        """Set the clinic up on the first start."""
        self.hand.picture("first-start")
        self.hand.tap("set_up")
        values = {"name": "Dana Whitlock", "user": USER, "password": PASSWORD, "again": PASSWORD}
        self.nurse.fill({**values, "clinic": "Harbor Spine Clinic", "phone": "555-0142"})
        self.hand.picture("set-up")
        self.hand.tap("save")
        self.hand.picture("board-empty")

    def enter_visit(self) -> None:
        """Enter a visit and make the slip."""
        on = (self.today + timedelta(days=3)).isoformat()
        self.hand.tap("new_visit")
        self.nurse.fill(
            {
                "family": "Marlowe",
                "given": "Ruth",
                "born": BORN.isoformat(),
                "mrn": "40731",
                "phone": "555-0119",
                "procedure_on": on,
                "procedure_at": "9:30",
                "arrival_on": on,
                "arrival_at": "8:00",
                "levels": "L1",
                "surgeon": "Dr. Lindgren",
            }
        )
        self.hand.tap("tests:mri")
        self.hand.picture("new-visit")
        self.hand.tap("save")
        self.hand.tap("print_slip")
        self.hand.picture("slip-made")
        label = self.hand.find("code")
        self.found.code = "".join(letter for letter in label.accessibleName() if letter.isdigit())
        self.hand.tap("back")
        self.found.visit = self.nurse.workspace.watch.board.rows[0].visit  # type: ignore[union-attr]
        self.nurse.lock()

    # ---- the patient

    def begin(self) -> None:
        """Choose how to read, sign in, say who answers and how it is right now."""
        self.hand.picture("welcome")
        self._comfort()
        self.guest.sign_in(self.found.code, BORN)
        self.guest.go_until("medicines.group_names", "OverviewPage")
        if self.guest.item == "OverviewPage":
            self.hand.picture("overview")
            self.hand.tap("go_on")
            self.guest.go_until("medicines.group_names")

    def medicines(self) -> None:
        """Name the thinner by what it sounds like, and confirm the name that is offered."""
        self.hand.picture("medicines-list-empty")
        self.hand.tap("add")
        self.hand.touch_keys(TYPED)
        self.hand.picture("medicines-typed-wrong")
        self.hand.tap("suggestion:Xarelto")
        self.hand.picture("medicines-confirmed")
        self.guest.go_on()
        self.hand.picture("medicines-list")
        self.guest.go_until("health.body")

    def leave_and_resume(self) -> None:
        """Look at why we ask, leave in the middle, and come back at the same question."""
        self.hand.tap("why")
        self.hand.picture("why-do-we-ask")
        self.hand.tap("close")
        self.found.left_at = self.guest.item
        self.hand.tap("leave")
        self.hand.picture("saved-and-left")
        self.hand.tap("go_on")
        self.guest.sign_in(self.found.code, BORN)
        self.found.resumed_at = self.guest.go_until("health.body", "OverviewPage", pictures=False)

    def rest(self) -> None:
        """Answer what is left: unsure about help with walking, a scene missed once, no ride home."""
        self.guest.go_until("SummaryPage", "check.summary")

    def finish(self) -> None:
        """See every answer, the plan, and thanks; the next patient finds the welcome page."""
        self.hand.picture("summary")
        self.guest.go_on()
        self.hand.picture("plan")
        self.guest.go_on()
        self.hand.picture("thanks")
        self.hand.tap("go_on")
        self.hand.picture("welcome-again")

    # ---- the nurse

    def look(self) -> None:
        """Sign in, see the board, open the review."""
        self.hand.tap("staff")
        self.hand.picture("staff-sign-in")
        self.nurse.sign_in()
        self.hand.picture("board")
        self.nurse.open_visit(self.found.visit)
        self.hand.picture("review")
        self.found.flags = [
            {"problem": card.finding.problem, "level": card.level.value, "kind": card.kind.value, "open": card.open}
            for card in self.review.cards
        ]
        self.found.blockers_before = len(self.review.blockers)

    def close_all(self) -> None:
        """Record the instructions and checks that a sign-off needs, and close each flag by its own action."""
        self._fasting()
        for name, values in self._checks():
            self.hand.tap(f"fact:{name}")
            self.nurse.fill(values)
            self.nurse.save_form()
        self.hand.picture("review-checks")
        for _ in range(40):
            card = next((one for one in self.nurse.cards() if one.level is not Level.NOTE), None)
            if card is None:
                return
            self._close(card)

    def sign(self) -> None:
        """Sign "prep complete", after seeing what is signed."""
        self.hand.picture("review-nothing-blocks")
        self.hand.tap("sign")
        self.hand.picture("sign-off-what-is-signed")
        self.hand.tap("sign_now")
        self.hand.picture("signed-off")
        signed = self.review.standing.sign_off
        self.found.signed_by = signed.signed_by if signed else ""
        self._papers()

    def revoke(self) -> None:
        """Let the patient change an answer at the kiosk, and see the sign-off fall."""
        self.hand.tap("back")
        self.hand.picture("board-signed-off")
        self.nurse.open_visit(self.found.visit)
        self.nurse.workspace.open_handing(self.found.visit)
        self.hand.settle()
        self.hand.tap("hand_over")
        changed = Guest(self.hand, self.program.kiosk, {})
        changed.go_until("OverviewPage", "SummaryPage", "check.summary", "check.plan", pictures=False)
        if changed.item != "OverviewPage":
            self.hand.tap("overview")
        self.hand.tap("chapter:bleeding_allergies")
        again = Guest(self.hand, self.program.kiosk, {"bleeding.history": ("choice:bruises",)})
        again.go_until("bleeding.heart_clots", pictures=False)
        self.hand.tap("leave")
        self.hand.tap("go_on")
        self.hand.tap("staff")
        self.nurse.sign_in()
        self.hand.picture("board-revoked")
        self.nurse.open_visit(self.found.visit)
        self.hand.picture("review-revoked")
        self.found.revoked_by = [
            {"what": change.key, "before": change.before, "after": change.after}
            for change in self.review.standing.changes
        ]

    # ---- parts

    def _comfort(self) -> None:
        theme, size = self.comfort
        if theme != "light":
            self.hand.tap("contrast")
        if size != 100:
            self.hand.tap(f"text_size:{size}")
        if self.comfort != ("light", 100):
            self.hand.picture("welcome-comfort")

    def _fasting(self) -> None:
        on = self.review.situation.chart.visit.procedure_on
        self.hand.tap("fasting")
        self.nurse.fill(
            {
                "order": "times",
                "food_on": (on - timedelta(days=1)).isoformat(),
                "food_at": "23:30",
                "food_text": EATING,
                "liquids_on": on.isoformat(),
                "liquids_at": "7:30",
                "liquids_text": DRINKING,
                "decided_by": "Dr. Lindgren",
                "told_on": self.today.isoformat(),
                "told_by": "Dana Whitlock",
            }
        )
        self.hand.picture("fasting-form")
        self.nurse.save_form()

    def _checks(self) -> list[tuple[str, dict[str, str]]]:
        adult = {"name": "Paul Marlowe", "phone": "555-0120", "checked": "tick"}
        result = {"value": "Level L1 seen", "on": self.today.isoformat()}
        return [("identifiers", {"checked": "tick"}), ("adult", adult), ("result:mri", result)]

    def _close(self, card: Any) -> None:
        if card.finding.is_loop:
            self.nurse.record_loop(card, self.today)
            self.hand.picture("instruction-form")
            self.nurse.save_form()
            return
        kind = card.closing[0].value
        self.nurse.press_on_card(card, kind)
        if self.hand.sees("save_form"):
            said = {"text": "Talked about it with the patient.", "decided_by": "Dr. Lindgren", "answer": "Go on."}
            self.nurse.fill({name: value for name, value in said.items() if self.hand.sees(name)})
            self.nurse.save_form()

    def _papers(self) -> None:
        situation = self.review.situation
        path = self.out / "plan.pdf"
        write_pdf(plan_paper(situation, self.words, printed_on=situation.today), path, size=situation.clinic.paper)
        kept = sorted((self.program.chosen.data / "papers").glob("slip-*.pdf"))
        (self.out / "slip.pdf").write_bytes(kept[0].read_bytes())
        self.found.papers = ["slip.pdf", "plan.pdf"]


def fixed_clock(at: datetime) -> Callable[[], datetime]:
    """Return a clock that moves on by a quarter of a second at each look, so that the tour is the same every time."""
    moments = [at]

    def look() -> datetime:
        moments[0] += timedelta(milliseconds=250)
        return moments[0]

    return look

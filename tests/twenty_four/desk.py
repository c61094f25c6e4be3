"""What the nurse does with the cards and with a prescriber's word, while the 24 patients are played."""

import re
from dataclasses import fields, replace
from typing import Any

from kypho_prep.prep.chart import ActionKind
from kypho_prep.prep.checklist import Level
from kypho_prep.prep.rules.flags import Card
from kypho_prep.prep.wording.sentences import board_words, flag_words
from kypho_prep.workflow.desk import review
from kypho_prep.workflow.desk.review import ActionForm, InstructionForm
from kypho_prep.workflow.errors import Refused
from tests.workflow.ward import Ward

HOW: dict[str, Any] = {"text": "Done as agreed.", "decided_by": "Dr. Chen", "answer": "Go on as planned.", "told": "OR"}
EASY = (ActionKind.SEEN, ActionKind.ANSWERED, ActionKind.PREPARED)
ACTION_FIELDS = {one.name for one in fields(ActionForm)}


def card_words(ward: Ward, card: Card) -> str:
    """Return all that a card says to the nurse."""
    words = ward.workplace.content.words("en")
    return "\n".join([board_words(words, card.finding), *(flag_words(words, one) for one in card.finding.reasons)])


def same(named: str, medicine: str) -> bool:
    """Tell whether an entry is meant by a medicine's name; the program may set its strength before it."""
    return sorted(named.casefold().split()) == sorted(medicine.casefold().split())


class DeskContext:
    """The nurse with one visit in front of her."""

    def __init__(self, ward: Ward, visit: str) -> None:
        self._ward = ward
        self._visit = visit

    def act(self, pattern: str, kind: str, *, refused: bool = False, **form: Any) -> None:
        """Act on the one open red that a pattern names; what must be refused may be, and must not close it."""
        found = [card for card in self._open(Level.RED) if re.search(pattern, card_words(self._ward, card))]
        assert found, f"no open red speaks of {pattern}"
        for card in found:
            try:
                self._press(card, ActionKind(kind), form)
            except Refused:
                if not refused:
                    raise

    def look_at_the_rest(self) -> None:
        """Close each amber card by what its kind needs; what no press closes stays."""
        for card in self._open(Level.AMBER):
            easy = [kind for kind in card.closing if kind in EASY]
            if easy:
                self._press(card, easy[0], HOW)

    def press_seen_everywhere(self) -> None:
        """Press "Seen" on all there is."""
        for card in (*self._open(Level.RED), *self._open(Level.AMBER)):
            try:
                self._press(card, ActionKind.SEEN, {})
            except Refused:
                continue

    def instruct(self, medicine: str, form: InstructionForm, instead: str) -> None:
        """Record the prescriber's word about a medicine; `instead` says why it takes an older one's place."""
        situation = self._ward.open_chart(self._visit).situation
        subject = next(one for one in situation.named("medicine") if same(situation.entry_name(one), medicine))
        form = replace(form, subject=subject, text=form.text or "As the doctor said.")
        form = replace(form, bridging=False if form.action == "last_dose" else None, read_back=True)
        if instead:
            old = [one for one in situation.chart.current_instructions if one.action is form.action]
            form = replace(form, supersedes=old[0].id, reason=instead)
        self.tell(form)

    def tell(self, form: InstructionForm) -> None:
        """Record an instruction that the patient was told today."""
        today = self._ward.open_chart(self._visit).situation.today
        self._ward.instruct(self._visit, replace(form, told_on=today, told_by="Nurse Lee"))

    def _open(self, level: Level) -> list[Card]:
        return [card for card in self._ward.open_chart(self._visit).cards if card.open and card.level is level]

    def _press(self, card: Card, kind: ActionKind, form: dict[str, Any]) -> None:
        if kind is ActionKind.PREPARED and "told" in form:
            form = {"decided_by": "Nurse Lee", **form, "answer": form["told"]}
        action = ActionForm(kind, **{name: said for name, said in form.items() if name in ACTION_FIELDS})
        review.act(self._ward.workplace, staff=self._ward.nurse, visit=self._visit, thread=card.thread, action=action)

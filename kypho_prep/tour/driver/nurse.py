"""The tour's nurse: sets the clinic up, enters a visit, reads the review, closes what is open, and signs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox

from kypho_prep.nurse.window import NurseWindow
from kypho_prep.nurse.workspace import Workspace
from kypho_prep.prep.rules.flags import Card
from kypho_prep.tour.driver.hand import Hand, NotThere

USER, PASSWORD = "dana", "tour-of-the-desk"


@dataclass(frozen=True, slots=True)
class Held:
    """What a prescriber said about a blood thinner: whose word it is, the day of the last dose, when it was told."""

    decided_by: str
    last_on: date
    last_day: str
    told_on: date


class Nurse:
    """One nurse at the desk, with a real keyboard and a finger."""

    def __init__(self, hand: Hand, desk: NurseWindow) -> None:
        """Sit down at the desk."""
        self.hand = hand
        self.desk = desk

    @property
    def workspace(self) -> Workspace:
        """Return the pages of who is signed in."""
        space = self.desk.workspace()
        if space is None:
            raise NotThere("nobody is signed in at the desk")
        return space

    def fill(self, values: Mapping[str, str]) -> None:
        """Type into the fields of a form, choose from its lists and tick its boxes."""
        for name, value in values.items():
            field = self.hand.find(name)
            if isinstance(field, QComboBox):
                field.setCurrentIndex(field.findData(value))
                self.hand.keys += 1
            elif value == "tick":
                self.hand.tap(name)
            else:
                self.hand.write(name, value)
        self.hand.settle()

    def sign_in(self, user: str = USER, password: str = PASSWORD) -> None:
        """Sign in with name and password, from the patient's welcome page too."""
        if self.hand.sees("staff"):
            self.hand.tap("staff")
        self.fill({"user": user, "password": password})
        self.hand.tap("sign_in")

    def open_visit(self, visit: str) -> None:
        """Open a visit's review from the board."""
        self.workspace.open_review(visit)
        self.hand.settle()

    def slip_code(self) -> str:
        """Make the slip of the visit on the screen, and return its code."""
        self.hand.tap("print_slip")
        return "".join(letter for letter in self.hand.find("code").accessibleName() if letter.isdigit())

    def hand_over(self, visit: str) -> None:
        """Turn the window to the patient of a visit."""
        self.workspace.open_handing(visit)
        self.hand.settle()
        self.hand.tap("hand_over")

    def hand_over_kiosk(self, visit: str, kiosk: str) -> None:
        """Hand a kiosk of the clinic over to the patient of a visit, from the desk."""
        self.workspace.open_handing(visit)
        self.hand.settle()
        self.hand.tap(f"hand_to:{kiosk}")

    def record(self, key: str, values: Mapping[str, str]) -> None:
        """Open a form of the visit by its key, fill it in and save it."""
        self.hand.tap(key)
        self.fill(values)
        self.save_form()

    def save_form(self) -> None:
        """Save the form that is open in the review."""
        self.hand.tap("save_form")

    def cards(self) -> tuple[Card, ...]:
        """Return the open cards of the review on the screen."""
        page = self.workspace.page()
        review = getattr(page, "review", None)
        return tuple(card for card in review.cards if card.open) if review is not None else ()

    def card_offers(self, card: Card, button: str) -> bool:
        """Tell whether a card has a button of a name."""
        holder = self.hand.find(f"card:{card.finding.problem}:{card.finding.subject}")
        return self.hand.sees(button, within=holder)

    def press_on_card(self, card: Card, button: str) -> None:
        """Press a button of one card."""
        holder = self.hand.find(f"card:{card.finding.problem}:{card.finding.subject}")
        self.hand.tap(button, within=holder)

    def close_card(self, card: Card, said: Mapping[str, str]) -> None:
        """Close a card by its own first action; a form that opens takes of what was said what it asks for."""
        self.press_on_card(card, card.closing[0].value)
        if self.hand.sees("save_form"):
            self.fill({name: value for name, value in said.items() if self.hand.sees(name)})
            self.save_form()

    def record_loop(self, card: Card, medicine: str, said: Held) -> None:
        """Record a prescriber's whole instruction about a medicine: its last dose, and who decides the next one."""
        self.press_on_card(card, "record")
        self.fill(
            {
                "decided_by": said.decided_by,
                "action": "last_dose",
                "on": said.last_on.isoformat(),
                "text": f"Take your last {medicine} on {said.last_day}. Then take none until I tell you.",
                "read_back": "tick",
                "told_on": said.told_on.isoformat(),
                "told_by": "Dana Whitlock",
                "restart": f"{said.decided_by} says when, after the procedure.",
                "bridging": "no",
            }
        )

    def confirm(self, password: str = PASSWORD) -> None:
        """Type the password on the card that asks for it once more."""
        self.hand.write("password_again", password)
        self.hand.tap("confirm")

    def lock(self) -> None:
        """Lock the desk by its key."""
        self.hand.press(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)

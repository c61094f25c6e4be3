"""One clinic through both windows on one encrypted file: from the first start to a sign-off that a change revokes."""

from datetime import timedelta
from pathlib import Path

from PySide6.QtWidgets import QApplication

from kypho_prep.nurse.review.page import ReviewPage
from kypho_prep.prep.checklist import Level
from kypho_prep.prep.rules.flags import Card
from kypho_prep.prep.sign_off.prep_sign_off import blockers, standing
from kypho_prep.prep.sign_off.stage import Stage, stage
from kypho_prep.prep.wording.sentences import blocker_words
from kypho_prep.tour.driver.guest import Answers, Guest
from kypho_prep.tour.driver.nurse import Nurse
from kypho_prep.workflow.desk.review import Review
from tests.journeys import house as place
from tests.journeys.house import BORN, PASSWORD, PROCEDURE, House

ASKED_ANEW = ("start.right_person", "start.who", "start.interpreter", "now.symptoms")
RIDE = {"ride.adult": ("choice:no",), "health.walking": ("unsure",)}
PRAGMAS = {
    "journal_mode": "wal",
    "synchronous": 2,
    "secure_delete": 1,
    "foreign_keys": 1,
    "recursive_triggers": 1,
    "temp_store": 2,
    "busy_timeout": 5000,
    "cipher_log_level": "NONE",
}


class QuietHand(place.Hand):
    """A hand that takes no pictures."""

    def picture(self, title: str) -> str:
        return title


def nurse(house: House) -> Nurse:
    assert house.program.staff is not None
    return Nurse(house.hand, house.program.staff)


def guest(house: House, answers: Answers) -> Guest:
    return Guest(house.hand, house.program.kiosk, answers)


def review(house: House) -> Review:
    page = nurse(house).workspace.page()
    assert isinstance(page, ReviewPage)
    assert page.review is not None
    return page.review


def set_up(house: House) -> None:
    house.hand.tap("set_up")
    names = {"name": "Ann Lee", "user": "ann", "password": PASSWORD, "again": PASSWORD}
    nurse(house).fill({**names, "clinic": "Harbor Spine Clinic", "phone": "555-0142", "zone": "America/New_York"})
    house.hand.tap("save")


def enter_visit(house: House) -> tuple[str, str]:
    """Enter a visit, make its slip and lock the desk; return the visit and the slip's code."""
    on = PROCEDURE.isoformat()
    house.hand.tap("new_visit")
    person = {"family": "O'Brien-Świątek", "given": "Zoë", "born": BORN.isoformat(), "mrn": "40177"}
    times = {"procedure_on": on, "procedure_at": "9:30", "arrival_on": on, "arrival_at": "8:00"}
    nurse(house).fill({**person, **times, "levels": "L1", "surgeon": "Dr. Okafor"})
    house.hand.tap("tests:mri")
    house.hand.tap("save")
    house.hand.tap("print_slip")
    code = "".join(letter for letter in house.hand.find("code").accessibleName() if letter.isdigit())
    house.hand.tap("back")
    board = nurse(house).workspace.watch.board
    assert board is not None
    (row,) = board.rows
    nurse(house).lock()
    return row.visit, code


def sign_in(house: House) -> None:
    house.hand.tap("staff")
    nurse(house).fill({"user": "ann", "password": PASSWORD})
    house.hand.tap("sign_in")


def answer_and_leave_once(house: House, code: str) -> None:
    """The patient leaves in the middle of chapter five, comes back, and goes on to thanks."""
    patient = guest(house, RIDE)
    patient.sign_in(code, BORN)
    assert "Hello, Zoë" in house.said()
    patient.go_until("health.body")
    house.hand.tap("leave")
    assert "O'Brien" not in house.said()
    house.hand.tap("go_on")
    patient.sign_in(code, BORN)
    for _ in ASKED_ANEW:
        if patient.item in ASKED_ANEW:
            patient.answer()
    assert patient.item == "OverviewPage"
    house.hand.tap("continue")
    assert patient.item == "health.body"
    patient.go_until("check.summary")
    patient.go_on()
    patient.go_on()
    house.hand.tap("go_on")


def close_everything(house: House) -> None:
    """Record the instructions and the checks that block, and close each card by its own first action."""
    desk, today = nurse(house), house.workplace.now().date()
    food, drink = PROCEDURE - timedelta(days=1), PROCEDURE
    said = {"food_text": "Eat nothing after this.", "liquids_text": "Drink nothing after this."}
    times = {"food_on": food.isoformat(), "food_at": "23:30", "liquids_on": drink.isoformat(), "liquids_at": "7:30"}
    told = {"decided_by": "Dr. Okafor", "told_on": today.isoformat(), "told_by": "Ann Lee"}
    house.hand.tap("fasting")
    desk.fill({"order": "times", **times, **said, **told})
    desk.save_form()
    adult = {"name": "Paul Marlowe", "phone": "555-0120", "checked": "tick"}
    result = {"value": "Level L1 seen", "on": today.isoformat()}
    for name, values in (("identifiers", {"checked": "tick"}), ("adult", adult), ("result:mri", result)):
        house.hand.tap(f"fact:{name}")
        desk.fill(values)
        desk.save_form()
    while open_cards(house):
        close(house, open_cards(house)[0])


def open_cards(house: House) -> list[Card]:
    return [card for card in nurse(house).cards() if card.level is not Level.NOTE]


def close(house: House, card: Card) -> None:
    before = len(open_cards(house))
    nurse(house).press_on_card(card, card.closing[0].value)
    if house.hand.sees("save_form"):
        said = {"text": "Talked about it with the patient.", "decided_by": "Dr. Okafor", "answer": "Go on."}
        nurse(house).fill({name: value for name, value in said.items() if house.hand.sees(name)})
        nurse(house).save_form()
    assert len(open_cards(house)) < before, card.finding.problem


def change(house: House, visit: str, choice: str) -> None:
    """Hand the kiosk over; the patient opens the chapter of bleeding, answers its first question and leaves."""
    nurse(house).workspace.open_handing(visit)
    house.hand.settle()
    house.hand.tap("hand_over")
    patient = guest(house, {})
    patient.go_until("OverviewPage", "check.summary", "check.plan")
    if patient.item != "OverviewPage":
        house.hand.tap("overview")
    house.hand.tap("chapter:bleeding_allergies")
    guest(house, {"bleeding.history": (choice,)}).go_until("bleeding.heart_clots")
    house.hand.tap("leave")
    house.hand.tap("go_on")
    sign_in(house)
    nurse(house).open_visit(visit)


def blocked_words(house: House) -> list[str]:
    """The words of every key that leads to something open."""
    if house.hand.sees("all_blockers"):
        house.hand.tap("all_blockers")
    found = [one for one in place.buttons(house.program.window) if one.objectName().startswith("blocker:")]
    return [one.accessibleName() or one.text() for one in found]


def test_from_the_first_start_to_a_sign_off_that_a_change_revokes(tmp_path: Path, qapp: QApplication) -> None:
    with place.standing(tmp_path) as house:
        house.hand = QuietHand(house.program.window, tmp_path)
        set_up(house)
        visit, code = enter_visit(house)
        assert "O'Brien" not in house.said()
        answer_and_leave_once(house, code)
        assert stage(house.situation(visit)) is Stage.TO_REVIEW
        sign_in(house)
        nurse(house).open_visit(visit)
        every_blocker_is_named(house, visit)
        close_everything(house)
        sign(house, visit)
        change(house, visit, "choice:none")
        assert standing(house.situation(visit)).stands, "the same answer again is no change"
        change(house, visit, "choice:bruises")
        the_sign_off_fell_and_says_why(house, visit)
        the_file_is_safe(house, tmp_path)


def every_blocker_is_named(house: House, visit: str) -> None:
    found = blockers(house.situation(visit))
    assert {one.kind for one in found} >= {"b", "d", "e"}
    assert blocked_words(house) == [blocker_words(house.words, one) for one in found]
    assert not house.hand.sees("sign")


def sign(house: House, visit: str) -> None:
    assert blockers(house.situation(visit)) == ()
    house.hand.tap("sign")
    house.hand.tap("sign_now")
    signed = review(house).standing
    assert signed.stands
    assert signed.sign_off is not None
    assert signed.sign_off.signed_by == "Ann Lee"
    assert len(signed.sign_off.bound) > 35


def the_sign_off_fell_and_says_why(house: House, visit: str) -> None:
    fallen = standing(house.situation(visit))
    assert not fallen.stands
    assert [one.key for one in fallen.changes] == ["reply:bleeding.history"]
    assert house.words("bleeding.history.question") in house.said()
    assert house.words("bleeding.history.choice.bruises") in house.said()
    assert not house.hand.sees("sign")


def the_file_is_safe(house: House, folder: Path) -> None:
    """Every setting is as asked on the program's own connection, and nothing said stands in the file as it is."""
    pragmas = house.workplace.database.pragmas()
    assert {name: pragmas[name] for name in PRAGMAS} == PRAGMAS
    assert pragmas["cipher_version"].startswith("4.")
    written = b"".join(path.read_bytes() for path in (folder / "data").iterdir() if path.is_file())
    for told in ("O'Brien", "Marlowe", "Talked about it"):
        assert told.encode() not in written

"""What a nurse and a patient do in one clinic's journeys, through one window or through two."""

from datetime import timedelta

from kypho_prep.nurse.review.page import ReviewPage
from kypho_prep.prep.checklist import Level
from kypho_prep.prep.rules.flags import Card
from kypho_prep.prep.sign_off.prep_sign_off import blockers
from kypho_prep.workflow.desk.review import Review
from tests.journeys.house import BORN, PASSWORD, PROCEDURE, USER, House

ASKED_ANEW = ("start.right_person", "start.who", "start.interpreter", "now.symptoms")
RIDE = {"ride.adult": ("choice:no",), "health.walking": ("unsure",)}


def review(house: House) -> Review:
    page = house.at_desk.workspace.page()
    assert isinstance(page, ReviewPage)
    assert page.review is not None
    return page.review


def set_up(house: House) -> None:
    house.hand.tap("set_up")
    names = {"name": "Ann Lee", "user": USER, "password": PASSWORD, "again": PASSWORD}
    house.at_desk.fill({**names, "clinic": "Harbor Spine Clinic", "phone": "555-0142", "zone": "America/New_York"})
    house.hand.tap("save")


def enter_visit(house: House) -> tuple[str, str]:
    """Enter a visit, make its slip and lock the desk; return the visit and the slip's code."""
    on = PROCEDURE.isoformat()
    house.hand.tap("new_visit")
    person = {"family": "O'Brien-Świątek", "given": "Zoë", "born": BORN.isoformat(), "mrn": "40177"}
    times = {"procedure_on": on, "procedure_at": "9:30", "arrival_on": on, "arrival_at": "8:00"}
    house.at_desk.fill({**person, **times, "levels": "L1", "surgeon": "Dr. Okafor"})
    house.hand.tap("tests:mri")
    house.hand.tap("save")
    code = house.at_desk.slip_code()
    house.hand.tap("back")
    board = house.at_desk.workspace.watch.board
    assert board is not None
    (row,) = board.rows
    house.at_desk.lock()
    return row.visit, code


def answer_and_leave_once(house: House, code: str) -> None:
    """The patient leaves in the middle of chapter five, comes back, and goes on to thanks."""
    patient = house.guest(RIDE)
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


def answer_anew(house: House, choice: str) -> None:
    """The patient who has sat down answers the first question of bleeding anew, among all the answers, and leaves."""
    patient = house.guest({"bleeding.history": (choice,)})
    patient.change("bleeding.history")
    patient.leave()


def close_everything(house: House) -> None:
    """Record the instructions and the checks that block, and close each card by its own first action."""
    today = house.workplace.now().date()
    food, drink = PROCEDURE - timedelta(days=1), PROCEDURE
    said = {"food_text": "Eat nothing after this.", "liquids_text": "Drink nothing after this."}
    times = {"food_on": food.isoformat(), "food_at": "23:30", "liquids_on": drink.isoformat(), "liquids_at": "7:30"}
    told = {"decided_by": "Dr. Okafor", "told_on": today.isoformat(), "told_by": "Ann Lee"}
    house.at_desk.record("fasting", {"order": "times", **times, **said, **told})
    adult = {"name": "Paul Marlowe", "phone": "555-0120", "checked": "tick"}
    result = {"value": "Level L1 seen", "on": today.isoformat()}
    for name, values in (("identifiers", {"checked": "tick"}), ("adult", adult), ("result:mri", result)):
        house.at_desk.record(f"fact:{name}", values)
    close_cards(house)


def close_cards(house: House) -> None:
    while left := open_cards(house):
        said = {"text": "Talked about it with the patient.", "decided_by": "Dr. Okafor", "answer": "Go on."}
        house.at_desk.close_card(left[0], said)
        assert len(open_cards(house)) < len(left), left[0].finding.problem


def open_cards(house: House) -> list[Card]:
    return [card for card in house.at_desk.cards() if card.level is not Level.NOTE]


def sign(house: House, visit: str) -> None:
    assert blockers(house.situation(visit)) == ()
    house.hand.tap("sign")
    house.hand.tap("sign_now")
    house.at_desk.confirm(PASSWORD)
    signed = review(house).standing
    assert signed.stands
    assert signed.sign_off is not None
    assert signed.sign_off.signed_by == "Ann Lee"
    assert len(signed.sign_off.bound) > 35

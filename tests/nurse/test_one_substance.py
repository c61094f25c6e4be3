"""On the review, of two orders about one substance the one that no longer counts says so."""

from kypho_prep.prep.chart import InstructionAction
from tests.nurse.conftest import Open, Ward, named, shown_text
from tests.nurse.steps import THINNER, opened
from tests.nurse.test_moved import instruct

OUTDONE = "does not count: what was entered later, or the named medicine, takes its place"


def test_an_order_for_the_ticked_card_says_that_the_named_medicines_own_counts(ward: Ward, open_window: Open) -> None:
    window, page = opened(ward, open_window, THINNER)
    instruct(ward, page.visit, "group:blood_thinner", InstructionAction.OTHER, "Hold it")
    assert page.review is not None
    instruct(ward, page.visit, page.review.situation.entries("medicine")[0], InstructionAction.CONTINUE, "Go on")
    window.workspace().open_review(page.visit)
    said = shown_text(named(window, "instruction_panel")).splitlines()
    held, goes_on = (next(one for one in said if text in one) for text in ("Hold it", "Go on"))
    assert OUTDONE in held
    assert OUTDONE not in goes_on

"""What staff alone ask is never missing from a patient, on any page or paper; staff read what is not asked yet."""

import pytest

from kypho_prep.content import Content
from kypho_prep.kiosk.item_view import item_view
from kypho_prep.kiosk.pages.summary import summary_view
from kypho_prep.papers.escort_card import escort_paper
from kypho_prep.papers.nurse_sheet import nurse_sheet_paper
from kypho_prep.papers.patient_plan import plan_paper
from kypho_prep.papers.reading import reading_paper
from kypho_prep.prep.checklist import Asks
from kypho_prep.prep.interview.path import PageRef, for_staff, missing_required, pages
from kypho_prep.prep.interview.progress import progress
from kypho_prep.prep.rules.flags import findings
from kypho_prep.prep.sign_off.prep_sign_off import blockers
from kypho_prep.prep.words import Words
from tests.papers.cases import AT, Told, reviewed
from tests.papers.conftest import Printing
from tests.shipped import shipped
from tests.workflow.ward import quiet

STAFF_ITEMS = [item.id for item in shipped().checklist.items if item.asks is Asks.STAFF]
# What opens each question that staff alone ask.
OPENS = {
    "ride.adult": True,
    "ride.first_night": "stays",
    "ride.second_person": True,
    "tests.blood": "done",
}


def told(content: Content) -> Told:
    """A visit in which every question of staff's is reached, and none of them is answered but what opens another."""
    story = Told(content, planned={"tests": ("blood",)})
    for item, value in OPENS.items():
        story.says(item, value)
    return story


@pytest.mark.parametrize("item", STAFF_ITEMS)
def test_each_is_reached_and_missing_nowhere(content: Content, item: str) -> None:
    situation = told(content).situation()
    assert PageRef(item) in for_staff(situation)
    if item in OPENS:
        return
    assert item not in {page.item for page in pages(situation)}
    assert item not in {page.item for page in missing_required(situation)}
    assert item not in {one.subject for one in blockers(situation)}
    assert item not in {one.page.item for one in blockers(situation) if one.page is not None}
    assert item not in {one.subject for one in findings(situation)}


@pytest.mark.parametrize("item", STAFF_ITEMS)
def test_an_answer_of_staffs_leaves_the_patients_progress_and_look_over_as_they_were(
    content: Content, english: Words, item: str
) -> None:
    without = told(content)
    answered = told(content)
    answered.says(item, quiet(content.checklist.item(item)))
    before, after = progress(without.situation()), progress(answered.situation())
    assert [(one.id, one.answered, one.total) for one in before.chapters] == [
        (one.id, one.answered, one.total) for one in after.chapters
    ]
    view = item_view(without.situation(), english, PageRef("check.summary"))
    asked = english(f"{item}.question")
    assert asked not in repr(summary_view(without.situation(), english, view))


def test_no_paper_of_the_patients_names_one_and_the_nurses_sheet_says_what_is_not_asked_yet(
    content: Content, english: Words, read_back: Printing
) -> None:
    story = told(content)
    situation = story.situation()
    for paper in (plan_paper, reading_paper, escort_paper):
        text = " ".join(read_back(paper(situation, english, printed_at=AT), "letter").split())
        assert not [item for item in STAFF_ITEMS if english(f"{item}.question") in text]
    sheet = nurse_sheet_paper(reviewed(situation), english, printed_at=AT, printed_by="R. Alvarez")
    text = " ".join(read_back(sheet, "letter", by_column=True).split())
    assert text.count("Not asked at the kiosk:") >= 2

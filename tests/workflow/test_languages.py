"""A language reaches patients once its reviewer is on record, and while its words are those that were reviewed."""

from dataclasses import replace
from datetime import date
from functools import partial

import pytest

from kypho_prep.content import Content, load
from kypho_prep.prep.chart import InstructionAction
from kypho_prep.prep.languages import Standing, for_review_only, offered, standing
from kypho_prep.prep.plan.plan import plan
from kypho_prep.prep.staff_entries.translations import translation_of
from kypho_prep.prep.wording.plan_words import line_words
from kypho_prep.prep.words import Language
from kypho_prep.workflow.clinic import languages, staff
from kypho_prep.workflow.clinic.languages import ReviewForm
from kypho_prep.workflow.clinic.staff import Role
from kypho_prep.workflow.desk import review
from kypho_prep.workflow.desk.review import InstructionForm
from kypho_prep.workflow.desk.translating import translate_instruction
from kypho_prep.workflow.errors import Changed, Invalid, StaffOnly
from tests.made_up_language import CODE, REVIEW, offer, resources_with_it
from tests.workflow.made_clinic import PASSWORD
from tests.workflow.ward import PATIENT, PROCEDURE, Ward


@pytest.fixture(scope="module")
def marked(tmp_path_factory: pytest.TempPathFactory) -> Content:
    return load(resources_with_it(tmp_path_factory.mktemp("languages") / "resources"))


@pytest.fixture
def place(ward: Ward, marked: Content) -> Ward:
    """The ward with the made-up language among its content."""
    return replace(ward, workplace=replace(ward.workplace, content=marked))


def its(content: Content) -> Language:
    return next(one for one in content.known if one.code == CODE)


def stands(place: Ward) -> Standing:
    return standing(its(place.workplace.content), staff.clinic(place.workplace))


def flagged(place: Ward, visit: str) -> bool:
    return any(one.problem == "language_missing" for one in place.row(visit).open_lines)


def test_a_draft_is_not_offered_until_its_reviewer_is_on_record_nor_once_that_is_taken_back(place: Ward) -> None:
    work, nurse = place.workplace, place.nurse
    visit = place.new_visit(replace(PATIENT, language=CODE))
    assert (stands(place), flagged(place, visit)) == (Standing.NOT_REVIEWED, True)
    offer(work, nurse)
    assert (stands(place), flagged(place, visit)) == (Standing.OFFERED, False)
    assert offered(work.content.known, staff.clinic(work)) == ("en", CODE)
    with work.reading() as records:
        line = next(one for one in records.audit.all() if one.event == "language_reviewed")
    assert (line.subject, line.actor) == (CODE, "Ann Lee")
    assert line.details["reviewer"] == REVIEW.reviewer
    assert line.details["words"] == its(work.content).digest
    languages.take_review_back(work, staff=nurse, language=CODE)
    assert (stands(place), flagged(place, visit)) == (Standing.NOT_REVIEWED, True)
    assert place.events().count("language_withdrawn") == 1


def test_words_that_were_changed_after_the_review_are_not_offered(place: Ward) -> None:
    offer(place.workplace, place.nurse)
    clinic = staff.clinic(place.workplace)
    assert standing(replace(its(place.workplace.content), digest="other words"), clinic) is Standing.CHANGED
    assert standing(replace(its(place.workplace.content), lacking=3), clinic) is Standing.INCOMPLETE


def test_a_version_with_other_words_tells_the_nurse_at_its_start(place: Ward) -> None:
    work = place.workplace
    offer(work, place.nurse)
    visit = place.new_visit(replace(PATIENT, language=CODE))
    languages.see_what_is_offered(work)
    assert (flagged(place, visit), place.events().count("languages_changed")) == (False, 0)
    others = tuple(replace(one, digest="other words") for one in work.content.known)
    newer = replace(work, content=replace(work.content, known=others))
    for _ in range(2):
        languages.see_what_is_offered(newer)
        assert (flagged(place, visit), place.events().count("languages_changed")) == (True, 1)


def test_a_draft_is_shown_for_review_and_is_then_no_language_for_patients(place: Ward) -> None:
    work, nurse = place.workplace, place.nurse
    languages.show_for_review(work, staff=nurse, language=CODE, on=True)
    clinic = staff.clinic(work)
    assert for_review_only(work.content.known, clinic) == (CODE,)
    assert offered(work.content.known, clinic) == ("en",)
    offer(work, nurse)
    assert for_review_only(work.content.known, staff.clinic(work)) == ()
    languages.take_review_back(work, staff=nurse, language=CODE)
    assert for_review_only(work.content.known, staff.clinic(work)) == (), "it is asked for anew"


def test_the_form_of_the_other_settings_takes_no_review_back(place: Ward) -> None:
    opened_before = staff.clinic(place.workplace)
    offer(place.workplace, place.nurse)
    staff.change_clinic(place.workplace, staff=place.nurse, clinic=replace(opened_before, name="River Clinic"))
    assert (stands(place), staff.clinic(place.workplace).name) == (Standing.OFFERED, "River Clinic")


@pytest.mark.parametrize(
    ("form", "field"),
    [
        (replace(REVIEW, reviewer=" "), "reviewer"),
        (replace(REVIEW, qualification=""), "qualification"),
        (replace(REVIEW, reviewed_on=None), "reviewed_on"),
        (replace(REVIEW, reviewed_on=date(2030, 1, 1)), "reviewed_on"),
    ],
)
def test_half_a_review_is_none(place: Ward, form: ReviewForm, field: str) -> None:
    with pytest.raises(Invalid) as refused:
        languages.record_review(place.workplace, staff=place.nurse, language=CODE, form=form)
    assert [name for name, _, _ in refused.value.problems] == [field]
    assert stands(place) is Standing.NOT_REVIEWED


def test_a_language_with_gaps_is_neither_offered_nor_shown(place: Ward) -> None:
    gaps = replace(place.workplace.content, known=(replace(its(place.workplace.content), lacking=7),))
    work = replace(place.workplace, content=gaps)
    with pytest.raises(Invalid):
        offer(work, place.nurse)
    with pytest.raises(Invalid):
        languages.show_for_review(work, staff=place.nurse, language=CODE, on=True)


def test_only_an_administrator_says_which_languages_patients_get(place: Ward) -> None:
    work = place.workplace
    given = {"name": "Nan Poe", "user": "nan", "password": PASSWORD}
    nan = staff.add_member(work, staff=place.nurse, role=Role.NURSE, **given)
    for refused in (
        lambda: offer(work, nan),
        lambda: languages.take_review_back(work, staff=nan, language=CODE),
        lambda: languages.show_for_review(work, staff=nan, language=CODE, on=True),
    ):
        with pytest.raises(StaffOnly):
            refused()


ORDER = InstructionForm(
    "fasting", InstructionAction.FASTING_FOOD, PROCEDURE, "00:00", "No solid food", "Dr. Okafor", None, ""
)


def test_a_prescriber_s_words_in_the_patient_s_language_stand_only_for_the_order_they_were_entered_for(
    place: Ward,
) -> None:
    work, nurse, words = place.workplace, place.nurse, place.workplace.content.words(CODE)
    offer(work, nurse)
    visit = place.new_visit(replace(PATIENT, language=CODE))
    made = review.instruct(work, staff=nurse, visit=visit, form=ORDER)
    (order,) = made.situation.chart.current_instructions
    enter = partial(translate_instruction, work, staff=nurse, visit=visit)
    made = enter(instruction=order.id, text="Nada de comer")
    assert "Nada de comer" in " ".join(line_words(words, one) for one in plan(made.situation))
    made = review.instruct(
        work, staff=nurse, visit=visit, form=replace(ORDER, supersedes=order.id, reason="Corrected", text="No food")
    )
    said = " ".join(line_words(words, one) for one in plan(made.situation))
    assert ("Nada de comer" in said, "No food" in said) == (False, True)
    with pytest.raises(Changed):
        enter(instruction=order.id, text="Nada")
    (order,) = made.situation.chart.current_instructions
    enter(instruction=order.id, text="Nada")
    made = enter(instruction=order.id, text="")
    assert translation_of(made.situation.chart, order) is None
    languages.take_review_back(work, staff=nurse, language=CODE)
    with pytest.raises(Changed):
        enter(instruction=order.id, text="Nada")

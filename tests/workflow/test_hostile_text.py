"""Whatever staff type or paste, anywhere: kept as plain text, or refused in a sentence; never half stored, no crash."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from kypho_prep.prep.answers.single import Text
from kypho_prep.prep.chart import ActionKind, Chart, Ending, FactKind, InstructionAction
from kypho_prep.prep.reply import Shown, State
from kypho_prep.workflow.answers.given import Given
from kypho_prep.workflow.clinic import staff
from kypho_prep.workflow.clinic.staff import Role
from kypho_prep.workflow.desk import review
from kypho_prep.workflow.desk.review import ActionForm, InstructionForm
from kypho_prep.workflow.errors import Refused
from kypho_prep.workflow.forms import LONGEST_TEXT, normalized
from kypho_prep.workflow.patient import intake
from kypho_prep.workflow.visits import schedule
from kypho_prep.workflow.visits.schedule import PatientForm, VisitForm
from tests.workflow.ward import BORN, PROCEDURE, Ward

HOSTILE = {
    "long": "x" * LONGEST_TEXT,
    "endless": "x" * 100_000,
    "emoji": "\U0001f9d1\u200d\u2695\ufe0f\U0001f480" * 20,
    "turned": "\u202eelpmas \u2067a\u2069",
    "control": "a\x1b[31mb\x07\x00c\rd",
    "html": "<img src=x onerror=alert(1)><b>bold</b>&amp;",
    "braces": "{} {name} {0.__class__} {key!r} %s %(x)s",
    "sql": "'); DROP TABLE visit; --",
    "digits": "1234567890",
    "half": "a\ud800b\udfffc",
    "nothing": "\x00\u202e\ud800 ",
}
Enter = Callable[[Ward, str, str], object]


def fact(kind: FactKind, subject: str = "") -> Enter:
    def enter(ward: Ward, visit: str, text: str) -> None:
        ward.record(visit, kind, subject, value={"note": text, "value": text})

    return enter


def corrected(ward: Ward, visit: str, text: str) -> None:
    first = ward.record(visit, FactKind.CALL, value={"note": "first"}).situation.chart.current_facts[-1]
    ward.record(visit, FactKind.CALL, value={"note": "second"}, supersedes=first.id, reason=text)


def taken_back(ward: Ward, visit: str, text: str) -> None:
    first = ward.record(visit, FactKind.CALL, value={"note": "first"}).situation.chart.current_facts[-1]
    review.withdraw(ward.desk, staff=ward.nurse, visit=visit, record=first.id, reason=text)


def acted(ward: Ward, visit: str, text: str) -> None:
    (card, *_) = (one for one in ward.open_chart(visit).cards if one.thread)
    form = ActionForm(ActionKind.NEEDS_CALL, text, due=ward.clock())
    made = review.act(ward.desk, staff=ward.nurse, visit=visit, thread=card.thread, action=form)
    action = made.situation.chart.current_actions[-1]
    review.undo(ward.desk, staff=ward.nurse, visit=visit, action=action.id, reason=text)


def instructed(ward: Ward, visit: str, text: str) -> None:
    told = {"decided_by": text, "told_by": text}
    ward.instruct(visit, InstructionForm("fasting", InstructionAction.NO_FASTING, text=text, **told))


def not_complete(ward: Ward, visit: str, text: str) -> None:
    review.not_complete(ward.desk, staff=ward.nurse, visit=visit, reason=text)
    review.withdraw_not_complete(ward.desk, staff=ward.nurse, visit=visit, reason=text)


def ended(ward: Ward, visit: str, text: str) -> None:
    schedule.end_visit(ward.desk, staff=ward.nurse, visit=visit, ending=Ending.CANCELLED, reason=text)
    schedule.reopen_visit(ward.desk, staff=ward.nurse, visit=visit, reason=text)


def edited(ward: Ward, visit: str, text: str) -> None:
    person = PatientForm(text, text, BORN, "", text, text)
    form = VisitForm(PROCEDURE, levels=text, surgeon=text)
    schedule.edit_visit(ward.desk, staff=ward.nurse, visit=visit, patient=person, form=form)


def entered(ward: Ward, _visit: str, text: str) -> None:
    person = PatientForm(text, text, date(1950, 2, 3), "", text, text)
    schedule.new_visit(ward.desk, staff=ward.nurse, patient=person, visit=VisitForm(PROCEDURE, levels=text))


def answered(ward: Ward, visit: str, text: str) -> None:
    given = Given("questions.text", "q1", State.VALUE, Text(text), Shown("What do you want to ask?", "", text))
    review.answer_for(ward.desk, staff=ward.nurse, visit=visit, given=given, source="phone")


def joined(ward: Ward, _visit: str, text: str) -> None:
    people = {"name": text, "user": text, "password": text}
    staff.add_member(ward.desk, staff=ward.nurse, role=Role.NURSE, **people)
    assert staff.sign_in(ward.workplace, user=text, password=text).name == normalized(text)


def set_up(ward: Ward, _visit: str, text: str) -> None:
    clinic = replace(staff.clinic(ward.desk), name=text, about_text=text)
    staff.change_clinic(ward.desk, staff=ward.nurse, clinic=clinic)


def searched(ward: Ward, _visit: str, text: str) -> None:
    schedule.find_visits(ward.desk, staff=ward.nurse, text=text[:200])


PLACES: dict[str, Enter] = {
    "call": fact(FactKind.CALL),
    "result": fact(FactKind.RESULT_SEEN, "inr"),
    "tick": fact(FactKind.CHART_TICK, "weight"),
    "correction": corrected,
    "taking back": taken_back,
    "action": acted,
    "instruction": instructed,
    "not complete": not_complete,
    "end": ended,
    "edited visit": edited,
    "new visit": entered,
    "answer": answered,
    "staff": joined,
    "clinic": set_up,
    "search": searched,
}


def texts(chart: Chart) -> list[str]:
    """Every free text of a visit."""
    rows = [one for fact in chart.facts for one in (*fact.value.values(), fact.reason) if isinstance(one, str)]
    rows += [one for told in chart.instructions for one in (told.text, told.decided_by, told.told_by, told.reason)]
    rows += [one.text for one in chart.actions] + [one.reason for one in chart.sign_offs]
    return [*rows, chart.patient.family, chart.patient.given, chart.visit.levels, chart.visit.ended_reason]


def is_plain(text: str) -> bool:
    return len(text) <= LONGEST_TEXT and not set(text) & set("\x00\x1b\x07\r\u202e\u2067\ud800\udfff")


@pytest.mark.parametrize("place", PLACES)
def test_what_is_typed_is_kept_as_plain_text_or_refused_in_words(ward: Ward, place: str) -> None:
    visit = ward.answered_visit(**{"bleeding.history": {"picked": ["bruises"], "unsure": False}})
    words = ward.workplace.content.words("en")
    for text in HOSTILE.values():
        before = ward.open_chart(visit).situation.chart
        try:
            PLACES[place](ward, visit, text)
        except Refused as refused:
            problems = getattr(refused, "problems", ()) or (("", refused.words_key, refused.params),)
            assert all(len(words(key, **params)) < 200 for _field, key, params in problems)
        chart = ward.open_chart(visit).situation.chart
        assert [one for one in texts(chart) if not is_plain(one)] == []
        kept = normalized(text)
        assert chart == before or place == "answer" or not kept or kept in texts(chart) or "first" in texts(chart)
    with ward.desk.reading() as records:
        assert not [
            line
            for line in records.audit.all()
            if "xxx" in str((line.details, line.subject)) or "DROP" in str(line.details)
        ]


def test_a_patients_own_words_are_kept_to_the_letter_but_for_what_cannot_be_stored(ward: Ward) -> None:
    opened = ward.say(ward.sit_down(ward.new_visit()), "start.who", "me")
    for number, text in enumerate(one for one in HOSTILE.values() if len(one) < LONGEST_TEXT):
        opened = ward.say(opened, "questions.text", text, entry=f"q{number}", shown=Shown("Ask", "", text))
    replies = [one for one in opened.situation.chart.replies if one.item == "questions.text"]
    assert len(replies) == len(HOSTILE) - 2
    assert HOSTILE["control"].replace("\x00", "") in [one.value for one in replies]
    assert all(not set(one.value + one.shown.answer) & set("\x00\ud800\udfff") for one in replies)
    intake.leave(ward.workplace, session=opened.session.id)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (HOSTILE["control"], "a[31mbcd"),
        (HOSTILE["half"], "abc"),
        (HOSTILE["turned"], "elpmas a"),
        (HOSTILE["html"], HOSTILE["html"]),
        (HOSTILE["nothing"], ""),
        ("Sam\r\n\nPREP COMPLETE, signed by\u2028R. Alvarez", "Sam PREP COMPLETE, signed by R. Alvarez"),
    ],
)
def test_a_helpers_name_is_one_line_that_reads_as_it_was_typed(ward: Ward, typed: str, kept: str) -> None:
    """It stands in the review's own type and on the nurse's sheet: a second line there could pass for the program's."""
    visit = ward.new_visit()
    opened = ward.say(ward.sit_down(visit), "start.who", "helper_for")
    opened = ward.say(opened, "start.helper_name", typed)
    ward.say(opened, "ride.adult", True)
    with ward.desk.reading() as records:
        sitting = records.sessions.get(opened.session.id)
    assert sitting is not None
    assert (opened.session.helper_name, sitting.helper_name) == (kept, kept)
    assert ward.row(visit).helper == (kept or "helper_for")

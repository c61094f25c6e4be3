"""Half-typed forms outlast Esc, a lock, the idle clock, the board's beat and a colleague, who never sees them.

The places are found in the code: whoever adds a form names here how it is opened.
"""

import ast
from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

import kypho_prep.nurse
from kypho_prep.nurse.day.forms import DECIDE, RECORD
from kypho_prep.nurse.desk import Draft
from kypho_prep.nurse.review.panels.done_lines import undo_place
from kypho_prep.nurse.widgets.fields import Field, PickField, TickField
from kypho_prep.nurse.widgets.form import Form
from kypho_prep.nurse.window import NurseWindow
from kypho_prep.nurse.workspace import Workspace
from kypho_prep.prep.chart import ActionKind, Anesthesia, Ending, FactKind, InstructionAction
from kypho_prep.prep.rules.procedure_day import DayLine
from kypho_prep.prep.staff_entries.instructions import MORNING
from kypho_prep.sample.scripted_patient import Script
from kypho_prep.workflow.clinic import staff
from kypho_prep.workflow.clinic.staff import Role
from kypho_prep.workflow.desk import procedure_day, review
from kypho_prep.workflow.desk.review import ActionForm, InstructionForm
from kypho_prep.workflow.visits import schedule
from kypho_prep.workflow.visits.schedule import PatientForm, VisitForm
from tests.made_up_language import offer
from tests.nurse.conftest import PASSWORD, PROCEDURE, Open, Ward, press, put, sign_in
from tests.nurse.day_steps import chart, nurse, prepared
from tests.nurse.steps import THINNER

# Never kept: what is typed before anybody works here, for a clinic of made-up patients, or as a search; nor a password.
NOT_KEPT = {
    "clinic.first_run.SetUpPage",
    "clinic.sample_page.SamplePage",
    "upkeep.audit_page.AuditPage",
    "upkeep.restore_page.RestorePage",
    "upkeep.finished_page.FinishedPage",
    "upkeep.recovery_page.RecoveryPage",
}
ON_THE_WAY = {"open_visit.inline_form.InlineForm"}
BRUISED = Script({**THINNER.answers, "bleeding.history": {"picked": ["bruises"], "unsure": False}},
                 {"Eliquis": {}})  # fmt: skip
BRUISES = "card:bruises:bleeding.history"
COLLEAGUES = PatientForm("Ash", "Rowan", date(1960, 5, 4))
Opener = Callable[[Workspace, str], object]


def makers() -> set[str]:
    """Every function or class of the desk that makes a form."""
    found = set()
    desk = Path(kypho_prep.nurse.__path__[0])
    for file in desk.rglob("*.py"):
        for outer in ast.parse(file.read_text("utf-8")).body:
            calls = [one.func for one in ast.walk(outer) if isinstance(one, ast.Call)]
            if any(isinstance(one, ast.Name) and one.id in ("Form", "InlineForm") for one in calls):
                where = ".".join(file.relative_to(desk).with_suffix("").parts)
                found.add(f"{where}.{outer.name}")  # type: ignore[attr-defined]
    return found


def at(place: str) -> Opener:
    """Open a form of the review."""

    def opened(workspace: Workspace, visit: str) -> None:
        workspace.open_review(visit)
        workspace.page().go(place)  # type: ignore[attr-defined]

    return opened


def on_the_day(place: str) -> Opener:
    """Open a form of the day's page."""

    def opened(workspace: Workspace, visit: str) -> None:
        workspace.open_day(visit)
        workspace.page().go(place)  # type: ignore[attr-defined]

    return opened


def at_entry(what: str, kind: FactKind) -> Opener:
    """Open the form that corrects or takes back the newest entry of a kind."""

    def opened(workspace: Workspace, visit: str) -> None:
        workspace.open_review(visit)
        page = workspace.page()
        facts = page.review.situation.chart.current_facts  # type: ignore[attr-defined]
        page.go(f"{what}:{[one.id for one in facts if one.kind is kind][-1]}")  # type: ignore[attr-defined]

    return opened


def at_undo(workspace: Workspace, visit: str) -> None:
    workspace.open_review(visit)
    page = workspace.page()
    cards = page.review.cards  # type: ignore[attr-defined]
    card = next(one for one in cards if one.actions)
    page.go(undo_place(card, card.actions[0]))  # type: ignore[attr-defined]


def at_loop(workspace: Workspace, visit: str) -> None:
    workspace.open_review(visit)
    page = workspace.page()
    card = next(one for one in page.review.cards if one.finding.is_loop)  # type: ignore[attr-defined]
    page.go(f"card:{card.finding.problem}:{card.finding.subject}:record")  # type: ignore[attr-defined]


def at_translation(workspace: Workspace, visit: str) -> None:
    workspace.open_review(visit)
    page = workspace.page()
    (order,) = page.review.situation.chart.current_instructions  # type: ignore[attr-defined]
    page.go(f"translate:{order.id}")  # type: ignore[attr-defined]


IN_SPANISH: dict[str, tuple[Opener, ...]] = {"review.forms.translation_form._form": (at_translation,)}
REVIEWED: dict[str, tuple[Opener, ...]] = {
    "review.forms.action_forms.action_form": (at(f"{BRUISES}:told_doctor"), at(f"{BRUISES}:needs_call")),
    "review.forms.answer_form._Answer": (at("answer:ride.adult:"), at("answer:bleeding.history:")),
    "review.forms.call_form.call_form": (at("call"), at_entry("correct", FactKind.CALL)),
    "review.panels.chart_panel.tick_form": (at("tick:weight"), at("tick:interpreter")),
    "review.panels.done_lines._with_reason": (at_undo, at("withdraw_not_complete")),
    "review.panels.entry_view.withdraw_form": (at_entry("withdraw", FactKind.CALL),),
    "review.forms.fact_forms.fact_form": (at("fact:identifiers"), at("fact:adult")),
    "review.forms.instruction_forms.fasting_form": (at("fasting"),),
    "review.forms.instruction_forms.instruction_form": (at_loop,),
    "review.forms.instruction_forms.morning_form": (at(MORNING),),
    "review.forms.result_form._ResultForm": (at("result"), at_entry("correct", FactKind.RESULT_SEEN)),
    "review.panels.hold_view.hold_view": (at("legal_hold"),),
    "review.panels.sign_off_panel.SignOffPanel": (at("not_complete"),),
    "visit.page.VisitPage": (Workspace.open_form, lambda workspace, _visit: workspace.open_form("")),
    "visit.handing_page.EndPage": (Workspace.open_end,),
    "clinic.page.ClinicPage": (lambda workspace, _visit: workspace.clinic.open_clinic(),),
    "clinic.staff_pages.PeoplePage": (lambda workspace, _visit: workspace.clinic.open_new_person(),),
}
ENDED: dict[str, tuple[Opener, ...]] = {"review.panels.left_column.ended_banners": (at("reopen"),)}
ON_THE_DAY: dict[str, tuple[Opener, ...]] = {
    "day.forms.line_form": (on_the_day(f"{RECORD}temperature"), on_the_day(f"{RECORD}last_food")),
    "day.forms.decision_form": (on_the_day(f"{DECIDE}skin"),),
}


def test_every_form_of_the_desk_is_tried_here() -> None:
    assert makers() - NOT_KEPT - ON_THE_WAY == {*REVIEWED, *ENDED, *ON_THE_DAY, *IN_SPANISH}


def the_form(window: NurseWindow) -> Form:
    QApplication.processEvents()
    forms = [one for one in window.page().findChildren(Form) if one.isVisible()]
    assert len(forms) == 1
    return forms[0]


def kept(window: NurseWindow) -> Draft:
    """What stands in the form, but for a password, which is never kept."""
    form = the_form(window)
    return {name: value for name, value in form.values().items() if not form.fields[name].secret}


def type_into(form: Form) -> None:
    """Put something else into every field that is shown."""
    for field in form.fields.values():
        if field.isHidden():
            continue
        field.put(other_than(field))


def other_than(field: Field) -> str:
    if isinstance(field, PickField):
        options = [str(field.box.itemData(at)) for at in range(field.box.count())]
        return next(one for one in reversed(options) if one != field.value()) if len(options) > 1 else field.value()
    if isinstance(field, TickField):
        return "" if field.value() else list(field.ticks)[-1]
    return f"{field.name} {{half}} <b>typed"


def disturb(ward: Ward, window: NurseWindow, openers: list[Opener], visit: str) -> None:
    """Half fill every form, and let everything happen to it that may happen on a ward."""
    workspace = window.workspace()
    assert workspace is not None
    typed = [half_fill(window, workspace, opener, visit) for opener in openers]
    openers[-1](workspace, visit)
    assert kept(window) == typed[-1]
    QTest.keyClick(window.page(), Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    sign_in(window)
    assert kept(window) == typed[-1]
    window.idle.cover.emit()
    as_colleague(window, openers, visit)
    sign_in(window)
    assert kept(window) == typed[-1]
    for opener, values in zip(openers, typed, strict=True):
        opener(workspace, visit)
        assert kept(window) == values
        schedule.new_visit(ward.workplace, staff=nurse(ward), patient=COLLEAGUES, visit=VisitForm(PROCEDURE))
        workspace.watch.look()
        assert kept(window) == values
        the_form(window).saved()


def half_fill(window: NurseWindow, workspace: Workspace, opener: Opener, visit: str) -> Draft:
    """Type into a form, leave it by Esc, and return what stood in it."""
    opener(workspace, visit)
    first = kept(window)
    type_into(the_form(window))
    typed = kept(window)
    assert typed != first
    QTest.keyClick(window.page(), Qt.Key.Key_Escape)
    return typed


def as_colleague(window: NurseWindow, openers: list[Opener], visit: str) -> None:
    """Let another staff member sign in and open every form: not a word of it is there."""
    sign_in(window, user="dana")
    workspace = window.workspace()
    assert workspace is not None
    for opener in openers:
        opener(workspace, visit)
        assert not [one for one in kept(window).values() if "{half}" in one]
    window.lock()


def with_colleague(ward: Ward, open_window: Open) -> NurseWindow:
    window = open_window(ward)
    people = {"name": "Dana Whitlock", "user": "dana", "password": PASSWORD, "role": Role.NURSE}
    staff.add_member(ward.workplace, staff=nurse(ward), **people)
    return window


def recorded(ward: Ward) -> str:
    """A visit with something of everything that can be corrected or taken back."""
    visit = ward.answered_visit(BRUISED, tests=("inr",))
    how = {"staff": nurse(ward), "visit": visit}
    called = {"number": "555-0177", "reached": "nobody"}
    review.record_fact(ward.workplace, kind=FactKind.CALL, value=called, **how)
    review.record_fact(ward.workplace, kind=FactKind.RESULT_SEEN, subject="inr", value={"value": "1.1"}, **how)
    card = next(one for one in chart(ward, visit).cards if one.open and one.finding.problem == "bruises")
    review.act(
        ward.workplace,
        thread=card.thread,
        action=ActionForm(ActionKind.NEEDS_CALL, "Ask her again", due=ward.clock()),
        **how,
    )
    review.not_complete(ward.workplace, reason="Waiting", **how)
    return visit


def test_what_is_typed_about_a_visit_is_never_lost_and_never_shown_to_another(ward: Ward, open_window: Open) -> None:
    visit = recorded(ward)
    window = with_colleague(ward, open_window)
    disturb(ward, window, [opener for openers in REVIEWED.values() for opener in openers], visit)


def test_what_is_typed_of_a_translation_is_never_lost_and_never_shown_to_another(ward: Ward, open_window: Open) -> None:
    offer(ward.workplace, nurse(ward), "es")
    how = {"patient": PatientForm("Sol", "Ana", date(1955, 3, 14), language="es"), "visit": VisitForm(PROCEDURE)}
    visit = schedule.new_visit(ward.workplace, staff=nurse(ward), **how)
    none = InstructionForm("fasting", InstructionAction.NO_FASTING, text="None", decided_by="Dr. Okafor")
    review.instruct(ward.workplace, staff=nurse(ward), visit=visit, form=none)
    disturb(ward, with_colleague(ward, open_window), [at_translation], visit)


def test_what_is_typed_to_open_an_ended_visit_again_is_kept(ward: Ward, open_window: Open) -> None:
    visit = ward.answered(ward.visit())
    schedule.end_visit(ward.workplace, staff=nurse(ward), visit=visit, ending=Ending.CANCELLED, reason="Fever")
    disturb(ward, with_colleague(ward, open_window), [*ENDED["review.panels.left_column.ended_banners"]], visit)


def test_what_is_typed_on_the_day_is_never_lost_and_never_shown_to_another(ward: Ward, open_window: Open) -> None:
    visit = prepared(ward)
    how = {"staff": nurse(ward), "visit": visit, "line": DayLine.SKIN, "value": {"found": "no", "text": "Rash"}}
    procedure_day.record_line(ward.workplace, **how)
    window = with_colleague(ward, open_window)
    disturb(ward, window, [opener for openers in ON_THE_DAY.values() for opener in openers], visit)


def test_what_a_colleague_moved_meanwhile_is_not_moved_back_by_a_draft(ward: Ward, open_window: Open) -> None:
    visit = ward.visit()
    window = open_window(ward)
    workspace = window.workspace()
    assert workspace is not None
    workspace.open_form(visit)
    put(window, "phone", "555-0199")
    QTest.keyClick(window.page(), Qt.Key.Key_Escape)
    person, _plan, revision = schedule.forms(ward.workplace, visit=visit)
    moved = VisitForm(date(2026, 12, 16), "11:00", date(2026, 12, 16), "09:30", "L1", Anesthesia.SEDATION, "Dr. Okafor")
    schedule.edit_visit(
        ward.workplace, staff=nurse(ward), visit=visit, patient=person, form=moved, revision=revision
    )  # fmt: skip
    workspace.open_form(visit)
    press(window, "save")
    stored: tuple[PatientForm, VisitForm, int] = schedule.forms(ward.workplace, visit=visit)
    assert (stored[0].phone, stored[1].procedure_on, stored[1].procedure_at) == (
        "555-0199", date(2026, 12, 16), "11:00",
    )  # fmt: skip

"""The papers on the review: two keys to the plan, each paper on record, a new slip only after a warning."""

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget

from kypho_prep.nurse.desk import DeskServices
from kypho_prep.nurse.review.page import ReviewPage
from kypho_prep.prep.answers.single import YesNo
from kypho_prep.prep.chart import Ending
from kypho_prep.prep.clinic import Clinic
from kypho_prep.prep.interview.situation import Situation
from kypho_prep.prep.reply import Shown, State
from kypho_prep.workflow.desk.review import Review
from kypho_prep.workflow.patient import intake
from kypho_prep.workflow.patient.intake import Given
from kypho_prep.workflow.visits import schedule
from kypho_prep.workflow.visits.schedule import Slip
from tests.late_worker import LateWorker
from tests.nurse.conftest import Open, Ward, named, press, shown_text
from tests.nurse.steps import CALM, review_of


@dataclass
class Printer:
    """A printer that keeps what it was given; out of paper it refuses."""

    taken: list[str] = field(default_factory=list)
    file: Path | None = None
    refuses: bool = False

    def take(self, paper: str) -> Path | None:
        if self.refuses:
            raise OSError(5, "out of paper")
        self.taken.append(paper)
        return self.file

    def services(self) -> DeskServices:
        def slip(made: Slip, _clinic: Clinic) -> Path | None:
            return self.take(f"slip {made.code}")

        def plan(_situation: Situation, size: str) -> Path | None:
            return self.take(f"plan {size}")

        def reading(_situation: Situation, size: str) -> Path | None:
            return self.take(f"reading {size}")

        def nurse_sheet(review: Review, by: str) -> Path | None:
            return self.take(f"sheet {review.situation.chart.patient.family} {by}")

        return DeskServices(
            slip, plan, escort=lambda _situation: self.take("escort"), reading=reading, nurse_sheet=nurse_sheet
        )


@pytest.fixture
def printer() -> Printer:
    return Printer()


@pytest.fixture
def review(ward: Ward, open_window: Open, printer: Printer) -> ReviewPage:
    """A calm patient's review at a desk with that printer."""
    return opened(ward, open_window, printer)


def opened(ward: Ward, open_window: Open, printer: Printer, **planned: Any) -> ReviewPage:
    return review_of(ward, open_window, ward.answered_visit(CALM, **planned), around=printer.services())[1]


def events(page: ReviewPage) -> list[str]:
    with page._desk.workplace.reading() as records:
        return [line.subject for line in records.audit.of_visit(page.visit) if line.event == "printed"]


def keys(page: QWidget) -> list[str]:
    return [one.objectName() for one in named(page, "print_panel").findChildren(QPushButton)]


def test_two_keys_print_the_plan_as_the_patient_reads_it(review: ReviewPage, printer: Printer) -> None:
    QTest.keyClick(review, Qt.Key.Key_P)
    plan = named(review, "print_plan_large")
    assert review.window().focusWidget() is plan
    QTest.keyClick(plan, Qt.Key.Key_Return)
    assert printer.taken == ["plan large"]
    assert "Plan, large print: it went to the printer." in shown_text(review)
    assert "Plan printed by R. Alvarez" in shown_text(review)
    assert events(review) == ["plan"]
    assert not review.place()


def test_the_size_that_the_patient_reads_in_comes_first(ward: Ward, open_window: Open, printer: Printer) -> None:
    visit = ward.visit()
    sitting = intake.hand_over(ward.workplace, visit=visit, staff=ward.nurse)  # type: ignore[arg-type]
    given = Given(
        "ride.adult", None, State.VALUE, YesNo(True), Shown("Do you have an adult?", "", "Yes"), text_size=200
    )
    intake.reply_to(ward.workplace, session=sitting.session.id, given=given)
    _window, page = review_of(ward, open_window, visit, around=printer.services())
    press(page, "print")
    assert "At the kiosk this patient reads larger letters." in shown_text(page)
    assert page.window().focusWidget() is named(page, "print_plan_extra_large")
    papers = [name for name in keys(page) if name.startswith(("print_plan", "print_reading"))]
    assert papers == [f"print_{one}" for one in ("plan_extra_large", "plan_large", "reading_extra_large",
                                                 "reading_large")]  # fmt: skip
    press(page, "print_plan_large")
    assert printer.taken == ["plan large"]


@pytest.mark.parametrize(
    ("key", "taken", "kind"),
    [
        ("print_plan_extra_large", "plan extra_large", "plan"),
        ("print_escort", "escort", "escort"),
        ("print_reading_large", "reading large", "reading"),
        ("print_reading_extra_large", "reading extra_large", "reading"),
        ("print_nurse_sheet", "sheet Moss R. Alvarez", "nurse_sheet"),
    ],
)
def test_each_paper_is_put_on_record(key: str, taken: str, kind: str, review: ReviewPage, printer: Printer) -> None:
    press(review, "print")
    press(review, key)
    assert printer.taken == [taken]
    assert events(review) == [kind]


def test_a_paper_that_no_printer_took_is_named_by_its_file(
    review: ReviewPage, printer: Printer, tmp_path: Path
) -> None:
    printer.file = tmp_path / "escort.pdf"
    press(review, "print")
    press(review, "print_escort")
    assert f"Card for the escort: the file was made: {tmp_path / 'escort.pdf'}" in shown_text(review)


def test_a_paper_that_could_not_be_printed_is_not_put_on_record(review: ReviewPage, printer: Printer) -> None:
    printer.refuses = True
    press(review, "print")
    press(review, "print_escort")
    assert "Card for the escort: it could not be printed." in shown_text(review)
    assert events(review) == []
    assert review.place() == "print"


def test_a_new_slip_is_made_only_after_its_warning(review: ReviewPage, printer: Printer) -> None:
    press(review, "print")
    press(review, "print_slip")
    assert "ends the code that the patient has now" in shown_text(review)
    assert printer.taken == []
    press(review, "make_slip")
    code = printer.taken[0].removeprefix("slip ")
    assert f"The new code is {code[:3]} {code[3:]}." in shown_text(review)
    assert events(review) == ["slip"]


def test_a_slip_that_could_not_be_printed_still_tells_the_code(review: ReviewPage, printer: Printer) -> None:
    printer.refuses = True
    press(review, "print")
    press(review, "print_slip")
    press(review, "make_slip")
    assert "New slip: it could not be printed." in shown_text(review)
    assert "The new code is" in shown_text(review)


def test_two_papers_printed_in_a_row_are_both_on_record(
    ward: Ward, review: ReviewPage, printer: Printer, qtbot: Any
) -> None:
    worker = LateWorker()
    page = ReviewPage(replace(review._desk, worker=worker), review._session, review.visit)
    qtbot.addWidget(page)
    assert review.review is not None
    page.show_review(review.review)
    page.show()
    press(page, "print")
    press(page, "print_escort")
    press(page, "print_nurse_sheet")
    assert printer.taken == ["escort", "sheet Moss R. Alvarez"]
    worker.work()
    assert events(page) == ["escort", "nurse_sheet"]


def test_an_ended_visit_gets_no_new_slip(ward: Ward, review: ReviewPage, printer: Printer) -> None:
    assert ward.nurse is not None
    press(review, "print")
    press(review, "print_slip")
    schedule.end_visit(ward.workplace, staff=ward.nurse, visit=review.visit, ending=Ending.CANCELLED)
    press(review, "make_slip")
    assert ward.workplace.content.words("en")("error.visit_ended") in shown_text(review)
    assert printer.taken == []


def test_esc_and_close_leave_the_papers_unprinted(review: ReviewPage, printer: Printer) -> None:
    press(review, "print")
    QTest.keyClick(review, Qt.Key.Key_Escape)
    assert not review.place()
    press(review, "print")
    press(review, "print_slip")
    press(review, "close_print")
    assert not review.place()
    assert printer.taken == []


def test_only_papers_that_there_are_stand_there(ward: Ward, open_window: Open) -> None:
    _window, page = review_of(ward, open_window, ward.answered_visit(CALM), around=DeskServices())
    press(page, "print")
    assert keys(page) == ["close_print"]

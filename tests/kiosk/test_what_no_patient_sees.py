"""What no patient's screen or paper may say, looked for on every page of a visit that raises all it can."""

import re
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from kypho_prep.kiosk.pages.overview import OverviewPage
from kypho_prep.kiosk.pages.question_page import QuestionPage
from kypho_prep.papers.patient_plan import plan_paper
from kypho_prep.papers.render import write_pdf
from kypho_prep.prep.checklist import Control, Level
from kypho_prep.prep.rules.flags import cards
from kypho_prep.prep.wording.sentences import flag_words
from kypho_prep.workflow.visits.schedule import PatientForm
from tests.kiosk.station import BORN, Station
from tests.kiosk.test_endings import CANARY, TYPED, emergency, finish, idle, leave, not_me, traces

OTHER = "Vandersloot"
NEVER = re.compile(
    r"\b(flag|flagged|score|amber|severity|diagnosis|could cancel|sign-off|signed off|blocks?|cleared|low risk"
    r"|You are (ready|safe)|interaction|Error|Exception|Traceback|sqlite|SELECT|NULL|None\b(?! of these))\b"
)
QUIET = {"start.right_person": "yes", "start.who": "me", "now.symptoms": "fever_chills", "ride.adult": "no"}
BACK = (
    QKeySequence("Esc"),
    QKeySequence("Alt+Left"),
    QKeySequence("Ctrl+Z"),
    QKeySequence("Ctrl+V"),
    QKeySequence("Backspace"),
    QKeySequence("Back"),
)


def everything(station: Station) -> str:
    """All words that the window holds for the eye or for a screen reader now."""
    names = [station.window.windowTitle()]
    for widget in station.window.findChildren(QWidget):
        if widget.isVisible():
            names += [widget.accessibleName(), widget.accessibleDescription(), widget.toolTip()]
    return "\n".join([station.said, station.missing, *names])


def worst(station: Station, page: QuestionPage) -> None:
    """Answer a page so that it raises what it can; the full page of an emergency is left out."""
    item, control = page.view.page.item, page.view.control
    if item in QUIET:
        station.choose(page, QUIET[item])
    elif control is Control.TICKS:
        for choice in page.view.choices:
            if not choice.none and not station.find(f"choice:{choice.id}").isChecked():
                station.tap(f"choice:{choice.id}")
    elif control is Control.SCENE:
        station.tap(f"choice:{next(one.id for one in page.view.choices if not one.right)}")
    elif control in (Control.CHOICE, Control.CHOICE_OR_TEXT, Control.DAY):
        station.tap(f"choice:{page.view.choices[-1].id}")
    else:
        station.choose(page, "yes" if control is Control.YES_NO else "")
    if page.view.second is not None:
        station.tap(f"choice:{page.view.second.choices[-1].id}")


def every_page(station: Station) -> dict[str, str]:
    """Answer each question so that it raises what it can; return what each page said, before and after."""
    pages: dict[str, str] = {}
    for _ in range(300):
        page = station.content
        if isinstance(page, OverviewPage):  # it comes by itself after the first chapter
            pages["overview"] = everything(station)
            station.tap("continue")
            continue
        if not isinstance(page, QuestionPage) or station.item == "check.summary":
            break
        pages[station.item] = everything(station)
        worst(station, page)
        pages[f"{station.item}, answered"] = everything(station)
        station.go_on()
        if station.content is page:
            station.go_on()
    assert station.item == "check.summary"
    return pages | {"summary": everything(station)}


def test_no_page_of_a_visit_that_raises_all_it_can_says_what_no_patient_may_read(
    station: Station, tmp_path: Path
) -> None:
    other = station.new_visit(PatientForm(OTHER, f"Q{OTHER}", date(1944, 7, 7)))
    station.sign_in(other, date(1944, 7, 7))
    station.tap("leave", "go_on")
    visit = station.new_visit()
    station.sign_in(visit)
    pages = every_page(station)
    to_the_end(station)
    pages["plan"] = everything(station)
    assert "What to do, and when" in pages["plan"]
    pages["paper"] = on_paper(station, visit, tmp_path)
    to_the_end(station)
    pages["thanks"] = everything(station)
    assert "Saved. Thank you." in pages["thanks"]
    holds_nothing_of_staff(station, visit, pages)


def holds_nothing_of_staff(station: Station, visit: str, pages: dict[str, str]) -> None:
    shown = cards(station.situation(visit))
    assert len([one for one in shown if one.level is Level.RED]) > 12
    assert len(pages) > 120
    words = station.workplace.content.words("en")
    reasons = {flag_words(words, reason) for one in shown for reason in one.finding.reasons}
    for name, said in pages.items():
        assert not NEVER.search(said), f"{name}: {NEVER.search(said)}"
        assert OTHER not in said, name
        assert not [reason for reason in reasons if reason in said], name


def to_the_end(station: Station) -> None:
    """Press Next through a page of many screens until it turns."""
    before = station.page
    for _ in range(120):
        station.tap("next")
        if station.page is not before:
            return


def on_paper(station: Station, visit: str, folder: Path) -> str:
    words, now = station.workplace.content.words("en"), station.workplace.now()
    paper = plan_paper(station.situation(visit), words, printed_at=now)
    write_pdf(paper, folder / "plan.pdf")
    return "\n".join([paper.title, paper.foot, repr(paper.sheet)])


@pytest.mark.parametrize("end", [leave, not_me, idle, emergency, finish])
def test_no_key_and_no_clipboard_leads_back_to_the_last_patient(
    station: Station, qapp: QApplication, end: object
) -> None:
    assert callable(end)
    visit = station.new_visit(PatientForm(CANARY, f"E{CANARY}", BORN))
    station.come_in(visit)
    station.tap("question_for_nurse")
    station.type_in(TYPED)
    select_and_copy(station)
    station.tap("keep")
    end(station)
    if "go_on" in station.names():
        station.tap("go_on")
    station.settle()
    clipboard = QGuiApplication.clipboard()
    assert TYPED not in clipboard.text()
    for keys in BACK:
        QTest.keySequence(station.window, keys)
        station.settle()
        assert station.item == "WelcomePage", keys.toString()
    station.tap("start")
    for keys in BACK:
        if station.item != "WelcomePage":
            QTest.keySequence(station.window, keys)
            station.settle()
        assert TYPED not in everything(station)
    assert traces(qapp) == []
    assert CANARY not in station.window.windowTitle()


def select_and_copy(station: Station) -> None:
    """Copy what was typed, as somebody with a keyboard can."""
    field = station.window.focusWidget()
    assert field is not None
    assert not isinstance(field, QLabel)
    QTest.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(field, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    station.settle()

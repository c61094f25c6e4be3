"""Every question and lesson as it stands when it comes up: each screen and letter size, nothing touched."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QPlainTextEdit, QWidget

from kypho_prep.content import Content
from kypho_prep.kiosk.pages.frame import Frame
from kypho_prep.kiosk.pages.question_page import QuestionPage
from kypho_prep.kiosk.services import Comfort
from kypho_prep.look.cards import NoteBox
from kypho_prep.look.labels import BodyLabel
from kypho_prep.look.metrics import TEXT_SIZES
from kypho_prep.look.theme import HIGH_CONTRAST, LIGHT
from kypho_prep.prep.checklist import Control, Item
from kypho_prep.prep.interview.path import PageRef
from kypho_prep.tour.pseudo_language import MIRRORED
from tests.kiosk.station import Station
from tests.kiosk.test_day_page import at_the_page
from tests.look import layout_checks
from tests.look.glyph_checks import boxes
from tests.shipped import with_pseudo_languages

pytestmark = pytest.mark.walk

SCREENS = ((1280, 800), (1366, 768), (1920, 1080), (1080, 1920))
MOST_BARS = 0.25
LINE = 16  # pixels between a question and what stands right below it


def whole(part: QWidget, page: QuestionPage) -> bool:
    """Tell whether a part of a page stands whole on the screen."""
    seen = page.sheet.area.viewport()
    return seen.rect().contains(QRect(part.mapTo(seen, QPoint(0, 0)), part.size()))


def arrive(station: Station, item: Item) -> QuestionPage | None:
    """Show an item's page; nothing where it has a page of another kind."""
    assert station.window.session is not None
    entry = "one" if item.entry_of == "medicine" else "another" if item.entry_of else None
    station.window.session.open_page(PageRef(item.id, entry))
    station.settle()
    station.settle()
    return station.content if isinstance(station.content, QuestionPage) else None


def everywhere(station: Station, *, high_contrast_at: int = 0) -> Iterator[None]:
    """Show the page anew on each screen at each letter size."""
    session, shown = station.window.session, station.item
    assert session is not None
    for wide, high in SCREENS:
        station.window.resize(wide, high)
        station.settle()
        for percent in TEXT_SIZES:  # other letters than before: the page is built anew, and nothing of it has been seen
            session.take_comfort(Comfort("en", HIGH_CONTRAST if wide == high_contrast_at else LIGHT, percent))
            station.settle()
            station.settle()
            assert station.item == shown
            yield
    station.window.resize(1280, 800)
    session.take_comfort(Comfort("en", LIGHT, TEXT_SIZES[0]))
    station.settle()


def where(station: Station) -> str:
    """Name the page, its screen and its letters."""
    window = station.window
    return f"{station.item} {window.width()}x{window.height()} {window.stage.comfort.text_size}"


def faults(station: Station, page: QuestionPage) -> list[str]:
    """What a patient lacks on arrival."""
    frame, found = station.page, []
    assert isinstance(frame, Frame)
    below = frame.bottom.height() if frame.bottom is not None else 0
    share = (frame.top.height() + below) / station.window.height()
    if share > MOST_BARS:
        found.append(f"the bars take {share:.0%}")
    if not whole(page.heading, page):
        found.append("the question is cut")
    if not warned(page):
        found.append("the warning does not stand whole under the question")
    if page.sheet.area.widget().width() > page.sheet.area.viewport().width():
        found.append("the page is wider than the screen")
    return found + answers_cut(page) + [one for one in (uncounted(page),) if one]


def warned(page: QuestionPage) -> bool:
    """Tell whether the warning of a page that has one stands whole, right below the question; a lesson's ends it."""
    if not page.view.note or page.view.control is Control.LESSON:
        return True
    (note,) = page.sheet.area.widget().findChildren(NoteBox, "note")
    under = page.heading.mapTo(page, QPoint(0, page.heading.height())).y()
    gap = note.mapTo(page, QPoint(0, 0)).y() - under
    return note.label.text() == page.view.note and whole(note, page) and 0 <= gap <= LINE


def answers_cut(page: QuestionPage) -> list[str]:
    """What of the first two answers, of the field or of a lesson's first sentence is not whole."""
    if page.view.control is Control.LESSON:
        sentences = [one for one in page.answer.findChildren(BodyLabel) if one.isVisible()]
        return [] if sentences and whole(sentences[0], page) else ["the lesson's first sentence is cut"]
    if page.answer.typing() is not None and not page.view.choices:
        kinds = (QLineEdit, QPlainTextEdit)
        fields = [one for kind in kinds for one in page.findChildren(kind) if one.isVisible()]
        return [] if fields and whole(fields[0], page) else ["the field is cut"]
    answers = [one for one in page.answer.findChildren(QAbstractButton) if one.isVisible()]
    shown = sum(whole(one, page) for one in answers)
    return [] if shown >= min(2, len(answers)) else [f"{shown} of {len(answers)} answers are whole"]


def uncounted(page: QuestionPage) -> str:
    """Where an answer is out of sight: the strip that counts it, and a Next that shows it first."""
    buttons = [one for one in page.answer.findChildren(QAbstractButton) if one.isVisibleTo(page.answer)]
    if page.view.control is Control.LESSON or all(whole(one, page) for one in buttons):
        return ""
    return "" if page.sheet.more.isVisible() and page.sheet.unseen else "an answer is hidden without a word"


Way = tuple[str, str, int, tuple[int, int]]


def ways(whole: bool) -> list[Way]:
    """Return language, theme, letters and screen of each walk: English, and of the others one mirrored, or all."""
    every = [
        (language, theme, percent, screen)
        for language in with_pseudo_languages().languages
        for theme in (LIGHT, HIGH_CONTRAST)
        for percent in TEXT_SIZES
        for screen in SCREENS
    ]
    upright = SCREENS[-1]
    return [
        one
        for one in every
        if whole
        or (one[0] == "en" and (one[1] == HIGH_CONTRAST) is (one[3] == upright))
        or one == (MIRRORED, LIGHT, TEXT_SIZES[-1], SCREENS[0])
    ]


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "way" in metafunc.fixturenames:
        chosen = ways(metafunc.config.getoption("--faults"))
        names = [f"{language}-{theme}-{percent}-{wide}x{high}" for language, theme, percent, (wide, high) in chosen]
        metafunc.parametrize("way", chosen, ids=names)


@pytest.fixture(scope="session")
def content() -> Content:
    """Return the shipped content with the languages that no clinic is offered."""
    return with_pseudo_languages()


def drawn_faults(station: Station) -> list[str]:
    """What is wrong with a page as it is drawn."""
    window, look = station.window, station.window.stage.look
    return [
        *layout_checks.clipped(window),
        *layout_checks.overlapping(window),
        *layout_checks.small_targets(window, look.metrics),
        *layout_checks.small_gaps(window, look.metrics),
        *layout_checks.contrast_faults(window, look.theme),
        *boxes(window),
        *layout_checks.unnamed(window),
    ]


def test_each_page_begins_at_one_height_and_shows_its_question_and_two_answers(
    station: Station, way: Way, pytestconfig: pytest.Config
) -> None:
    language, theme, percent, screen = way
    at_the_page(station)
    session, whole_walk = station.window.session, bool(pytestconfig.getoption("--faults"))
    assert session is not None
    station.window.resize(*screen)
    session.take_comfort(Comfort(language, theme, percent))
    station.window.setUpdatesEnabled(whole_walk)  # only places are looked at in the suite: nothing need be painted
    found: list[str] = []
    begins: dict[int, list[str]] = {}
    for item in station.workplace.content.checklist.items:
        page = arrive(station, item)
        if page is None:
            continue
        begins.setdefault(page.heading.mapTo(station.window, QPoint(0, 0)).y(), []).append(item.id)
        found += [
            f"{item.id}: {one}" for one in (*faults(station, page), *(drawn_faults(station) if whole_walk else ()))
        ]
    assert sum(map(len, begins.values())) > 130
    assert not found, "\n".join(found)
    assert len(begins) == 1, {height: items[:5] for height, items in begins.items()}


def test_next_says_show_more_until_the_last_answer_has_been_seen(station: Station) -> None:
    at_the_page(station)
    session = station.window.session
    assert session is not None
    session.take_comfort(Comfort("en", LIGHT, 200))
    station.window.resize(1280, 800)
    page = arrive(station, station.workplace.content.checklist.item("health.heart_lungs"))
    assert page is not None
    assert "7 more answers below" in station.said
    said = []
    for _ in range(10):
        said.append(station.find("next").accessibleName())
        if said[-1] == "Next":
            break
        station.tap("next")
    assert said[0] == "Show more"
    assert said[-1] == "Next"
    assert station.content is page
    assert "more answer" not in station.said


def test_the_menu_holds_what_the_slim_bars_leave_out(station: Station) -> None:
    at_the_page(station)
    session = station.window.session
    assert session is not None
    session.take_comfort(Comfort("en", LIGHT, 140))
    station.window.resize(1280, 800)
    page = arrive(station, station.workplace.content.checklist.item("bleeding.clot_when"))
    assert page is not None
    assert {"menu", "back", "next"} <= station.names()
    assert not {"why", "call_nurse", "leave", "text_size", "contrast"} & station.names()
    station.tap("menu", "text_size")
    assert session.state.intake.session.text_size == 200
    assert "close" in station.names()  # the menu stands, so that the size can be tried on
    station.tap("text_size")
    assert {"close", "menu"} <= station.names() or "call_nurse" in station.names()
    station.tap("close", "why" if "why" in station.names() else "question_for_nurse", "close", "leave")
    assert "Your answers are saved" in station.said or station.item == "MessagePage"


def test_an_answer_that_was_chosen_among_all_needs_no_look_at_the_help(station: Station) -> None:
    at_the_page(station)
    session = station.window.session
    assert session is not None
    session.take_comfort(Comfort("en", LIGHT, 200))
    station.window.resize(1280, 800)
    page = arrive(station, station.workplace.content.checklist.item("ride.adult"))
    assert page is not None
    assert station.find("next").accessibleName() == "Show more", "the help stands below"
    station.tap("choice:yes")
    assert station.find("next").accessibleName() == "Next"
    page = arrive(station, station.workplace.content.checklist.item("medicines.still_taking"))
    assert page is not None
    station.tap("choice:told")
    seen = all(whole(one, page) for one in page.answer.must_be_seen())
    assert station.find("next").accessibleName() == ("Next" if seen else "Show more"), "not before all have been seen"
    assert not seen

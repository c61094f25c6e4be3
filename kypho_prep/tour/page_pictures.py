"""Takes a picture of each question and lesson, for a translator to see where a text stands."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from kypho_prep.content import Content
from kypho_prep.content.translation.sheet import picture_of
from kypho_prep.kiosk.item_view import item_view
from kypho_prep.kiosk.pages.question_page import QuestionPage
from kypho_prep.look.theme import apply_theme, make_application
from kypho_prep.prep.chart import Chart, Patient, Visit
from kypho_prep.prep.checklist import Item
from kypho_prep.prep.clinic import Clinic
from kypho_prep.prep.interview.path import PageRef
from kypho_prep.prep.interview.situation import Situation
from kypho_prep.prep.medicines.catalogue import suggest

WIDTH, LEAST_HEIGHT, MOST_HEIGHT = 1280, 560, 2400  # pixels; so much of a page as is needed to see all of it
_TODAY = date(2026, 11, 16)


def take_pictures(folder: Path, content: Content, language: str) -> int:
    """Leave a picture of each page in a folder, and return how many; in English where the language is not whole.

    Raises OSError where the folder cannot be written to.
    """
    folder.mkdir(parents=True, exist_ok=True)
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = make_application("kypho-prep")
    look, words = apply_theme(app), content.words(language)
    app.setLayoutDirection(Qt.LayoutDirection.RightToLeft if words.right_to_left else Qt.LayoutDirection.LeftToRight)
    situation = _nobody(content)
    named, host = tuple(_named(content)), QWidget()
    host.resize(WIDTH, MOST_HEIGHT)
    host.show()
    for item, name in named:
        view = item_view(situation, words, PageRef(item.id, "one" if item.entry_of else None))
        page = QuestionPage(view, look, words, partial(suggest, content.medicines))
        page.setParent(host)
        page.resize(WIDTH, LEAST_HEIGHT)
        page.show()
        app.processEvents()
        missing = page.sheet.area.verticalScrollBar().maximum()
        page.resize(WIDTH, min(LEAST_HEIGHT + missing, MOST_HEIGHT))
        app.processEvents()
        if not page.grab().save(str(folder / name)):
            raise OSError(0, "no picture can be written there", str(folder / name))
        page.close()
        page.deleteLater()
    host.close()
    return len(named)


def _named(content: Content) -> Iterator[tuple[Item, str]]:
    found = ((item, picture_of(item)) for item in content.checklist.items)
    yield from ((item, name) for item, name in found if name)


def _nobody(content: Content) -> Situation:
    """Return a visit of nobody, about whom nothing is known."""
    visit = Visit("nobody", "nobody", _TODAY + timedelta(days=14))
    chart = Chart(Patient("nobody", "", "", date(1950, 1, 1)), visit)
    return Situation(content.checklist, chart, Clinic(), content.medicines, _TODAY)

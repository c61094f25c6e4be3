"""The tour's patient: goes through the kiosk by touch alone, as one who types wrong, is unsure, and leaves once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from PySide6.QtWidgets import QWidget

from kypho_prep.kiosk.controls.scene import Scene
from kypho_prep.kiosk.item_view import ItemView
from kypho_prep.kiosk.pages.frame import Frame
from kypho_prep.kiosk.pages.overview import OverviewPage
from kypho_prep.kiosk.pages.question_page import QuestionPage
from kypho_prep.kiosk.window import KioskWindow
from kypho_prep.look.scroll import PageScroll
from kypho_prep.prep.answers import single, structured
from kypho_prep.prep.answers.answer import Answer
from kypho_prep.tour.driver.hand import Hand

TURNS = 400
PATIENCE = 20
Answers = Mapping[str, tuple[str, ...]]


class Guest:
    """One patient in front of the kiosk."""

    def __init__(self, hand: Hand, kiosk: KioskWindow, answers: Answers) -> None:
        """Come with what to touch on which item; all else is answered quietly."""
        self.hand = hand
        self.kiosk = kiosk
        self.answers = answers
        self.shown: set[str] = set()

    @property
    def page(self) -> QWidget:
        """Return the page that shows, with its bars."""
        page = self.kiosk.stage.page
        if page is None:
            raise LookupError("the kiosk shows nothing")
        return page

    @property
    def content(self) -> QWidget:
        """Return what stands between the bars."""
        page = self.page
        return page.content if isinstance(page, Frame) else page

    @property
    def item(self) -> str:
        """Return the id of the item on the page; on pages that ask nothing, the kind of page."""
        view = getattr(self.content, "view", None)
        return view.page.item if isinstance(view, ItemView) else type(self.content).__name__

    def sign_in(self, code: str, born: date, *, pictures: bool = True) -> None:
        """Enter the slip's code and the birth date on the number pads."""
        self.hand.tap("start")
        if pictures:
            self.hand.picture("sign-in-code")
        self.hand.touch_keys(code)
        self.hand.tap("next")
        if pictures:
            self.hand.picture("sign-in-birth-date")
        self.enter_birth_date(born)

    def enter_birth_date(self, born: date) -> None:
        """Enter the birth date where it is asked for, and go on."""
        for name in ("part:month", f"month:{born.month}", f"day:{born.day}"):
            self.hand.tap(name)
        self.hand.touch_keys(str(born.year))
        self.go_on()

    def change(self, item: str) -> None:
        """Come to the page of all answers from wherever the sitting began, and answer one of them as planned."""
        leads = {"OverviewPage": "continue", "check.plan": "back"}
        here = self.go_until("check.summary", *leads, pictures=False)
        if here in leads:
            self.hand.tap(leads[here])
        self.hand.picture("all-answers")
        self.hand.tap(f"answer:{item}:")
        self.answer(pictures=False)

    def leave(self) -> None:
        """Stop here; the next patient finds the welcome page."""
        self.hand.tap("leave")
        self.hand.picture("saved-and-left")
        self.hand.tap("go_on")

    def go_on(self) -> None:
        """Touch Next until the page has turned; a long page shows the rest of itself first, however long it is."""
        before = self.kiosk.stage.page
        self._next_until(lambda: self.kiosk.stage.page is not before or self._scene_speaks(before))

    def go_until(self, *items: str, pictures: bool = True) -> str:
        """Answer page after page until one of these items stands there, and return which."""
        for _ in range(TURNS):
            if self.item in items:
                return self.item
            self.answer(pictures=pictures)
        raise LookupError(f"none of {', '.join(items)} came; the last page is {self.item}")

    def answer(self, *, pictures: bool = True) -> None:
        """Answer the page as planned and go on, from the checklist too; a picture before the answer, one after it."""
        item = self.item
        if isinstance(self.content, OverviewPage):
            self.hand.tap("continue")
            return
        if isinstance(self.content, QuestionPage):
            if pictures and quiet(self.content.view):
                self.picture(f"{item}.on-arrival")
            self._touch(self.content.view, self.answers.get(item, ()))
            if self.content.view.second is not None:
                self._touch(self.content.view.second, self.answers.get(self.content.view.second.page.item, ()))
        if pictures:
            self.picture(item)
        self.go_on()
        if self.item == item and isinstance(self.content, QuestionPage):
            if pictures:
                self.picture(f"{item}.again")
            self._again(self.content)

    def picture(self, item: str) -> None:
        """Take a page's picture, once."""
        if item not in self.shown:
            self.shown.add(item)
            self.hand.picture(item.replace(".", "-").replace("_", "-"))

    def _touch(self, view: ItemView, planned: tuple[str, ...]) -> None:
        for name in planned or quiet(view):
            if name.startswith("type:") and view.given is None:
                self.hand.touch_keys(name.removeprefix("type:"))
            elif not name.startswith("type:"):
                self.hand.tap(name)

    def _again(self, page: QuestionPage) -> None:
        """Answer a scene that was explained again: this time the right way, then go on."""
        right = next((choice.id for choice in page.view.choices if choice.right), "")
        if right and self.hand.sees(f"choice:{right}"):
            self.hand.tap(f"choice:{right}")
        before = self.item
        self._next_until(lambda: self.item != before)

    def _next_until(self, done: Callable[[], bool]) -> None:
        """Touch Next until it is done; give up where touch after touch shows nothing new."""
        patience = PATIENCE
        while patience and not done():
            shown = self._scrolled()
            self.hand.tap("next")
            patience = PATIENCE if self._scrolled() != shown else patience - 1

    def _scrolled(self) -> list[int]:
        """Return how far what stands between the bars is scrolled: a page that moves has not been seen whole."""
        return [sheet.scrolled for sheet in self.content.findChildren(PageScroll)]

    def _scene_speaks(self, before: QWidget | None) -> bool:
        """Tell whether a scene on the page has just explained again, or said a kind word."""
        content = self.content
        if self.kiosk.stage.page is not before or not isinstance(content, QuestionPage):
            return False
        return isinstance(content.answer, Scene) and content.answer.told().isVisible()


def quiet(view: ItemView) -> tuple[str, ...]:
    """Return what a patient touches, or types, about whom there is nothing to say; nothing where it is answered."""
    if view.given is not None:
        return ()
    first = view.choices[0].id if view.choices else ""
    none = next((choice.id for choice in view.choices if choice.none), first)
    right = next((choice.id for choice in view.choices if choice.right), "")
    made: dict[type[Answer], tuple[str, ...]] = {
        single.YesNo: ("choice:no",),
        structured.SomeOf: (f"choice:{none}",),
        structured.Scene: (f"choice:{right}",),
        single.OneOf: (f"choice:{first}",),
        single.OneOfOrText: (f"choice:{first}",),
        single.Day: (f"choice:{first}",),
        single.Text: ("type:sam",),
        single.Phone: ("type:5550100",),
        single.Number: ("type:8",),
    }
    return made.get(view.kind, ())

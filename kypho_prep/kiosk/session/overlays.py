"""What opens over a page and leaves it as it is: why we ask, how to get a nurse, a question to write down."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kypho_prep.kiosk.item_view import item_view
from kypho_prep.kiosk.pages.dialogs import TextDialog, WritingDialog
from kypho_prep.kiosk.pages.frame import Frame
from kypho_prep.kiosk.pages.plan_page import PlanPage
from kypho_prep.kiosk.pages.question_page import QuestionPage
from kypho_prep.kiosk.session.state import ASK, NURSE, SAID, SEVERAL, TWIN, WHY
from kypho_prep.prep.interview.entries import QUESTION, name_item
from kypho_prep.prep.interview.path import PageRef
from kypho_prep.workflow.patient import intake as patient

if TYPE_CHECKING:
    from kypho_prep.kiosk.session.duplicate_prompt import DuplicatePrompt
    from kypho_prep.kiosk.session.navigation import Turning
    from kypho_prep.kiosk.session.several_prompt import Several
    from kypho_prep.workflow.workplace import Workplace


class Sheets:
    """Opens and closes the sheets of a sitting, and opens them again when the page is drawn another way."""

    def __init__(self, flow: Turning, duplicates: DuplicatePrompt, several: Several) -> None:
        self._flow = flow
        self._duplicates = duplicates
        self._several = several

    def why(self) -> None:
        """Say why we ask this."""
        self._open(WHY)

    def nurse(self) -> None:
        """Save the page, store that the patient asks for a nurse, and say what to do; nobody is promised."""
        self._flow.keep(lambda: self._flow.jobs.run(self._call, lambda _: self._open(NURSE)))

    def ask(self) -> None:
        """Open a page to write a question on."""
        self._flow.sitting.asked = patient.new_entry_id()
        self._open(ASK)

    def say(self, text: str) -> None:
        """Say that something did not work, on the page that it concerns, or over it."""
        frame = self._flow.frame
        if frame is None:
            return
        if isinstance(frame.dialog, WritingDialog) and isinstance(frame.dialog.page, QuestionPage):
            frame.dialog.page.say(text)
        elif isinstance(frame.content, QuestionPage) and frame.dialog is None:
            frame.content.say(text)
        else:
            self._flow.sitting.said = text
            self._open(SAID)

    def close(self) -> None:
        """Take the sheet away."""
        self._flow.sitting.sheet = ""
        if self._flow.frame is not None:
            self._flow.frame.close_dialog()

    def restore(self, frame: Frame) -> None:
        """Open the sheet again that was open before the page was drawn another way."""
        kind = self._flow.sitting.sheet
        if kind == ASK:
            frame.open_dialog(self._ask_sheet())
        elif kind == TWIN:
            self._duplicates.open(frame)
        elif kind == SEVERAL:
            self._several.open(frame)
        elif kind:
            frame.open_dialog(self._word_sheet(frame, kind))

    def _open(self, kind: str) -> None:
        self._flow.sitting.sheet = kind
        if self._flow.frame is not None:
            self.restore(self._flow.frame)

    def _call(self, workplace: Workplace) -> None:
        patient.call_nurse(workplace, session=self._flow.session)

    def _word_sheet(self, frame: Frame, kind: str) -> TextDialog:
        words = self._flow.screen.words
        text = words("kiosk.nurse.text")
        if kind == WHY and isinstance(frame.content, QuestionPage):
            text = frame.content.view.why
        elif kind == SAID:
            text = self._flow.sitting.said
        sheet = TextDialog(
            words(f"kiosk.{kind}.heading"), text, words("kiosk.sheet.close"), self._flow.screen.look, words
        )
        sheet.closed.connect(self.close)
        return sheet

    def _ask_sheet(self) -> WritingDialog:
        screen, situation = self._flow.screen, self._flow.sitting.intake.situation
        page = PageRef(name_item(situation, QUESTION), self._flow.sitting.asked)
        content = QuestionPage(item_view(situation, screen.words, page), screen.look, screen.words)
        words = screen.words
        sheet = WritingDialog(content, words("kiosk.ask.keep"), words("kiosk.ask.cancel"), screen.look)
        sheet.closed.connect(self.close)
        sheet.kept.connect(lambda: self._flow.jobs.when_free(lambda: self._keep_question(content)))
        return sheet

    def _keep_question(self, content: QuestionPage) -> None:
        given = content.value()
        if given is None or content.problem() is not None:
            content.show_problem()
            return
        about = self._about()
        view = content.view
        if about:
            view = replace(view, help=self._flow.screen.words("kiosk.ask.about", question=about))
        self._flow.store(view, given, self._flow.sitting.page, self._kept)

    def _kept(self) -> None:
        self.close()
        self.say(self._flow.screen.words("kiosk.ask.saved"))

    def _about(self) -> str:
        content = self._flow.frame.content if self._flow.frame is not None else None
        return content.view.question if isinstance(content, QuestionPage | PlanPage) else ""

"""What the buttons of a session's dialogs do: close, keep a written question, answer about a medicine."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject

from kypho_prep.kiosk import route
from kypho_prep.kiosk.item_view import ItemView
from kypho_prep.kiosk.pages.dialogs import CallDialog, ChoiceDialog, Dialog, MenuDialog, WritingDialog
from kypho_prep.kiosk.pages.language_dialog import LanguageDialog
from kypho_prep.kiosk.pages.question_page import QuestionPage
from kypho_prep.kiosk.services import larger, other_theme
from kypho_prep.kiosk.session.medicine_entry import MedicineQuestion, Names
from kypho_prep.kiosk.session.nurse_calls import call_nurse, take_back_call
from kypho_prep.kiosk.session.session import PatientSession
from kypho_prep.kiosk.session.shown_reply import entry_of, written
from kypho_prep.kiosk.session.state import Languages, Menu, OpenDialog, Text, Topic
from kypho_prep.prep.interview.path import PageRef


class DialogActions(QObject):
    """Connects each dialog that a session builds."""

    def __init__(self, session: PatientSession) -> None:
        super().__init__(session)
        self._session = session
        session.dialog_built.connect(self._connect)

    def _connect(self, dialog: Dialog, opened: OpenDialog) -> None:
        session, when_free = self._session, self._session.jobs.when_free
        if isinstance(dialog, ChoiceDialog) and isinstance(opened, MedicineQuestion):
            dialog.closed.connect(lambda: when_free(lambda: self._answer(opened, yes=False)))
            dialog.kept.connect(lambda: when_free(lambda: self._answer(opened, yes=True)))
            return
        dialog.closed.connect(session.close_dialog)
        if isinstance(dialog, MenuDialog):
            dialog.chosen.connect(lambda name: when_free(lambda: self._choose(name)))
        if isinstance(dialog, LanguageDialog):
            dialog.chosen.connect(lambda code: when_free(partial(self._choose_language, code)))
        if isinstance(dialog, CallDialog):
            dialog.taken_back.connect(lambda: when_free(partial(take_back_call, session)))
        if isinstance(dialog, WritingDialog):
            dialog.kept.connect(lambda: when_free(lambda: self._keep_question(dialog.page)))
            dialog.page.changed.connect(partial(self._question_changed, dialog.page))

    def _choose(self, name: str) -> None:
        """Do what was touched in the menu; another size or theme leaves it open, to be seen and changed again."""
        session, comfort = self._session, self._session.screen.comfort
        if name == "text_size":
            session.take_comfort(larger(comfort))
        elif name == "contrast":
            session.take_comfort(other_theme(comfort))
        elif name == "language":
            below = session.state.dialog
            session.close_dialog()
            session.open_dialog(Languages(below.over if isinstance(below, Menu) else None))
        else:
            session.close_dialog()
            frame = session.screen.frame
            asked: dict[str, Callable[[], None]] = {
                "why": lambda: session.open_dialog(Text(Topic.WHY)),
                "question_for_nurse": session.write_question,
                "call_nurse": partial(call_nurse, session),
                "ways": lambda: session.screen.open_ways(frame) if frame is not None else None,
                "leave": session.leaving.leave,
            }
            asked[name]()

    def _choose_language(self, code: str) -> None:
        """Draw the page in another language; what is typed or chosen on it stays."""
        session = self._session
        session.close_dialog()
        session.take_comfort(replace(session.screen.comfort, language=code))

    def _keep_question(self, content: QuestionPage) -> None:
        """Save the question for the nurse, with the page that it is about, and say that it is saved."""
        session, frame = self._session, self._session.screen.frame
        asked = written(frame, session.screen.words) if frame is not None else []
        if asked:
            session.store_answers(asked, session.state.page, self._question_kept)
        else:
            content.show_problem()

    def _question_changed(self, content: QuestionPage) -> None:
        if content.value() is None:
            self._session.take_back(content.view.page)

    def _question_kept(self) -> None:
        self._session.close_dialog()
        self._session.say(self._session.screen.words("kiosk.ask.saved"))

    def _answer(self, question: MedicineQuestion, *, yes: bool) -> None:
        """Do what the answer about a medicine leads to; a second tap on it is dropped."""
        session = self._session
        if session.state.dialog is not question:
            return
        decided = question.if_yes(session.situation) if yes else question.if_no(session.situation)
        if decided and not yes:
            session.close_dialog()  # the name is saved as it stands on the page, so what goes wrong is said there
        if isinstance(decided, MedicineQuestion):
            session.open_dialog(decided)
        else:
            self._save_names(question.view, decided)

    def _save_names(self, view: ItemView, names: Names) -> None:
        """Save the first name as the page's own entry and each other as a new one, then show the list."""
        session = self._session
        further = (session.view_of(PageRef(view.page.item, entry_of(session.state, one))) for one in names[1:])
        home = route.home(session.situation, view.page, view.list_item)
        named = list(zip((view, *further), names, strict=False))
        session.store_answers(named, home, lambda: session.open_page(home or route.Stop.OVERVIEW))

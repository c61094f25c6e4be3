"""The languages that patients may read: how each stands, who reviewed its words, and what a draft is shown for."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal

from kypho_prep.look.cards import Rule
from kypho_prep.nurse.clinic.staff_pages import PeoplePage
from kypho_prep.nurse.desk import DeskContext, StaffSession
from kypho_prep.nurse.widgets.fields import LineField
from kypho_prep.nurse.widgets.parse import read_date
from kypho_prep.nurse.widgets.parts import LevelChip, column, holder, key, row, say, small_key
from kypho_prep.prep.languages import Standing, for_review_only, review_of, standing
from kypho_prep.prep.wording.dates import long_day, months
from kypho_prep.prep.words import REFERENCE
from kypho_prep.workflow.clinic import languages
from kypho_prep.workflow.clinic.languages import ReviewForm

if TYPE_CHECKING:
    from kypho_prep.prep.clinic import Clinic
    from kypho_prep.prep.words import Language

LEVELS = {
    Standing.OFFERED: "go",
    Standing.INCOMPLETE: "note",
    Standing.NOT_REVIEWED: "amber",
    Standing.CHANGED: "amber",
}


class LanguagesPage(PeoplePage):
    """Every language that has words here; each but the one that the checklist is written in opens its own page."""

    language_asked = Signal(object)

    def __init__(self, desk: DeskContext, session: StaffSession, told: str = "") -> None:
        super().__init__(desk, session, desk.words("desk.languages.title"), kept_as="languages")
        if told:
            self.body.addWidget(say(desk, told, "done/surface", bold=True))
        self.body.addWidget(say(desk, desk.words("desk.languages.help"), "quiet/surface"))
        for number, one in enumerate(desk.workplace.content.known):
            if number:
                self.body.addWidget(Rule(desk.look))
            self._line(one)
        self.keys(key(desk, desk.words("desk.back"), "back", self.left.emit))

    def _line(self, one: Language) -> None:
        desk, clinic = self._desk, self._session.clinic
        named = say(desk, one.name, bold=True)
        about = say(desk, about_words(desk, one, clinic), "quiet/surface")
        parts: list[Any] = [holder(column(named, about, gap=2)), LevelChip(*state_of(desk, one, clinic))]
        if one.code != REFERENCE:
            change = small_key(desk, desk.words("desk.staff.open"), f"language:{one.code}", partial(self._open, one))
            change.setAccessibleName(desk.words("desk.staff.open_of", name=one.name))
            parts.append(change)
        line = row(*parts, gap=14)
        line.setStretch(0, 1)
        self.body.addLayout(line)

    def _open(self, one: Language) -> None:
        self.language_asked.emit(one)


class LanguagePage(PeoplePage):
    """One language: its reviewer is recorded or taken back, and a draft is shown to the reviewer or not."""

    def __init__(self, desk: DeskContext, session: StaffSession, language: Language) -> None:
        super().__init__(desk, session, language.name, kept_as=f"language {language.code}")
        self._language = language
        words, clinic = desk.words, session.clinic
        self.body.addLayout(row(LevelChip(*state_of(desk, language, clinic)), None))
        about = say(desk, about_words(desk, language, clinic))
        about.setObjectName("about")
        self.body.addWidget(about)
        if language.complete:
            self._review()
        self.body.addWidget(self.form)
        if language.complete:
            save = key(desk, words("desk.languages.record"), "save", self._submit, first=True)
            self.form.enter_presses(save)
            self.keys(save)
        self.keys(*self._ways(clinic), key(desk, words("desk.back"), "back", self.left.emit))

    def _review(self) -> None:
        desk, words = self._desk, self._desk.words
        self.body.addWidget(say(desk, words("desk.languages.record_title"), size=20, bold=True))
        self.body.addWidget(say(desk, words("desk.languages.record_help")))
        self.form.add(LineField(desk, "reviewer", words("desk.languages.reviewer")), 0)
        self.form.add(LineField(desk, "qualification", words("desk.languages.qualification")), 0, 1)
        self.form.add(LineField(desk, "reviewed_on", words("desk.languages.reviewed_on")), 1)
        self.form.changed.connect(self._echo)
        self.form.begin({})
        self._echo()

    def _echo(self) -> None:
        words = self._desk.words
        day = read_date(self.form.values()["reviewed_on"], months(words))
        self.form.fields["reviewed_on"].echo(long_day(words, day) if day else words("desk.form.date_help"))

    def _ways(self, clinic: Clinic) -> list[Any]:
        desk, code = self._desk, self._language.code
        found = []
        if review_of(clinic, code) is not None:
            found.append(key(desk, desk.words("desk.languages.take_back"), "take_back", self._take_back))
        if code in clinic.languages_for_review:
            found.append(key(desk, desk.words("desk.languages.hide"), "hide", partial(self._show, on=False)))
        elif self._language.complete and standing(self._language, clinic) is not Standing.OFFERED:
            found.append(key(desk, desk.words("desk.languages.show"), "show", partial(self._show, on=True)))
        return found

    def _submit(self) -> None:
        values, words = self.form.values(), self._desk.words
        form = ReviewForm(values["reviewer"], values["qualification"], read_date(values["reviewed_on"], months(words)))
        self.form.show_problems({})
        self._change(partial(languages.record_review, form=form), "recorded")

    def _take_back(self) -> None:
        self._change(languages.take_review_back, "taken_back")

    def _show(self, *, on: bool) -> None:
        self._change(partial(languages.show_for_review, on=on), "shown" if on else "hidden")

    def _change(self, change: Any, told: str) -> None:
        desk, staff, language = self._desk, self._session.staff, self._language

        def done(clinic: Clinic) -> None:
            self._session.take_clinic(clinic)
            self.form.saved()

        said = desk.words(f"desk.languages.{told}", name=language.name)
        self._do(partial(change, desk.workplace, staff=staff, language=language.code), said, done)


def state_of(desk: DeskContext, language: Language, clinic: Clinic) -> tuple[str, Any, str]:
    """Return a chip's words, look and level: whether patients get a language, and why not."""
    found = standing(language, clinic)
    words = desk.words
    if found is Standing.INCOMPLETE:
        return words.count("desk.languages.lacks", language.lacking), desk.look, LEVELS[found]
    return words(f"desk.languages.{found.value}"), desk.look, LEVELS[found]


def about_words(desk: DeskContext, language: Language, clinic: Clinic) -> str:
    """Return who reviewed a language's words and when, or that nobody is on record, and what it is shown for."""
    words, review = desk.words, review_of(clinic, language.code)
    if language.code == REFERENCE:
        return words("desk.languages.written_in")
    said = [words("desk.languages.nobody")]
    if review is not None:
        on = long_day(words, review.reviewed_on)
        said = [words("desk.languages.reviewed", who=review.reviewer, what=review.qualification, on=on)]
        if standing(language, clinic) is Standing.CHANGED:
            said.append(words("desk.languages.changed_help"))
    if language.code in for_review_only(desk.workplace.content.known, clinic):
        said.append(words("desk.languages.is_shown"))
    return " ".join(said)

"""The people who work here: their list, a new one, one account, and one's own password."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from math import ceil
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget
from shiboken6 import isValid

from kypho_prep.look.buttons import Button
from kypho_prep.look.cards import Rule
from kypho_prep.nurse.clinic.first_run import password_problems
from kypho_prep.nurse.desk import DeskContext, StaffSession
from kypho_prep.nurse.widgets.fields import LineField, PickField
from kypho_prep.nurse.widgets.form import Form
from kypho_prep.nurse.widgets.form_page import Sheet
from kypho_prep.nurse.widgets.parts import LevelChip, column, holder, key, row, say, shortcut, small_key
from kypho_prep.nurse.widgets.password_card import PasswordCard
from kypho_prep.prep.wording.dates import stamp
from kypho_prep.workflow.clinic import accounts, passwords, wrong_passwords
from kypho_prep.workflow.clinic import staff as people
from kypho_prep.workflow.clinic.accounts import Account
from kypho_prep.workflow.clinic.staff import Role, StaffMember
from kypho_prep.workflow.errors import Invalid


class PeoplePage(Sheet):
    """A page about accounts; a refusal stands beside its field, where it has one. `saved` says what was done.

    What is typed is a draft under the name `kept_as`, no other page's; a password is none.
    """

    saved = Signal(str)
    left = Signal()

    def __init__(self, desk: DeskContext, session: StaffSession, title: str, *, kept_as: str) -> None:
        super().__init__(desk, title, width=860)
        self._session = session
        self.form = Form(desk, session.drafts, kept_as)
        self._held: QWidget | None = None
        shortcut(self, "Esc", self.left.emit)

    def focus_first(self) -> None:
        """Put the keyboard into the first field; on a page without one, on its first key."""
        if self.form.fields:
            self.form.focus_first()
        else:
            next(one for one in self.findChildren(Button) if one.isVisibleTo(self)).setFocus()

    def _passwords(self, line: int) -> None:
        """Add the fields of a new password, typed twice."""
        words = self._desk.words
        self.form.add(LineField(self._desk, "password", words("desk.staff.new_password"), secret=True), line)
        self.form.add(LineField(self._desk, "again", words("desk.set_up.again"), secret=True), line, 1)

    def _after_password(self, says: str, run: Callable[[StaffMember], Any], told: str) -> None:
        """Have the password typed once more, then do one thing as who typed it, and tell of it."""

        def took(_made: Any) -> None:
            self.form.saved()
            if isValid(self):
                self.saved.emit(told)

        self.form.show_trouble("")
        staff, refused = self._session.staff, self._refused
        PasswordCard(self._desk, staff, says, run, took=took, refused=refused).show_over(self)

    def _do(self, job: Callable[[], Any], told: str, take: Callable[[Any], None] = lambda _made: None) -> None:
        """Do one thing at a time; hand on what it made, and tell of it once it is done."""

        def done(made: Any) -> None:
            take(made)
            if isValid(self):
                self.saved.emit(told)

        if self.isEnabled():
            # Disabled, the page lets go of the keyboard.
            self._held = self.focusWidget()
            self.setEnabled(False)
            self._desk.ask(job, done, self._refused)

    def _refused(self, trouble: Exception) -> None:
        if not isValid(self):
            return
        self.setEnabled(True)
        if self._held is not None:
            self._held.setFocus()
        if isinstance(trouble, Invalid):
            said = {name: self._desk.words(key_, **params) for name, key_, params in trouble.problems}
            self.form.show_problems(said)
        else:
            self.form.show_trouble(self._desk.sentence(trouble))


class StaffPage(PeoplePage):
    """Everybody who works here or did; each opens their account."""

    add_asked = Signal()
    account_asked = Signal(object)

    def __init__(self, desk: DeskContext, session: StaffSession, told: str = "") -> None:
        super().__init__(desk, session, desk.words("desk.staff.title"), kept_as="staff")
        self.told = say(desk, told, "done/surface", bold=True)
        self.told.setObjectName("told")
        self.told.setVisible(bool(told))
        self._list = QVBoxLayout()
        self._list.setSpacing(desk.px(10))
        self.body.addWidget(self.told)
        self.body.addLayout(self._list)
        self.body.addWidget(self.form)
        self.add = key(desk, desk.words("desk.staff.add_person"), "add_person", self.add_asked.emit, first=True)
        self.keys(self.add, key(desk, desk.words("desk.back"), "back", self.left.emit))
        staff, workplace = session.staff, desk.workplace
        desk.ask(lambda: accounts.accounts(workplace, staff=staff), self._show, self._refused)

    def _show(self, found: tuple[Account, ...]) -> None:
        if not isValid(self):
            return
        for one in found:
            if self._list.count():
                self._list.addWidget(Rule(self._desk.look))
            name = say(self._desk, one.name, bold=True)
            user = say(self._desk, one.user, "quiet/surface")
            change = small_key(
                self._desk, self._desk.words("desk.staff.open"), f"account:{one.user}", partial(self._open, one)
            )
            change.setAccessibleName(self._desk.words("desk.staff.open_of", name=one.name))
            who = holder(column(name, user, gap=2))
            line = row(who, LevelChip(*state_of(self._desk, one)), change, gap=14)
            line.setStretch(0, 1)
            self._list.addLayout(line)

    def _open(self, account: Account) -> None:
        self.account_asked.emit(account)


def state_of(desk: DeskContext, account: Account) -> tuple[str, Any, str]:
    """Return a chip's words, look and level: what somebody may do, or why they do not sign in."""
    words = desk.words
    if not account.works_here:
        return words("desk.staff.gone"), desk.look, "note"
    if account.waits:
        return words.count("desk.staff.waits", ceil(account.waits / 60)), desk.look, "amber"
    return words(f"desk.staff.{account.role.value}"), desk.look, "go"


def missed_words(desk: DeskContext, session: StaffSession, account: Account) -> str:
    """Return how many wrong passwords a week brought at an account, and what may be behind so many; empty for none."""
    if account.missed_from is None:
        return ""
    since = stamp(desk.words, account.missed_from, session.clinic.tz, session.today)
    said = desk.words.count("desk.staff.missed", account.missed, since=since)
    if not account.guessed_at:
        return said
    return f"{said} {desk.words('desk.staff.guessed_at', minutes=wrong_passwords.LONGEST_WAIT // 60)}"


class AddPage(PeoplePage):
    """Let another person work here."""

    def __init__(self, desk: DeskContext, session: StaffSession) -> None:
        super().__init__(desk, session, desk.words("desk.staff.add_title"), kept_as="new_person")
        words = desk.words
        roles = [(one.value, words(f"desk.staff.{one.value}")) for one in Role]
        self.form.add(LineField(desk, "name", words("desk.staff.name")), 0)
        self.form.add(LineField(desk, "user", words("desk.set_up.user")), 0, 1)
        self._passwords(1)
        self.form.add(PickField(desk, "role", words("desk.staff.role"), roles), 2)
        self.form.begin({})
        self.body.addWidget(self.form)
        self.save = key(desk, words("desk.staff.add"), "save", self._submit, first=True)
        self.form.enter_presses(self.save)
        self.keys(self.save, key(desk, words("desk.back"), "back", self.left.emit))

    def _submit(self) -> None:
        values = self.form.values()
        wrong = password_problems(self._desk, values, self._desk.workplace.passwords.least)
        wrong = wrong or too_easy(self._desk, values["password"], values["name"], values["user"])
        self.form.show_problems(wrong)
        if not wrong:
            told = self._desk.words("desk.staff.added", name=values["name"].strip())
            self._after_password(self._desk.words("desk.staff.add"), partial(self._store, values), told)

    def _store(self, values: Mapping[str, str], staff: StaffMember) -> None:
        given = {name: values[name] for name in ("name", "user", "password")}
        role = Role(values["role"])
        people.add_member(self._desk.workplace, staff=staff, role=role, **given)


class AccountPage(PeoplePage):
    """One account, as an administrator looks after it: a forgotten password, a wait, a role, the end."""

    def __init__(self, desk: DeskContext, session: StaffSession, account: Account) -> None:
        super().__init__(desk, session, account.name, kept_as=f"account {account.id}")
        self._account = account
        self.body.addLayout(row(say(desk, account.user, "quiet/surface"), LevelChip(*state_of(desk, account)), None))
        if said := missed_words(desk, session, account):
            guessed = account.guessed_at
            missed = say(desk, said, "urgent/surface" if guessed else "text/surface", bold=guessed)
            missed.setObjectName("missed")
            self.body.addWidget(missed)
        if account.id == session.staff.id:
            self.body.addWidget(say(desk, desk.words("desk.staff.own")))
            self.body.addWidget(self.form)
        else:
            self._changes()
        self.keys(key(desk, desk.words("desk.back"), "back", self.left.emit))

    def _changes(self) -> None:
        account = self._account
        if account.works_here:
            self._reset()
        self.body.addWidget(self.form)  # without fields it still says why something was refused
        if account.works_here:
            reset = key(self._desk, self._desk.words("desk.staff.reset"), "reset", self._submit, first=True)
            self.form.enter_presses(reset)
            self.keys(reset)
            self.body.addSpacing(self._desk.px(16))
            if account.waits:
                self.keys(self._key("unlock", accounts.unlock))
            other = Role.NURSE if account.role is Role.ADMINISTRATOR else Role.ADMINISTRATOR
            change = partial(accounts.take_role, role=other)
            self.keys(self._key(f"make_{other.value}", change), self._key("disable", accounts.disable))
        else:
            self.keys(self._key("enable", accounts.enable))

    def _reset(self) -> None:
        words = self._desk.words
        self.body.addWidget(say(self._desk, words("desk.staff.reset_title"), size=20, bold=True))
        self.body.addWidget(say(self._desk, words("desk.staff.reset_help", name=self._account.name)))
        self._passwords(0)
        self.form.begin({})

    def _submit(self) -> None:
        values = self.form.values()
        wrong = new_password_problems(self._desk, values)
        wrong = wrong or too_easy(self._desk, values["password"], self._account.name, self._account.user)
        self.form.show_problems(wrong)
        if not wrong:
            self._change("reset", partial(accounts.reset_password, password=values["password"]))

    def _key(self, name: str, change: Callable[..., None]) -> Button:
        return key(self._desk, self._desk.words(f"desk.staff.{name}"), name, partial(self._change, name, change))

    def _change(self, name: str, change: Callable[..., None]) -> None:
        desk, account = self._desk, self._account
        told = desk.words(f"desk.staff.did_{name}", name=account.name)
        run = lambda staff: change(desk.workplace, staff=staff, account=account.id)  # noqa: E731
        self._after_password(desk.words(f"desk.staff.{name}"), run, told)


class OwnPasswordPage(PeoplePage):
    """A new password for who is signed in; the one until now is asked for first."""

    def __init__(self, desk: DeskContext, session: StaffSession) -> None:
        super().__init__(desk, session, desk.words("desk.staff.own_title"), kept_as="own_password")
        self.form.add(LineField(desk, "current", desk.words("desk.staff.current"), secret=True), 0)
        self._passwords(1)
        self.form.begin({})
        self.body.addWidget(self.form)
        self.save = key(desk, desk.words("desk.staff.reset"), "save", self._submit, first=True)
        self.form.enter_presses(self.save)
        self.keys(self.save, key(desk, desk.words("desk.back"), "back", self.left.emit))

    def _submit(self) -> None:
        values, desk = self.form.values(), self._desk
        wrong = new_password_problems(desk, values)
        if not values["current"]:
            wrong["current"] = desk.words("error.required")
        self.form.show_problems(wrong)
        if not wrong:
            typed = {"current": values["current"], "password": values["password"]}
            job = partial(accounts.change_password, desk.workplace, staff=self._session.staff, **typed)
            self._do(job, desk.words("desk.staff.own_changed"), self._session.take_staff)


def new_password_problems(desk: DeskContext, values: Mapping[str, str]) -> dict[str, str]:
    """Return what is wrong with a new password typed twice, each under its field."""
    somebody = {"name": "-", "user": "-", **values}
    return password_problems(desk, somebody, desk.workplace.passwords.least)


def too_easy(desk: DeskContext, password: str, *own: str) -> dict[str, str]:
    """Return what the workflow would refuse a new password for: said before somebody types their own for it."""
    wrong = passwords.problem(password, desk.workplace.passwords, *own)
    return {} if wrong is None else {wrong[0]: desk.words(wrong[1], **wrong[2])}

"""The first start: look round in a sample clinic, or set up one's own and make its first administrator."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING
from zoneinfo import available_timezones

from PySide6.QtCore import Signal

from kypho_prep.nurse.desk import DeskContext, Draft
from kypho_prep.nurse.widgets.fields import LineField, PickField
from kypho_prep.nurse.widgets.form import Form
from kypho_prep.nurse.widgets.form_page import Sheet
from kypho_prep.nurse.widgets.parts import key, say
from kypho_prep.settings import Kind
from kypho_prep.workflow.clinic import key_slots
from kypho_prep.workflow.clinic import staff as people
from kypho_prep.workflow.errors import Invalid

if TYPE_CHECKING:
    from kypho_prep.prep.clinic import Clinic
    from kypho_prep.workflow.clinic.staff import StaffMember
    from kypho_prep.workflow.workplace import Workplace

LEAST = 8
PAPERS = ("letter", "a4")
# How the machine starts: staff unlock the data each time, or it holds the key itself.
UNLOCKED, ALONE = "unlocked", "alone"


class ChoicePage(Sheet):
    """Two ways to begin; nothing is made before one is chosen."""

    sample_chosen = Signal()
    clinic_chosen = Signal()

    def __init__(self, desk: DeskContext) -> None:
        super().__init__(desk, desk.words("desk.first.title"))
        words = desk.words
        self.sample = key(desk, words("desk.first.sample"), "try_sample", self.sample_chosen.emit, first=True)
        self.clinic = key(desk, words("desk.first.clinic"), "set_up", self.clinic_chosen.emit)
        for words_key, button in (("desk.first.sample_help", self.sample), ("desk.first.clinic_help", self.clinic)):
            self.body.addWidget(say(desk, words(words_key)))
            self.keys(button)
            self.body.addSpacing(desk.px(12))
        self.sample.setEnabled(desk.services.make_sample is not None)


class SetUpPage(Sheet):
    """The first administrator, the clinic's own words, and the risk of the machine's key in words."""

    submitted = Signal(dict)
    left = Signal()

    def __init__(self, desk: DeskContext, drafts: dict[str, Draft]) -> None:
        super().__init__(desk, desk.words("desk.set_up.title"), width=860)
        words = desk.words
        self.form = Form(desk, drafts, "set_up")
        self._administrator()
        self._clinic()
        self.form.begin({"zone": desk.services.machine_zone, "emergency_line": "911", "paper": "letter"})
        self.body.addWidget(say(desk, words("desk.set_up.help"), "quiet/surface"))
        self.body.addWidget(self.form)
        if desk.workplace.database.slots is not None:
            self.body.addWidget(say(desk, words("desk.set_up.key_title"), size=18, bold=True))
            self.body.addWidget(say(desk, words("desk.set_up.key_risk")))
        self.save = key(desk, words("desk.set_up.save"), "save", self._submit, first=True)
        self.form.enter_presses(self.save)
        self.keys(self.save, key(desk, words("desk.back"), "back", self.left.emit))

    def refuse(self, trouble: Exception) -> None:
        """Say what was wrong, each sentence beside its field; everything typed stays."""
        self.save.setEnabled(True)
        if isinstance(trouble, Invalid):
            said = {field: self._desk.words(key_, **params) for field, key_, params in trouble.problems}
            self.form.show_problems(said)
        else:
            self.form.show_trouble(self._desk.sentence(trouble))

    def _administrator(self) -> None:
        words, add = self._desk.words, self.form.add
        add(LineField(self._desk, "name", words("desk.set_up.name")), 0)
        add(LineField(self._desk, "user", words("desk.set_up.user")), 0, 1)
        add(LineField(self._desk, "password", words("desk.set_up.password"), secret=True), 1)
        add(LineField(self._desk, "again", words("desk.set_up.again"), secret=True), 1, 1)
        self.form.fields["user"].echo(words("desk.set_up.user_help"))
        self.form.fields["password"].echo(words("desk.set_up.password_help", least=LEAST))

    def _clinic(self) -> None:
        words, add = self._desk.words, self.form.add
        add(LineField(self._desk, "clinic", words("desk.clinic.name")), 2)
        add(LineField(self._desk, "phone", words("desk.clinic.phone")), 2, 1)
        add(LineField(self._desk, "emergency_line", words("desk.clinic.emergency_line")), 3)
        add(zone_field(self._desk), 3, 1)
        add(paper_field(self._desk), 4)
        if self._desk.services.keep_kind is not None:
            kinds = [(kind, words(f"desk.set_up.kind_{kind}")) for kind in (Kind.BOTH, Kind.DESK)]
            add(PickField(self._desk, "kind", words("desk.set_up.kind"), kinds), 4, 1)
            self.form.fields["kind"].echo(words("desk.set_up.kind_help"))
        if self._desk.workplace.database.slots is not None:
            starts = [(one, words(f"desk.set_up.starts_{one}")) for one in (UNLOCKED, ALONE)]
            add(PickField(self._desk, "starts", words("desk.set_up.starts"), starts), 5)
            self.form.fields["starts"].echo(words("desk.set_up.starts_help"))

    def _submit(self) -> None:
        values = self.form.values()
        problems = set_up_problems(self._desk, values)
        if problems:
            self.form.show_problems(problems)
            return
        self.save.setEnabled(False)
        self.submitted.emit(values)


def zone_field(desk: DeskContext) -> PickField:
    """Return the choice of the clinic's time zone, by its IANA name."""
    zones = sorted(zone for zone in available_timezones() if "/" in zone and not zone.startswith("Etc/"))
    field = PickField(desk, "zone", desk.words("desk.clinic.zone"), [(zone, zone.replace("_", " ")) for zone in zones])
    field.box.setMaxVisibleItems(16)
    return field


def paper_field(desk: DeskContext) -> PickField:
    """Return the choice of the paper's size."""
    options = [(paper, desk.words(f"desk.clinic.paper_{paper}")) for paper in PAPERS]
    return PickField(desk, "paper", desk.words("desk.clinic.paper"), options)


def password_problems(desk: DeskContext, values: Mapping[str, str], least: int = LEAST) -> dict[str, str]:
    """Return what is wrong with a name, a user and a password typed twice, each under its field."""
    words = desk.words
    wrong = {name: words(f"desk.set_up.{name}_missing") for name in ("name", "user") if not values[name]}
    if len(values["password"]) < least:
        wrong["password"] = words("desk.set_up.password_short", least=least, typed=len(values["password"]))
    elif values["again"] != values["password"]:
        wrong["again"] = words("desk.set_up.again_differs")
    return wrong


def set_up_problems(desk: DeskContext, values: Mapping[str, str]) -> dict[str, str]:
    """Return every problem of the set-up form by its field."""
    needed = {"clinic": "desk.clinic.name_missing", "emergency_line": "desk.clinic.emergency_line_missing"}
    wrong = password_problems(desk, values)
    wrong.update({name: desk.words(said) for name, said in needed.items() if not values[name]})
    return wrong


def set_up(workplace: Workplace, values: Mapping[str, str]) -> tuple[StaffMember, Clinic]:
    """Make the first administrator and the clinic. Raises Invalid, StaffOnly (somebody works here) or DataFolder."""
    member = people.first_administrator(
        workplace, name=values["name"], user=values["user"], password=values["password"]
    )
    clinic = replace(
        people.clinic(workplace),
        name=values["clinic"],
        phone=values["phone"],
        emergency_line=values["emergency_line"],
        zone=values["zone"],
        paper=values["paper"],
    )
    people.change_clinic(workplace, staff=member, clinic=clinic)
    key_slots.start_by_itself(workplace, yes=values.get("starts") == ALONE)
    return member, clinic

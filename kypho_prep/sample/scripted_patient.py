"""A patient who answers by a script through the same functions as a real one: the sample clinic is made of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from kypho_prep.prep.answers.kinds import kind_of
from kypho_prep.prep.answers.single import Acknowledged, Day, Number, OneOf, OneOfOrText, Phone, Text, YesNo
from kypho_prep.prep.answers.structured import Entries, NamedMedicine, Scene, SomeOf
from kypho_prep.prep.checklist import Item
from kypho_prep.prep.interview.path import PageRef, is_open, missing_required, pages
from kypho_prep.prep.medicines.catalogue import How, match
from kypho_prep.prep.reply import Shown, State
from kypho_prep.prep.wording.sentences import question_words
from kypho_prep.workflow.desk import review
from kypho_prep.workflow.patient import intake
from kypho_prep.workflow.patient.intake import Given, Intake, new_entry_id

if TYPE_CHECKING:
    from kypho_prep.prep.answers.answer import Answer
    from kypho_prep.prep.interview.situation import Situation
    from kypho_prep.prep.words import Words
    from kypho_prep.workflow.clinic.staff import StaffMember
    from kypho_prep.workflow.workplace import Workplace

NOT_SURE = object()
# A name that only looks or sounds alike is not confirmed.
GUESSED = (How.NONE, How.SPELLING, How.SOUND)
_NAME = "Sam Example"
_PHONE = "555-0100"
# Where a patient says that there is a question in own words.
_ASKS = "questions.presets"
# What a patient about whom there is nothing to say has at hand.
_READY = ("photo_id", "insurance_card", "medicine_list", "glasses")
# What is written on pages that ask for more than a name.
_WRITTEN = {
    "start.language": "Spanish",
    "medicines.told_who": "My heart doctor",
    "medicines.told_what": "To ask at the clinic before I change anything",
    "medicines.other_change_who": "My family doctor",
    "medicines.other_change_what": "To take half of my water pill",
    "allergies.contact_other": "Wool",
    "health.dialysis": "At the dialysis center, Monday, Wednesday and Friday",
    "health.new_back_other": "My back is stiff in the morning",
    "ride.second_name": "Pat Example",
}


@dataclass(frozen=True)
class Script:
    """What one made-up patient says: answers by item id, medicines by name; all else is answered quietly."""

    answers: Mapping[str, Any] = field(default_factory=dict)
    medicines: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    allergies: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    stop_before: str = ""

    def names(self, kind: str) -> tuple[str, ...]:
        """Return what the patient puts on a list of a kind."""
        lists = {"medicine": tuple(self.medicines), "allergy": self.allergies, "question": self.questions}
        return lists[kind]


def answer_all(workplace: Workplace, opened: Intake, script: Script) -> Intake:
    """Answer page after page until nothing is open, or until the page at which the script stops."""
    kiosk = _Kiosk(workplace, opened)
    talk = Talk(workplace.content.words(opened.session.language), opened.situation, script, kiosk.tell)
    for first in pages(opened.situation):
        if opened.situation.checklist.item(first.item).every_session:
            talk.reply(first)
    while (page := talk.next_page()) is not None:
        if script.stop_before and page.item.startswith(script.stop_before):
            break
        talk.answer(page)
    return kiosk.last


def answer_anew(workplace: Workplace, opened: Intake, answers: Mapping[str, Any]) -> Intake:
    """Answer a few items once more, as a patient who came back does."""
    kiosk = _Kiosk(workplace, opened)
    words = workplace.content.words(opened.session.language)
    talk = Talk(words, opened.situation, Script(answers), kiosk.tell)
    for item in answers:
        talk.reply(PageRef(item))
    return kiosk.last


def answer_by_phone(workplace: Workplace, staff: StaffMember, visit: str, script: Script) -> None:
    """Have staff ask for the patient's answers over the phone: only those that a sign-off needs."""

    def tell(given: Given) -> Situation:
        return review.answer_for(workplace, staff=staff, visit=visit, given=given, source="phone").situation

    situation = review.open_chart(workplace, staff=staff, visit=visit).situation
    talk = Talk(workplace.content.words("en"), situation, script, tell)
    while page := next(iter(missing_required(talk.situation)), None):
        talk.answer(page)


class _Kiosk:
    """The kiosk as the way into the chart; `last` is what it shows after the newest answer."""

    def __init__(self, workplace: Workplace, opened: Intake) -> None:
        self.last = opened
        self._workplace = workplace

    def tell(self, given: Given) -> Situation:
        """Give one answer and return what is known now."""
        self.last = intake.reply_to(self._workplace, session=self.last.session.id, given=given, held=self.last)
        return self.last.situation


class Talk:
    """What a patient is asked, one page after the other, and the way by which each answer reaches the chart."""

    def __init__(self, words: Words, situation: Situation, script: Script, tell: Callable[[Given], Situation]) -> None:
        self.situation = situation
        self._words = words
        self._script = script
        self._tell = tell
        self._named: set[str] = set()

    def next_page(self) -> PageRef | None:
        """Return the first page without an answer; of those that may be left empty, only what there are words for."""
        for page in pages(self.situation):
            item = self.situation.checklist.item(page.item)
            told = (page.item, page.entry) in self.situation.current
            if is_open(self.situation, page) or (item.optional and item.id in _WRITTEN and not told):
                return page
        return None

    def answer(self, page: PageRef) -> None:
        """Answer one page; on the first page of a list, what the script names is put on it."""
        item = self.situation.checklist.item(page.item)
        if item.entries and item.entries not in self._named:
            self._named.add(item.entries)
            for name in self._script.names(item.entries):
                self._name(item, name)
        self.reply(page)

    def reply(self, page: PageRef) -> None:
        """Give one answer: the script's own, else a quiet one."""
        item = self.situation.checklist.item(page.item)
        answers = self._script.answers
        if page.entry is not None:
            answers = {**answers, **self._script.medicines.get(self.situation.entry_name(page.entry), {})}
        if item.id == _ASKS and self._script.questions:
            answers = {_ASKS: {"picked": ["own"], "unsure": False}, **answers}
        if item.id not in answers:
            self._store(page, _quiet(self.situation, item))
        elif answers[item.id] is NOT_SURE:
            self._store(page, None)
        else:
            self._store(page, kind_of(item).parse(answers[item.id]))

    def _name(self, listed: Item, name: str) -> None:
        """Put one entry on a list, as the patient who confirms the name that the program offers."""
        item = self.situation.checklist.entry_items(listed.entries)[0]
        said = _named(self.situation, listed, name) if kind_of(item) is NamedMedicine else kind_of(item).parse(name)
        self._store(PageRef(item.id, new_entry_id()), said)

    def _store(self, page: PageRef, answer: Answer | None) -> None:
        """Give an answer; without one the patient is not sure."""
        state = State.NOT_SURE if answer is None else State.VALUE
        item = self.situation.checklist.item(page.item)
        name = self.situation.entry_name(page.entry) if page.entry else ""
        shown = Shown(question_words(self._words, item, name))
        given = Given(page.item, page.entry, state, answer, shown, shown_ms=item.seconds * 1000)
        self.situation = self._tell(given)


def _named(situation: Situation, listed: Item, name: str) -> NamedMedicine:
    """Return a medicine's name, confirmed where the medicine list knows it for sure."""
    known = match(situation.medicines, name)
    sure = known.how not in GUESSED
    return NamedMedicine(
        typed=name,
        confirmed=known.name if sure else "",
        generics=tuple(known.generics) if sure else (),
        list_version=situation.medicines.version,
        listed=listed.id,
    )


def _quiet(situation: Situation, item: Item) -> Answer:
    """Return the answer of a patient about whom there is nothing to say."""
    right = next((choice.id for choice in item.choices if choice.right), "")
    first = item.choices[0].id if item.choices else ""
    made: tuple[Answer, ...] = (
        YesNo(False),
        SomeOf(_READY if item.id == "bring.ready" else ()),
        OneOf(first),
        OneOfOrText(choice=first),
        Text(_WRITTEN.get(item.id, _NAME)),
        Phone(_PHONE),
        Number(8),
        Acknowledged(),
        Day.offered(situation.today)[0],
        Entries(situation.entries(item.entries)),
        Scene(1, right, "first_try"),
    )
    return next(one for one in made if type(one) is kind_of(item))

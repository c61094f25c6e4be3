"""Views and words for the tests of the controls: one of each control, with the words that the program ships."""

import tomllib
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from kypho_prep.kiosk.item_view import ChoiceView, EntryView, Given, ItemView, SceneWords
from kypho_prep.paths import resources
from kypho_prep.prep.answers.single import Acknowledged, Number, OneOf, OneOfOrText, Phone, Text, YesNo
from kypho_prep.prep.answers.structured import Entries, NamedMedicine, Scene, SomeOf
from kypho_prep.prep.checklist import Control
from kypho_prep.prep.interview.path import PageRef
from kypho_prep.prep.medicines.catalogue import Suggestion
from kypho_prep.prep.reply import State
from kypho_prep.prep.words import Words

Make = Callable[..., ItemView]
NOTE = "Do not stop or change any medicine on your own. Your nurse will see this answer and talk with you about it."


def flat(table: dict[str, Any], before: str = "") -> dict[str, str]:
    found: dict[str, str] = {}
    for key, value in table.items():
        name = f"{before}{key}"
        found.update(flat(value, f"{name}.") if isinstance(value, dict) else {name: value})
    return found


def shipped_words(*, right_to_left: bool = False) -> Words:
    path = resources() / "content" / "words" / "en" / "controls.toml"
    return Words("en", "English", flat(tomllib.loads(path.read_text(encoding="utf-8"))), right_to_left)


def choices(*words: str, none: bool = False, right: str = "") -> tuple[ChoiceView, ...]:
    made = [ChoiceView(f"c{number}", one, right=one == right) for number, one in enumerate(words)]
    if none:
        made[-1] = replace(made[-1], none=True)
    return tuple(made)


def view(control: Control, question: str, **more: Any) -> ItemView:
    return ItemView(PageRef(f"test.{control.value}"), control, question, **more)


def yes_no(**more: Any) -> ItemView:
    question = "Do you take a medicine that thins your blood, or did you in the last 2 weeks?"
    help_line = "For example aspirin, warfarin (Coumadin), apixaban (Eliquis) or clopidogrel (Plavix)."
    return view(Control.YES_NO, question, **({"help": help_line, "note": NOTE} | more))


def choice(**more: Any) -> ItemView:
    cards = choices("Today", "Yesterday", "2 to 7 days ago", "Longer ago")
    return view(Control.CHOICE, "When did you last take Xarelto?", **({"choices": cards, "note": NOTE} | more))


def choice_or_text(**more: Any) -> ItemView:
    cards = choices("Once a day", "Twice a day", "Once a week", "Only when I need it")
    more = {"choices": cards, "note": NOTE, "maximum": 300} | more
    return view(Control.CHOICE_OR_TEXT, "How often do you take hydrochlorothiazide?", **more)


def ticks(**more: Any) -> ItemView:
    cards = choices(
        "A blood thinner", "Aspirin", "A pain pill, the Advil or Aleve kind", "A weekly shot for sugar or weight",
        "A pill for sugar, heart or kidney", "Insulin", "A steroid, such as prednisone", "None of these", none=True,
    )  # fmt: skip
    question = "Do you take any of these now, or did you in the last 2 weeks?"
    return view(Control.TICKS, question, **({"choices": cards, "help": "Tick all that fit.", "note": NOTE} | more))


def text(**more: Any) -> ItemView:
    return view(Control.TEXT, "What would you like to ask your nurse?", **({"help": "Write it your way."} | more))


def phone(**more: Any) -> ItemView:
    return view(Control.PHONE, "What is the phone number of the adult who takes you home?", **more)


def number(**more: Any) -> ItemView:
    return view(Control.NUMBER, "How many steps are there at your home?", **more)


ENTRIES = (
    EntryView("e1", "Metoprolol", "25 mg, twice a day"),
    EntryView("e2", "Aspirin", "81 mg, every morning"),
    EntryView("e3", "Vitamin D", "I don't know the dose"),
)


def medicine(**more: Any) -> ItemView:
    more = {"help": "Do not stop any medicine on your own.", "entries": ENTRIES, "list_version": "2026.1"} | more
    return view(Control.MEDICINE_NAME, "What is the name of the medicine?", list_item="medicines.shop", **more)


def entry_list(**more: Any) -> ItemView:
    return view(Control.LIST, "Which medicines do you take?", **({"entries": ENTRIES, "note": NOTE} | more))


def lesson(**more: Any) -> ItemView:
    body = (
        "Your surgeon fills a small balloon inside the broken bone. It makes a space and helps lift the bone back up."
        "\n\nThen the balloon comes out."
    )
    more = {"body": body, "picture": "balloon-lifts", "picture_words": "A balloon inside a bone"} | more
    return view(Control.LESSON, "A small balloon makes room", **more)


def scene(**more: Any) -> ItemView:
    cards = choices("I eat a small breakfast", "I do not eat, and call the clinic", "I drink a glass of milk",
                    right="I do not eat, and call the clinic")  # fmt: skip
    said = SceneWords(
        "Let us look at it another way. Food in the stomach can be a danger during anesthesia. What would you do?",
        "Yes, that keeps you well.",
        "This is a hard one. Your nurse will go over it with you.",
    )
    question = "It is Tuesday morning. You wake up hungry. What do you do?"
    return view(Control.SCENE, question, **({"choices": cards, "scene": said, "unsure": False} | more))


ALL = {
    "yes_no": yes_no, "choice": choice, "choice_or_text": choice_or_text, "ticks": ticks,
    "text": text, "phone": phone, "number": number,
    "medicine": medicine, "list": entry_list, "lesson": lesson, "scene": scene,
}  # fmt: skip

GIVEN = {
    "yes_no": Given(State.VALUE, YesNo(True)),
    "choice": Given(State.VALUE, OneOf("c2")),
    "choice_or_text": Given(State.VALUE, OneOfOrText(choice="c1")),
    "ticks": Given(State.VALUE, SomeOf(("c0", "c3"), True)),
    "text": Given(State.VALUE, Text("Is my rash from tape an allergy? It was in 2019, with O'Brien's plaster.")),
    "phone": Given(State.VALUE, Phone("555-0171")),
    "number": Given(State.VALUE, Number(12)),
    "medicine": Given(
        State.VALUE,
        NamedMedicine("xeralt", "Xarelto", ("rivaroxaban",), list_version="2026.1", listed="medicines.shop"),
    ),
    "list": Given(State.VALUE, Entries(("e1", "e2", "e3"))),
    "lesson": Given(State.VALUE, Acknowledged(has_question=True)),
    "scene": Given(State.VALUE, Scene(2, "c1", "second_try")),
}  # fmt: skip


def suggest(typed: str) -> tuple[Suggestion, ...]:
    """Two names for anything that begins with an x, as the program's list would give them."""
    known = (Suggestion("Xarelto", ("rivaroxaban",), True), Suggestion("Xalatan", ("latanoprost eye drops",), True))
    return tuple(one for one in known if one.name[0].lower() == typed[:1].lower())

"""A small checklist with the ids that the coded rules know: enough of every control, branch and flag to test them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from kypho_prep.prep.checklist import (
    Branch,
    Chapter,
    Checklist,
    Choice,
    Condition,
    Control,
    Item,
    Kind,
    Level,
    SimpleFlag,
    Step,
    Turn,
)


def when(item: str, op: str, value: Any = None) -> Condition:
    return Condition(item, op, value)


def branch(*conditions: Condition, any_of: bool = False) -> Branch:
    return Branch(conditions, any=any_of)


def choices(*ids: str, none: bool = False) -> tuple[Choice, ...]:
    return (*(Choice(one) for one in ids), *((Choice("none", none=True),) if none else ()))


def flag(problem: str, level: Level, condition: Condition, kind: Kind = Kind.CHECK, **more: Any) -> SimpleFlag:
    return SimpleFlag(problem, level, kind, (condition,), **more)


LOOPS = ["anticoagulant_oral", "anticoagulant_injectable", "antiplatelet", "glp1", "maoi", "insulin"]
HALVES = (
    Choice("today_am", days=(0, 0)),
    Choice("today_pm", days=(0, 0)),
    Choice("yesterday_pm", days=(1, 1)),
    Choice("earlier", days=(1, 3650)),
)


def start_items() -> tuple[Item, ...]:
    helped = branch(
        when("session.who", "is", "helper_with"), when("start.who", "includes_any", ["helper_for"]), any_of=True
    )
    return (
        Item("start.right_person", Control.CHOICE, choices=choices("yes", "not_me")),
        Item("start.who", Control.CHOICE, choices=choices("me", "helper_with", "helper_for"), every_session=True),
        Item("start.helper_name", Control.TEXT, branch=helped, every_session=True),
    )


def now_items() -> tuple[Item, ...]:
    red = flag("emergency_now", Level.RED, when("now.symptoms", "includes", "chest_pain"), Kind.CANCEL)
    fever = flag("fever_now", Level.RED, when("now.symptoms", "includes", "fever_chills"), Kind.CANCEL)
    cards_shown = choices("chest_pain", "trouble_breathing", "fever_chills", none=True)
    symptoms = Item("now.symptoms", Control.TICKS, choices=cards_shown, every_session=True)
    return (replace(symptoms, flags=(replace(red, reason="chest_pain"), fever)),)


def medicine_items() -> tuple[Item, ...]:
    told = branch(when("medicines.still_taking", "is", "told"))
    loop = branch(when("medicines.name", "class", LOOPS))
    flagged = branch(when("medicines.name", "class"))
    named = branch(when("medicines.groups_thin", "truthy"), when("medicines.groups_more", "truthy"), any_of=True)
    thin = choices("blood_thinner", "aspirin", "pain_pill", "weekly_shot", none=True)
    more = choices("sugar_heart_kidney", "insulin", "steroid", "strong_pain", "bone", "antibiotic", none=True)
    changed = branch(when("medicines.other_change", "is", True))
    return (
        Item("medicines.groups_thin", Control.TICKS, choices=thin),
        Item("medicines.groups_more", Control.TICKS, choices=more),
        Item("medicines.group_names", Control.LIST, branch=named, entries="medicine"),
        Item("medicines.shop", Control.YES_NO),
        Item(
            "medicines.shop_list",
            Control.LIST,
            branch=branch(when("medicines.shop", "is", True)),
            entries="medicine",
        ),
        Item("medicines.name", Control.MEDICINE_NAME, entry_of="medicine"),
        Item("medicines.dose", Control.TEXT, entry_of="medicine", optional=True),
        Item("medicines.last_taken", Control.DAY, branch=flagged, entry_of="medicine"),
        Item(
            "medicines.still_taking",
            Control.CHOICE,
            choices=choices("yes", "told", "self"),
            branch=loop,
            entry_of="medicine",
        ),
        Item("medicines.told_who", Control.TEXT, branch=told, entry_of="medicine"),
        Item("medicines.told_what", Control.TEXT, branch=told, entry_of="medicine"),
        Item("medicines.other_change", Control.YES_NO),
        Item("medicines.other_change_who", Control.TEXT, branch=changed),
        Item("medicines.other_change_what", Control.TEXT, branch=changed),
    )


def body_items() -> tuple[Item, ...]:
    pregnant = branch(when("visit.ask_pregnancy", "is", True))
    allergic = branch(when("allergies.treatment", "includes", "medicine"))
    bleeds = flag("bleeding_disorder", Level.RED, when("bleeding.history", "includes", "disorder"), Kind.CANCEL)
    bruises = flag("bruises", Level.AMBER, when("bleeding.history", "includes", "bruises"))
    reaction = flag("severe", Level.AMBER, when("allergies.reaction", "includes", "breathing"), Kind.PREPARE)
    return (
        Item(
            "bleeding.history",
            Control.TICKS,
            choices=choices("disorder", "bruises", none=True),
            flags=(bleeds, bruises),
        ),
        Item("allergies.treatment", Control.TICKS, choices=choices("medicine", "cement", none=True)),
        Item("allergies.medicine_list", Control.LIST, branch=allergic, entries="allergy"),
        Item("allergies.medicine_name", Control.TEXT, entry_of="allergy"),
        Item(
            "allergies.reaction",
            Control.TICKS,
            choices=choices("rash", "breathing", none=True),
            entry_of="allergy",
            flags=(reaction,),
        ),
        Item("health.body", Control.TICKS, choices=choices("diabetes", "reflux", "infection", none=True)),
        Item(
            "health.pregnancy",
            Control.YES_NO,
            branch=pregnant,
            private=True,
            unsure_level=Level.RED,
            unsure_kind=Kind.CANCEL,
        ),
    )


def ordered_tests() -> tuple[Item, ...]:
    late = flag("test_blood", Level.AMBER, when("tests.blood", "is", "not_done"), turn=Turn.TWO_WORKING_DAYS)
    unsure = flag("test_blood", Level.AMBER, when("tests.blood", "not_sure"), Kind.CANCEL, reason="not_sure")
    return (
        Item("tests.about", Control.LESSON),
        Item(
            "tests.blood",
            Control.CHOICE,
            choices=choices("done", "booked", "not_done"),
            branch=branch(when("visit.tests", "includes", "blood")),
            flags=(late, unsure),
        ),
    )


def fasting_items() -> tuple[Item, ...]:
    missed = flag("fasting_scene", Level.AMBER, when("fasting.scene", "is", "handed_over"), Kind.TALK)
    eaten = branch(when("fasting.last_food", "is_not", "earlier"))
    drunk = branch(when("fasting.last_drink", "is_not", "earlier"))
    return (
        Item("fasting.plan", Control.LESSON),
        Item("fasting.scene", Control.SCENE, choices=(Choice("follow", right=True), Choice("snack")), flags=(missed,)),
        Item("fasting.last_food", Control.CHOICE, choices=HALVES, day_of=True),
        Item("fasting.last_food_hour", Control.NUMBER, branch=eaten, day_of=True),
        Item("fasting.last_drink", Control.CHOICE, choices=HALVES, day_of=True),
        Item("fasting.last_drink_hour", Control.NUMBER, branch=drunk, day_of=True),
        Item("fasting.drink_milk", Control.YES_NO, day_of=True),
    )


def ride_items() -> tuple[Item, ...]:
    none = flag("ride", Level.RED, when("ride.adult", "is", False), Kind.CANCEL, reason="nobody", blocks=True)
    unsure = flag(
        "ride",
        Level.AMBER,
        when("ride.adult", "not_sure"),
        Kind.CANCEL,
        reason="not_sure",
        blocks=True,
        turn=Turn.TWO_WORKING_DAYS,
    )
    find = flag(
        "bring",
        Level.NOTE,
        when("bring.to_find", "includes", "photo_id"),
        turn=Turn.TWO_WORKING_DAYS,
        turn_level=Level.AMBER,
    )
    return (
        Item("ride.adult", Control.YES_NO, flags=(none, unsure)),
        Item("ride.phone", Control.PHONE, branch=branch(when("ride.adult", "is", True))),
        Item("bring.to_find", Control.TICKS, choices=choices("photo_id", none=True), flags=(find,)),
    )


def learning_items() -> tuple[Item, ...]:
    asked = flag("question_about", Level.AMBER, when("about.what", "is", "question"), Kind.TALK)
    own = flag("question", Level.AMBER, when("questions.text", "answered"), Kind.TALK)
    return (
        Item("about.what", Control.LESSON, flags=(asked,)),
        Item("questions.list", Control.LIST, entries="question"),
        Item("questions.text", Control.TEXT, entry_of="question", flags=(own,)),
    )


def small_checklist() -> Checklist:
    """Return nine steps in five chapters, with the ids that the coded rules know."""
    built = {
        "right_now": (start_items(), now_items()),
        "medicines": (medicine_items(),),
        "body": (body_items(), ordered_tests()),
        "eating": (fasting_items(), ride_items()),
        "about": (learning_items(),),
    }
    return Checklist(
        "2026.11.1",
        date(2026, 11, 22),
        date(2025, 6, 26),
        tuple(Chapter(name, tuple(map(_step, steps))) for name, steps in built.items()),
    )


def _step(items: tuple[Item, ...]) -> Step:
    name = items[0].step
    return Step(name, items, required=name not in ("start", "about", "questions"))


CHECKLIST = small_checklist()

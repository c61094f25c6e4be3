"""Which lines of the day's page this patient has beside those of everybody, and what is wanted of each."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from kypho_prep.prep.chart import FactKind, InstructionAction
from kypho_prep.prep.checklist import Chapter, Control, Item, Level, Step
from kypho_prep.prep.medicines.catalogue import MedicineClass, MedicineName
from kypho_prep.prep.rules.procedure_day import ADDED, DayLine
from kypho_prep.prep.sign_off.day_sign_off import day_standing
from tests.prep.builders import MEDICINES, PROCEDURE, Story, ticks
from tests.prep.day_stories import (
    DECIDED,
    all_checked,
    blocked,
    changed,
    checks,
    keys,
    line,
    on_the_day,
    signs_the_day,
    takes,
)
from tests.prep.small_checklist import CHECKLIST, choices

WORN = (
    Item("health.implants", Control.TICKS, choices=choices("pacemaker", "insulin_pump", "glucose_sensor", none=True)),
    Item("health.before", Control.TICKS, choices=choices("metal", "head_or_ear", none=True)),
    Item("health.support", Control.TICKS, choices=choices("hearing", "vision", "teeth", none=True)),
)
LOVENOX = MedicineName("Lovenox", ("enoxaparin",), ("anticoagulant_injectable",), brand=True)
GLIPIZIDE = MedicineName("glipizide", ("glipizide",), ("sulfonylurea_glinide",))


def more_is_asked(story: Story) -> Story:
    """The checklist with devices and aids, the list with an injected thinner and a pill that lowers sugar."""
    classes = {
        **MEDICINES.classes,
        "anticoagulant_injectable": MedicineClass("anticoagulant_injectable", Level.RED, loop=True),
        "sulfonylurea_glinide": MedicineClass("sulfonylurea_glinide", Level.AMBER),
    }
    story.medicines = replace(MEDICINES, classes=classes, names=(*MEDICINES.names, LOVENOX, GLIPIZIDE))
    step = Step("health", WORN, required=False)
    story.checklist = replace(CHECKLIST, chapters=(*CHECKLIST.chapters, Chapter("aids", (step,))))
    return story


def bridged(story: Story, subject: str, **more: Any) -> Story:
    return story.instructs(subject, InstructionAction.LAST_DOSE, on=date(2026, 11, 19), bridging=True, **more)


@pytest.mark.parametrize(
    ("item", "picked", "asked"),
    [
        ("health.body", ("diabetes",), True),
        ("health.body", ("reflux",), False),
        ("health.implants", ("insulin_pump",), True),
        ("health.implants", ("glucose_sensor",), True),
        ("health.implants", ("pacemaker",), False),
        ("medicines.groups_more", ("insulin",), True),
        ("medicines.groups_more", ("bone",), False),
    ],
)
def test_glucose_is_measured_where_diabetes_or_what_treats_it_was_told(
    item: str, picked: tuple[str, ...], asked: bool
) -> None:
    story = more_is_asked(on_the_day())
    assert "glucose" not in keys(story)
    assert ("glucose" in keys(story.says(item, ticks(*picked)))) is asked


def test_glucose_is_measured_with_a_medicine_that_lowers_sugar_but_not_with_a_weekly_shot() -> None:
    for typed, asked in (("Lantus", True), ("glipizide", True), ("Ozempic", False), ("metoprolol", False)):
        assert ("glucose" in keys(takes(more_is_asked(on_the_day()), "e1", typed))) is asked, typed


def test_a_pregnancy_result_is_wanted_unless_the_answer_is_a_plain_no() -> None:
    assert "pregnancy" not in keys(on_the_day())
    story = on_the_day(ask_pregnancy=True)
    assert "pregnancy" in keys(story), "asked, and not answered"
    assert "pregnancy" not in keys(story.says("health.pregnancy", False))
    assert "pregnancy" in keys(story.unsure("health.pregnancy"))
    assert "pregnancy" in keys(story.says("health.pregnancy", True))
    story.records(FactKind.RESULT_SEEN, "pregnancy", value="negative").records(FactKind.RESULT_SEEN, "inr", value="1")
    assert [one.subject for one in line(story, "pregnancy").known] == ["pregnancy"]
    for found, undecided in (("yes", False), ("no", True), ("not_done", True)):
        assert line(checks(story, "pregnancy", found=found), "pregnancy").undecided is undecided
    assert not line(checks(story, "pregnancy", found="no", **DECIDED), "pregnancy").undecided


def test_what_is_worn_comes_out_where_an_answer_told_of_it_and_may_stay_by_agreement() -> None:
    story = more_is_asked(on_the_day()).says("health.support", ticks("vision")).says("health.before", ticks("metal"))
    assert "worn" not in keys(story.says("health.implants", ticks("pacemaker")))
    story.says("health.support", ticks("hearing", "vision")).says("health.implants", ticks("insulin_pump"))
    assert [one.item for one in line(story, "worn").said] == ["health.support", "health.implants"]
    assert not line(checks(story, "worn", found="no", text="Hearing aid until asleep"), "worn").differs


def test_an_ordered_bridge_asks_for_its_last_dose_by_name_where_it_is_listed() -> None:
    story = bridged(takes(more_is_asked(on_the_day()), "e1", "Xarelto"), "e1")
    found = line(story, "bridge")
    assert ([one.subject for one in found.entered], found.differs) == (["e1"], False)
    late = checks(story, "bridge", found="time", on="2026-11-23", at="20:00")
    assert not line(late, "bridge").differs, "the date of the bridged medicine says nothing about the bridge"
    assert line(checks(story, "bridge", found="unknown"), "bridge").undecided
    assert not line(story, "dose:e1").bridge
    takes(story, "e2", "Lovenox")
    assert "bridge" not in keys(story), "its own line asks for it"
    assert line(story, "dose:e2").bridge
    assert not line(checks(story, "dose:e2", found="time", on="2026-11-23"), "dose:e2").differs
    assert line(checks(story, "dose:e2", found="unknown"), "dose:e2").undecided


def test_without_a_bridge_nobody_is_asked_about_one() -> None:
    story = takes(takes(more_is_asked(on_the_day()), "e1", "Xarelto"), "e2", "Lovenox")
    story.instructs("e1", InstructionAction.LAST_DOSE, on=date(2026, 11, 20))
    assert "bridge" not in keys(story)
    assert not line(story, "dose:e2").bridge


def test_a_bridge_ordered_for_a_ticked_group_counts_while_it_is_ticked() -> None:
    story = bridged(on_the_day().says("medicines.groups_thin", ticks("blood_thinner")), "group:blood_thinner")
    assert "bridge" in keys(story)
    assert "bridge" not in keys(story.says("medicines.groups_thin", ticks()))


def test_a_site_confirmed_for_other_levels_is_confirmed_again_whatever_was_decided() -> None:
    story = checks(on_the_day(levels="L1"), "site", found="no", levels="L1", **DECIDED)
    assert not line(story, "site").undecided
    story.changes(levels="L2")
    assert line(story, "site").stale
    assert line(story, "site").undecided
    assert not line(checks(story, "site", found="yes", levels="L2"), "site").differs


def test_a_page_that_was_signed_before_these_lines_came_keeps_its_signature() -> None:
    story = signs_the_day(all_checked(on_the_day()))
    (signed,) = [one for one in story.chart.sign_offs if one.kind == "day_of"]
    older = {key: said for key, said in signed.bound.items() if key not in {f"day:{line}" for line in ADDED}}
    facts = tuple(one for one in story.chart.facts if one.subject not in set(ADDED))
    rest = tuple(one for one in story.chart.sign_offs if one is not signed)
    story.chart = replace(story.chart, facts=facts, sign_offs=(*rest, replace(signed, bound=older)))
    story.today = PROCEDURE + timedelta(days=9)
    assert day_standing(story.situation()).stands
    story.today = PROCEDURE
    assert changed(checks(story, "vitals", pulse="70", text="The rest was not measured")) == ["day:vitals"]
    takes(story, "e9", "Xarelto")
    assert "day:dose:e9" in changed(story), "a line that the page knew then still counts"


def test_each_new_line_blocks_the_days_signature_by_its_name() -> None:
    story = more_is_asked(on_the_day(ask_pregnancy=True)).says("health.body", ticks("diabetes"))
    bridged(takes(story.says("health.support", ticks("teeth")), "e1", "Xarelto"), "e1")
    missing = {subject for key, subject in blocked(story) if key == "blocker.day_missing"}
    assert missing >= {str(one) for one in ADDED}
    assert DayLine.TEMPERATURE not in ADDED

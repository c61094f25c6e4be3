"""What changed since a nurse last had the chart in hand: whose work counts, what is told, what is left out."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from kypho_prep.prep.chart import ActionKind, Anesthesia, FactKind, InstructionAction, Patient, SignOffKind, StaffFact
from kypho_prep.prep.reply import Answerer, State, Who
from kypho_prep.prep.sign_off.changes_since import SeenHow, as_of, authored, since
from kypho_prep.prep.sign_off.prep_sign_off import binding
from kypho_prep.prep.staff_entries.visit_change import TIMES, both_sides, cover_sides
from tests.prep.builders import PROCEDURE, Story, medicine, ticks
from tests.prep.sign_off.test_prep_sign_off import ready

STAFF = Answerer(Who.STAFF, "Dana", "phone")


def back(story: Story, item: str, value: Any = None, entry: str | None = None, **more: Any) -> Story:
    """The patient says something in a later sitting."""
    return story.says(item, value, entry, **{"session": "second", **more})


def edits(story: Story, who: str = "clerk", **visit: Any) -> Story:
    """Somebody changes the visit in its form."""
    old = story.chart.visit
    story.changes(**visit, times_revision=old.times_revision + int(any(one in visit for one in TIMES)))
    sides = both_sides(old, story.chart.visit)
    fact = StaffFact(story.new_id(), "v", FactKind.VISIT_CHANGED, "", sides, who, story.now, seq=story.next)
    story.chart = replace(story.chart, facts=(*story.chart.facts, fact))
    return story


def told(story: Story) -> dict[str, tuple[str, str]]:
    found = since(story.situation())
    return {} if found is None else {one.key: (one.before, one.after) for one in (*found.changes, *found.gone)}


def how(story: Story) -> tuple[SeenHow, str] | None:
    found = since(story.situation())
    return None if found is None else (found.kind, found.who)


def test_nothing_is_told_while_nobody_has_read_the_chart() -> None:
    story = Story().says("ride.adult", True, session="first")
    assert since(back(story, "ride.adult", False).situation()) is None


def test_what_a_returning_patient_changes_is_told_with_what_it_was() -> None:
    story = back(ready(), "ride.phone", "555 0199")
    ((key, (before, after)),) = told(story).items()
    assert (key, how(story)) == ("reply:ride.phone", (SeenHow.WORKED, "s"))
    assert ("555 0100" in before, "555 0199" in after) == (True, True)
    assert told(back(story, "ride.phone", "555 0100")) == {}, "the same again"


@pytest.mark.parametrize(
    "harmless",
    [
        lambda story: back(story, "ride.phone", "555 0100"),
        lambda story: back(story, "ride.phone", "555 0100", answerer=Answerer(Who.HELPER_FOR, "Ana")),
        lambda story: back(story, "now.symptoms", ticks()),
        lambda story: back(story, "about.what", "question"),
        lambda story: story.records(FactKind.PLAN_PRINTED, printed=True),
        lambda story: story.records(FactKind.CALL_TAKEN_BACK, called_at=""),
        lambda story: story.changes(revision=2, finished_by="s"),
    ],
)
def test_what_says_nothing_new_is_not_told(harmless: Any) -> None:
    assert told(harmless(ready())) == {}


def test_what_staff_did_on_an_unread_difference_does_not_hide_it() -> None:
    story = back(ready(), "bleeding.history", ticks("bruises"))
    story.acts("bruises", ActionKind.SEEN).records(FactKind.CALL, number="555-0100")
    assert list(told(story)) == ["reply:bleeding.history"]
    assert told(story.records(FactKind.CHART_READ)) == {}
    story = back(story, "ride.phone", "555 0177")
    assert (list(told(story)), how(story)) == (["reply:ride.phone"], (SeenHow.READ, "s"))


def test_work_on_a_chart_without_news_moves_the_beginning_on() -> None:
    story = back(ready(), "ride.phone", "555 0199")
    story = back(story, "ride.phone", "555 0100").records(FactKind.CALL, number="555-0100")
    at = story.chart.facts[-1].recorded_at
    found = since(back(story, "ride.phone", "555 0133", session="third").situation())
    assert found is not None
    assert found.at == at


def test_a_sign_off_begins_anew_and_its_own_values_are_the_ones_of_then() -> None:
    story = back(back(ready(), "ride.phone", "555 0199").signs(), "ride.phone", "555 0133")
    assert (how(story), "555 0199" in told(story)["reply:ride.phone"][0]) == ((SeenHow.SIGNED, "s"), True)
    signed = story.chart.sign_offs[0]
    other = replace(signed, bound={**signed.bound, "visit:levels": "T12"})
    story.chart = replace(story.chart, sign_offs=(other,))
    assert told(story)["visit:levels"] == ("T12", "")


def test_since_a_sign_off_even_her_own_entries_are_told() -> None:
    story = back(ready().signs(), "ride.phone", "555 0133").instructs("e9", InstructionAction.OTHER)
    assert list(told(story)) == ["reply:ride.phone", "instruction:e9:other"]


def test_work_in_the_middle_of_a_sitting_is_no_reading() -> None:
    assert since(Story().records(FactKind.IDENTIFIERS).says("ride.adult", True).situation()) is None, "none yet"
    story = Story().says("ride.adult", True, session="first").records(FactKind.IDENTIFIERS)
    assert since(story.says("ride.adult", False, session="first").situation()) is None
    story.records(FactKind.CALL, number="555-0100")
    assert list(told(back(story, "ride.adult", True))) == ["reply:ride.adult"]


def test_not_complete_and_an_answer_for_the_patient_are_work() -> None:
    quiet = ready()
    quiet.chart = replace(quiet.chart, facts=(), instructions=())
    assert "reply:ride.adult" in told(back(quiet.signs(SignOffKind.NOT_COMPLETE), "ride.adult", False))
    quiet.chart = replace(quiet.chart, sign_offs=(), replies=quiet.chart.replies[:-2])
    story = quiet.says("ride.phone", "555 0155", answerer=STAFF)
    assert how(back(story, "ride.adult", False)) == (SeenHow.WORKED, "Dana")


def test_her_own_entries_are_no_news_to_her_but_another_s_are() -> None:
    story = ready().says("ride.phone", "555 0155", answerer=STAFF)
    story = back(story, "bleeding.history", ticks("bruises"))
    story.says("ride.phone", "555 0166", answerer=STAFF)
    assert set(told(story)) == {"reply:bleeding.history"}
    story.instructs("e9", InstructionAction.OTHER).records(FactKind.RESULT_SEEN, "mri", value="1")
    assert set(told(story)) == {"reply:bleeding.history", "instruction:e9:other", "fact:result_seen:mri"}


def test_a_moved_visit_is_told_with_where_it_was() -> None:
    story = edits(edits(ready(procedure_at="09:30"), procedure_at="11:00"), levels="L2", tests=("blood",))
    assert told(story)["visit:procedure_at"] == ("09:30", "11:00")
    assert told(story)["visit:levels"] == ("", "L2")
    assert told(story)["visit:tests"] == ("[]", '["blood"]')
    then = since(story.situation())
    assert then is not None
    visit = then.then.chart.visit
    assert (visit.procedure_at, visit.levels, visit.tests, visit.times_revision) == ("09:30", "", (), 1)
    assert since(edits(ready(), "s", levels="L2").situation()) is None, "she moved it herself"


def test_every_field_of_a_visit_comes_back_as_it_was() -> None:
    visit = {
        "procedure_on": PROCEDURE,
        "procedure_at": None,
        "arrival_on": None,
        "arrival_at": None,
        "anesthesia": Anesthesia.NOT_KNOWN,
        "surgeon": "",
        "tests": (),
        "ask_pregnancy": False,
    }
    story = Story(**visit)
    first = story.chart.newest
    story.says("ride.adult", True)
    edits(
        story, procedure_on=PROCEDURE.replace(day=30), procedure_at="10:00", arrival_on=PROCEDURE, arrival_at="08:00",
        anesthesia=Anesthesia.GENERAL, surgeon="Dr. Żak", tests=("blood",), ask_pregnancy=True,
    )  # fmt: skip
    edits(story, arrival_on=None)
    assert as_of(story.situation(), first).chart.visit == Story(**visit).chart.visit
    assert both_sides(story.chart.visit, story.chart.visit) == {}


def test_the_patient_s_details_and_the_visit_s_are_told_as_one_change() -> None:
    person, visit = Patient("p", "Moss", "Ann", date(1950, 1, 2), phone="555-0100"), Story().chart.visit
    other, later = replace(person, born=date(1950, 2, 1), phone="555-0101"), replace(visit, surgeon="Dr. Lee")
    assert cover_sides((person, visit), (other, visit)) == {
        "before": {"born": "1950-01-02", "phone": "555-0100"},
        "after": {"born": "1950-02-01", "phone": "555-0101"},
    }
    assert cover_sides((person, visit), (person, later))["after"] == {"surgeon": "Dr. Lee"}
    assert set(cover_sides((person, visit), (other, later))["before"]) == {"born", "phone", "surgeon"}
    assert cover_sides((person, visit), (person, visit)) == {}


def test_first_answers_to_questions_left_open_are_counted_not_listed() -> None:
    story = ready()
    story.chart = replace(story.chart, replies=tuple(one for one in story.chart.replies if one.item != "health.body"))
    assert told(back(story, "health.body", ticks())) == {}
    found = since(back(story, "ride.phone", "555 0199").situation())
    assert found is not None
    assert ([one.key for one in found.changes], found.answered) == (["reply:ride.phone"], 1)


def test_a_medicine_that_comes_or_goes_is_one_change() -> None:
    story = ready().says("medicines.groups_thin", ticks("pain_pill"))
    story.says("medicines.group_names", {"entries": []}).records(FactKind.CHART_READ)
    back(story, "medicines.name", medicine("ibuprofen"), "e1")
    back(story, "medicines.last_taken", "2026-11-16", "e1")
    back(story, "medicines.group_names", {"entries": ["e1"]})
    assert list(told(story)) == ["reply:medicines.name:e1"]
    story.records(FactKind.CHART_READ)
    assert list(told(back(story, "medicines.last_taken", "2026-11-15", "e1"))) == ["reply:medicines.last_taken:e1"]
    back(story, "medicines.name", None, "e1", state=State.REMOVED)
    ((key, (_, after)),) = told(back(story, "medicines.group_names", {"entries": []})).items()
    assert (key, after) == ("reply:medicines.name:e1", "")


def test_a_move_comes_first_and_answers_no_longer_asked_stand_apart() -> None:
    story = back(back(ready(), "ride.adult", False), "bleeding.history", ticks("bruises"))
    story.records(FactKind.RESULT_SEEN, "mri", value="1")
    story.chart = replace(
        story.chart, facts=(*story.chart.facts[:-1], replace(story.chart.facts[-1], recorded_by="Ana"))
    )
    found = since(edits(story, levels="L2").situation())
    assert found is not None
    assert [one.key for one in found.changes] == [
        "visit:levels",
        "reply:bleeding.history",
        "reply:ride.adult",
        "fact:result_seen:mri",
    ]
    assert [one.key for one in found.gone] == ["reply:ride.phone"]


def test_the_chart_of_then_has_what_was_current_then() -> None:
    story = ready().instructs("e9", InstructionAction.OTHER, text="first word")
    before, at = binding(story.situation()), story.chart.instructions[-1].seq
    old, check = story.chart.instructions[-1], story.chart.facts[0]
    story.instructs("e9", InstructionAction.OTHER, text="second word", supersedes=old.id, reason="typed wrong")
    story.records(FactKind.ADULT_VERIFIED, name="Ana")
    gone = replace(check, id="gone", supersedes=check.id, withdrawn=True, recorded_at=story.now, seq=story.next)
    story.chart = replace(story.chart, facts=(*story.chart.facts, gone))
    story.evaluates().signs()
    assert binding(story.situation()) != before
    assert binding(as_of(story.situation(), at)) == before
    assert as_of(story.situation(), at).chart.sign_offs == ()


def test_who_is_behind_a_value() -> None:
    story = edits(ready().instructs("group:aspirin", InstructionAction.CONTINUE), levels="L3")
    here = story.situation()
    assert authored(here, "visit:levels") is story.chart.facts[-1]
    assert authored(here, "visit:surgeon") is None
    assert authored(here, "instruction:group:aspirin:continue") is story.chart.instructions[-1]
    assert authored(here, "fact:identifiers:") is story.chart.facts[0]
    assert authored(here, "reply:ride.phone") is here.reply("ride.phone")

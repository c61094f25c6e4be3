"""Coded rules about the visit, fasting, and what staff facts settle."""

from datetime import date, datetime

import pytest

from kypho_prep.prep.chart import ActionKind, FactKind, InstructionAction
from kypho_prep.prep.checklist import Kind, Level
from kypho_prep.prep.interview.path import PageRef
from kypho_prep.prep.reply import State
from kypho_prep.prep.rules.emergency import emergency, only_in_doubt
from kypho_prep.prep.rules.fasting_rules import FOOD, taken
from kypho_prep.prep.rules.flags import cards, findings, level_on
from kypho_prep.prep.wording.sentences import answer_words
from tests.prep.builders import CLINIC, PROCEDURE, START, Story, problems, suffixes, ticks
from tests.prep.test_against_the_content import WORDS, real


def fasting(story: Story) -> list[tuple[str, Level]]:
    every = findings(story.situation())
    return [(suffixes(one)[0], one.level) for one in every if one.problem == "fasting_missing"]


def emergency_open(story: Story) -> bool:
    (card,) = [one for one in cards(story.situation()) if one.finding.problem == "emergency_now"]
    return card.open


def test_a_doubt_at_the_kiosk_calls_the_staff_and_is_told_from_a_sign_that_was_ticked() -> None:
    doubted = Story().says("now.symptoms", None, state=State.NOT_SURE, session="sitting")
    assert emergency(doubted.situation()) is not None
    assert only_in_doubt(doubted.situation())
    ticked = doubted.says("now.symptoms", ticks("chest_pain"))
    assert not only_in_doubt(ticked.says("now.symptoms", None, state=State.NOT_SURE, session="sitting").situation())
    taken_up = ticked.records(FactKind.EMERGENCY_ACKNOWLEDGED)
    assert emergency(taken_up.situation()) is None
    assert not only_in_doubt(taken_up.situation())


def test_unticking_an_emergency_never_closes_it() -> None:
    story = Story().says("now.symptoms", ticks("chest_pain")).says("now.symptoms", ticks())
    found = problems(story)["emergency_now now.symptoms"]
    assert (found.level, found.kind, suffixes(found)) == (Level.RED, Kind.CANCEL, ["chest_pain"])
    assert "emergency_now now.symptoms" not in problems(Story().says("now.symptoms", ticks("fever_chills")))


def test_an_emergency_told_to_the_doctor_stays_closed_when_unticked_and_re_opens_when_ticked_anew() -> None:
    story = Story().says("now.symptoms", ticks("chest_pain"))
    story.acts("emergency_now", ActionKind.TOLD_DOCTOR, answer="Examined.")
    assert not emergency_open(story)
    story.says("now.symptoms", ticks()).evaluates()
    assert not emergency_open(story)
    story.says("now.symptoms", ticks("chest_pain")).evaluates()
    assert emergency_open(story)


def test_a_second_symptom_re_opens_and_is_said_once_each() -> None:
    story = Story().says("now.symptoms", ticks("chest_pain"))
    story.acts("emergency_now", ActionKind.TOLD_DOCTOR, answer="Examined.")
    story.says("now.symptoms", ticks("chest_pain", "trouble_breathing")).evaluates()
    assert emergency_open(story)
    (found,) = [one for one in findings(story.situation()) if one.problem == "emergency_now"]
    assert len(found.said) == 2


def test_a_wrong_person_is_closed_by_two_identifiers_checked_afterwards() -> None:
    story = Story().records(FactKind.IDENTIFIERS)
    story.changes(wrong_person_at=story.now, wrong_person_seq=story.next)
    found = problems(story)["not_right_person start.right_person"]
    assert (found.level, found.kind) == (Level.RED, Kind.CHECK)
    assert dict(found.reasons[0].params) == {"date": "2026-11-16"}
    assert not problems(story.records(FactKind.IDENTIFIERS))


def test_the_nurse_hears_of_a_dead_code_and_of_each_call() -> None:
    story = Story(code_dead=True, nurse_called_at=START)
    found = problems(story)
    assert {found["code_dead visit"].level, found["nurse_called visit"].level} == {Level.AMBER}
    story.acts("nurse_called", ActionKind.SEEN)
    story.changes(nurse_called_at=story.now).evaluates()
    (card,) = [one for one in cards(story.situation()) if one.finding.problem == "nurse_called"]
    assert card.open


def test_a_call_that_was_taken_back_is_a_note_until_the_next_call() -> None:
    story = Story(nurse_called_at=START).records(FactKind.CALL_TAKEN_BACK, called_at=START.isoformat())
    assert {name: one.level for name, one in problems(story).items()} == {"nurse_not_needed visit": Level.NOTE}
    story.changes(nurse_called_at=story.now)
    assert set(problems(story)) == {"nurse_called visit"}


def test_a_test_that_the_patient_calls_done_is_no_result() -> None:
    story = Story(tests=("blood", "mri")).says("tests.blood", "done")
    assert problems(story)["result_unseen tests.blood"].level is Level.NOTE
    story.records(FactKind.RESULT_SEEN, "blood", value="1.1", on="2026-11-10")
    assert not problems(story)
    assert not problems(Story(tests=("blood",)).says("tests.blood", "booked"))
    unsure = problems(Story(tests=("blood",)).unsure("tests.blood"))
    assert set(unsure) == {"test_blood tests.blood"}


def test_a_seen_result_settles_a_test_not_done() -> None:
    story = Story(tests=("blood",)).says("tests.blood", "not_done")
    assert "test_blood tests.blood" in problems(story)
    assert not problems(story.records(FactKind.RESULT_SEEN, "blood"))


def test_fasting_not_entered_is_amber_and_red_on_the_day() -> None:
    story = Story()
    (found,) = findings(story.situation())
    assert (found.level, level_on(found, PROCEDURE)) == (Level.AMBER, Level.RED)
    assert fasting(story) == [("reason", Level.AMBER)]
    assert fasting(story.fasts()) == []
    story.changes(times_revision=2)
    assert fasting(story) == [("void", Level.AMBER)]
    story.instructs("", InstructionAction.NO_FASTING)
    assert fasting(story) == []


def test_only_one_of_the_two_times_is_not_enough() -> None:
    story = Story().instructs("", InstructionAction.FASTING_FOOD, on=PROCEDURE, at="00:00")
    assert fasting(story) == [("reason", Level.AMBER)]


@pytest.mark.parametrize("said", [("health.body", "reflux"), ("health.body", "diabetes")])
def test_a_slow_stomach_said_after_fasting_was_entered(said: tuple[str, str]) -> None:
    early = Story().says(said[0], ticks(said[1])).fasts()
    assert "fasting_confirm fasting.plan" not in problems(early)
    late = Story().fasts().says(said[0], ticks(said[1]))
    assert suffixes(problems(late)["fasting_confirm fasting.plan"]) == [said[1]]
    late.fasts()
    assert "fasting_confirm fasting.plan" not in problems(late), "entered again"
    assert "fasting_confirm fasting.plan" not in problems(late.says(said[0], ticks(said[1]))), "first said before"
    assert "fasting_confirm fasting.plan" not in problems(Story().fasts().unsure(said[0]))


def test_a_weekly_shot_named_after_fasting_was_entered() -> None:
    story = Story().fasts().takes("e1", "Ozempic").takes("e2", "ibuprofen")
    found = problems(story)["fasting_confirm fasting.plan"]
    assert dict(found.reasons[0].params) == {"name": "Ozempic"}
    ticked = Story().fasts().says("medicines.groups_thin", ticks("weekly_shot"))
    assert dict(problems(ticked)["fasting_confirm fasting.plan"].reasons[0].words) == {
        "name": "medicines.groups_thin.choice.weekly_shot",
    }


def on_the_day(food: str = "00:00", liquids: str = "06:00") -> Story:
    story = Story().fasts(food, liquids)
    story.today = PROCEDURE
    return story


def eats(story: Story, choice: str, hour: object = None, *, what: str = "food") -> Story:
    at = START.replace(day=24)
    story.says(f"fasting.last_{what}", choice, at=at)
    if hour is not None:
        state = State.NOT_SURE if hour == "?" else State.VALUE
        story.says(f"fasting.last_{what}_hour", hour, at=at, state=state)
    return story


@pytest.mark.parametrize(
    ("choice", "hour", "late"),
    [
        ("today_am", 7, True),
        ("today_am", 12, True),
        ("today_pm", 12, True),
        ("yesterday_pm", 11, False),
        ("yesterday_pm", "?", False),
        ("today_am", "?", True),
        ("today_pm", "?", True),
        ("today_am", 1145, True),
        ("yesterday_pm", 1359, False),
        ("today_am", None, False),
        ("earlier", None, False),
    ],
)
def test_food_later_than_entered(choice: str, hour: object, late: bool) -> None:
    found = problems(eats(on_the_day(), choice, hour))
    assert ("intake_late fasting.last_food" in found) is late


@pytest.mark.parametrize(
    ("hour", "late"), [(11, True), (1129, False), (1130, False), (1145, True), (10, False), (12, True)]
)
def test_an_hour_alone_is_its_latest_minute(hour: int, *, late: bool) -> None:
    story = Story().fasts("00:00", "06:00")
    story.today = PROCEDURE
    food = next(one for one in story.chart.instructions if one.action is InstructionAction.FASTING_FOOD)
    half_past = {"on": date(2026, 11, 23), "at": "23:30", "supersedes": food.id}
    story.instructs("", InstructionAction.FASTING_FOOD, **half_past)
    assert ("intake_late fasting.last_food" in problems(eats(story, "yesterday_pm", hour))) is late


@pytest.mark.parametrize(
    ("choice", "hour", "minutes"),
    [("today_am", 1230, "00:30"), ("today_am", "?", "07:40"), ("today_pm", "?", "07:40"), ("today_am", 7, "07:40")],
)
def test_nobody_tells_of_food_that_is_still_to_come(choice: str, hour: object, minutes: str) -> None:
    story = on_the_day()
    told = datetime(2026, 11, 24, 7, 40, tzinfo=CLINIC.tz)
    story.says(FOOD, choice, at=told)
    story.says(f"{FOOD}_hour", hour, at=told, state=State.NOT_SURE if hour == "?" else State.VALUE)
    assert taken(story.situation(), FOOD) == datetime.fromisoformat(f"2026-11-24T{minutes}:00")


@pytest.mark.parametrize(
    ("choice", "hour", "said"),
    [("today_am", 945, "9:45 AM"), ("today_pm", 1, "1 PM"), ("yesterday_pm", 12, "12")],
)
def test_an_hour_is_said_with_the_half_of_the_day_that_was_touched(choice: str, hour: int, said: str) -> None:
    story = eats(real(today=PROCEDURE), choice, hour)
    assert answer_words(story.situation(), WORDS, PageRef(f"{FOOD}_hour")) == said


def test_the_late_meal_is_red_and_says_both_times() -> None:
    found = problems(eats(on_the_day(), "today_am", 7))["intake_late fasting.last_food"]
    assert (found.level, found.kind) == (Level.RED, Kind.CANCEL)
    assert dict(found.reasons[0].params) == {"answer_at": "2026-11-24T07:59", "date": "2026-11-24T00:00"}


def test_a_drink_is_measured_by_the_time_for_liquids_and_with_milk_by_the_time_for_food() -> None:
    story = eats(on_the_day(), "today_am", 5, what="drink")
    assert not problems(story)
    story.says("fasting.drink_milk", True, at=START.replace(day=24))
    assert suffixes(problems(story)["intake_late fasting.last_drink"]) == ["milk"]
    late = eats(on_the_day(), "today_am", 7, what="drink").says("fasting.drink_milk", False)
    assert suffixes(problems(late)["intake_late fasting.last_drink"]) == ["drink"]


def test_without_a_day_or_a_sure_answer_nothing_is_compared() -> None:
    story = Story().instructs("", InstructionAction.FASTING_FOOD).instructs("", InstructionAction.FASTING_LIQUIDS)
    story.today = PROCEDURE
    assert "intake_late fasting.last_food" not in problems(eats(story, "today_am", 7))
    unsure = on_the_day().unsure("fasting.last_food")
    assert "intake_late fasting.last_food" not in problems(unsure)


def test_a_day_without_a_clock_time_ends_with_the_day() -> None:
    story = Story().instructs("", InstructionAction.FASTING_FOOD, on=date(2026, 11, 23))
    story.today = PROCEDURE
    assert "intake_late fasting.last_food" not in problems(eats(story, "yesterday_pm", 11))
    assert "intake_late fasting.last_food" in problems(eats(story, "today_am", 7))


def test_a_verified_adult_settles_the_ride_until_the_patient_changes_it() -> None:
    story = Story().says("ride.adult", False)
    red = problems(story)["ride ride.adult"]
    assert (red.level, red.blocks) == (Level.RED, True)
    assert not problems(story.records(FactKind.ADULT_VERIFIED))
    assert "ride ride.adult" in problems(story.unsure("ride.adult"))
    assert set(problems(story.records(FactKind.ESCORT_EXEMPT))) == set()
    assert not problems(story.says("ride.adult", False)), "a doctor exempted the escort"

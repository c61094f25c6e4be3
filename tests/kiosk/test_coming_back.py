"""Leaving and coming back, changing one answer from the summary, and what must be asked anew each time."""

from dataclasses import replace

from kypho_prep.kiosk.pages.summary import SummaryPage
from kypho_prep.workflow.patient import intake
from tests.kiosk.station import BORN, Station, is_value


def test_who_comes_back_is_asked_anew_and_finds_the_same_question(station: Station) -> None:
    visit = station.new_visit()
    station.come_in(visit)
    station.tap("choice:aspirin")
    station.go_on()
    here = station.item
    station.tap("leave")
    assert "Saved. You can come back." in station.said
    station.tap("go_on")
    station.sign_in(visit)
    assert station.item == "start.who"
    assert "back" not in station.names()
    station.answer()
    assert station.item == "now.symptoms"
    station.answer()
    assert station.item == "OverviewPage"
    station.tap("continue")
    assert station.item == here
    assert is_value(station.reply(visit, "medicines.groups_thin"), {"picked": ["aspirin"], "unsure": False})


def test_a_helper_is_asked_for_a_name_each_time(station: Station) -> None:
    visit = station.new_visit()
    station.sign_in(visit)
    station.answer()
    station.answer(start_who="helper_for")
    assert station.item == "start.helper_name"
    station.answer()
    station.answer()
    station.answer()
    station.answer()
    station.tap("continue")
    station.answer(medicines_groups_thin="aspirin")
    reply = station.reply(visit, "medicines.groups_thin")
    assert reply is not None
    assert (reply.answerer.who.value, reply.answerer.name) == ("helper_for", "Sam Example")
    station.tap("leave", "go_on")
    station.sign_in(visit)
    station.answer(start_who="helper_with")
    assert station.item == "start.helper_name"


def test_who_left_on_the_overview_goes_on_with_the_next_open_question(station: Station) -> None:
    visit = station.new_visit()
    station.come_in(visit)
    station.answer()
    for _ in range(6):
        station.tap("back")
    assert station.item == "OverviewPage"
    station.tap("leave", "go_on")
    station.sign_in(visit)
    assert station.item == "start.who"
    station.answer()
    station.answer()
    station.tap("continue")
    assert station.item == "medicines.groups_more"


def test_one_answer_is_changed_from_the_summary_and_the_summary_comes_back(station: Station) -> None:
    visit = station.new_visit()
    station.come_in(visit)
    for _ in range(5):
        station.tap("back")
    station.tap("chapter:questions")
    station.answer_until("check.summary")
    summary = station.content
    assert isinstance(summary, SummaryPage)
    assert "Not answered yet" in station.said
    summary.scroll_to(100)
    station.tap("answer:medicines.groups_thin:")
    assert station.item == "medicines.groups_thin"
    station.answer(medicines_groups_thin="blood_thinner")
    opened = station.item
    assert opened.startswith("medicines.")
    for _ in range(12):
        if station.item == "check.summary":
            break
        station.answer()
    again = station.content
    assert isinstance(again, SummaryPage)
    assert again.scrolled == 100
    station.tap("answer:start.interpreter:")
    station.tap("choice:yes", "back")
    assert station.item == "check.summary"
    assert is_value(station.reply(visit, "start.interpreter"), True)


def test_a_chapter_opens_at_its_first_open_question(station: Station) -> None:
    visit = station.new_visit()
    station.come_in(visit)
    station.answer()
    for _ in range(6):
        station.tap("back")
    station.tap("chapter:medicines")
    assert station.item == "medicines.groups_more"


def test_the_code_and_the_date_are_told_wrong_together_and_then_it_waits(station: Station) -> None:
    visit = station.new_visit()
    code = station.slip(visit).code
    other = "".join(str((int(digit) + 1) % 10) for digit in code)
    station.enter(code, BORN.replace(year=1951))
    first = station.missing
    station.tap("back")
    station.enter(other, BORN)
    assert station.missing == first
    for _ in range(8):
        station.tap("back")
        station.enter(other, BORN)
        if "wait" in station.missing:
            break
    assert "Please wait 30 seconds" in station.missing
    station.ticks.at += 12
    station.window.signed_out.tick()
    assert "Please wait 18 seconds" in station.missing
    station.tap("next")
    assert "Please wait 18 seconds" in station.missing
    station.ticks.at += 19
    station.window.signed_out.tick()
    assert "try again now" in station.missing


def test_a_date_that_is_none_is_said_before_anything_is_tried(station: Station) -> None:
    station.tap("start", *[f"key:{digit}" for digit in "123456"], "next")
    station.go_on()
    assert "month" in station.missing
    station.tap("month:2", "day:30", "key:1", "key:9")
    station.go_on()
    assert "all 4 numbers" in station.missing
    station.tap("key:5", "key:0")
    station.go_on()
    assert "no such day" in station.missing
    station.tap("part:day", "day:3")
    station.go_on()
    assert "do not fit together" in station.missing
    assert station.content.step == "code"


def test_a_visit_open_on_another_kiosk_says_where(station: Station) -> None:
    visit = station.new_visit()
    intake.hand_over(replace(station.workplace, kiosk="kiosk-2", station="kiosk-2"), visit=visit, staff=station.nurse)
    station.sign_in(visit)
    assert "kiosk-2" in station.missing


def test_a_scene_that_explained_again_lets_the_patient_go_on(station: Station) -> None:
    """The explanation makes the page longer while it is being read: Next must still find its end."""
    station.come_in(station.new_visit())
    station.answer_until("after.scene")
    right = next(one.id for one in station.content.view.choices if one.right)
    wrong = next(one.id for one in station.content.view.choices if not one.right)
    for choice in (wrong, right):
        station.tap(f"choice:{choice}")
        for _ in range(12):
            station.tap("next")
            if station.item != "fasting.scene" or (choice == wrong and station.content.answer.told().isVisible()):
                break
    assert station.item != "fasting.scene"

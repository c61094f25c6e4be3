"""Somebody else answers for the patient: each page says "they", and the patient's own paper still says "you"."""

import re
from dataclasses import replace
from pathlib import Path

from kypho_prep.kiosk.pages.overview import OverviewPage
from kypho_prep.kiosk.pages.question_page import QuestionPage
from kypho_prep.papers.patient_plan import plan_paper
from kypho_prep.prep.interview.situation import Situation
from kypho_prep.prep.wording.sentences import question_words
from kypho_prep.prep.words import Words
from kypho_prep.workflow.clinic import staff
from tests.kiosk.station import Station
from tests.kiosk.test_what_no_patient_sees import everything, to_the_end, worst

TO_THE_PATIENT = re.compile(r"\b(you|your|yours|yourself|I|I['’]m|me|my|mine|myself)\b", re.IGNORECASE)
# Whole lines in which "you" and "I" are the helper at the screen.
THE_HELPERS_OWN = {
    *(
        "Explain this to me",
        "Read to me",
        "I have a question",
        "Tell me more",
        "Save my question",
        "I'm done",
        "You asked for a nurse",
    ),
    *("I do not need a nurse now", "Are you still here?", "I'm still here", "I'm back", "Saved. Thank you."),
    *(
        "Saved. You can come back.",
        "Saved. Take your time.",
        "Please choose one answer. If you are not sure, choose that.",
    ),
    "Please write your answer. If you are not sure, choose that.",
    "Your answers are saved. This page closes in 60 seconds to keep them private.",
}


def spoken(station: Station) -> set[str]:
    """The lines on the screen that speak to somebody, and are not the helper's own."""
    lines = {line.strip() for line in everything(station).splitlines()}
    return {line for line in lines if len(line) > 1 and TO_THE_PATIENT.search(line)} - THE_HELPERS_OWN  # a key is "i"


def as_helper(station: Station) -> str:
    """Sign in, and say that somebody else answers."""
    visit = station.new_visit()
    station.sign_in(visit)
    station.answer()
    station.answer(start_who="helper_for")
    return visit


def asked(station: Station) -> dict[str, set[str]]:
    """Answer each question so that it raises what it can; return what each page says to the patient."""
    pages: dict[str, set[str]] = {}
    for _ in range(300):
        page = station.content
        if isinstance(page, OverviewPage):
            pages["checklist"] = spoken(station)
            station.tap("continue")
            continue
        if not isinstance(page, QuestionPage) or station.item == "check.summary":
            break
        pages[station.item] = spoken(station)
        if "why" in station.names():
            station.tap("why")
            pages[f"{station.item}, why"] = spoken(station)
            station.tap("close")
        if "tell_more" in station.names():
            station.tap("tell_more")
            pages[f"{station.item}, more"] = spoken(station)
        worst(station, page)
        pages[f"{station.item}, answered"] = spoken(station)
        station.go_on()
        if station.content is page:
            station.go_on()
    assert station.item == "check.summary"
    return pages


def prints(station: Station, printed: list[Words]) -> None:
    """Give the clinic a printer that keeps the words it was to print in."""
    clinic = replace(station.situation(station.new_visit()).clinic, printer="Front desk")
    staff.change_clinic(station.workplace, staff=station.nurse, clinic=clinic)

    def to_paper(situation: Situation, words: Words) -> tuple[str, ...]:
        del situation
        printed.append(words)
        return "plan", "reading"

    services = station.window.stage.services
    station.window.stage.services = replace(services, print_plan=to_paper)


def test_no_page_speaks_to_the_patient(station: Station) -> None:
    as_helper(station)
    assert station.item == "start.helper_name"
    assert "“they” is the patient" in station.said
    pages = asked(station)
    pages["summary"] = spoken(station)
    to_the_end(station)
    pages["plan"] = spoken(station)
    to_the_end(station)
    pages["thanks"] = spoken(station)
    assert "Saved. Thank you." in station.said
    assert {name: said for name, said in pages.items() if said} == {}
    assert len(pages) > 170
    station.tap("go_on")
    assert "Get ready for your kyphoplasty" in station.said


def test_the_ways_out_and_the_call_speak_to_the_helper_alone(station: Station) -> None:
    as_helper(station)
    station.answer()
    station.answer()
    station.answer(now_symptoms="none")
    found = {}
    station.tap("call_nurse")
    found["call"] = (
        spoken(station)
        - {station.window.stage.words(key).partition("\n")[0] for key in ("kiosk.nurse.text",)}
        - {"Your answers are saved."}
    )
    station.tap("close")
    station.ticks.at += 91
    station.window.idle.look()
    found["cover"] = spoken(station)
    station.tap("still_here", "leave")
    found["left"] = spoken(station) - {station.window.stage.words("kiosk.nurse.open")}
    assert {name: said for name, said in found.items() if said} == {}


def test_the_reply_keeps_the_words_that_were_shown_and_the_desk_reads_its_own(station: Station) -> None:
    visit = as_helper(station)
    station.answer_until("medicines.groups_more")
    reply = station.reply(visit, "medicines.groups_thin")
    assert reply is not None
    assert reply.shown.question == "Do they take blood thinners, pain pills or shots?"
    words = station.workplace.content.words("en")
    item = station.workplace.content.checklist.item("medicines.groups_thin")
    assert question_words(words, item) == "Do you take blood thinners, pain pills or shots?"


def test_who_takes_over_and_the_next_at_the_screen_read_their_own_words(station: Station) -> None:
    visit = as_helper(station)
    station.tap("back")
    assert "The patient, with someone helping" in station.said
    station.answer(start_who="me")
    assert "Would you like an interpreter?" in station.said
    station.tap("back")
    station.answer(start_who="helper_for")
    station.answer()
    assert "Would they like an interpreter?" in station.said
    station.tap("contrast")
    assert "Would they like an interpreter?" in station.said
    station.tap("leave", "go_on")
    station.sign_in(visit)
    assert station.item == "start.who"
    assert "I am, with someone helping me" in station.said


def test_the_paper_that_a_helper_prints_is_the_patients(station: Station, tmp_path: Path) -> None:
    printed: list[Words] = []
    prints(station, printed)
    visit = as_helper(station)
    station.answer_until("check.summary")
    to_the_end(station)
    assert "Print their papers" in station.said
    station.tap("print")
    (words,) = printed
    paper = plan_paper(station.situation(visit), words, printed_at=station.workplace.now())
    assert paper.title == "Your plan"

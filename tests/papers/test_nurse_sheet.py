"""The nurse's sheet: everything that the chart holds, in few words, with whose it is on every page."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from kypho_prep.content import Content
from kypho_prep.papers.nurse_sheet import nurse_sheet_paper
from kypho_prep.papers.render import Paper
from kypho_prep.prep.chart import Anesthesia, FactKind, InstructionAction, SignOff, SignOffKind
from kypho_prep.prep.reply import Answerer, State, Who
from kypho_prep.prep.sign_off.prep_sign_off import Standing, binding
from kypho_prep.prep.wording.sentences import board_words
from kypho_prep.prep.words import Words
from tests.papers.cases import AT, CLINIC, Told, reviewed, whole
from tests.papers.conftest import Printing, starts


def sheet(told: Told, words: Words) -> Paper:
    return nurse_sheet_paper(reviewed(told.situation()), words, printed_at=AT, printed_by="R. Alvarez")


def folded(text: str) -> str:
    return " ".join(text.split())


def said(read_back: Printing, told: Told, words: Words, size: str = "letter") -> str:
    return folded(read_back(sheet(told, words), size, by_column=True))


def rich(content: Content) -> Told:
    """A visit with something in every section."""
    told = whole(content)
    told.by = Answerer(Who.HELPER_WITH, "Sean O'Leary")
    told.says("start.who", "helper_with").says("start.helper_name", "Sean O'Leary")
    told.says("allergies.treatment", {"picked": ["medicine", "cement"], "unsure": False})
    told.says("allergies.medicine_list", {"entries": ["a1"]}).says("allergies.medicine_name", "Penicillin", "a1")
    told.says("allergies.medicine_reaction", {"picked": ["rash", "breathing"], "unsure": False}, "a1")
    told.by = Answerer(Who.STAFF, "Ann Nurse", "phone")
    told.says("health.heart_lungs", {"picked": ["irregular_heartbeat", "sleep_apnea"], "unsure": False})
    told.by = Answerer(Who.PATIENT)
    told.says("health.sleep_mask", "uses_mask").says("health.body", {"picked": [], "unsure": False})
    told.says("health.face_down", "yes").says("start.interpreter", value=True)
    told.says("medicines.also", {"picked": ["vitamins"], "unsure": False}).says("medicines.vitamins", value=False)
    told.says("medicines.dose", "5 mg twice a day", "e1").says("medicines.last_taken", "2026-11-30", "e1")
    told.says("ride.knows_time", value=True).says("ride.how", "drives")
    told.recorded(FactKind.IDENTIFIERS).recorded(FactKind.ADULT_VERIFIED, name="Étienne O'Leary", phone="555-0171")
    told.recorded(FactKind.RESULT_SEEN, "blood", value="13.1", unit="g/dL", on="2026-11-30")
    told.recorded(FactKind.CHART_TICK, "consent", on="2026-12-01")
    told.recorded(FactKind.CHART_TICK, "asked:ride.adult", reply="r1")
    told.recorded(FactKind.CALL, reached="nobody", number="555-0142", note="left a message",
                  next_due="2026-12-02T15:00:00+00:00")  # fmt: skip
    told.planned = {"levels": "L1, L2", "tests": ("blood", "mri"), "surgeon": "Dr. Okafor",
                    "anesthesia": Anesthesia.SEDATION}  # fmt: skip
    return told


@pytest.mark.parametrize("size", ["letter", "a4"])
def test_the_sheet_says_what_the_chart_holds_and_what_not_on_two_pages_at_most(
    size: str, content: Content, english: Words, read_back: Printing
) -> None:
    text = said(read_back, rich(content), english, size)
    for one in (
        "O'Leary, Noreen · born February 8, 1944",
        "82 years · speaks English · wants an interpreter · helper: Sean O'Leary [with helper]",
        "Tuesday, December 8, 2026, 7:30 AM · arrives 6:00 AM · L1, L2 · Sedation · Dr. Okafor",
        "Follow up · chapters answered:",
        "Act: Reaction to cement or acrylic glue The patient reports a bad reaction",
        "Act: Ozempic: no full instruction No prescriber's instruction is recorded for Ozempic.",
        "Look at: Interpreter wanted",
        "Eliquis · apixaban · blood thinner dose: 5 mg twice a day · last taken: Monday, November 30",
        "last taken: Monday, November 30 Not answered: still taking",
        "Last dose Sat Dec 5 · “Take the last one on this day.” · decided by Dr. Okafor · told Tue Dec 1 by Ann Nurse",
        "told Tue Dec 1 by Ann Nurse · restart: Dr. Okafor tells you on the day",
        "Lisinopril · morning medicine",
        "Ozempic · semaglutide · GLP-1",
        "Food Mon Dec 7, 10:00 PM · “No food after this.”",
        "Clear liquids Tue Dec 8, 5:00 AM · “No drinks after this.”",
        "Penicillin: Rash or itch, It was hard to breathe [with helper]",
        "Heart, lungs, brain: Uneven heartbeat, Sleep apnea [staff]",
        "Sleep apnea mask: Yes, and I use it",
        "Adult: Yes · Name: Étienne O'Leary · Phone: 555-0171 · Knows day and time: Yes · Way: Someone I know",
        "Blood test: 13.1 g/dL, Mon Nov 30 · Ann Nurse, Tue Dec 1, 10:05 AM",
        "MRI: result not seen",
        "Two identifiers · Ann Nurse",
        "Responsible adult: Étienne O'Leary, 555-0171 · Ann Nurse",
        "Tue Dec 1, 10:05 AM · nobody reached · 555-0142 · left a message · Ann Nurse · next due Wed Dec 2, 10:00 AM",
        "“Is my rash from tape an allergy?”",
        "Staff copy. Confidential. O'Leary, Noreen · born February 8, 1944. Printed December 1, 2026, 10:05 AM by R.",
        "Page 2 of 2",
    ):
        assert one in text, one
    assert "asked:" not in text


def test_every_open_flag_of_the_review_stands_on_the_sheet(
    content: Content, english: Words, read_back: Printing
) -> None:
    told = rich(content)
    text = said(read_back, told, english)
    cards = [card for card in reviewed(told.situation()).cards if card.open]
    assert len(cards) > 5
    for card in cards:
        assert board_words(english, card.finding) in text


def test_an_empty_chart_says_what_is_not_there(content: Content, english: Words, read_back: Printing) -> None:
    text = said(read_back, Told(content), english)
    for name in ("results", "checks", "calls"):
        assert english(f"papers.nurse.none.{name}") in text
    for missing in (
        "Not answered: Interpreter",
        "Not answered: Blood thinners, pain pills, shots, Other kinds of medicine, Also used",
        "Not answered: Allergic to medicine, numbing shot, anesthesia, cement, Dye, skin wash,",
        "Not answered: Right now, Bleeding, Clot, stent, metal valve, Heart, lungs, brain,",
        "Not answered: Adult, First night",
        "Not answered: Wants to ask",
    ):
        assert missing in text, missing
    for unsaid in ("None of these", "nothing ticked", "none named", "pregnant", "Latex, reaction", "Name,"):
        assert unsaid not in text, unsaid
    assert english("papers.nurse.fasting.missing") in text


def test_each_tick_and_answer_stands_behind_its_question(content: Content, english: Words, read_back: Printing) -> None:
    told = Told(content)
    told.says("bleeding.history", {"picked": ["bruises"], "unsure": True})
    told.says("bleeding.heart_clots", None, state=State.NOT_SURE)
    told.says("health.heart_lungs", {"picked": ["lungs"]}, state=State.NOT_SURE)
    told.says("health.body", {"picked": ["none"], "unsure": False}).says("health.walking", value=False)
    told.says("health.brain", None, state=State.DECLINED).says("health.new_back", {"picked": [], "unsure": True})
    told.says("allergies.contact", {"picked": ["other"], "unsure": False}).says("allergies.contact_other", "")
    told.says("medicines.other_change", value=True).says("ride.adult", None, state=State.NOT_SURE)
    told.says("medicines.also", {"picked": ["vitamins"], "unsure": False}).says("fasting.gum", value=False)
    text = said(read_back, told, english)
    for one in (
        "Clot, stent, metal valve: Not sure, ask my nurse Heart, lungs, brain: Lung trouble (and not sure)",
        "Stroke, seizures, memory: Did not want to answer",
        "Other health problems: None of these · Needs help to walk: No",
        "Dye, skin wash, latex, tape: Something else",
        "Not answered: Allergic to medicine, numbing shot, anesthesia, cement,",
        "Other allergy",
        "Told to change any other medicine: Yes",
        "Who told the patient, What the patient was told",
        "Adult: Not sure, ask my nurse Not answered: First night",
    ):
        assert one in text, one
    assert "Bleeding: " in text
    assert (
        "Fall or new back trouble: None of these (and not sure)" in text or "Fall or new back trouble: Not sure" in text
    )
    assert text.count("Not sure, ask my nurse") == text.count(": Not sure, ask my nurse")
    assert "Gum" not in text  # The day's own questions are not asked before the day.


def test_an_answer_that_a_branch_hides_is_neither_said_nor_missing(
    content: Content, english: Words, read_back: Printing
) -> None:
    told = Told(content).says("allergies.treatment", {"picked": ["cement"], "unsure": False})
    told.says("allergies.cement_what", "Blisters")
    assert "Cement or acrylic, what happened: Blisters" in said(read_back, told, english)
    told.says("allergies.treatment", {"picked": ["none"], "unsure": False})
    text = said(read_back, told, english)
    assert "Cement or glue" not in text
    assert "Blisters" not in text
    assert "Allergic to medicine, numbing shot, anesthesia, cement: None of these" in text


def test_a_short_label_belongs_to_a_question_that_is_asked(content: Content, english: Words) -> None:
    labels = [key.removeprefix("papers.label.") for key in english.table if key.startswith("papers.label.")]
    assert len(labels) > 50
    assert [one for one in labels if one not in content.checklist.by_id] == []


def test_moved_times_and_open_tellings_are_said(content: Content, english: Words, read_back: Printing) -> None:
    told = Told(content).takes("Eliquis", "e1")
    told.told("e1", InstructionAction.LAST_DOSE, "Stop then", on=date(2026, 12, 5), told_on=None, bridging=False)
    told.told("group:insulin", InstructionAction.CONTINUE, "Half of it", bridging=True, decided_by="")
    told.says("medicines.told_who", "Dr. Ruiz", "e1")
    told.planned = {"times_revision": 2, "procedure_at": None}
    text = said(read_back, told, english)
    assert "“Stop then” · for the old times · decided by Dr. Okafor · patient not told yet · bridging: no" in text
    assert "Insulin (not named) Continue · “Half of it” · decided by nobody named" in text
    assert "bridging: yes" in text
    assert "no time yet" in text


def test_a_medicine_that_the_list_does_not_know_is_told_as_it_was_typed(
    content: Content, english: Words, read_back: Printing
) -> None:
    told = Told(content).takes("Eliquis", "e1").takes("the blue heart pill", "e2")
    name = {"list": "medicines.also_list", "generics": [], "list_version": "1"}
    told.says("medicines.name", {**name, "typed": "eliqis", "confirmed": "Eliquis"}, "e1")
    told.says("medicines.name", {**name, "typed": "the blue heart pill", "confirmed": None}, "e2")
    text = said(read_back, told, english)
    assert "Eliquis · apixaban · blood thinner typed “eliqis”" in text
    assert "the blue heart pill not on the list" in text


def test_a_sign_off_is_named_and_one_that_fell_too(content: Content, english: Words, read_back: Printing) -> None:
    situation = rich(content).situation()
    at = datetime(2026, 12, 1, 18, 0, tzinfo=UTC)
    signed = SignOff(
        "s", "v", SignOffKind.PREP, binding(situation), {}, "", "R. Alvarez", at, "1", seq=situation.chart.newest + 1
    )
    review = reviewed(replace(situation, chart=replace(situation.chart, sign_offs=(signed,))))
    for standing, words in ((Standing(signed, stands=True), "signed by"), (review.standing, "revoked after")):
        told = replace(review, standing=standing)
        paper = nurse_sheet_paper(told, english, printed_at=AT, printed_by="R. Alvarez")
        text = folded(read_back(paper, by_column=True))
        assert words in text
        assert "R. Alvarez" in text
        assert "Tue Dec 1, 1:00 PM" in text


def test_thirty_medicines_and_a_long_instruction_run_on_with_the_patient_on_every_page(
    content: Content, english: Words, read_back: Printing
) -> None:
    long = "Madeupine hydrochlorothiazide combination extended release as typed"
    quote = " ".join(f"word{number:03}" for number in range(250))
    told = rich(content)
    told.given, told.family = "Bartholomäus", "Świątek" + "abcdefghij" * 5 + "xyz"
    for number in range(1, 31):
        told.takes(f"{long} {number}", f"m{number}")
        told.told(f"m{number}", InstructionAction.CONTINUE, f"Quote {number}.")
    told.told("fasting", InstructionAction.FASTING_FOOD, quote, on=date(2026, 12, 7), at="22:00")
    pages = read_back(sheet(told, english), by_column=True).rstrip("\f").split("\f")
    assert 2 <= len(pages) <= 5
    body = folded(" ".join(page[: page.rindex("Staff copy")] for page in pages))
    for number in range(1, 31):
        assert f"{long} {number} Continue · “Quote {number}.”" in body
    assert quote in body
    for number, page in enumerate(pages, start=1):
        assert f"{told.family},Bartholomäus·bornFebruary8,1944" in "".join(page.split())
        assert f"Page {number} of {len(pages)}" in page


def test_two_columns_begin_at_the_right_in_a_language_from_right_to_left(
    content: Content, english: Words, tmp_path: Path, poppler: None
) -> None:
    left = starts(sheet(rich(content), english), tmp_path)
    right = starts(sheet(rich(content), replace(english, right_to_left=True)), tmp_path)
    assert left["apixaban"] < left["Penicillin:"]
    assert right["apixaban"] > right["Penicillin:"]


def test_a_sample_says_so(content: Content, english: Words, read_back: Printing) -> None:
    situation = whole(content).situation(replace(CLINIC, sample=True))
    paper = nurse_sheet_paper(reviewed(situation), english, printed_at=AT, printed_by="R. Alvarez")
    assert "SAMPLE." in read_back(paper)

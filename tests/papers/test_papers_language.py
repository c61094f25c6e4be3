"""A patient's papers are in the patient's language where the clinic offers it; staff's quotes stay as written."""

import re
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pypdf
import pytest

from kypho_prep.app.papers import Papers, to_take_home
from kypho_prep.content import Content
from kypho_prep.prep.interview.situation import Situation
from kypho_prep.prep.languages import papers_language
from kypho_prep.prep.reply import Answerer, Who
from kypho_prep.workflow.visits.schedule import Slip
from tests.papers.cases import AT_HOME, PROCEDURE, whole

QUOTE = "Take your last dose on Thursday"


@pytest.fixture
def spanish(content: Content) -> Situation:
    """A whole visit of a patient who reads Spanish, at a clinic that offers it; one instruction, in English."""
    return situation_in(content, "es")


def situation_in(content: Content, language: str) -> Situation:
    known = whole(content).situation(AT_HOME)
    chart = known.chart
    told = tuple(replace(one, text=QUOTE) for one in chart.instructions)
    patient = replace(chart.patient, language=language)
    return replace(known, chart=replace(chart, patient=patient, instructions=told), languages=("en", "es", "ar"))


def read(path: Path | None) -> str:
    assert path is not None
    text = " ".join(page.extract_text() for page in pypdf.PdfReader(path).pages)
    return " ".join(text.split())


def english_left(content: Content, said: str, language: str) -> list[str]:
    """The sentences of the English words that stand on a paper of another language."""
    english, other = content.words("en").table, content.words(language).table
    left = []
    for key, text in english.items():
        for sentence in re.split(r"(?<=[.!?:])\s+|\{\w+\}|\n+", text):
            plain = " ".join(sentence.split())
            if len(plain) > 12 and " " in plain and plain in said and plain not in other[key]:
                left.append(f"{key}: {plain}")
    return left


def test_all_papers_that_go_home_are_in_spanish_but_for_names_and_quotes(
    content: Content, spanish: Situation, tmp_path: Path
) -> None:
    papers = Papers(tmp_path, lambda: datetime(2026, 12, 1, 15, 5, tzinfo=UTC), content.words)
    slip = Slip("742918", "Noreen O'Leary", PROCEDURE, "07:30", PROCEDURE, "06:00", "", papers_language(spanish))
    for path in (papers.plan(spanish), papers.reading(spanish), papers.escort(spanish), papers.slip(slip, AT_HOME)):
        said = read(path)
        assert english_left(content, said.replace(QUOTE, ""), "es") == []
        assert "de diciembre de 2026" in said
    plan = read(papers.plan(spanish))
    assert f"“{QUOTE}”" in plan
    assert content.words("es")("plan.in_english") in plan
    assert content.words("en")("plan.in_english") not in read(papers.plan(situation_in(content, "en")))


def test_staff_s_sheet_stays_english(content: Content, spanish: Situation, tmp_path: Path) -> None:
    from tests.papers.cases import reviewed

    papers = Papers(tmp_path, lambda: datetime(2026, 12, 1, 15, 5, tzinfo=UTC), content.words)
    sheet = read(papers.nurse_sheet(reviewed(spanish), "R. Alvarez"))
    assert "speaks Spanish" in sheet
    assert "Pregunte" not in sheet


def test_the_language_on_record_comes_before_the_one_last_answered_in(content: Content, spanish: Situation) -> None:
    def answered(spoken: str, who: Who = Who.PATIENT, **of_patient: str) -> Situation:
        chart = spanish.chart
        replies = tuple(replace(one, language=spoken, answerer=Answerer(who)) for one in chart.replies)
        patient = replace(chart.patient, **of_patient)
        return replace(spanish, chart=replace(chart, replies=replies, patient=patient))

    assert papers_language(spanish) == "es"
    assert papers_language(answered("en", Who.HELPER_FOR)) == "es"
    assert papers_language(answered("ar", language="en")) == "ar"
    assert papers_language(answered("ar", Who.STAFF, language="en")) == "en"
    assert papers_language(answered("ar", language="so")) == "ar"
    assert papers_language(replace(spanish, languages=("en",))) == "en", "a review that was taken back"


def test_what_a_draft_s_reviewer_prints_is_marked_on_each_page_and_a_patient_s_is_not(
    content: Content, spanish: Situation
) -> None:
    at, words = datetime(2026, 12, 1, 15, 5, tzinfo=UTC), content.words("es")
    assert [paper.mark for _, paper in to_take_home(spanish, words, at)] == ["", ""]
    withdrawn = replace(spanish, languages=("en",))
    assert [paper.mark for _, paper in to_take_home(withdrawn, words, at)] == ["BORRADOR", "BORRADOR"]
    assert [paper.mark for _, paper in to_take_home(withdrawn, content.words("en"), at)] == ["", ""]

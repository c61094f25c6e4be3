"""The made-up patients: complete charts, the rates of the table, the same for the same seed; and what holds for all."""

from collections import Counter
from random import Random

import pytest

from kypho_prep.content import Content
from kypho_prep.prep.checklist import Control, Kind, Level
from kypho_prep.prep.interview.path import first_open, missing_required
from kypho_prep.prep.reply import Who
from kypho_prep.prep.rules.flags import cards
from kypho_prep.prep.sign_off.ask_again import about_health, ask_again
from kypho_prep.prep.sign_off.prep_sign_off import blockers
from tests.cohort import rates
from tests.cohort.budget import budget
from tests.cohort.charts import Case, cohort
from tests.cohort.patients import TICKED, people
from tests.cohort.staff_work import on_that_day, two_working_days_before
from tests.cohort.telling import CHOSEN

SIZE = 120
MANY = 3000
NEAR = 0.03  # three standard deviations of a share of one half over that many people


@pytest.fixture(scope="module")
def cases(content: Content) -> list[Case]:
    return list(cohort(content, SIZE, seed=7, wrong=rates.WRONG))


def test_the_table_names_items_and_cards_of_the_checklist(content: Content) -> None:
    checklist = content.checklist
    for one in rates.RATES:
        item = checklist.item(one.item)
        assert (item.control is Control.TICKS) == (item.id in TICKED)
        free = item.control in (Control.YES_NO, Control.TEXT)
        assert free or item.choice(one.says).id == one.says
    for medicine in rates.MEDICINES:
        assert checklist.item(medicine.listed).control is Control.LIST
        assert not medicine.card[0] or checklist.item(medicine.card[0]).choice(medicine.card[1])


def test_every_reached_page_of_every_chart_is_answered(cases: list[Case]) -> None:
    for case in cases:
        assert first_open(case.situation) is None
        assert missing_required(case.situation) == ()


def test_a_page_that_may_stay_blank_is_answered_by_whom_it_is_about(content: Content) -> None:
    many = list(cohort(content, 300, seed=5))
    for item, trait in (("start.language", {"language"}), ("health.dialysis", {"dialysis", "dialysis_by_arm"})):
        told = {one.person.number for one in many if one.situation.reply(item) is not None}
        assert told == {one.person.number for one in many if trait & one.person.traits} != set()


def test_what_every_interview_asks_is_told_by_somebody_and_flagged(content: Content) -> None:
    asked = ("health.habits", "health.support")
    flagged = {one.finding.subject for case in cohort(content, 60, seed=5) for one in cards(case.situation)}
    assert set(asked) <= flagged
    for item in asked:
        cards_of = {choice.id for choice in content.checklist.item(item).offered if not choice.none}
        assert cards_of == {one.says for one in rates.RATES if one.item == item}


def test_the_same_seed_makes_the_same_charts_and_another_seed_others(content: Content) -> None:
    again = [case.situation.chart for case in cohort(content, 20, seed=7, wrong=rates.WRONG)]
    assert again == [case.situation.chart for case in cohort(content, 20, seed=7, wrong=rates.WRONG)]
    assert again != [case.situation.chart for case in cohort(content, 20, seed=8, wrong=rates.WRONG)]


def test_people_are_as_the_table_says() -> None:
    drawn = list(people(MANY, seed=3))
    having = Counter(trait for one in drawn for trait in one.traits)
    for rate in rates.RATES:
        among = having[rate.only] if rate.only else MANY
        assert having[rate.name] / max(among, 1) == pytest.approx(rate.share, abs=NEAR * (MANY / max(among, 1)) ** 0.5)
    who = Counter(one.who for one in drawn)
    assert who[Who.HELPER_FOR] / MANY == pytest.approx(rates.HELPER_FOR, abs=NEAR)
    assert who[Who.HELPER_WITH] / MANY == pytest.approx(rates.HELPER_WITH, abs=NEAR)
    assert sum(one.woman for one in drawn) / MANY == pytest.approx(rates.WOMEN, abs=NEAR)


def test_about_as_many_answers_are_wrong_as_the_table_says(cases: list[Case]) -> None:
    chosen = Counter(
        (case.situation.checklist.item(item).control, trace)
        for case in cases
        for (item, _entry), trace in case.wrong.items()
    )
    assert {control for control, _ in chosen} == {Control.YES_NO, Control.CHOICE, Control.DAY, Control.TICKS}
    items = [case.situation.checklist.item(item) for case in cases for item, _entry in case.situation.counted]
    could_be = [item for item in items if item.control in CHOSEN and about_health(item)]
    assert sum(chosen.values()) / len(could_be) == pytest.approx(rates.WRONG, abs=0.012)
    none = sum(many for (_, trace), many in chosen.items() if trace == "none")
    assert none / sum(chosen.values()) == pytest.approx(rates.WRONG_TRACES["none"], abs=0.1)


def test_a_wrong_answer_is_another_than_the_right_one(cases: list[Case]) -> None:
    for case in cases:
        for item, entry in case.wrong:
            if entry is None:
                told = case.situation.counted[item, entry].value
                assert told != case.person.true_of(case.situation.checklist.item(item))


def test_a_listed_question_has_its_reply_and_its_reasons_and_is_asked_of_somebody(cases: list[Case]) -> None:
    for case in cases:
        found = ask_again(case.situation)
        assert found == ask_again(case.situation)
        for one in found.questions:
            assert case.situation.reply(one.page.item, one.page.entry) is one.reply
            assert one.reasons
            assert one.reply.id in one.evidence
        pages = [one.page for one in found.questions]
        assert len(set(pages)) == len(pages)
        assert found.rest + len(pages) <= len(case.situation.current)


def test_who_tells_slowly_surely_and_alone_is_asked_nothing_again(content: Content) -> None:
    calm = [case for case in cohort(content, SIZE, seed=7) if case.person.who is Who.PATIENT]
    empty = [case for case in calm if not ask_again(case.situation).questions]
    assert empty
    for case in calm:
        reasons = [why.key for one in ask_again(case.situation).questions for why in one.reasons]
        assert not any(key.endswith((".helper", ".declined")) for key in reasons)


def test_staff_work_closes_flags_and_leaves_what_nobody_did(content: Content) -> None:
    plain = [case.situation for case in cohort(content, 60, seed=5)]
    idle, worked = budget(map(on_that_day, plain)), budget(two_working_days_before(one, Random(1)) for one in plain)
    assert worked.with_red < idle.with_red
    done = dict.fromkeys(rates.STAFF, 1.0)
    finished = [two_working_days_before(one, Random(1), done) for one in plain]
    left = [blocker for one in finished for blocker in blockers(one)]
    # What turns on that day itself, "things to bring", nobody could have seen before.
    assert {one.finding.problem for one in left if one.finding is not None} <= {"bring"}
    assert {one.kind for one in left} <= {"d"}
    nothing = [two_working_days_before(one, Random(1), dict.fromkeys(rates.STAFF, 0.0)) for one in plain]
    assert budget(nothing) == idle


def test_the_budget_counts_visits_and_open_reds(content: Content) -> None:
    plain = [case.situation for case in cohort(content, 60, seed=5)]
    found = budget(plain)
    assert found.visits == 60
    assert (
        found.reds
        == sum(found.red_problems.values())
        == sum(many for (_, level), many in found.open_flags.items() if level is Level.RED)
    )
    assert found.share_with_red == found.with_red / 60
    assert not found.met
    assert budget([]).reds_each == 0
    assert found.flags[Kind.TALK, Level.AMBER] >= found.open_flags[Kind.TALK, Level.AMBER]

"""Coded rules about any reply."""

from kypho_prep.prep.chart import ActionKind
from kypho_prep.prep.checklist import Kind, Level
from kypho_prep.prep.interview.path import PageRef
from kypho_prep.prep.reply import Answerer, State, Who
from kypho_prep.prep.rules.flags import closing_actions, findings
from kypho_prep.prep.rules.reply_rules import asked_at
from kypho_prep.prep.sign_off.prep_sign_off import blockers
from tests.prep.builders import TODAY, Story, problems, ticks
from tests.prep.sign_off.test_prep_sign_off import ready
from tests.prep.test_against_the_content import real


def test_all_amber_not_sure_are_one_piece_of_work() -> None:
    story = Story(ask_pregnancy=True, tests=("blood",))
    story.unsure("health.body").unsure("health.pregnancy").unsure("tests.blood")
    story.says("bleeding.history", ticks("bruises", unsure=True))
    found = problems(story)
    assert (found["unsure visit"].level, found["unsure visit"].kind) == (Level.AMBER, Kind.CHECK)
    assert [asked_at(one) for one in found["unsure visit"].reasons] == [
        PageRef("health.body"),
        PageRef("bleeding.history"),
    ]
    assert (found["not_sure health.pregnancy"].level, found["not_sure health.pregnancy"].kind) == (
        Level.RED,
        Kind.CANCEL,
    )
    assert "not_sure tests.blood" not in found, "its own content flag speaks of it"
    assert "test_blood tests.blood" in found


def test_each_unsure_answer_about_a_medicine_leads_to_its_own_page() -> None:
    story = Story().takes("e1", "Xarelto").unsure("medicines.last_taken", "e1").unsure("medicines.still_taking", "e1")
    found = problems(story)["unsure visit"]
    assert [asked_at(one) for one in found.said] == [
        PageRef("medicines.last_taken", "e1"),
        PageRef("medicines.still_taking", "e1"),
    ]
    assert dict(found.said[0].params) == {"name": "Xarelto", "who": "2"}


def test_a_bare_seen_never_closes_the_unsure_answers() -> None:
    story = ready().unsure("health.body").acts("unsure", ActionKind.SEEN)
    assert [one.subject for one in blockers(story.situation())] == ["visit"]
    story.acts("unsure", ActionKind.SEEN, text="She has a dry mouth, nothing else.")
    assert blockers(story.situation()) == ()
    story.unsure("health.body").evaluates()
    assert blockers(story.situation()) == (), "the same answer once more is nothing new"
    story.unsure("allergies.treatment").evaluates()
    assert [one.subject for one in blockers(story.situation())] == ["visit"]


def test_a_declined_answer_is_shown() -> None:
    found = problems(Story().says("health.body", state=State.DECLINED))
    assert found["declined health.body"].level is Level.AMBER


def test_a_helper_is_one_flag_a_visit() -> None:
    helper, other = Answerer(Who.HELPER_WITH, "Ana"), Answerer(Who.HELPER_FOR, "Luis")
    story = Story().says("ride.adult", True, answerer=helper).says("ride.phone", "5", answerer=other)
    story.says("health.body", ticks(), answerer=Answerer(Who.HELPER_FOR)).evaluates()
    found = problems(story)["helper start.who"]
    assert dict(found.reasons[0].params) == {"name": "Ana, Luis"}
    rows = len(story.chart.flags)
    story.says("about.what", "understood", answerer=helper).evaluates()
    assert len(story.chart.flags) == rows
    assert not problems(Story().says("ride.adult", True, answerer=Answerer(Who.STAFF, "Sam", "phone")))


def test_a_declined_answer_weighs_no_less_than_one_that_is_not_sure() -> None:
    story = real(ask_pregnancy=True).says("health.pregnancy", state=State.DECLINED)
    found = problems(story)["declined health.pregnancy"]
    assert (found.level, found.kind) == (Level.RED, Kind.CANCEL)
    stairs = problems(real().says("ride.stairs", state=State.DECLINED))["declined ride.stairs"]
    assert stairs.level is Level.AMBER


def test_a_stent_whose_date_nobody_tells_is_as_red_as_one_not_known() -> None:
    story = real().says("bleeding.heart_clots", ticks("stent")).says("bleeding.stent_when", state=State.DECLINED)
    found = problems(story)["stent bleeding.heart_clots"]
    assert (found.level, found.kind) == (Level.RED, Kind.CANCEL)
    assert "flag.stent.date_unknown" in {one.key for one in found.reasons}


def test_not_sure_about_thinners_bleeding_or_right_now_is_red_and_no_seen_closes_it() -> None:
    for item in ("now.symptoms", "medicines.groups_thin", "bleeding.history", "bleeding.heart_clots"):
        found = problems(real().unsure(item))[f"not_sure {item}"]
        assert (found.level, found.kind) == (Level.RED, Kind.CANCEL)
        assert closing_actions(found, TODAY) == (ActionKind.TOLD_DOCTOR, ActionKind.PROCEED)
        assert f"not_sure {item}" not in problems(real().unsure(item).says(item, ticks())), "the answer closes it"


def test_a_declined_answer_about_a_medicine_names_the_medicine() -> None:
    story = Story().takes("e1", "Xarelto", "rivaroxaban")
    story.says("medicines.still_taking", None, "e1", state=State.DECLINED)
    (found,) = (one for one in findings(story.situation()) if one.problem == "declined")
    assert (found.subject, dict(found.reasons[0].params)["name"]) == ("e1", "Xarelto")

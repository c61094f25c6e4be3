"""The clock is put back by an hour between two things that happen to one visit: what came later still comes later."""

from dataclasses import replace

from kypho_prep.prep.chart import FactKind
from kypho_prep.prep.checklist import Level
from kypho_prep.prep.sign_off.stage import Stage
from kypho_prep.workflow.desk import review
from kypho_prep.workflow.desk.review import ActionForm
from kypho_prep.workflow.patient import intake
from tests.workflow.test_hard_days import LAST, STILL, XARELTO, at, back, reds, signed, stands, taking
from tests.workflow.ward import Ward


def set_back(ward: Ward) -> None:
    """Somebody puts the machine's clock back by an hour."""
    ward.clock.pass_by(seconds=-3600)


def test_on_a_clock_put_back_an_emergency_still_calls_the_staff(ward: Ward) -> None:
    visit = signed(ward)
    opened = ward.say(ward.sit_down(visit), "start.who", "me")
    ward.say(opened, "now.symptoms", {"picked": ["chest_pain"], "unsure": False})
    intake.acknowledge_emergency(ward.workplace, visit=visit, staff=ward.nurse)
    ward.say(opened, "now.symptoms", {"picked": [], "unsure": False})
    set_back(ward)
    said = ward.say(opened, "now.symptoms", {"picked": ["trouble_breathing"], "unsure": False})
    assert said.emergency
    assert ward.row(visit).emergency


def test_on_a_clock_put_back_another_driver_is_asked_for_again(ward: Ward) -> None:
    visit = signed(ward)
    set_back(ward)
    ward.say(back(ward, visit), "ride.name", "Somebody Else")
    seen = ward.open_chart(visit)
    assert not seen.standing.stands
    assert FactKind.ADULT_VERIFIED in {one.subject for one in seen.blockers}


def test_on_a_clock_put_back_a_new_signature_counts(ward: Ward) -> None:
    visit = signed(ward)
    set_back(ward)
    ward.say(back(ward, visit), "start.interpreter", True)
    assert not stands(ward, visit)
    for card in ward.open_chart(visit).cards:
        if card.open and card.level is Level.AMBER:
            form = ActionForm(card.closing[0], "Ready.", "Dr. Żak", answer="The team")
            review.act(ward.workplace, staff=ward.nurse, visit=visit, thread=card.thread, action=form)
    ward.sign(visit)
    assert stands(ward, visit)
    assert ward.row(visit).stage is Stage.SIGNED_OFF


def test_on_a_clock_put_back_a_thinner_stopped_alone_is_red(ward: Ward) -> None:
    visit = taking(ward, XARELTO)
    ward.say(back(ward, visit), STILL, "yes", entry="one")
    ward.instruct(visit, replace(LAST, subject="one"))
    assert not {"loop", "self_stopped"} & reds(ward, visit)
    set_back(ward)
    ward.say(back(ward, visit), STILL, "self", entry="one")
    (loop,) = [one for one in ward.open_chart(visit).cards if one.finding.problem == "loop"]
    assert loop.open
    assert any(one.key.endswith("self_stopped") for one in loop.finding.reasons)


def test_the_day_is_always_the_clocks(ward: Ward) -> None:
    visit = signed(ward)
    at(ward, "2026-11-22 10:00")
    said = ward.say(back(ward, visit), "health.anesthesia_trouble", True).situation.reply("health.anesthesia_trouble")
    assert said is not None
    assert said.local.startswith("2026-11-22"), "an answer is never dated to a day that the clock does not show"

"""A clinic's rule about ticks in the encrypted file: it survives a restart, and no signature stands against it."""

from dataclasses import replace
from pathlib import Path

import pytest

from kypho_prep.content import Content
from kypho_prep.prep.chart import Ending, FactKind
from kypho_prep.prep.clinic import Clinic
from kypho_prep.prep.sign_off.chart_ticks import BLOCKABLE
from kypho_prep.prep.sign_off.stage import Stage
from kypho_prep.workflow import clinic_setting, start
from kypho_prep.workflow.clinic import staff
from kypho_prep.workflow.derived import refresh
from kypho_prep.workflow.desk import correcting
from kypho_prep.workflow.errors import Blocked
from kypho_prep.workflow.visits import schedule
from tests.workflow.clock import Clock
from tests.workflow.made_clinic import CHEAP
from tests.workflow.ward import Ward


def wants(ward: Ward, **ticks: tuple[str, ...]) -> None:
    clinic = replace(staff.clinic(ward.workplace), **ticks)  # type: ignore[arg-type]
    staff.change_clinic(ward.workplace, staff=ward.nurse, clinic=clinic)
    assert refresh.recompute_all(ward.workplace) == (), "the board already says so"


def test_the_rule_is_kept_over_a_restart_and_an_unknown_tick_is_dropped(
    ward: Ward, folders: Path, content: Content
) -> None:
    wants(ward, prep_ticks=("consent",), day_ticks=("images_level",))
    ward.workplace.database.close()
    database = start.open_or_create(folders / "data", folders / "config")
    clinic = staff.clinic(start.workplace(database, content, clock=Clock(), kiosk="kiosk-1", passwords=CHEAP))
    assert (clinic.prep_ticks, clinic.day_ticks) == (("consent",), ("images_level",))
    database.close()
    stored = clinic_setting.stored(clinic) | {"prep_ticks": ["consent", "of a later version"]}
    assert clinic_setting.read(stored) == clinic
    del stored["prep_ticks"], stored["day_ticks"]
    assert clinic_setting.read(stored) == Clinic(), "a setting of before knows of no such rule"


def test_a_visit_is_signed_only_with_the_tick_and_falls_for_good_without_it(ward: Ward) -> None:
    wants(ward, prep_ticks=("consent",))
    visit = ward.answered_visit()
    ward.close_the_rest(visit)
    with pytest.raises(Blocked) as caught:
        ward.sign(visit)
    assert [one.subject for one in caught.value.blockers] == ["tick:consent"]
    ward.record(visit, FactKind.CHART_TICK, "consent")
    assert ward.sign(visit).stage is Stage.SIGNED_OFF
    (tick,) = [one for one in ward.open_chart(visit).situation.chart.current_facts if one.subject == "consent"]
    correcting.withdraw(ward.workplace, staff=ward.nurse, visit=visit, record=tick.id, reason="Other patient's")
    seen = ward.open_chart(visit)
    assert [one.subject for one in seen.standing.opened] == ["tick:consent"]
    assert ward.events(visit).count("sign_off_revoked") == 1
    ward.record(visit, FactKind.CHART_TICK, "consent")
    assert not ward.open_chart(visit).standing.stands, "somebody signs again"


def test_a_rule_that_comes_later_shows_on_the_board_at_once_and_leaves_what_is_over(ward: Ward) -> None:
    visits = [ward.answered_visit() for _ in range(2)]
    for visit in visits:
        ward.close_the_rest(visit)
        ward.sign(visit)
    going_on, over = visits
    schedule.end_visit(ward.workplace, staff=ward.nurse, visit=over, ending=Ending.DONE, reason="")
    wants(ward, prep_ticks=BLOCKABLE)
    assert (ward.row(going_on).signed_by, ward.row(going_on).revoked) == ("", True)
    assert ward.open_chart(over).standing.stands
    for tick in BLOCKABLE:
        assert not ward.open_chart(going_on).standing.stands
        ward.record(going_on, FactKind.CHART_TICK, tick)
    assert ward.open_chart(going_on).standing.stands, "nobody said anything new"
    assert ward.row(going_on).signed_by == "Ann Lee"
    assert refresh.recompute_all(ward.workplace) == ()

"""A nurse says of a visit that ended that it is in the patient's chart: it goes as one whose sheet was printed."""

import pytest

from kypho_prep.prep.chart import Ending
from kypho_prep.workflow.errors import Changed
from kypho_prep.workflow.visits import ending
from tests.workflow.test_retention import OVER, another, finished, gone, work_until
from tests.workflow.ward import Ward


def test_only_of_the_end_that_was_read(ward: Ward) -> None:
    visit = finished(ward, printed=False)
    read = ward.open_chart(visit)
    assert not read.taken_over
    ended_at = read.situation.chart.visit.ended_at
    nurse, place = ward.nurse, ward.workplace
    ending.reopen_visit(place, staff=nurse, visit=visit, reason="by mistake")
    for at in (ended_at, None):
        with pytest.raises(Changed):
            ending.acknowledge(place, staff=nurse, visit=visit, ended_at=at)
    ending.end_visit(place, staff=nurse, visit=visit, ending=Ending.DONE)
    with pytest.raises(Changed):
        ending.acknowledge(place, staff=nurse, visit=visit, ended_at=ended_at)
    ended_at = ward.open_chart(visit).situation.chart.visit.ended_at
    ending.acknowledge(place, staff=nurse, visit=visit, ended_at=ended_at)
    line = ward.audit(visit)[-1]
    assert (line.event, line.actor_id) == ("acknowledged", nurse.id)
    assert ward.open_chart(visit).taken_over
    another(ward)
    work_until(ward, OVER)
    assert gone(ward) == [visit]

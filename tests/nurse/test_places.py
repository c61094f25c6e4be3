"""Whatever blocks a sign-off leads to the place on the review that closes it."""

import re

from hypothesis import HealthCheck, given, settings

from kypho_prep.nurse.review.panels.sign_off_panel import place_of
from kypho_prep.prep.sign_off.prep_sign_off import blockers
from tests.prep.happenings import Happening, happenings, told

PLACE = re.compile(r"answer:[a-z_.]+:[^:]*|fact:[a-z_]+(:[a-z]+)?|fasting|card:[a-z_]+:.+:")


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(drawn=happenings())
def test_every_blocker_leads_to_a_place(drawn: list[Happening]) -> None:
    for one in blockers(told(drawn).story.situation()):
        assert PLACE.fullmatch(place_of(one)), one

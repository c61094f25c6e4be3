"""Most tests begin behind the first pages, which no hand touched: nothing that is known or shown differs by that."""

import re
from collections.abc import Callable

import pytest

from tests.kiosk.station import Station

# What is another one each time: ids, moments, and the number of the clinic's newest change.
ANOTHER_EACH_TIME = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|datetime\.datetime\([^)]*\)|change_seq=\d+")


def known(station: Station, visit: str) -> list[str]:
    """Return all that the session holds, what is on record of the visit, and what shows."""
    session = station.window.session
    assert session is not None
    with station.workplace.reading() as records:
        audit = [(line.event, line.subject) for line in records.audit.of_visit(visit)]
    focus = station.window.focusWidget()
    shown = [station.said, focus.objectName() if focus is not None else ""]
    return [*(ANOTHER_EACH_TIME.sub("-", repr(one)) for one in (session.state, session.situation.chart, audit)), *shown]


@pytest.mark.parametrize("sittings", [1, 2])
def test_who_came_in_without_touches_stands_where_touches_lead(station: Station, sittings: int) -> None:
    def after(come_in: Callable[[str], None]) -> list[str]:
        visit = station.new_visit()
        for _ in range(sittings):
            station.window.sign_out()
            station.window.show_welcome()
            come_in(visit)
        return known(station, visit)

    by_touch, without = after(station.come_in_by_touch), after(station.come_in)
    assert by_touch == without
    assert "about.what" in by_touch[1]
    assert station.item.startswith("medicines.")

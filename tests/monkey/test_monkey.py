"""Whatever somebody does on a patient's page: no other window, no end, no page of staff's."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from kypho_prep.settings import Kind
from tests.journeys.house import standing, with_clinic
from tests.monkey.keeper import Keeper, let_out
from tests.monkey.monkey import Monkey

# So many events in the suite, and so many with --faults; so many of them before somebody looks and leads on.
FEW, MANY, BURST = 1_000, 25_000, 50


# Two fingers that come down while the page below them goes; a touch of whoever leads on where a page is scrolled.
@pytest.mark.qt_log_ignore("could not find the target for gesture", "occurs outside target window")
@pytest.mark.parametrize("kind", [Kind.KIOSK, Kind.BOTH])
def test_nothing_that_anybody_does_leads_out(
    tmp_path: Path, qapp: QApplication, request: pytest.FixtureRequest, kind: Kind
) -> None:
    with_clinic(tmp_path)
    with standing(tmp_path, kind=kind) as house:
        monkey = Monkey(house.program.window.windowHandle(), seed=13, closes=kind is Kind.KIOSK)
        keeper = Keeper(house)
        most = MANY if request.config.getoption("--faults") else FEW
        while monkey.done < most:
            for _ in range(BURST):
                monkey.do()
                assert let_out(house) == [], f"after {monkey.done} events, on {house.guest().item}"
            house.ticks.at += 5
            keeper.lead_on()
            assert let_out(house) == []
        assert len(keeper.pages) > 15, sorted(keeper.pages)

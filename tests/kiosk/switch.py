"""Somebody who has one switch: waits for what lights up, and presses the same key each time."""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from kypho_prep.kiosk.scanning.groups import Spot
from kypho_prep.kiosk.scanning.scanner import Scanner
from tests.kiosk.station import Station

PATIENCE = 200


@dataclass
class OneSwitch:
    """One patient's switch, at one kiosk; `waits` counts what lit up, `presses` what she pressed."""

    station: Station
    waits: int = 0
    presses: int = 0

    @property
    def scanner(self) -> Scanner:
        return self.station.window.ways.scanner

    def switch(self) -> None:
        """Press it: the window gets a key, as an adapter sends it."""
        self.station.ticks.at += 1
        QTest.keyClick(self.station.window.windowHandle(), Qt.Key.Key_Space)
        self.presses += 1
        self.station.settle()

    def wait(self) -> Spot | None:
        """Wait until the next thing lights up."""
        self.station.ticks.at += 1
        self.scanner.step()
        self.waits += 1
        return self.scanner.spot

    def choose(self, name: str) -> None:
        """Wait until something, or a group with it, lights up, and press; until it is pressed itself."""
        for _ in range(PATIENCE):
            spot = self.scanner.spot
            if spot is not None and name in [one.objectName() for one in spot.buttons]:
                alone = not spot.parts
                self.switch()
                if alone:
                    return
            else:
                self.wait()
        raise AssertionError(f"{name} never lights up; there is {self.lit()}")

    def choose_all(self, names: list[str]) -> None:
        for name in names:
            self.choose(name)

    def lit(self, times: int = 20) -> list[str]:
        """The names of all that lights up, each once."""
        found: list[str] = []
        for _ in range(times):
            spot = self.wait()
            found += [] if spot is None or spot.said in found else [spot.said]
        return found

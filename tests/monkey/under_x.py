"""The kiosk on the X server of DISPLAY, the whole screen its own; at each line it is sent it leads the patient on.

It answers with what let somebody out, and the page that stands there then.
"""

import json
import sys
from pathlib import Path

from PySide6.QtCore import QSocketNotifier
from PySide6.QtWidgets import QApplication

from kypho_prep.app import show
from kypho_prep.look.theme import make_application
from kypho_prep.settings import Kind
from tests.journeys.house import House, standing, with_clinic
from tests.monkey.keeper import Keeper, let_out


def answer(house: House, keeper: Keeper) -> None:
    """Answer one line; at the end of input, end."""
    if not sys.stdin.readline():
        QApplication.exit()
        return
    found = let_out(house)
    house.ticks.at += 5
    keeper.lead_on()
    tell(found, house)


def tell(found: list[str], house: House) -> None:
    window = house.program.window
    away = [] if window.isFullScreen() and not window.isMinimized() else ["the window is not the whole screen's"]
    sys.stdout.write(json.dumps({"found": found + away, "page": house.guest().item}) + "\n")
    sys.stdout.flush()


def main(folder: str) -> int:
    app = make_application("kypho-prep")
    with_clinic(Path(folder))
    with standing(Path(folder), kind=Kind.KIOSK) as house:
        show(house.program.window)
        keeper = Keeper(house)
        heard = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)
        heard.activated.connect(lambda: answer(house, keeper))
        return app.exec()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))

"""The line below the board: how the clinic's back-ups stand, in a sentence, red where somebody has to see to it."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from kypho_prep.look.theme import Look
from kypho_prep.nurse.board.backup_line import BackUpLine
from kypho_prep.nurse.desk import DeskServices
from kypho_prep.workflow.clinic.backing_up import BackUps
from kypho_prep.workflow.errors import Damaged, NoBackUp
from tests.listener import Listener
from tests.nurse.conftest import NOW, Open, Ward

STICK = Path("/media/stick/kypho-prep")
MADE = BackUps(made_at=NOW)


def line(ward: Ward, open_window: Open, state: BackUps | None, minutes: float = 12) -> BackUpLine:
    around = DeskServices(backups=lambda: state)
    window = open_window(ward, size=(1280, 800), around=around)
    workspace = window.workspace()
    assert workspace is not None
    ward.clock.at = NOW + timedelta(minutes=minutes)
    workspace.board.tick()
    QApplication.processEvents()
    return workspace.board.backups


def pair(shown: BackUpLine) -> str:
    return str(shown.property("pair"))


@pytest.mark.parametrize(
    ("state", "minutes", "said", "colours"),
    [
        (MADE, 0.2, "Last back-up: a moment ago, read back and whole.", "quiet/page"),
        (MADE, -500, "Last back-up: a moment ago, read back and whole.", "quiet/page"),
        (MADE, 1.2, "Last back-up: 1 minute ago, read back and whole.", "quiet/page"),
        (MADE, 12, "Last back-up: 12 minutes ago, read back and whole.", "quiet/page"),
        (MADE, 75, "Last back-up: 75 minutes ago, read back and whole.", "quiet/page"),
        (MADE, 180, "Last back-up: 3 hours ago, read back and whole.", "quiet/page"),
        (MADE, 4000, "Last back-up: 3 days ago, read back and whole.", "quiet/page"),
        (replace(MADE, changed=True), 59, "Last back-up: 59 minutes ago, read back and whole.", "quiet/page"),
        (
            replace(MADE, changed=True),
            75,
            (
                "Last back-up: 75 minutes ago. What was entered since is on this computer alone. "
                "Tell the person who looks after it."
            ),
            "urgent/page",
        ),
        (
            replace(MADE, trouble=NoBackUp()),
            12,
            (
                "No back-up can be made: the disk is full or cannot be written to. Last back-up: 12 minutes ago. "
                "Tell the person who looks after this computer now."
            ),
            "urgent/page",
        ),
        (
            replace(MADE, no_room=True),
            12,
            (
                "This computer's disk is full: who has begun can finish, nobody new can begin. "
                "Last back-up: 12 minutes ago. Tell the person who looks after it now."
            ),
            "urgent/page",
        ),
        (
            BackUps(trouble=Damaged()),
            12,
            (
                "The data could not be read whole. Last back-up: none yet. "
                "Tell the person who looks after this computer now."
            ),
            "urgent/page",
        ),
        (
            replace(MADE, away=STICK),
            12,
            (
                f"Last back-up: 12 minutes ago, read back and whole. The second place for back-ups, {STICK}, "
                "is not there or takes nothing."
            ),
            "check/page",
        ),
        (
            replace(MADE, away=STICK, hangs=True),
            12,
            (
                f"Last back-up: 12 minutes ago, read back and whole. The second place for back-ups, {STICK}, "
                "does not answer, so it did not get the last one."
            ),
            "check/page",
        ),
        (
            replace(MADE, damaged=(Path("/a/000003-20261123-1500"),)),
            12,
            (
                "Last back-up: 12 minutes ago, read back and whole. "
                "A back-up is damaged and counts no more: 000003-20261123-1500."
            ),
            "check/page",
        ),
        (BackUps(), 0, "The first back-up of this start is made in a moment.", "quiet/page"),
        (
            BackUps(on_server=True),
            0,
            "This clinic is on a server. Its back-ups are made there, by its administrator.",
            "quiet/page",
        ),
        (
            replace(MADE, on_server=True, asked=True),
            60 * 3,
            "The server's last back-up was reported 3 hours ago.",
            "quiet/page",
        ),
        (
            replace(MADE, on_server=True, asked=True),
            60 * 49,
            "The server's last back-up was reported 2 days ago. Tell its administrator.",
            "urgent/page",
        ),
        (
            BackUps(on_server=True, asked=True),
            0,
            "No back-up of the server was ever reported. Tell its administrator.",
            "urgent/page",
        ),
    ],
)
def test_each_state_is_a_sentence(
    ward: Ward, open_window: Open, *, state: BackUps, minutes: float, said: str, colours: str
) -> None:
    shown = line(ward, open_window, state, minutes)
    assert shown.isVisible()
    assert (shown.text(), pair(shown)) == (said, colours)
    # Whole on the smallest screen, however long.
    assert shown.heightForWidth(shown.width()) <= shown.height()


def test_what_turns_red_is_said_aloud_once_for_each_reason(ward: Ward, open_window: Open, look: Look) -> None:
    heard = Listener()
    states = [MADE, replace(MADE, changed=True), replace(MADE, trouble=NoBackUp()), MADE, replace(MADE, changed=True)]
    around = DeskServices(backups=lambda: states[0])
    workspace = open_window(ward, in_look=replace(look, voice=heard), around=around).workspace()
    assert workspace is not None
    ward.clock.at = NOW + timedelta(minutes=75)
    beginnings = []
    while states:
        heard.said.clear()
        for _ in range(3):
            ward.clock.at += timedelta(minutes=1)
            workspace.board.tick()
        beginnings.append([one.split(".")[0].split(":")[0] for one in heard.said])
        del states[0]
    assert beginnings == [[], ["Last back-up"], ["No back-up can be made"], [], ["Last back-up"]]


def test_where_nobody_makes_any_nothing_is_said(ward: Ward, open_window: Open) -> None:
    assert not line(ward, open_window, None).isVisible()


def test_it_shows_before_it_is_said_aloud(ward: Ward, open_window: Open, look: Look) -> None:
    heard = Listener()
    states: list[BackUps | None] = [None]
    around = DeskServices(backups=lambda: states[-1])
    workspace = open_window(ward, in_look=replace(look, voice=heard), around=around).workspace()
    assert workspace is not None
    heard.unseen.clear()
    states.append(replace(MADE, trouble=NoBackUp()))
    workspace.board.tick()
    assert [one.split(":")[0] for one in heard.said] == ["No back-up can be made"]
    assert heard.unseen == []

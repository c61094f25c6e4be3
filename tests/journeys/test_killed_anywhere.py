"""The running program is killed at any instant, started again and killed again, while patients answer one by one."""

import itertools
import json
import os
import random
import select
import signal
import subprocess
import sys
import threading
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from kypho_prep.prep.reply import Reply
from kypho_prep.workflow.derived import refresh
from kypho_prep.workflow.patient import intake
from kypho_prep.workflow.visits import schedule
from tests.journeys.house import BORN, KIOSK, VISIT, House, PatientForm, StaffMember, Workplace, standing, with_clinic

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = Path(__file__).with_name("patient_at_the_kiosk.py")
IN_THE_SUITE, WHOLE = 2, 1000
SHARES = 2  # each on a worker of its own
# A run says up to ten things before it is killed, what is asked anew among them, and goes on for a tenth of a second.
MOST_SAID, MOST_SECONDS = 10, 0.12
PAST_WHAT_IS_ASKED_ANEW = 5
# A patient gives some sixty answers in so many runs.
RUNS_OF_ONE = 10
# Of a run that comes no further, on a machine that does much else.
LONGEST_SECONDS = 120.0


@dataclass
class Life:
    """One run of the program: what it said, and whether it came to the end before it was killed."""

    code: str
    said: list[dict[str, Any]] = field(default_factory=list)
    over: bool = False

    @property
    def acknowledged(self) -> list[dict[str, Any]]:
        return [one for one in self.said if "id" in one]

    @property
    def back(self) -> str | None:
        """The item that a patient of before came back to; None where the run did not come so far."""
        return next((one["back"] for one in self.said if "back" in one), None)


def live(folder: Path, code: str, chance: random.Random, least: int) -> Life:
    """Let a patient answer until the program is killed, after at least so many answers and a moment more."""
    command = [sys.executable, str(SCRIPT), str(folder), KIOSK, code, BORN.isoformat()]
    own = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=own, cwd=ROOT) as other:
        assert other.stdout is not None
        stuck = threading.Timer(LONGEST_SECONDS, other.kill)
        stuck.start()
        lines = [other.stdout.readline() for _ in range(chance.randint(least, MOST_SAID))]
        # Whatever it does by then: drawing, writing, in the middle of a commit.
        select.select([], [], [], chance.uniform(0, MOST_SECONDS))
        other.send_signal(signal.SIGKILL)
        lines += other.stdout.readlines()
    assert stuck.is_alive(), "the patient came no further"
    stuck.cancel()
    assert other.returncode in (0, -signal.SIGKILL)
    return Life(code, [json.loads(line) for line in lines if line.endswith(b"\n")], other.returncode == 0)


def patients(folder: Path, count: int) -> list[str]:
    """Make a clinic with so many visits, and return the codes of their slips."""
    codes: list[str] = []

    def more(place: Workplace, nurse: StaffMember) -> None:
        for number in range(count - 1):
            person = PatientForm(f"Quarrington {number}", "Eleanor", BORN, phone="555-0123")
            visit = schedule.new_visit(place, staff=nurse, patient=person, visit=VISIT)
            codes.append(schedule.print_slip(place, staff=nurse, visit=visit).code)

    _, first = with_clinic(folder, more)
    return [first, *codes]


def replies_of(house: House, code: str) -> tuple[Reply, ...]:
    opened = intake.sign_in(house.workplace, code=code, born=BORN)
    intake.leave(house.workplace, session=opened.session.id)
    return opened.situation.chart.replies


@pytest.mark.parametrize("share", range(SHARES))
def test_nothing_acknowledged_is_lost_at_any_instant(
    tmp_path: Path, qapp: QApplication, request: pytest.FixtureRequest, share: int
) -> None:
    whole = request.config.getoption("--faults")
    kills = request.config.getoption("--kills") or (WHOLE if whole else IN_THE_SUITE)
    mine, chance = kills // SHARES, random.Random(share)
    codes = patients(tmp_path, 1 + mine // RUNS_OF_ONE * 2)
    waiting, lives = list(codes), list[Life]()
    while sum(not one.over for one in lives) < mine and waiting:
        # Whoever comes back is let be until she is at her own page again.
        before = any(one.code == waiting[0] for one in lives)
        lives.append(live(tmp_path, waiting[0], chance, PAST_WHAT_IS_ASKED_ANEW if before else 1))
        if lives[-1].over:
            waiting.pop(0)
    assert sum(not one.over for one in lives) == mine
    with standing(tmp_path) as house:
        kept = {code: replies_of(house, code) for code in {one.code for one in lives}}
        assert refresh.recompute_all(house.workplace) == ()
    told = [one for life in lives for one in life.acknowledged]
    stored = {reply.id: reply for replies in kept.values() for reply in replies}
    assert [one for one in told if one["id"] not in stored] == []
    assert len(stored) == sum(map(len, kept.values())), "none twice"
    for one in told:
        reply = stored[one["id"]]
        given = (reply.seq, reply.item, reply.entry, reply.state.value, reply.value)
        assert given == (one["seq"], one["item"], one["entry"], one["state"], one["value"])
    came_back = pages(lives, kept)
    print(f"{mine} kills, {len(told)} answers told, {len(came_back)} came back to a page")  # noqa: T201
    assert [one for one in came_back if one[0] != one[1]] == []
    assert len(came_back) >= mine // 2


def pages(lives: list[Life], kept: dict[str, tuple[Reply, ...]]) -> list[tuple[str, str]]:
    """Return where a patient was when the program was killed, and where she came back to, for each time both are known.

    Where an answer had been stored and its page had not turned yet, the page after it is hers, of which nobody was
    told: what was answered stands then for where she was.
    """
    acknowledged = {one["id"] for life in lives for one in life.acknowledged}
    found = []
    for before, now in itertools.pairwise(lives):
        if before.code != now.code or before.over or now.back is None or not before.acknowledged:
            continue
        # Whoever names another medicine goes on to its page without an answer.
        if (before.acknowledged[-1]["page"], now.back) == ("medicines.group_names", "medicines.name"):
            continue
        last, first = before.acknowledged[-1], now.acknowledged[0]
        between = [one for one in kept[now.code] if last["seq"] < one.seq < first["seq"]]
        untold = {one.item for one in between if one.id not in acknowledged}
        if not asked_anew(last):
            stood = last["page"] if last["page"] in untold else " ".join(untold)
            found.append((last["page"], stood if untold else now.back))
    return found


def asked_anew(said: dict[str, Any]) -> bool:
    """Tell whether a run ended before its patient was back at her own page, or at one that every sitting asks anew."""
    return not {said["item"], said["page"]}.isdisjoint(("start.who", "now.symptoms"))

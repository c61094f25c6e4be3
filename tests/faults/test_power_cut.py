"""The machine is switched off at the wall: nothing that was saved is lost, nothing is damaged.

A patient answers in the real window on the real encrypted file, and all that SQLite writes and flushes meanwhile is
written down. At each of many moments the files are rebuilt as a cut would leave them, and opened by the program.
"""

import random
import shutil
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from kypho_prep.prep.interview.path import PageRef, after
from kypho_prep.prep.reply import Reply, Shown, State
from kypho_prep.records.sqlite import folder as names
from kypho_prep.records.sqlite.database import Database
from kypho_prep.records.store import Store
from kypho_prep.tour.driver.guest import Guest
from kypho_prep.workflow import start
from kypho_prep.workflow.derived import refresh
from kypho_prep.workflow.errors import Damaged
from kypho_prep.workflow.patient import intake
from kypho_prep.workflow.patient.intake import Given
from tests.faults.disk_trace import Trace, traced
from tests.journeys.house import BORN, CHEAP, KIOSK, Clock, House, standing, with_clinic
from tests.journeys.patient_at_the_kiosk import ANSWERS
from tests.shipped import shipped
from tests.told import told as an_answer

CUTS, CUTS_IN_THE_SUITE = 1000, 30
UNDER_NORMAL, UNDER_NORMAL_IN_THE_SUITE = 400, 40
LAST, TOLD_AT_LEAST = "check.summary", 30
# The log is taken into the file now and then, as on a long day; SQLite does so each 1,000 pages, about 100 replies.
PAGES_OF_LOG = 100
LATER = datetime(2026, 11, 23, 20, tzinfo=UTC)
ASKED_ANEW = {"start.who": "me", "now.symptoms": {"picked": [], "unsure": False}}


@dataclass(frozen=True)
class Saved:
    """A reply that was acknowledged, and the page that showed then."""

    reply: Reply
    page: PageRef


@dataclass
class Recorded:
    """A sitting of which every step on the disk was written down."""

    folder: Path
    code: str
    trace: Trace

    def moments(self, count: int, first: int = 0) -> list[int]:
        """Draw so many steps before which the machine is switched off, each once as long as there are enough."""
        every = [at for at, step in enumerate(self.trace.steps) if at >= first and step.what != "held"]
        drawn = random.Random(20261128)
        return drawn.sample(every, min(count, len(every))) + drawn.choices(every, k=max(0, count - len(every)))

    def cut(self, at: int, chance: random.Random | None, into: Path, *, marked: bool = True) -> list[Reply]:
        """Switch off before a step, or kill, and start again; return what was acknowledged and is lost.

        Where nothing is, the patient signs in again and comes to the page where she was.
        """
        told: list[Saved] = [step.told for step in self.trace.steps[:at] if step.what == "told"]
        shutil.copytree(self.folder / "config", into / "config")
        # It is never flushed: the latest that a cut may leave is what stood there.
        mark = into / self.trace.watched.relative_to(self.folder)
        mark.write_bytes(self.trace.held(at))
        if not marked:
            mark.unlink()
        (into / "data").mkdir()
        for name, content in self.trace.after_cut(at, chance).items():
            (into / "data" / name).write_bytes(content)
        database = start.open_or_create(into / "data", into / "config", create=False)
        try:
            return lost_in(database, told) or come_back(database, self.code, told)
        finally:
            database.close()
            shutil.rmtree(into)


def lost_in(database: Store, told: list[Saved]) -> list[Reply]:
    assert isinstance(database, Database)
    with database.read() as records:
        visit, *_ = records.visits.all()
        found = {one.id: one for one in records.charts.load(visit).replies}
    refuse_damage(database)
    return [one.reply for one in told if found.get(one.reply.id) != one.reply]


def come_back(database: Store, code: str, told: list[Saved]) -> list[Reply]:
    """Sign in again, pass what every sitting asks anew, and find the page that was there; nothing is lost then."""
    place = start.workplace(database, shipped(), clock=Clock(LATER), kiosk=KIOSK, passwords=CHEAP)
    refresh.close_left_over(place)
    opened = intake.sign_in(place, code=code, born=BORN)
    before = opened.situation
    for item, value in ASKED_ANEW.items():
        given = Given(item, None, State.VALUE, an_answer(item, value), Shown(item))
        opened = intake.reply_to(place, session=opened.session.id, given=given, next_page=None)
    if told and told[-1].page.item not in ASKED_ANEW:
        expected, last = told[-1].page, before.chart.replies[-1]
        if last != told[-1].reply:  # saved, and the page had not turned yet
            expected = after(before, PageRef(last.item, last.entry)) or expected
        assert opened.page == expected
    return []


def refuse_damage(database: Database) -> None:
    """Look at every page once what the log holds stands in the file, each index against its table, each reference."""
    for check, whole in (
        ("wal_checkpoint(TRUNCATE)", [0]),
        ("cipher_integrity_check", []),
        ("integrity_check", ["ok"]),
        ("foreign_key_check", []),
    ):
        assert [row[0] for row in database._raw.execute(f"PRAGMA {check}").fetchall()] == whole, check


def recorded(folder: Path, *, until: str, synchronous: str = "FULL") -> Recorded:
    """Let a patient answer until an item stands there, leave, and the program close."""
    _visit, code = with_clinic(folder)
    (mark,) = (folder / "config" / names.MARKS).iterdir()
    with traced(folder / "data", mark) as trace, standing(folder) as house:
        database = house.workplace.database
        assert isinstance(database, Database)
        database._raw.execute(f"PRAGMA synchronous={synchronous}")
        database._raw.execute(f"PRAGMA wal_autocheckpoint={PAGES_OF_LOG}")
        guest = house.guest(ANSWERS)
        guest.sign_in(code, BORN, pictures=False)
        told = 0
        while guest.item not in (until, "SummaryPage"):
            guest.answer(pictures=False)
            told = tell(house, guest, trace, told)
        guest.leave()
    return Recorded(folder, code, trace)


def tell(house: House, guest: Guest, trace: Trace, told: int) -> int:
    """Note each reply that is acknowledged: the page after it shows."""
    session = guest.kiosk.session
    replies = session.state.intake.situation.chart.replies if session is not None else ()
    for reply in replies[told:]:
        assert session is not None
        trace.tell(Saved(reply, session.state.page or session.state.intake.page or PageRef("")))
    return max(told, len(replies))


def test_what_was_acknowledged_outlives_a_power_cut(
    tmp_path: Path, qapp: QApplication, request: pytest.FixtureRequest
) -> None:
    made = recorded(tmp_path / "first", until=LAST)
    assert len(made.trace.told) >= TOLD_AT_LEAST
    wrote = {(step.what, step.file) for step in made.trace.steps}
    assert {(what, file) for what in ("write", "sync") for file in (names.NAME, f"{names.NAME}-wal")} <= wrote
    count = CUTS if request.config.getoption("--faults") else CUTS_IN_THE_SUITE
    lost = [made.cut(at, random.Random(at), tmp_path / "cut") for at in made.moments(count)]
    lost += [made.cut(at, None, tmp_path / "cut") for at in made.moments(count)]
    assert len(lost) == 2 * count
    assert [one for one in lost if one] == []


def test_what_a_weaker_setting_loses_is_seen_and_refused(
    tmp_path: Path, qapp: QApplication, request: pytest.FixtureRequest
) -> None:
    count = UNDER_NORMAL if request.config.getoption("--faults") else UNDER_NORMAL_IN_THE_SUITE
    made = recorded(tmp_path / "first", until="medicines.groups_thin", synchronous="NORMAL")
    first = next(at for at, step in enumerate(made.trace.steps) if step.what == "told")
    lossy = 0
    for seed, at in enumerate(made.moments(count, first)):
        if made.cut(at, random.Random(seed), tmp_path / "cut", marked=False):
            lossy += 1
            with pytest.raises(Damaged):
                made.cut(at, random.Random(seed), tmp_path / f"refused-{seed}")
    assert lossy >= count // 4

"""Many kiosks at a patient's pace and twenty boards on one server, against one of each alone; a reply's round trips.

Each kiosk and each desk has a login, a connection to work on and one to listen on, as its program has; the saving, the
server and its disk are the real ones. Kiosks and boards are threads of a few processes on the server's own machine, so
that what is measured holds their computing too. `--full` takes 200 kiosks, without it 20.
"""

import multiprocessing
import random
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, partial
from pathlib import Path
from typing import Any, TypeVar

from clinic import CHEAP, PASSWORD, utc
from timing import note, percentile

from kypho_prep import paths
from kypho_prep.content import Content, load
from kypho_prep.prep.interview.path import pages
from kypho_prep.prep.interview.situation import Situation
from kypho_prep.records import enrolment
from kypho_prep.records.enrolment import Enrolment
from kypho_prep.records.postgresql.database import Database
from kypho_prep.records.postgresql.upgrade import bring_up
from kypho_prep.rehearsal import private_server
from kypho_prep.sample.scripted_patient import Script, Talk
from kypho_prep.settings import Settings
from kypho_prep.workflow import start, stations
from kypho_prep.workflow.answers.given import Given
from kypho_prep.workflow.clinic import accounts, enrolling, staff
from kypho_prep.workflow.errors import NotSaved
from kypho_prep.workflow.patient import intake
from kypho_prep.workflow.visits import schedule
from kypho_prep.workflow.visits.schedule import PatientForm, VisitForm
from kypho_prep.workflow.workplace import Workplace

FULL = "--full" in sys.argv
MOST, FEW, BOARDS = (200, 10, 20) if FULL else (20, 5, 4)
# Seconds between two replies: 42 pages in 9.7 minutes (`make patients`); shorter alone, where nobody is in the way.
PACE, PACE_ALONE = 13.9, 0.2
# Seconds measured of one kiosk alone, of few, and of all.
LASTS = (60.0, 150.0, 120.0) if FULL else (6.0, 30.0, 30.0)
# Seconds between two patients who sit down, before anything is measured: no clinic's all sit down at once.
ARRIVES = 0.3
KIOSK_PROCESSES, BOARD_PROCESSES = 4, 2
LEASE_S, ASKS_S = 30.0, 2.0
BORN = date(1950, 2, 3)
OFFICE, USER = "office", "nurse"
SPARE = 8  # codes of a kiosk alone, at which many patients answer one after the other
Codes = tuple[str, ...]
Taken = list[float]
Value = TypeVar("Value")


@dataclass(frozen=True)
class Crowd:
    """Who works in one process: stations by name, a kiosk's with its patients' codes."""

    folder: Path
    names: tuple[str, ...]
    codes: tuple[Codes, ...] = ()
    pace: float = PACE
    arriving: float = 0.0


@cache
def content() -> Content:
    return load(paths.resources())


def opened(folder: Path, name: str) -> Workplace:
    database = start.open_or_create(folder / "data", folder / name)
    return start.workplace(database, content(), clock=utc, kiosk=name, passwords=CHEAP)


def make(folder: Path, url: str) -> list[str]:
    """Make a clinic with its stations and visits; return the codes of its slips."""
    enrolment.write(folder / OFFICE, Enrolment(OFFICE, "desk", url))
    kinds = {**{f"kiosk-{one}": "kiosk" for one in range(MOST)}, **{f"desk-{one}": "desk" for one in range(BOARDS)}}
    for name, kind in kinds.items():
        added = enrolling.add(folder / OFFICE, name=name, kind=kind, folder=folder, now=utc())
        enrolling.enrol(added.file, Settings(folder / "data", folder / name, name))
    place = opened(folder, OFFICE)
    with closing(place.database):
        nurse = staff.first_administrator(place, name="R. Alvarez", user=USER, password=PASSWORD)
        day, codes = utc().date() + timedelta(days=9), []
        for one in range(MOST + SPARE):
            patient, form = PatientForm(f"Quarrington-{one}", "Eleanor", BORN), VisitForm(day, "09:30")
            visit = schedule.new_visit(place, staff=nurse, patient=patient, visit=form)
            codes.append(schedule.print_slip(place, staff=nurse, visit=visit).code)
    return codes


class Patient:
    """Whoever sits at a kiosk, one after the other: each answer is waited for as long as it takes to read a page."""

    def __init__(self, place: Workplace, codes: Codes, crowd: Crowd, lasts: float) -> None:
        self._place, self._codes, self._crowd = place, codes, crowd
        self._from = time.monotonic() + crowd.arriving
        self._until = self._from + lasts
        self._chance = random.Random(place.kiosk)
        self._renewed, self._page_read = time.monotonic(), threading.Event()
        self.taken: Taken = []
        self.again = 0

    def work(self) -> None:
        self._page_read.wait(self._chance.uniform(0, self._crowd.arriving))
        for code in self._codes:
            sitting = self._until_saved(partial(intake.sign_in, self._place, code=code, born=BORN))
            self._answer(sitting)
            self._until_saved(partial(intake.leave, self._place, session=sitting.session.id))
            if time.monotonic() >= self._until:
                return

    def _answer(self, sitting: intake.Intake) -> None:
        self._last = sitting
        talk = Talk(content().words("en"), sitting.situation, Script(), self._tell)
        first = [one for one in pages(sitting.situation) if sitting.situation.checklist.item(one.item).every_session]
        for page in first:
            talk.reply(page)
        while time.monotonic() < self._until and (page := talk.next_page()) is not None:
            talk.answer(page)

    def _tell(self, given: Given) -> Situation:
        left = self._until - time.monotonic()
        # She reads: nobody ever sets it.
        self._page_read.wait(max(0.0, min(left, self._chance.expovariate(1 / self._crowd.pace))))
        if time.monotonic() - self._renewed > LEASE_S:
            self._renewed = time.monotonic()
            stations.renew(self._place)
        reply = partial(intake.reply_to, self._place, session=self._last.session.id, given=given, held=self._last)
        begun = time.perf_counter()
        self._last = self._until_saved(reply)
        if left > 0 and time.monotonic() > self._from:
            self.taken.append(time.perf_counter() - begun)
        return self._last.situation

    def _until_saved(self, job: Callable[[], Value]) -> Value:
        """Try again with the same ids where the server was too busy, as a kiosk does with what it holds back."""
        while True:
            try:
                return job()
            except NotSaved:
                self.again += 1


def kiosks(crowd: Crowd, ready: Any, lasts: float, told: Any) -> None:
    """Be some kiosks, for so many seconds from when all processes are ready."""
    places = [opened(crowd.folder, name) for name in crowd.names]
    for place in places:
        place.database.listen(lambda: None)
        stations.renew(place)
    ready.wait()
    patients = [Patient(one, codes, crowd, lasts) for one, codes in zip(places, crowd.codes, strict=True)]
    run([one.work for one in patients])
    told.put(("save", [second for one in patients for second in one.taken], sum(one.again for one in patients)))
    for place in places:
        place.database.close()


def boards(crowd: Crowd, ready: Any, lasts: float, told: Any) -> None:
    """Be some desks whose boards show: each looks when it is woken, and again where it was meanwhile, else by time."""
    places = [opened(crowd.folder, name) for name in crowd.names]
    taken: Taken = []
    ready.wait()
    begin = time.monotonic() + crowd.arriving
    run([partial(watch, place, begin, begin + lasts, taken) for place in places])
    told.put(("refresh", taken, 0))
    for place in places:
        place.database.close()


def watch(place: Workplace, begin: float, until: float, taken: Taken) -> None:
    woken = threading.Event()
    member, held = staff.sign_in(place, user=USER, password=PASSWORD), schedule.board(place)
    place.database.listen(woken.set)
    while (left := until - time.monotonic()) > 0:
        woken.wait(min(ASKS_S, left))
        woken.clear()
        begun = time.perf_counter()
        accounts.standing(place, staff=member)
        if schedule.board_changed(place) != held.change_seq:
            held = schedule.board(place, held=held)
            if time.monotonic() > begin:
                taken.append(time.perf_counter() - begun)


def run(jobs: Sequence[Callable[[], None]]) -> None:
    threads = [threading.Thread(target=job) for job in jobs]
    for one in threads:
        one.start()
    for one in threads:
        one.join()


def level(folder: Path, codes: Sequence[Codes], desks: int, lasts: float, pace: float = PACE) -> dict[str, Taken]:
    """Let a kiosk for each of `codes`, and so many desks, work for a while; return what saves and refreshes took."""
    apart = multiprocessing.get_context("spawn")
    arriving = ARRIVES * len(codes)
    jobs = [
        *((kiosks, Crowd(folder, *shared, pace, arriving)) for shared in shares("kiosk", codes, KIOSK_PROCESSES)),
        *(
            (boards, Crowd(folder, names, arriving=arriving))
            for names, _ in shares("desk", [()] * desks, BOARD_PROCESSES)
        ),
    ]
    ready, told = apart.Barrier(len(jobs)), apart.Queue()
    running = [apart.Process(target=job, args=(crowd, ready, lasts, told)) for job, crowd in jobs]
    for one in running:
        one.start()
    taken: dict[str, Taken] = {"save": [], "refresh": []}
    for _ in running:
        name, seconds, again = told.get(timeout=arriving + lasts + 300)
        taken[name] += seconds
        if again:
            note(f"{again} times the server was too busy, and it was tried again")
    for one in running:
        one.join()
    return taken


def shares(kind: str, codes: Sequence[Codes], processes: int) -> Iterator[tuple[tuple[str, ...], tuple[Codes, ...]]]:
    """Deal stations out to processes, each with its codes."""
    for number in range(min(processes, len(codes))):
        mine = range(number, len(codes), processes)
        yield tuple(f"{kind}-{one}" for one in mine), tuple(codes[one] for one in mine)


def trips(folder: Path, code: str) -> None:
    """Count what goes to the server for each reply: messages that are waited for, by the client library's own trace."""
    place = opened(folder, "kiosk-0")
    with closing(place.database), tempfile.TemporaryFile("w+") as file:
        assert isinstance(place.database, Database)
        sitting = intake.sign_in(place, code=code, born=BORN)
        with place.database._engine.connect() as connection:
            wire: Any = connection.connection.driver_connection
        wire.pgconn.trace(file.fileno())
        replies: list[intake.Intake] = [sitting]

        def tell(given: Given) -> Situation:
            replies.append(intake.reply_to(place, session=sitting.session.id, given=given, held=replies[-1]))
            return replies[-1].situation

        talk = Talk(content().words("en"), sitting.situation, Script(), tell)
        while len(replies) <= 30 and (page := talk.next_page()) is not None:
            talk.answer(page)
        wire.pgconn.untrace()
        file.seek(0)
        # When, who, how long, and what: the client's own messages, of which it waits for the answer to two kinds.
        sent = [parts[3] for line in file if len(parts := line.split("\t")) > 3 and parts[1] == "F"]
        count = len(replies) - 1
        waited, asked = (sum(one.startswith(kinds) for one in sent) for kinds in (("Query", "Sync"), ("Query", "Bind")))
    said = f"{asked / count:.1f} statements, {waited / count:.1f} round trips, its beginning and commit among them"
    note(f"a reply: {said} ({count} replies)")


def main() -> None:
    if private_server.programs() is None:
        note("PostgreSQL is not installed: no load was measured")
        return
    with ExitStack() as stack:
        # As the program's own stations: two connections each.
        server = stack.enter_context(private_server.running_server(connections=2 * (MOST + BOARDS) + 40))
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="kypho-prep-bench-")))
        private_server.run_program("createdb", "-h", str(server), "-U", private_server.OWNER, "clinic")
        url = private_server.url(server, "clinic")
        bring_up(url)
        codes = make(folder, url)
        trips(folder, codes[-1])
        each = [(code,) for code in codes[:MOST]]
        alone = level(folder, [tuple(codes[MOST:-1])], 1, LASTS[0], PACE_ALONE)
        for many, lasts in ((FEW, LASTS[1]), (MOST, LASTS[2])):
            said(many, level(folder, each[:many], BOARDS, lasts), alone)


def said(many: int, taken: dict[str, Taken], alone: dict[str, Taken]) -> None:
    """Print what each took beside one client alone."""
    for what, seconds in taken.items():
        bare = alone[what]
        figures = ", ".join(
            f"p{one} {percentile(seconds, one) * 1000:.1f} ms ({percentile(seconds, one) / percentile(bare, one):.2f})"
            for one in (50, 99)
        )
        base = ", ".join(f"p{one} {percentile(bare, one) * 1000:.1f} ms" for one in (50, 99))
        note(f"{many} kiosks, {BOARDS} boards, a {what}: {figures} of {len(seconds)}; alone {base} of {len(bare)}")


if __name__ == "__main__":
    main()

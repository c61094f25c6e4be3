"""Opens the rehearsed clinic, in windows or driven, and takes all of it away again, however it ends."""

from __future__ import annotations

import json
import signal
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from types import FrameType

from kypho_prep.rehearsal.machines import PASSWORD, Machine, fill, make_machines
from kypho_prep.rehearsal.private_server import running_server
from kypho_prep.rehearsal.processes import WINDOW, driven, windows
from kypho_prep.rehearsal.story import TOUCHES, Story
from kypho_prep.sample.sample_clinic import USER
from kypho_prep.workflow.errors import Refused

INTERRUPTED = 130
ENDS = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name))


def rehearse(out: Path, *, screen: bool, visits: int, touches: int = TOUCHES) -> int:
    """Make a clinic, open it, and return the exit code: in windows where there is a `screen`, else driven.

    Pictures and clinic.json of a driven one go into `out`. Whatever ends it, nothing is left: no server, process or
    folder. Raises Refused (PostgreSQL is not installed, a station died), or OSError where `out` cannot be written.
    """
    try:
        with _ended_once(), running_server() as server:
            machines = make_machines(server)
            patient = fill(machines[0].home, visits)
            print(f"The sample's staff and {visits} made-up visits are entered.", flush=True)
            return show(machines, patient) if screen else _drive(machines, out, touches)
    except KeyboardInterrupt:
        print("The clinic was ended; nothing is left of it.", flush=True)
        return 0 if screen else INTERRUPTED


def show(machines: Sequence[Machine], patient: tuple[str, str, str], words: Sequence[str] = WINDOW) -> int:
    """Open the windows and wait until all are closed. Raises Refused where a program dies; the others are ended.

    `words` are what Python is called with on each machine.
    """
    print(f"At the desk: user {USER}, password {PASSWORD}.", flush=True)
    if patient[0]:
        print("At a kiosk: {}, code {}, born {}.".format(*patient), flush=True)
    print("Close all three windows, or press Ctrl-C here, and nothing is left of it.", flush=True)
    with windows(machines, words) as ended:
        for _ in machines:
            name, code = ended.get()
            if code != 0:
                raise Refused("error.station_died", name=name)
    return 0


def _drive(machines: Sequence[Machine], out: Path, touches: int) -> int:
    out.mkdir(parents=True, exist_ok=True)
    for old in [*out.glob("[0-9][0-9]*-*.png"), *out.glob("clinic.json")]:
        old.unlink()
    pictures: list[str] = []
    with driven(machines, out, pictures) as stations:
        desk, kiosk, other = stations
        story = Story(desk, kiosk, other, touches)
        scenes = story.scenes()
        for number, (said, scene) in enumerate(scenes, 1):
            print(f"{number} of {len(scenes)}: {said}", flush=True)
            scene()
    seen = {"pictures": pictures, **asdict(story.seen)}
    (out / "clinic.json").write_text(json.dumps(seen, indent=2, ensure_ascii=False) + "\n", "utf-8")
    print(f"{len(pictures)} pictures and clinic.json are in {out}", flush=True)
    return 0


@contextmanager
def _ended_once() -> Iterator[None]:
    """Take the first wish to end as Ctrl-C, whatever it came as; what is taken away after it is not disturbed again."""

    def end(_number: int, _frame: FrameType | None) -> None:
        for one in ENDS:
            signal.signal(one, signal.SIG_IGN)
        raise KeyboardInterrupt

    before = {one: signal.signal(one, end) for one in ENDS}
    try:
        yield
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)

"""A kiosk's commit until a desk has painted it, across three processes: by NOTIFY, and by asking every two seconds.

One clock serves all processes of a machine, so that a moment at the kiosk and one at the desk can be told apart.
"""

from itertools import cycle, islice

from timing import note, percentile

from kypho_prep.nurse.board.watch import EVERY
from kypho_prep.rehearsal.machines import fill, make_machines
from kypho_prep.rehearsal.private_server import programs, running_server
from kypho_prep.rehearsal.processes import driven
from kypho_prep.rehearsal.story import Story, painted_after

TOLD, ASKED = 300, 60
VISITS = 40


def main() -> None:
    if programs() is None:
        note("PostgreSQL is not installed: what three programs tell each other was not measured")
        return
    with running_server() as server:
        machines = make_machines(server)
        fill(machines[0].home, VISITS)
        with driven(machines, machines[0].home, []) as (desk, kiosk, other):
            for _said, scene in Story(desk, kiosk, other).scenes()[:2]:
                scene()
            told = painted_after(desk, kiosk, [0] * TOLD)
            desk.do("turn_deaf")
            # Nobody knows when in a beat a patient touches: the pauses fall on all of it.
            asked = painted_after(desk, kiosk, islice(cycle(range(1, EVERY, EVERY // 17)), ASKED))
    for how, taken in (("NOTIFY", told), ("asking alone", asked)):
        figures = ", ".join(f"p{one} {percentile(taken, one) * 1000:.0f} ms" for one in (50, 99))
        note(f"commit at a kiosk's process painted at a desk's, by {how}: {figures} ({len(taken)} touches)")


if __name__ == "__main__":
    main()

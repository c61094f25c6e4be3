"""Another program that removes finished visits, and is killed as it comes to a statement: FOLDER MOMENT STATEMENT.

`VACUUM+3` is in the middle of writing the file anew, when it asked for the third time whether to go on.
"""

import os
import signal
import sys
from datetime import datetime
from pathlib import Path

from kypho_prep.records.sqlite.database import Database
from kypho_prep.workflow import start
from kypho_prep.workflow.clinic import retention
from tests.shipped import shipped


def main() -> None:
    folder, moment, (wanted, _, often) = (
        Path(sys.argv[1]),
        datetime.fromisoformat(sys.argv[2]),
        sys.argv[3].partition("+"),
    )
    database = start.open_or_create(folder / "data", folder / "config")
    assert isinstance(database, Database)
    place = start.workplace(database, shipped(), clock=lambda: moment, kiosk="kiosk 1")
    agreed = retention.plan(place)
    assert agreed.going
    asked = 0

    def kill() -> int:
        nonlocal asked
        asked += 1
        if asked >= int(often or 1):
            os.kill(os.getpid(), signal.SIGKILL)
        return 0

    def watch(statement: str) -> None:
        if statement.startswith(wanted):
            if often:
                database._raw.set_progress_handler(kill, 50)
            else:
                kill()

    database._raw.set_trace_callback(watch)
    retention.purge(place, agreed, account="it")


if __name__ == "__main__":
    main()

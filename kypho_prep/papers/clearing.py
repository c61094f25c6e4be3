"""Takes made papers off the machine again; it is light, since each start does it before the first patient."""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

STAMP = "%Y%m%d-%H%M%S"  # the time in a paper's name
NAMED = re.compile(r"-(\d{8}-\d{6})(-\d+)?$")
# A long shift: who made a paper has taken it to a printer by then.
KEPT = timedelta(hours=12)


def clear_papers(folder: Path) -> int:
    """Remove all papers, so that no patient's paper stays on the machine; return how many."""
    return _remove(_papers(folder))


def clear_old_papers(folder: Path, now: datetime) -> int:
    """Remove the papers that were made longer ago than a shift lasts; return how many."""
    return _remove(path for path in _papers(folder) if now - _made(path) > KEPT)


def _papers(folder: Path) -> list[Path]:
    return list(folder.glob("*.pdf")) if folder.is_dir() else []


def _made(path: Path) -> datetime:
    """Return when a paper was made, by its name; one that does not say it is as old as can be."""
    named = NAMED.search(path.stem)
    made = datetime.strptime(named[1], STAMP) if named else datetime.min  # noqa: DTZ007, DTZ901
    return made.replace(tzinfo=UTC)


def _remove(papers: Iterable[Path]) -> int:
    gone = 0
    for path in papers:
        # Where another program holds it open, it goes the next time.
        with suppress(OSError):
            path.unlink()
            gone += 1
    return gone

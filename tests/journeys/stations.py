"""Machines of one clinic's server, each a program of its own with the login of its kind."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from kypho_prep.records import enrolment
from kypho_prep.records.enrolment import Enrolment
from kypho_prep.records.sqlite import outbox
from kypho_prep.settings import Kind, Settings
from kypho_prep.workflow.clinic import enrolling
from tests.journeys import house as place
from tests.journeys.house import House


@contextmanager
def station(name: str, url: str, folder: Path, kind: Kind = Kind.BOTH) -> Iterator[House]:
    """A program on a machine of its own, added by the administrator and enrolled with the login of its kind."""
    own, office = folder / name, folder / "office"
    own.mkdir()
    enrolment.write(office, Enrolment("office", "desk", url))
    login = "desk" if name == "desk" else "kiosk"
    added = enrolling.add(office, name=name, kind=login, folder=own, now=datetime.now(UTC))
    enrolling.enrol(added.file, Settings(own / "data", own / "config", "here"))
    with place.standing(own, kind=kind, backups=True) as house:
        yield house
        found = {one.name.partition("-")[0] for one in own.rglob("*.db*")}
        assert found <= {outbox.FILE}, "the clinic stands on the server alone, beside a kiosk's own outbox"

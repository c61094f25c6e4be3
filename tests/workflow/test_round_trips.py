"""How often a kiosk waits for its server while one reply is stored, by the client library's own trace."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import psycopg
import pytest
from sqlalchemy.exc import IntegrityError

from kypho_prep.prep.answers.single import OneOf
from kypho_prep.prep.reply import State
from kypho_prep.records.postgresql.database import Database
from kypho_prep.workflow.patient import intake
from kypho_prep.workflow.patient.intake import Given
from tests.workflow.test_held_chart import reply, stored
from tests.workflow.ward import PATIENT, SHOWN, Ward

pytestmark = pytest.mark.by_logins(alone=True)

# What is known before the reply is stored, and that it is.
TRIPS = 2
# Of all that a client sends, what it waits for the answer to.
WAITED_FOR = ("Query", "Sync", "Flush")


@contextmanager
def trips(ward: Ward) -> Iterator[list[str]]:
    """What this station waited for meanwhile."""
    database, waited = ward.workplace.database, []
    assert isinstance(database, Database)
    with database._engine.connect() as connection:
        wire: Any = connection.connection.driver_connection
    with tempfile.TemporaryFile("w+") as file:
        wire.pgconn.trace(file.fileno())
        yield waited
        wire.pgconn.untrace()
        file.seek(0)
        sent = [parts for line in file if len(parts := line.split("\t")) > 3 and parts[1] == "F"]
        said = [parts[3].strip() for parts in sent]
        # A flush right behind a sync asks for nothing more: psycopg says it where the answers are still on their way.
        asked = [one for before, one in zip(["", *said], said, strict=False) if (before, one) != ("Sync", "Flush")]
        waited += [one for one in asked if one.startswith(WAITED_FOR)]


def test_a_reply_is_two_round_trips_with_its_beginning_and_its_commit(ward: Ward) -> None:
    held = ward.answer_all(ward.sit_down(ward.new_visit()))
    for answer in (True, False):
        with trips(ward) as waited:
            held = reply(ward, held, "health.anesthesia_trouble", answer)
        assert len(waited) == TRIPS, waited
        assert held.situation == stored(ward, held)
    with trips(ward) as waited:
        reply(ward, held, "health.anesthesia_trouble", False)
    assert len(waited) == TRIPS, waited


def test_what_the_server_refuses_of_them_together_is_told_and_nothing_of_it_stays(ward: Ward) -> None:
    taken = ward.answer_all(ward.sit_down(ward.new_visit())).situation.chart.replies[0].id
    there = ward.at("kiosk-2")
    held = there.sit_down(there.new_visit(replace(PATIENT, family="Moss")))
    before = stored(there, held)
    given = Given("start.who", None, State.VALUE, OneOf("me"), SHOWN, id=taken)
    # It goes out with all that follows and with the commit: the number of another's reply is refused by the index.
    # It is told where a later one is sent, or at the end.
    with pytest.raises((IntegrityError, psycopg.IntegrityError)):
        intake.reply_to(there.workplace, session=held.session.id, given=given, held=held)
    assert stored(there, held) == before
    held = reply(there, held, "start.who", "me")
    assert len(held.situation.chart.replies) == 1
    assert held.situation == stored(there, held)

"""The audit of a clinic on a server: a desk proves it beside its own program, a kiosk's login nothing of it."""

from pathlib import Path

import psycopg
import pytest

from kypho_prep.content import Content
from kypho_prep.records.audit_chain import FaultKind
from kypho_prep.records.postgresql.database import Database
from kypho_prep.settings import Settings
from kypho_prep.workflow.clinic import audit_proof
from kypho_prep.workflow.errors import AuditElsewhere
from kypho_prep.workflow.patient import intake
from kypho_prep.workflow.visits import schedule
from tests.clinic_server import ClinicServer
from tests.workflow.test_station_rights import stations
from tests.workflow.ward import BORN

pytestmark = pytest.mark.server


def test_a_desk_proves_what_all_stations_put_on_record(server: ClinicServer, tmp_path: Path, content: Content) -> None:
    with stations(server, tmp_path, content) as (desk, kiosk):
        at_desk = Settings(tmp_path / "data", tmp_path / "desk", "")
        code = schedule.print_slip(desk.workplace, staff=desk.nurse, visit=desk.new_visit()).code
        opened = intake.sign_in(kiosk.workplace, code=code, born=BORN)
        kiosk.say(opened, "start.interpreter", True)
        database = desk.workplace.database
        assert audit_proof.keep_anchor(database, at_desk.config, desk.clock()) is None
        proof = audit_proof.prove(at_desk)
        assert (proof.whole, len(proof.anchors)) == (True, 1)
        with database.read() as records:
            assert proof.upto == records.audit_chain.head()
            assert proof.upto.place == len(records.audit.all())
        assert audit_proof.keep_anchor(kiosk.workplace.database, tmp_path / "kiosk", kiosk.clock()) is None
        assert not (tmp_path / "kiosk" / "audit").exists()
        with pytest.raises(AuditElsewhere):
            audit_proof.prove(Settings(tmp_path / "data", tmp_path / "kiosk", ""))


def test_a_server_that_was_set_back_is_found_at_the_desk(
    server: ClinicServer, tmp_path: Path, content: Content
) -> None:
    with stations(server, tmp_path, content) as (desk, _):
        at_desk = Settings(tmp_path / "data", tmp_path / "desk", "")
        desk.new_visit()
        assert isinstance(desk.workplace.database, Database)
        audit_proof.keep_anchor(desk.workplace.database, at_desk.config, desk.clock())
        last = "(SELECT max(place) FROM audit_chain)"
        owner = psycopg.connect(server.url(desk.workplace.database.address.parts["dbname"]))
        with owner:
            for table in ("audit", "audit_chain"):
                owner.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER".encode())
            owner.execute(f"DELETE FROM audit WHERE seq = (SELECT seq FROM audit_chain WHERE place = {last})".encode())
            owner.execute(f"DELETE FROM audit_chain WHERE place = {last}".encode())
        proof = audit_proof.prove(at_desk)
        assert proof.fault is None, "what is left holds together"
        assert [one.fault.kind for one in proof.anchors if one.fault] == [FaultKind.SHORTER]

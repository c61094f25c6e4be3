"""What the program does by itself leaves its lines: start, stop, back-ups, faults; and the audit's anchor is kept."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QApplication

from kypho_prep.app.record_keeper import RecordKeeper, fault_on_record
from kypho_prep.records.audit_anchor import AnchorFile
from kypho_prep.records.audit_chain import Anchor
from kypho_prep.records.rows import AuditRow
from kypho_prep.settings import Settings
from kypho_prep.workflow import start
from kypho_prep.workflow.clinic import audit_proof, on_record
from kypho_prep.workflow.clinic.backing_up import BackUps
from kypho_prep.workflow.errors import NoBackUp
from tests.journeys.house import KIOSK, Clock, standing, with_clinic

OWN = ("started", "stopped", "backup_made", "backup_failed", "backup_not_delivered", "program_fault")


def lines(folder: Path) -> list[AuditRow]:
    database = start.open_or_create(folder / "data", folder / "config")
    with database.read() as records:
        found = list(records.audit.of_events(*OWN))
    database.close()
    return found


def kept(folder: Path, station: str) -> Anchor | None:
    found = AnchorFile(folder / "config", station).read()
    return found.anchor if found is not None else None


def test_start_stop_and_back_ups_are_on_record_and_anchored(tmp_path: Path, qapp: QApplication) -> None:
    with_clinic(tmp_path)
    with standing(tmp_path, backups=True) as house:
        keeper = RecordKeeper(house.program)
        house.program.working.emit(False)
        station = house.workplace.station
        begun = kept(tmp_path, station)
        house.program.backups.look()
        for _ in range(3):
            keeper.look()
        fault_on_record(house.program)
        with house.workplace.reading() as records:
            assert [one.event for one in records.audit.of_events(*OWN)] == ["started", "backup_made", "program_fault"]
        anchored = kept(tmp_path, station)
        assert begun is not None
        assert anchored is not None
        assert anchored.place > begun.place
    found = lines(tmp_path)
    assert (found[-1].event, found[-1].subject) == ("stopped", KIOSK)
    with standing(tmp_path) as house:
        with house.workplace.reading() as records:
            head = records.audit_chain.head()
        assert kept(tmp_path, station) == head, "the stop is the last that was anchored"
        RecordKeeper(house.program)
        house.program.working.emit(False)
    again = next(one for one in reversed(lines(tmp_path)) if one.event == "started")
    assert str(again.details["back_up"]).startswith("000"), "the newest back-up, whoever made it"
    assert audit_proof.prove(Settings(tmp_path / "data", tmp_path / "config", KIOSK)).whole


def test_a_start_says_that_the_record_is_not_what_the_anchor_knew(tmp_path: Path, qapp: QApplication) -> None:
    with_clinic(tmp_path)
    with standing(tmp_path) as house:
        config, station = house.program.chosen.config, house.workplace.station
        AnchorFile(config, station).keep(Anchor(900, "0" * 64), Clock()())
        RecordKeeper(house.program)
        house.program.working.emit(False)
    (begun,) = [one for one in lines(tmp_path) if one.event == "started"]
    assert begun.details["audit"] == {"fault": "shorter", "place": 900}
    assert kept(tmp_path, station) == Anchor(900, "0" * 64), "it stands until somebody accepts the record"


def test_a_back_up_that_fails_is_one_line_however_often_it_is_tried(tmp_path: Path, qapp: QApplication) -> None:
    with_clinic(tmp_path)
    with standing(tmp_path) as house:
        bad = BackUps(trouble=NoBackUp(), away=tmp_path)
        on_record.backed_up(house.workplace, BackUps(), bad)
        on_record.backed_up(house.workplace, bad, replace(bad, changed=True))
    assert [one.event for one in lines(tmp_path)] == ["backup_failed", "backup_not_delivered", "stopped"]

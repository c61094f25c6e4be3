"""At a kiosk whose server is gone the patient goes on; what she says waits in an encrypted file, also over a cut."""

from contextlib import closing
from hashlib import sha256

import pytest
from PySide6.QtWidgets import QApplication

from kypho_prep.kiosk.held_back import HeldBack
from kypho_prep.kiosk.session.nurse_calls import call_nurse
from kypho_prep.look.worker import InlineWorker
from kypho_prep.prep.answers.single import Text
from kypho_prep.prep.reply import Reply, Shown, State
from kypho_prep.records import enrolment
from kypho_prep.records.postgresql.address import Address
from kypho_prep.records.sqlite.outbox import FILE, Entry, Outbox
from kypho_prep.records.trouble import Trouble
from kypho_prep.rehearsal.private_server import crash
from kypho_prep.workflow import start, stations
from kypho_prep.workflow.answers.given import Given
from kypho_prep.workflow.clinic import enrolling
from kypho_prep.workflow.derived.refresh import close_left_over, situation_of
from kypho_prep.workflow.patient import intake
from kypho_prep.workflow.patient.deferred import Deferred, Step, written
from kypho_prep.workflow.server_errors import OutboxDamaged
from kypho_prep.workflow.visits import schedule
from tests.kiosk.full_disk import ITEM
from tests.kiosk.outage import Clinic, clinic, kiosk, made, own_server, said_as
from tests.kiosk.station import BORN, PATIENT, VISIT, Station
from tests.kiosk.test_endings import sign_staff_in
from tests.workflow import by_logins

pytestmark = pytest.mark.server
WORDS = "Frau Canary wants to know about the cement"
__all__ = ["clinic", "made", "own_server"]


def come_in(clinic: Clinic, station: Station) -> str:
    """Bring a patient to the first question; return the visit."""
    desk = clinic.open("desk-1")
    visit = schedule.new_visit(desk, staff=clinic.nurse, patient=PATIENT, visit=VISIT)
    code = schedule.print_slip(desk, staff=clinic.nurse, visit=visit).code
    desk.close()
    station.enter(code, BORN)
    station.pass_gate()
    assert station.item == ITEM
    return visit


def held_back(station: Station) -> HeldBack:
    return station.window.stage.services.held_back


def begin_anew(clinic: Clinic, qapp: QApplication, *, waited: int) -> None:
    """Begin after a cut as the program does: so much waits and goes first, then what the cut left open ends."""
    with kiosk(clinic, qapp) as station:
        assert waiting(station) == waited
        held_back(station).begin(InlineWorker(), lambda: station.workplace)
        close_left_over(station.workplace)
        assert (waiting(station), held_back(station).waiting) == (0, 0)


def waiting(station: Station) -> int:
    assert station.workplace.outbox is not None
    return len(station.workplace.outbox.waiting())


def replies(clinic: Clinic, visit: str) -> tuple[Reply, ...]:
    desk = clinic.open("desk-1")
    with desk.reading() as records:
        found = situation_of(desk, records, visit).chart
    desk.close()
    return found.replies


def said_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    assert caplog.records
    assert all("held back, not saved yet: ServerLost" in one.getMessage() for one in caplog.records)
    caplog.clear()


def test_the_patient_goes_on_and_a_cut_loses_nothing(clinic: Clinic, qapp: QApplication) -> None:
    with kiosk(clinic, qapp) as station:
        visit = come_in(clinic, station)
        before = len(replies(clinic, visit))
        crash(clinic.server.folder)
        pages = [station.item]
        station.tap("choice:aspirin")
        station.go_on()
        assert "keeps your answers" in station.said
        for _ in range(3):
            pages.append(station.item)
            station.answer()
        assert "keeps your answers" not in station.said, "it is said once"
        assert (waiting(station), len(set(pages))) == (4, 4)
        assert clinic.file.stat().st_mode & 0o077 == 0
    clinic.bring_server_back()
    begin_anew(clinic, qapp, waited=4)
    stored = replies(clinic, visit)[before:]
    assert [one.item for one in stored] == pages
    assert all(one.session is not None and one.at <= clinic.clock() for one in stored)


def test_what_ends_a_sitting_waits_too_and_is_done_once(
    clinic: Clinic, qapp: QApplication, caplog: pytest.LogCaptureFixture
) -> None:
    with kiosk(clinic, qapp) as station:
        visit = come_in(clinic, station)
        crash(clinic.server.folder)
        assert station.window.session is not None
        call_nurse(station.window.session)
        station.window.session.close_dialog()
        station.window.session.leaving.leave()
        station.settle()
        assert "not saved yet" in station.said
        assert waiting(station) == 2
    clinic.bring_server_back()
    begin_anew(clinic, qapp, waited=2)
    desk = clinic.open("desk-1")
    with desk.reading() as records:
        assert records.summaries.call_open(visit)
        (sitting,) = records.sessions.of_visit(visit)
        events = [one.event for one in records.audit.of_visit(visit)]
    desk.close()
    assert (sitting.ended_how, events.count("nurse_called")) == ("left", 1)
    said_in_the_log(caplog)


def test_who_finishes_meanwhile_is_done_and_the_nurse_prints_her_plan(
    clinic: Clinic, qapp: QApplication, caplog: pytest.LogCaptureFixture
) -> None:
    with kiosk(clinic, qapp) as station:
        visit = come_in(clinic, station)
        station.answer_until("check.summary")
        station.go_on()
        assert station.item == "check.plan"
        crash(clinic.server.folder)
        station.go_on()
        assert "not saved yet" in station.said
    clinic.bring_server_back()
    begin_anew(clinic, qapp, waited=2)
    desk = clinic.open("desk-1")
    (row,) = [one for one in schedule.board(desk).rows if one.visit == visit]
    with desk.reading() as records:
        (sitting,) = records.sessions.of_visit(visit)
    desk.close()
    assert (sitting.ended_how, row.print_plan) == ("finished", True)
    said_in_the_log(caplog)


def test_another_kiosk_has_the_visit_by_then(
    clinic: Clinic, qapp: QApplication, caplog: pytest.LogCaptureFixture
) -> None:
    with kiosk(clinic, qapp) as station:
        visit = come_in(clinic, station)
        crash(clinic.server.folder)
        assert station.window.session is not None
        first = station.window.session.id
        station.tap("choice:aspirin")
        station.go_on()
        call_nurse(station.window.session)
    clinic.bring_server_back()
    desk, other = clinic.open("desk-1"), clinic.open("kiosk-2")
    with desk.writing() as records:
        sitting = records.sessions.get(first)
        assert sitting is not None
        stations.end_sitting(records, sitting, "closed", desk.now(), clinic.nurse.author)
    code = schedule.print_slip(desk, staff=clinic.nurse, visit=visit).code
    second = intake.sign_in(other, code=code, born=BORN).session.id
    other.close()
    begin_anew(clinic, qapp, waited=2)
    with desk.reading() as records:
        now = records.sessions.get(second)
        assert now is not None
        assert (now.ended_at, records.summaries.call_open(visit)) == (None, True)
    desk.close()
    assert [one.item for one in replies(clinic, visit) if one.item == ITEM] == [ITEM]
    said_in_the_log(caplog)


def test_a_damaged_outbox_is_set_aside_and_said_once(clinic: Clinic) -> None:
    kept(clinic)
    content = bytearray(clinic.file.read_bytes())
    content[200] ^= 1
    clinic.file.write_bytes(content)
    with pytest.raises(OutboxDamaged) as said:
        clinic.open("kiosk-1")
    aside = clinic.file.with_name(said.value.params["detail"])
    assert aside.read_bytes() == bytes(content)
    workplace = clinic.open("kiosk-1")
    assert workplace.outbox is not None
    assert workplace.outbox.waiting() == ()
    workplace.close()


def test_a_stolen_kiosks_file_tells_nothing_once_the_station_is_revoked(clinic: Clinic) -> None:
    kept(clinic)
    beside = [path for path in clinic.file.parent.iterdir() if path.name.startswith(FILE)]
    assert all(word.encode() not in path.read_bytes() for path in beside for word in (WORDS, "questions", "entry"))
    stolen = enrolment.read(clinic.folder / "config")
    assert stolen is not None
    # What stands on the kiosk is no key, and nobody else is told it.
    for secret in (stolen.url, stolen.id, Address.read(stolen.url).parts["password"]):
        with pytest.raises(Trouble, match="damaged"):
            Outbox.opened(clinic.file.parent, sha256(secret.encode()).digest())
    for name in ("kiosk-2", "desk-1"):
        other = start.open_or_create(clinic.folder / "data", clinic.folder / by_logins.STATIONS[name][1])
        if other.outbox_key:
            with pytest.raises(Trouble, match="damaged"):
                Outbox.opened(clinic.file.parent, other.outbox_key)
        other.close()
    enrolling.revoke(clinic.folder / by_logins.OFFICE, name="kiosk-1", content=clinic.content, clock=clinic.clock)
    with closing(start.open_or_create(clinic.folder, clinic.folder / "config")) as database:
        assert database.outbox_key == b""


def kept(clinic: Clinic) -> None:
    """Let a patient's words wait at the first kiosk."""
    workplace = clinic.open("kiosk-1")
    assert workplace.outbox is not None
    given = Given("questions.text", "one", State.VALUE, Text(WORDS), Shown(WORDS))
    workplace.outbox.add(Entry("one", workplace.now(), written(Deferred("nobody", Step.REPLY, given))))
    workplace.close()


def test_what_the_server_will_never_take_stays_in_the_file(clinic: Clinic, caplog: pytest.LogCaptureFixture) -> None:
    kept(clinic)
    workplace, held = clinic.open("kiosk-1"), HeldBack()
    held.begin(InlineWorker(), lambda: workplace)
    assert workplace.outbox is not None
    assert (held.waiting, workplace.outbox.waiting()) == (0, ())
    assert [key for key, _ in workplace.outbox.refused()] == ["one"]
    held.deleteLater()
    workplace.close()
    desk = clinic.open("desk-1")
    with desk.reading() as records:
        (told,) = records.audit.of_events("reply_refused")
    desk.close()
    assert told.subject == "kiosk-1"
    assert WORDS not in caplog.text
    caplog.clear()


def test_who_signs_in_while_it_is_away_is_told_to_wait_and_since_when(clinic: Clinic, qapp: QApplication) -> None:
    with kiosk(clinic, qapp) as station:
        crash(clinic.server.folder)
        station.enter("123456", BORN)
        assert "Signing in has to wait" in station.said
        assert f"since {said_as(clinic.clock.at)}" in station.said
    clinic.bring_server_back()


def test_who_comes_back_from_a_rest_while_it_is_away_is_told_to_wait(clinic: Clinic, qapp: QApplication) -> None:
    with kiosk(clinic, qapp) as station:
        come_in(clinic, station)
        assert station.window.session is not None
        station.window.session.leaving.rest()
        station.tap("im_back")
        crash(clinic.server.folder)
        station.give_birth_date(BORN)
        assert "Signing in has to wait" in station.missing
    clinic.bring_server_back()


def test_an_emergency_stands_meanwhile_and_staff_are_told_why(clinic: Clinic, qapp: QApplication) -> None:
    with kiosk(clinic, qapp) as station:
        come_in(clinic, station)
        crash(clinic.server.folder)
        station.tap("back", "back", "choice:chest_pain")
        assert "Tell the staff now" in station.said
        sign_staff_in(station)
        assert "signing in and signing off have to wait" in station.said
    clinic.bring_server_back()

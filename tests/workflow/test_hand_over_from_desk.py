"""Staff hand a kiosk over from their desk: it opens one visit to who knows the birth date, and the desk sees it."""

from dataclasses import replace
from datetime import date
from typing import Any

import psycopg
import pytest
from psycopg.errors import InsufficientPrivilege

from kypho_prep.prep.chart import Ending
from kypho_prep.records.postgresql.database import Database
from kypho_prep.workflow import stations
from kypho_prep.workflow.errors import StaffOnly, VisitEnded, Wait, WrongBirthDate
from kypho_prep.workflow.patient import handed, intake
from kypho_prep.workflow.patient.handed import HandOverEnded
from kypho_prep.workflow.visits import handing, schedule
from kypho_prep.workflow.visits.handing import Kiosk, KioskTaken, SitsElsewhere, Stands
from tests.clinic_server import ClinicServer
from tests.workflow.test_stolen_kiosk import one, plain, seen
from tests.workflow.ward import BORN, PATIENT, Ward

pytestmark = pytest.mark.by_logins(alone=True)

WRONG = date(1900, 1, 1)


@pytest.fixture
def hall(ward: Ward) -> Ward:
    """The clinic whose two kiosks have just been heard of."""
    for kiosk in ("kiosk-1", "kiosk-2"):
        stations.renew(ward.stations[kiosk])
    return ward


def kiosk(ward: Ward, name: str = "kiosk-1") -> Kiosk:
    """A kiosk as the desk sees it."""
    return next(one for one in handing.kiosks(ward.desk) if one.name == name)


def hand_to(ward: Ward, visit: str, name: str = "kiosk-1") -> str:
    """Hand a kiosk over; return the id under which the kiosk finds it."""
    handing.hand_to(ward.desk, staff=ward.nurse, visit=visit, kiosk=kiosk(ward, name).station)
    found = handed.handed_here(ward.at(name).workplace)
    assert found is not None
    return found


def came(ward: Ward, name: str = "kiosk-1") -> str:
    return kiosk(ward, name).came


def let_pass(ward: Ward, server: ClinicServer, seconds: int) -> None:
    """Let a hand-over grow older, by the server's clock."""
    assert isinstance(ward.desk.database, Database)
    with psycopg.connect(server.url(ward.desk.database.address.parts["dbname"])) as owner:
        owner.execute("UPDATE hand_over SET until = until - make_interval(secs => %s)", (seconds,))


def test_the_kiosk_asks_for_the_birth_date_and_opens_that_visit_alone(hall: Ward) -> None:
    visit = hall.new_visit()
    assert (kiosk(hall).stands, kiosk(hall).patient) == (Stands.FREE, "")
    found = hand_to(hall, visit)
    assert (kiosk(hall).stands, kiosk(hall).patient) == (Stands.WAITING, "O'Brien, Ann")
    assert handed.handed_here(hall.at("kiosk-2").workplace) is None
    assert handed.show(hall.workplace, handed=found)
    assert kiosk(hall).stands is Stands.SHOWN
    with pytest.raises(WrongBirthDate):
        handed.open_handed(hall.workplace, handed=found, born=WRONG)
    opened = handed.open_handed(hall.workplace, handed=found, born=BORN)
    assert opened.session.visit == visit
    assert (kiosk(hall).stands, kiosk(hall).patient, came(hall)) == (Stands.SITS, "O'Brien, Ann", "opened")
    assert handed.handed_here(hall.workplace) is None


def test_who_did_it_is_on_record_by_the_account(hall: Ward) -> None:
    visit = hall.new_visit()
    hand_to(hall, visit)
    handing.take_back(hall.desk, staff=hall.nurse, kiosk=kiosk(hall))
    lines = [(line.event, line.subject, line.actor_id) for line in hall.audit(visit)][1:]
    assert lines == [
        ("kiosk_handed_over", "kiosk-1", hall.nurse.id),
        ("hand_over_taken_back", "kiosk-1", hall.nurse.id),
    ]
    handing.take_back(hall.desk, staff=hall.nurse, kiosk=kiosk(hall))
    assert hall.events(visit).count("hand_over_taken_back") == 1, "it had ended"
    with pytest.raises(StaffOnly):
        handing.hand_to(hall.desk, staff=replace(hall.nurse, id="nobody"), visit=visit, kiosk=kiosk(hall).station)


def test_what_was_taken_back_opens_nothing(hall: Ward) -> None:
    found = hand_to(hall, hall.new_visit())
    handed.show(hall.workplace, handed=found)
    handing.take_back(hall.desk, staff=hall.nurse, kiosk=kiosk(hall))
    assert (kiosk(hall).stands, came(hall)) == (Stands.FREE, "taken_back")
    with pytest.raises(HandOverEnded):
        handed.open_handed(hall.workplace, handed=found, born=BORN)
    assert not handed.show(hall.workplace, handed=found)


def test_a_kiosk_that_does_not_show_it_has_two_minutes_and_a_patient_five(hall: Ward, server: ClinicServer) -> None:
    visit = hall.new_visit()
    found = hand_to(hall, visit)
    let_pass(hall, server, 121)
    assert (kiosk(hall).stands, came(hall)) == (Stands.FREE, "lapsed")
    assert handed.handed_here(hall.workplace) is None
    assert not handed.show(hall.workplace, handed=found)
    found = hand_to(hall, visit)
    assert handed.show(hall.workplace, handed=found)
    let_pass(hall, server, 295)
    assert kiosk(hall).stands is Stands.SHOWN
    let_pass(hall, server, 10)
    with pytest.raises(HandOverEnded):
        handed.open_handed(hall.workplace, handed=found, born=BORN)
    let_pass(hall, server, 600)
    assert came(hall) == "", "nobody waits for the news of ten minutes ago"


def test_whoever_goes_back_at_the_kiosk_ends_it(hall: Ward) -> None:
    visit = hall.new_visit()
    handed.leave(hall.workplace, handed=hand_to(hall, visit))
    assert (kiosk(hall).stands, came(hall)) == (Stands.FREE, "left")
    assert hall.audit(visit)[-1].event == "hand_over_left"


def test_three_wrong_dates_end_it_and_count_as_tries_at_the_kiosk(hall: Ward) -> None:
    visit = hall.new_visit()
    found = hand_to(hall, visit)
    for refused in (WrongBirthDate, WrongBirthDate, HandOverEnded):
        with pytest.raises(refused):
            handed.open_handed(hall.workplace, handed=found, born=WRONG)
    assert came(hall) == "missed"
    assert hall.events(visit).count("hand_over_missed") == 3
    found = hand_to(hall, visit)
    for _ in range(2):
        with pytest.raises(WrongBirthDate):
            handed.open_handed(hall.workplace, handed=found, born=WRONG)
    with pytest.raises(Wait):
        handed.open_handed(hall.workplace, handed=found, born=BORN)


def test_nobody_sits_down_over_anybody_and_no_emergency_is_covered(hall: Ward) -> None:
    visit, other = hall.new_visit(), hall.new_visit(replace(PATIENT, family="Moss"))
    opened = hall.say(hall.sit_down(other), "now.symptoms", {"picked": ["chest_pain"], "unsure": False})
    assert kiosk(hall).stands is Stands.EMERGENCY
    for name, wanted, refused in (("kiosk-1", visit, KioskTaken), ("kiosk-2", other, SitsElsewhere)):
        with pytest.raises(refused):
            handing.hand_to(hall.desk, staff=hall.nurse, visit=wanted, kiosk=kiosk(hall, name).station)
    hall.acknowledge(other)
    assert kiosk(hall).stands is Stands.SITS
    with pytest.raises(KioskTaken):
        handing.hand_to(hall.desk, staff=hall.nurse, visit=visit, kiosk=kiosk(hall).station)
    with plain(hall.desk) as desk:
        assert one(desk, "SELECT hand_to('x', %s, %s)", visit, kiosk(hall).station), "whatever a desk believes"
    assert handed.handed_here(hall.workplace) is None, "somebody sits there"
    hall.say(opened, "now.symptoms", {"picked": ["chest_pain", "weak_legs"], "unsure": False})
    intake.leave(hall.workplace, session=opened.session.id)
    assert handed.handed_here(hall.workplace) is None, "an emergency stands there"
    hall.acknowledge(other)
    assert handed.handed_here(hall.workplace) == "x"


def test_who_signs_in_there_by_a_slip_ends_it_and_so_does_the_patient_elsewhere(hall: Ward) -> None:
    visit, other = hall.new_visit(), hall.new_visit(replace(PATIENT, family="Moss"))
    hand_to(hall, visit)
    opened = hall.sign_in(other)
    assert came(hall) == "occupied"
    intake.leave(hall.workplace, session=opened.session.id)
    assert handed.handed_here(hall.workplace) is None
    hand_to(hall, visit)
    hall.at("kiosk-2").sign_in(visit)
    assert came(hall) == "elsewhere"


def test_a_visit_waits_at_one_kiosk_and_a_kiosk_for_one_visit(hall: Ward) -> None:
    visit, other = hall.new_visit(), hall.new_visit(replace(PATIENT, family="Moss"))
    hand_to(hall, visit)
    with pytest.raises(KioskTaken):
        handing.hand_to(hall.desk, staff=hall.nurse, visit=other, kiosk=kiosk(hall).station)
    hand_to(hall, visit, "kiosk-2")
    assert (came(hall), kiosk(hall, "kiosk-2").stands) == ("taken_back", Stands.WAITING)


def test_a_kiosk_that_was_not_heard_of_is_handed_nothing_nor_is_a_visit_that_ended(ward: Ward) -> None:
    visit = ward.new_visit()
    assert kiosk(ward).stands is Stands.AWAY
    with pytest.raises(KioskTaken):
        handing.hand_to(ward.desk, staff=ward.nurse, visit=visit, kiosk=kiosk(ward).station)
    stations.renew(ward.workplace)
    schedule.end_visit(ward.desk, staff=ward.nurse, visit=visit, ending=Ending.DONE)
    with pytest.raises(VisitEnded):
        handing.hand_to(ward.desk, staff=ward.nurse, visit=visit, kiosk=kiosk(ward).station)


# ------------------------------------------------------------ by plain SQL, with a kiosk's login


def tried(thief: psycopg.Connection[Any], found: str | None, born: date) -> Any:
    """What a thief comes to hold by a try and its answer."""
    if one(thief, "SELECT try_handed(%s, %s)", found, born.isoformat()) > 0:
        return None
    return one(thief, "SELECT answer_handed()")


def test_a_stolen_kiosk_claims_no_visit_that_was_not_handed_to_it(hall: Ward) -> None:
    """It knows the id, the birth date and the visit; the hand-over is another kiosk's."""
    visit = hall.new_visit()
    found = hand_to(hall, visit)
    with plain(hall.at("kiosk-2").workplace) as thief:
        for name in (found, visit, None):
            assert one(thief, "SELECT handed_here()") is None
            assert not one(thief, "SELECT show_handed(%s)", name)
            thief.execute("SELECT leave_handed(%s)", (name,))
            assert tried(thief, name, BORN) is None
        assert set(seen(thief).values()) == {0}
    assert kiosk(hall).stands is Stands.WAITING


def test_what_is_handed_to_it_tells_a_stolen_kiosk_nothing_without_the_birth_date(hall: Ward) -> None:
    hall.new_visit(replace(PATIENT, family="Moss"))
    visit = hall.new_visit()
    hand_to(hall, visit)
    with plain(hall.workplace) as thief:
        found = one(thief, "SELECT handed_here()")
        assert set(seen(thief).values()) == {0}
        assert tried(thief, found, WRONG) is None
        assert set(seen(thief).values()) == {0}
        assert tried(thief, found, BORN) == visit
        assert thief.execute("SELECT id FROM visit").fetchall() == [(visit,)]


def test_a_try_is_counted_whatever_becomes_of_its_answer(hall: Ward) -> None:
    hand_to(hall, hall.new_visit())
    with plain(hall.workplace) as thief:
        found = one(thief, "SELECT handed_here()")
        for within in ("", "; SAVEPOINT later"):
            thief.execute(f"BEGIN{within}".encode())
            assert one(thief, "SELECT try_handed(%s, %s)", found, BORN.isoformat()) == 0
            if within:
                thief.execute("RELEASE later")
            with pytest.raises(InsufficientPrivilege):
                one(thief, "SELECT answer_handed()")
            thief.execute("ROLLBACK")
        assert one(thief, "SELECT answer_handed()") is None
        for _ in range(5):
            assert one(thief, "SELECT try_handed(%s, %s)", found, WRONG.isoformat()) == 0
            with thief.transaction(force_rollback=True):
                assert one(thief, "SELECT answer_handed()") is None
        assert one(thief, "SELECT try_handed(%s, %s)", found, BORN.isoformat()) > 0


@pytest.mark.parametrize(
    "statement",
    [
        "TABLE hand_over", "INSERT INTO hand_over SELECT id, 'x', 'y', 'waiting', now() FROM station",
        "UPDATE hand_over SET until = now()", "DELETE FROM hand_over", "SELECT * FROM hand_overs()",
        "SELECT hand_to('x', 'y', 'z')", "SELECT take_back('x')", "SELECT note_hand_over('x', 'y')",
        "SELECT stands(NULL)",
    ],
)  # fmt: skip
def test_a_kiosk_hands_nothing_over_and_takes_nothing_back(hall: Ward, statement: str) -> None:
    with plain(hall.workplace) as thief, pytest.raises(InsufficientPrivilege):
        thief.execute(statement.encode())


def test_a_desk_opens_nothing_in_a_kiosk_s_place(hall: Ward) -> None:
    found = hand_to(hall, hall.new_visit())
    with plain(hall.desk) as desk:
        for statement in ("SELECT try_handed(%s, '1950-02-03')", "SELECT show_handed(%s)", "SELECT leave_handed(%s)"):
            with pytest.raises(InsufficientPrivilege):
                desk.execute(statement.encode(), (found,))


def test_a_revoked_kiosk_is_handed_nothing(hall: Ward, server: ClinicServer) -> None:
    visit, station = hall.new_visit(), kiosk(hall).station
    assert isinstance(hall.desk.database, Database)
    with psycopg.connect(server.url(hall.desk.database.address.parts["dbname"]), autocommit=True) as owner:
        owner.execute("UPDATE station SET revoked_at = 'now' WHERE id = %s", (station,))
        assert not one(owner, "SELECT hand_to('x', %s, %s)", visit, station)
    assert [one.name for one in handing.kiosks(hall.desk)] == ["kiosk-2"]

"""Staff may mute the strip and cannot miss what it says: two desks on one clinic, played as a nurse would.

What is expected, written before it was tried:

An emergency at a kiosk, desk A locked, desk B on a chart with a form half filled
- Both ring once, show one emergency in the strip and in the title, and ring again every 15 seconds.
- A names nobody and has no key: nobody who passes by turns an alarm off.
- B's page does not turn. The form stays, with what was typed in it and the keyboard where it was; typing goes on.
- “Sound off” is for one desk: B is silent, A rings on. B's strip and title stay, and say that the sound is off.
- Who signs in at A is not rung at again and has the key; the strip does not go for a moment.
- B locked over the half-filled form shows the alarm all the same; the form is there when she is back.
- The alarm ends by one way only: a named person acknowledges it. Then both desks are calm at their next look, and the
  next call is heard at B too.

Over midnight
- An emergency stays at both desks, locked or not, muted or not, and stands first on the new day's board.
- A call goes with its procedure's day at both desks at once, as on the board; a call of a visit to come stays.
- Muted for what stays open, a desk stays muted; a new emergency after midnight rings at both.
- An emergency of yesterday is acknowledged from the new day's board, and both desks are calm.

After a restart of a desk
- Nobody signed in, it shows and rings within one beat for all that is open, whatever was muted before.
- The other desk's mute stays as it is.
- Who signs in sees the same figures; nothing rings a second time for it.
"""

from dataclasses import replace
from datetime import timedelta

from PySide6.QtWidgets import QApplication, QLineEdit

from kypho_prep.nurse.board.alarm_strip import RINGS_EVERY
from kypho_prep.nurse.board.watch import EVERY
from kypho_prep.workflow.patient import intake
from tests.nurse.alarm_steps import CHEST_PAIN, MUTED, Desk, call, desk, emergency
from tests.nurse.board_steps import patients
from tests.nurse.conftest import Open, Ward, named, press, put, shown_text, sign_in
from tests.nurse.steps import to_review

ONE = "1 emergency."
TITLE = "(1) kypho-prep"
CALM = ("", "kypho-prep")
TYPED = "Dr. Oka"


def two_desks(ward: Ward, open_window: Open) -> tuple[Desk, Desk]:
    """Desk A, locked, and desk B, at which somebody works."""
    a, b = (desk(ward, open_window, patient_side=False) for _ in "ab")
    a.window.lock()
    return a, b


def look(*desks: Desk) -> None:
    """Every desk's next look, signed in or locked."""
    for one in desks:
        if one.window.workspace() is None:
            one.beat(EVERY)
        else:
            one.looks()


def shows(one: Desk) -> tuple[str, str]:
    """The strip's sentence and the window's title."""
    return one.strip().partition("\n")[0], one.window.windowTitle()


def half_fill(ward: Ward, b: Desk) -> QLineEdit:
    """Open a chart at a desk, and begin to type into its form of fasting times; return the field."""
    to_review(b.window, ward.visit("Abel", "Ann", mrn="1"))
    press(b.window, "fasting")
    put(b.window, "decided_by", TYPED)
    return field_of(b)


def field_of(b: Desk) -> QLineEdit:
    found = named(b.window, "decided_by")
    assert isinstance(found, QLineEdit)
    return found


def restarted(ward: Ward, open_window: Open, one: Desk) -> Desk:
    """The desk's program closed and begun again, nobody signed in."""
    one.window.close()
    one.window.deleteLater()
    return desk(replace(ward, nurse=None), open_window, patient_side=False)


def acknowledge(b: Desk, visit: str) -> None:
    press(to_review(b.window, visit), "acknowledge")


def test_an_emergency_reaches_a_locked_desk_and_one_over_a_half_filled_form(ward: Ward, open_window: Open) -> None:
    a, b = two_desks(ward, open_window)
    field = half_fill(ward, b)
    b.window.activateWindow()
    field.setFocus()
    emergency(ward, mrn="3")
    look(a, b)
    for one in (a, b):
        assert shows(one) == (ONE, TITLE)
        one.beat(RINGS_EVERY)
        assert one.rings() == 2
    assert "Sound off" not in a.strip()
    assert "Moss" not in shown_text(a.window)
    QApplication.processEvents()
    assert field_of(b) is field
    assert (field.text(), b.window.focusWidget()) == (TYPED, field)


def test_a_mute_is_one_desk_s_own_and_ends_with_what_it_was_for(ward: Ward, open_window: Open) -> None:
    a, b = two_desks(ward, open_window)
    half_fill(ward, b)
    visit = emergency(ward, mrn="3")
    look(a, b)
    press(b.window, "sound")
    for one in (a, b):
        one.rings()
        one.beat(RINGS_EVERY)
    assert (a.rings(), b.rings()) == (1, 0)
    assert shows(b) == (f"{ONE} {MUTED}", TITLE)
    sign_in(a.window)
    look(a)
    assert (a.rings(), shows(a)) == (0, (ONE, TITLE))
    assert "Sound off" in a.strip()
    b.window.lock()
    look(b)
    assert shows(b) == (f"{ONE} {MUTED}", TITLE)
    assert "Moss" not in shown_text(b.window)
    sign_in(b.window)
    assert field_of(b).text() == TYPED
    acknowledge(a, visit)
    look(a, b)
    assert [shows(one) for one in (a, b)] == [CALM, CALM]
    call(ward, ward.visit("Zahn", "Zoe", mrn="2"))
    look(b)
    assert b.rings() == 1, "what was muted is over"


def test_over_midnight_an_emergency_stays_and_a_call_goes_with_its_day(ward: Ward, open_window: Open) -> None:
    a, b = two_desks(ward, open_window)
    today = ward.clock.at.date()
    visit = emergency(ward, mrn="3", procedure_on=today)
    call(ward, ward.visit("Abel", "Ann", mrn="1", procedure_on=today))
    call(ward, ward.visit("Zahn", "Zoe", mrn="2"))
    look(a, b)
    press(b.window, "sound")
    both = "1 emergency. 2 patients ask for a nurse."
    assert [shows(one)[0] for one in (a, b)] == [both, f"{both} {MUTED}"]
    ward.clock.at += timedelta(days=1)
    a.rings()
    b.rings()
    look(a, b)
    rest = "1 emergency. 1 patient asks for a nurse."
    assert [shows(one)[0] for one in (a, b)] == [rest, f"{rest} {MUTED}"]
    assert patients(b.window)[0] == "Moss, Eleanor"
    for one in (a, b):
        one.beat(RINGS_EVERY)
    assert (a.rings(), b.rings()) == (1, 0)
    ward.answered(ward.visit("Ott", "Ole", mrn="4"), CHEST_PAIN, finish=False)
    look(a, b)
    assert (a.rings(), b.rings()) == (1, 1)
    acknowledge(b, visit)
    look(a, b)
    assert {shows(one)[0] for one in (a, b)} == {rest}


def test_a_desk_that_was_begun_again_rings_for_all_that_is_open(ward: Ward, open_window: Open) -> None:
    a, b = two_desks(ward, open_window)
    sign_in(a.window)
    visit = emergency(ward, mrn="3")
    call(ward, ward.visit("Zahn", "Zoe", mrn="2"))
    look(a, b)
    for one in (a, b):
        press(one.window, "sound")
        one.rings()
    a = restarted(ward, open_window, a)
    assert a.window.workspace() is None
    look(a, b)
    known = "1 emergency. 1 patient asks for a nurse."
    assert (shows(a), a.rings()) == ((known, "(2) kypho-prep"), 1)
    assert (shows(b)[0], b.rings()) == (f"{known} {MUTED}", 0)
    sign_in(a.window)
    look(a)
    assert (shows(a)[0], a.rings()) == (known, 0)
    assert ward.nurse is not None
    intake.acknowledge_emergency(ward.workplace, visit=visit, staff=ward.nurse)
    look(a, b)
    assert [shows(one)[0] for one in (a, b)] == ["1 patient asks for a nurse.", f"1 patient asks for a nurse. {MUTED}"]

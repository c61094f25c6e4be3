"""A try during a wait is refused unread, and leaves a line all the same."""

import pytest

from kypho_prep.workflow.clinic import staff
from kypho_prep.workflow.errors import Wait, WrongCode, WrongPassword
from kypho_prep.workflow.patient import intake
from tests.workflow.made_clinic import PASSWORD
from tests.workflow.ward import BORN, Ward


@pytest.mark.by_logins
def test_a_right_password_in_a_wait(ward: Ward) -> None:
    for _ in range(5):
        with pytest.raises(WrongPassword):
            staff.sign_in(ward.workplace, user="ann", password="not that one")
    with pytest.raises(Wait) as waits:
        staff.sign_in(ward.workplace, user="ann", password=PASSWORD)
    with ward.desk.reading() as records:
        (line,) = records.audit.of_events("sign_in_refused")
    assert line.actor == "unknown"
    assert line.subject in ("", ward.nurse.id)
    assert line.details == {"seconds": waits.value.params["seconds"]}


@pytest.mark.by_logins
def test_a_code_in_a_wait(ward: Ward) -> None:
    for number in range(5):
        with pytest.raises(WrongCode):
            intake.sign_in(ward.workplace, code=f"{number:06d}", born=BORN)
    for _ in range(2):
        with pytest.raises(Wait):
            intake.sign_in(ward.workplace, code="000009", born=BORN)
    with ward.desk.reading() as records:
        found = records.audit.of_events("code_refused")
    assert [(line.actor, line.subject) for line in found] == [("patient", ward.workplace.kiosk)] * 2

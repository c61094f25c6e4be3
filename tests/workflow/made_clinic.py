"""The clinic that workflow's and the kiosk's tests copy: one administrator, with a cheap password."""

from pathlib import Path

from kypho_prep.content import Content
from kypho_prep.workflow import start
from kypho_prep.workflow.clinic import staff
from kypho_prep.workflow.clinic.staff import StaffMember
from kypho_prep.workflow.workplace import PasswordRule
from tests.workflow.clock import Clock

CHEAP = PasswordRule(rounds=1, memory_kib=1024, lanes=1, unlock_seconds=0)
PASSWORD = "correct horse battery"


def make_clinic(folder: Path, content: Content, config: str = "config") -> StaffMember:
    database = start.open_or_create(folder / "data", folder / config)
    workplace = start.workplace(database, content, clock=Clock(), kiosk="kiosk-1", passwords=CHEAP)
    nurse = staff.first_administrator(workplace, name="Ann Lee", user="ann", password=PASSWORD)
    database.close()
    return nurse

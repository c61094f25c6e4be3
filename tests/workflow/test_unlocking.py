"""Staff unlock a clinic's file by a password of their own or the paper; nothing in any file does it without them."""

import json
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from kypho_prep.content import Content
from kypho_prep.records.sqlite import keys, recovery
from kypho_prep.settings import Settings
from kypho_prep.workflow import start
from kypho_prep.workflow.clinic import accounts, key_slots, staff
from kypho_prep.workflow.clinic.recovery_key import new_recovery_key
from kypho_prep.workflow.clinic.staff import Role, StaffMember
from kypho_prep.workflow.clinic.unlocking import Unlocked, Unlocking, must_unlock
from kypho_prep.workflow.errors import DamagedKey, MissingKey, MustUnlock, NoClinic, Refused, Wait, WrongPassword
from kypho_prep.workflow.workplace import Workplace
from tests.workflow.clock import Clock
from tests.workflow.made_clinic import CHEAP, PASSWORD

pytestmark = pytest.mark.sqlite
BOS, NEW = "another quiet one", "three new short words"


@dataclass
class Attended:
    """A clinic that staff unlock, with an administrator and a nurse."""

    folder: Path
    content: Content
    clock: Clock = field(default_factory=Clock)

    @property
    def chosen(self) -> Settings:
        return Settings(self.folder / "data", self.folder / "config", "kiosk-1")

    @property
    def slots(self) -> Path:
        (only,) = (self.folder / "config" / "keys").iterdir()
        return only

    def tries(self) -> Unlocking:
        return Unlocking(self.chosen, self.clock, self.clock.ticks)

    @contextmanager
    def opened(self, key: bytes | None = None, *, create: bool = False) -> Iterator[Workplace]:
        data, config = self.chosen.data, self.chosen.config
        database = start.open_or_create(data, config, create=create, key=key, attended=True)
        try:
            yield start.workplace(
                database, self.content, clock=self.clock, kiosk="kiosk-1", passwords=CHEAP, ticks=self.clock.ticks
            )
        finally:
            database.close()

    @contextmanager
    def unlocked(self, user: str = "ann", password: str = PASSWORD) -> Iterator[tuple[Workplace, StaffMember]]:
        """Unlock, open and sign in."""
        tries = self.tries()
        found = tries.by_password(user, password)
        with self.opened(found.key) as place:
            tries.admit(place, found)
            yield place, replace(staff.sign_in(place, user=user, password=password), reauthenticated=True)

    def locks_out(self, user: str, password: str) -> bool:
        """Tell whether a name and a password do not unlock the clinic, or are turned away once it is open."""
        tries = self.tries()
        try:
            found = tries.by_password(user, password)
        except WrongPassword:
            return True
        with self.opened(found.key) as place:
            try:
                tries.admit(place, found)
            except WrongPassword:
                return True
        return False

    def lines(self, place: Workplace) -> list[tuple[str, str, dict[str, object]]]:
        with place.reading() as records:
            return [(one.actor, one.event, dict(one.details)) for one in records.audit.all()]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, content: Content) -> Path:
    clinic = Attended(tmp_path_factory.mktemp("attended"), content)
    with clinic.opened(create=True) as place:
        ann = staff.first_administrator(place, name="Ann Lee", user="ann", password=PASSWORD)
        staff.add_member(place, staff=ann, name="Bo Ito", user="bo", password=BOS, role=Role.NURSE)
    return clinic.folder


@pytest.fixture
def clinic(made: Path, content: Content, tmp_path: Path) -> Attended:
    return Attended(shutil.copytree(made, tmp_path / "clinic"), content)


def test_nobody_opens_it_without_somebody_who_works_here(clinic: Attended) -> None:
    before = {path: path.read_bytes() for path in clinic.folder.rglob("*") if path.is_file()}
    assert must_unlock(clinic.chosen)
    with pytest.raises(MustUnlock), clinic.opened(create=True):
        pass
    for user, password in (("ann", BOS), ("nobody", PASSWORD), ("", ""), ("ann", "\udcff"), ("ann", PASSWORD.upper())):
        assert clinic.locks_out(user, password)
    assert {path: path.read_bytes() for path in before} == before


@pytest.mark.parametrize(("user", "password"), [("ann", PASSWORD), ("bo", BOS), (" Ann ", PASSWORD)])
def test_each_who_works_here_unlocks_it_and_is_put_on_record(clinic: Attended, user: str, password: str) -> None:
    tries = clinic.tries()
    with pytest.raises(WrongPassword):
        tries.by_password(user, "not this one")
    found = tries.by_password(user, password)
    assert found.key.hex() not in repr(found)
    with clinic.opened(found.key) as place:
        tries.admit(place, found)
        name = "Bo Ito" if user == "bo" else "Ann Lee"
        assert clinic.lines(place)[-1] == (name, "unlocked", {"wrong": 1})


def test_no_file_holds_the_key(clinic: Attended) -> None:
    """A stolen disk: neither the key nor a header, a name or a password stands in anything that was written."""
    found = clinic.tries().by_password("ann", PASSWORD)
    written = b"".join(path.read_bytes() for path in clinic.folder.rglob("*") if path.is_file())
    for secret in (found.key, found.key.hex().encode(), PASSWORD.encode(), b"Ann", b"ann", b"SQLite format 3"):
        assert secret not in written
    assert found.key.hex() not in repr(replace(clinic.chosen, key=found.key))


def test_a_changed_or_a_reset_password_unlocks_and_the_old_one_no_more(clinic: Attended) -> None:
    with clinic.unlocked() as (place, ann):
        bo = staff.sign_in(place, user="bo", password=BOS)
        accounts.change_password(place, staff=ann, current=PASSWORD, password=NEW)
        accounts.reset_password(place, staff=ann, account=bo.id, password=NEW)
    assert clinic.locks_out("ann", PASSWORD)
    assert clinic.locks_out("bo", BOS)
    assert not clinic.locks_out("ann", NEW)
    assert not clinic.locks_out("bo", NEW)


def test_a_cut_just_as_a_password_is_changed_shuts_nobody_out(clinic: Attended) -> None:
    left: list[str] = []
    with clinic.unlocked() as (place, ann):
        raw = place.database._raw  # type: ignore[attr-defined]
        raw.set_trace_callback(lambda _: left.append(clinic.slots.read_text("utf-8")))
        accounts.change_password(place, staff=ann, current=PASSWORD, password=NEW)
        clinic.slots.write_text(left[-1], "utf-8")
    assert clinic.locks_out("ann", PASSWORD)
    assert not clinic.locks_out("ann", NEW)


def test_who_was_let_go_unlocks_nothing_and_who_came_back_does_once_they_signed_in(clinic: Attended) -> None:
    with clinic.unlocked() as (place, ann):
        bo = staff.sign_in(place, user="bo", password=BOS)
        accounts.disable(place, staff=ann, account=bo.id)
    assert bo.id not in clinic.slots.read_text("utf-8")
    assert clinic.locks_out("bo", BOS)
    with clinic.unlocked() as (place, ann):
        accounts.enable(place, staff=ann, account=bo.id)
        staff.sign_in(place, user="bo", password=BOS)
    assert not clinic.locks_out("bo", BOS)


def test_a_slots_file_of_before_brings_nobody_back(clinic: Attended) -> None:
    """Who was let go, or had an older password, opens the file of then; the clinic itself turns them away."""
    before = clinic.slots.read_text("utf-8")
    with clinic.unlocked() as (place, ann):
        bo = staff.sign_in(place, user="bo", password=BOS)
        accounts.disable(place, staff=ann, account=bo.id)
        accounts.change_password(place, staff=ann, current=PASSWORD, password=NEW)
    clinic.slots.write_text(before, "utf-8")
    assert clinic.locks_out("bo", BOS)
    assert clinic.locks_out("ann", PASSWORD)


def test_wrong_tries_wait_whatever_opens_in_between(clinic: Attended) -> None:
    tries = clinic.tries()
    for _ in range(5):
        with pytest.raises(WrongPassword):
            tries.by_password("ann", "not this one")
    with pytest.raises(Wait) as waits:
        tries.by_password("ann", PASSWORD)
    with pytest.raises(Wait):
        tries.by_recovery_key(recovery.new())
    clinic.clock.pass_by(seconds=waits.value.seconds)
    assert tries.by_password("ann", PASSWORD).account


def edited(slots: list[dict[str, str]]) -> list[dict[str, str]]:
    return [{**one, "sealed": one["sealed"][:-2] + ("00" if one["sealed"][-2:] != "00" else "01")} for one in slots]


def of_another(slots: list[dict[str, str]]) -> list[dict[str, str]]:
    """Bo's sealed key under Ann's name: her account is bound into it."""
    ann, bo = slots
    return [{**bo, "account": ann["account"], "user": ann["user"]}, bo]


def without_parts(slots: list[dict[str, str]]) -> list[dict[str, str]]:
    return [{"kind": one["kind"], "user": one["user"]} for one in slots]


@pytest.mark.parametrize("edit", [edited, of_another, without_parts])
def test_an_edited_slot_opens_nothing(
    clinic: Attended, edit: Callable[[list[dict[str, str]]], list[dict[str, str]]]
) -> None:
    stored = json.loads(clinic.slots.read_text("utf-8"))
    clinic.slots.write_text(json.dumps({**stored, "slots": edit(stored["slots"])}), "utf-8")
    assert clinic.locks_out("ann", PASSWORD)
    assert clinic.locks_out("ann", BOS)


@pytest.mark.parametrize(("written", "named"), [(None, MissingKey), ("{", DamagedKey), ('{"slots": []}', DamagedKey)])
def test_lost_or_damaged_slots_are_named_and_nothing_begins_anew(
    clinic: Attended, written: str | None, named: type[Refused]
) -> None:
    if written is None:
        clinic.slots.unlink()
    else:
        clinic.slots.write_text(written, "utf-8")
    with pytest.raises(named), clinic.opened(create=True):
        pass
    with pytest.raises(named):
        clinic.tries().by_password("ann", PASSWORD)
    assert (clinic.folder / "data" / "kypho-prep.db").stat().st_size


def test_the_recovery_key_unlocks_and_lets_a_forgotten_password_be_set(clinic: Attended) -> None:
    printed: list[str] = []
    key = clinic.tries().by_password("ann", PASSWORD).key

    def shown(one: str) -> str:
        printed.append(one)
        return one

    new_recovery_key(replace(clinic.chosen, key=key), shown, "root", clinic.clock())
    tries = clinic.tries()
    for wrong in (recovery.new(), "", PASSWORD):
        with pytest.raises(WrongPassword):
            tries.by_recovery_key(wrong)
    found = tries.by_recovery_key(printed[0].lower())
    assert found == Unlocked(key)
    with clinic.opened(found.key) as place:
        tries.admit(place, found)
        assert clinic.lines(place)[-1] == ("program", "unlocked_by_recovery_key", {"wrong": 3})
    assert not clinic.locks_out("ann", PASSWORD)


def test_a_new_clinic_that_nobody_set_up_begins_anew(content: Content, tmp_path: Path) -> None:
    """Its key was never stored: a cut before the first administrator leaves nothing that anybody could open."""
    clinic = Attended(tmp_path, content)
    with clinic.opened(create=True) as place:
        assert staff.set_up_needed(place)
    assert not (tmp_path / "config" / "keys").exists()
    assert not start.has_clinic(clinic.chosen.data)
    with pytest.raises(NoClinic):
        clinic.tries().by_password("ann", PASSWORD)
    with clinic.opened(create=True) as place:
        staff.first_administrator(place, name="Ann Lee", user="ann", password=PASSWORD)
    assert not clinic.locks_out("ann", PASSWORD)


def test_a_machine_starts_by_itself_while_staff_want_it_to(clinic: Attended) -> None:
    with clinic.unlocked() as (place, _):
        key_slots.start_by_itself(place, yes=True)
    assert not must_unlock(clinic.chosen)
    assert clinic.slots.stat().st_mode & 0o777 == 0o600
    with clinic.opened() as place:
        key_slots.start_by_itself(place, yes=False)
    with pytest.raises(MustUnlock), clinic.opened():
        pass
    assert not clinic.locks_out("bo", BOS)


def test_a_clinic_from_before_there_were_slots_gets_them_as_its_people_sign_in(
    content: Content, tmp_path: Path
) -> None:
    """Version 0.1.0 kept the key as it is, in a slots file of the same name."""
    old = Attended(tmp_path, content)
    database = start.open_or_create(old.chosen.data, old.chosen.config)
    place = start.workplace(database, content, clock=old.clock, kiosk="kiosk-1", passwords=CHEAP)
    ann = staff.first_administrator(place, name="Ann Lee", user="ann", password=PASSWORD)
    staff.add_member(place, staff=ann, name="Bo Ito", user="bo", password=BOS, role=Role.NURSE)
    database.close()
    stored = json.loads(old.slots.read_text("utf-8"))
    machine = [one for one in stored["slots"] if one["kind"] == "machine"]
    old.slots.write_text(json.dumps({**stored, "slots": machine}), "utf-8")
    with old.opened() as place:
        staff.sign_in(place, user="ann", password=PASSWORD)
        once = old.slots.read_text("utf-8")
        staff.sign_in(place, user="ann", password=PASSWORD)
        assert old.slots.read_text("utf-8") == once
        key_slots.start_by_itself(place, yes=False)
    assert not old.locks_out("ann", PASSWORD)
    assert old.locks_out("bo", BOS)
    assert keys.stored(old.chosen.config, old.slots.stem)[0]["kind"] == "staff"

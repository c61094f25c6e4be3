"""A damaged file is found before a patient: in the quiet after a start, whatever its size, and then once a day."""

from pathlib import Path

import pytest

from kypho_prep.records.sqlite.archive import Archive
from kypho_prep.records.sqlite.closed import ClosedClinic
from kypho_prep.workflow.clinic.backing_up import BackingUp
from kypho_prep.workflow.errors import Damaged
from tests.workflow.test_backing_up import backing, numbers
from tests.workflow.ward import Ward


@pytest.mark.sqlite
def test_damage_of_the_data_is_told(ward: Ward, folders: Path) -> None:
    ours = backing(ward)
    first = ours.make().made_at
    ward.answered_visit()
    ward.workplace.database.close()
    file = folders / "data" / "kypho-prep.db"
    file.write_bytes(file.read_bytes()[:-2000] + b"\xff" * 2000)
    closed = BackingUp(ClosedClinic(folders / "data", folders / "config"), ward.clock)
    state = closed.make(only_changed=False)
    assert isinstance(state.trouble, Damaged)
    assert state.is_bad(ward.clock())
    assert Archive(folders / "data" / "backups").held()[0].made_at == first


def changed_page(folders: Path) -> None:
    """Let the disk change one byte of a page that this program holds in memory."""
    file = folders / "data" / "kypho-prep.db"
    with file.open("r+b") as held:
        held.seek(file.stat().st_size - 5000)
        (byte,) = held.read(1)
        held.seek(-1, 1)
        held.write(bytes([byte ^ 1]))


@pytest.mark.sqlite
def test_after_a_start_the_file_is_read_whole_also_where_no_back_up_is_due(ward: Ward, folders: Path) -> None:
    backing(ward).make()
    assert backing(ward).make().trouble is None
    changed_page(folders)
    state = backing(ward).make()
    assert isinstance(state.trouble, Damaged)
    assert state.is_bad(ward.clock())
    assert numbers(folders) == [1]


@pytest.mark.sqlite
def test_a_file_in_which_nothing_changes_is_read_whole_once_a_day(ward: Ward, folders: Path) -> None:
    ours = backing(ward)
    ours.make()
    ward.clock.pass_by(days=1)
    assert ours.due()
    assert ours.make().trouble is None
    assert numbers(folders) == [1]
    assert not ours.due()
    changed_page(folders)
    ours.make()
    assert not ours.due()
    ward.clock.pass_by(days=1)
    assert isinstance(ours.make().trouble, Damaged)

"""Of a visit that went after the clinic's days no word is left: not in a page of the file, not in its log."""

from datetime import timedelta
from pathlib import Path

import pytest

from kypho_prep.prep.chart import Ending
from kypho_prep.records.sqlite import cipher
from kypho_prep.records.sqlite.closed import source_of
from kypho_prep.records.sqlite.database import Database
from kypho_prep.workflow.clinic import retention
from kypho_prep.workflow.errors import NotWiped
from kypho_prep.workflow.visits import ending
from tests import decrypted
from tests.workflow.test_nothing_in_the_clear import PLANTED, whole_visit
from tests.workflow.test_retention import OVER, PROCEDURE, another, print_sheet, work_until
from tests.workflow.ward import Ward


def left(folders: Path) -> set[str]:
    """The planted words that stand in the decrypted pages, as typed or as they are searched by."""
    content = decrypted.pages(folders / "data", folders / "config").lower()
    return {word for word in PLANTED.values() if word.lower().encode() in content}


def planted_and_over(ward: Ward) -> str:
    visit = whole_visit(ward)
    work_until(ward, PROCEDURE)
    ending.end_visit(ward.workplace, staff=ward.nurse, visit=visit, ending=Ending.CANCELLED, reason="Lateplant")
    print_sheet(ward, visit)
    for _ in range(3):
        another(ward)
    work_until(ward, OVER)
    return visit


@pytest.mark.sqlite
def test_no_page_of_the_file_or_its_log_holds_a_word(ward: Ward, folders: Path) -> None:
    visit = planted_and_over(ward)
    # The search finds what is there.
    assert left(folders) == set(PLANTED.values())
    (gone,) = retention.purge(ward.workplace, retention.plan(ward.workplace), account="it")
    assert gone.visit == visit
    assert left(folders) == set()


@pytest.mark.sqlite
def test_removing_alone_leaves_words_behind(ward: Ward, folders: Path) -> None:
    visit = planted_and_over(ward)
    with ward.workplace.writing(alone=True) as records:
        records.retention.remove([visit])
    # So that the test above would notice if the file were not written anew.
    assert left(folders)
    ward.workplace.database.wipe()
    assert left(folders) == set()


@pytest.mark.sqlite
def test_who_reads_meanwhile_keeps_the_log_and_that_is_said(ward: Ward, folders: Path) -> None:
    visit = planted_and_over(ward)
    agreed = retention.plan(ward.workplace)
    source = source_of(folders / "data", folders / "config")
    reader = cipher.connect(source.file, source.key, source.module)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM visit").fetchone()
    with pytest.raises(NotWiped):
        retention.purge(ward.workplace, agreed, account="it")
    reader.close()
    with ward.workplace.reading() as records:
        assert visit not in records.visits.all()
    assert left(folders)
    # The same again goes on.
    assert retention.purge(ward.workplace, retention.plan(ward.workplace), account="it") == ()
    assert left(folders) == set()


@pytest.mark.sqlite
def test_it_leaves_the_back_ups_with_time(ward: Ward) -> None:
    planted_and_over(ward)
    database, clock = ward.workplace.database, ward.clock
    assert isinstance(database, Database)
    database.back_up(clock())
    retention.purge(ward.workplace, retention.plan(ward.workplace), account="it")
    with_it = {one.place for one in database.backups.held()}
    work_until(ward, clock.at.date() + timedelta(days=20))
    database.back_up(clock())
    assert retention.forget_back_ups(ward.workplace, 30, None) == ()
    work_until(ward, clock.at.date() + timedelta(days=11))
    assert set(retention.forget_back_ups(ward.workplace, 30, None)) == with_it
    (newest,) = database.backups.held()
    # However old it is, the newest stays.
    work_until(ward, clock.at.date() + timedelta(days=60))
    assert retention.forget_back_ups(ward.workplace, 30, None) == ()
    assert newest.whole

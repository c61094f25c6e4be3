"""The audit page by page: by person, visit, day and kind; and every event that the program writes has its kind."""

import re
from datetime import timedelta
from pathlib import Path

import pytest

from kypho_prep.content import Content
from kypho_prep.records.audit_chain import Checked
from kypho_prep.records.rows import AuditRow
from kypho_prep.workflow.clinic import audit_search, staff
from kypho_prep.workflow.clinic.audit_search import AT_ONCE, KINDS, Wanted
from kypho_prep.workflow.clinic.staff import Role
from kypho_prep.workflow.errors import StaffOnly
from kypho_prep.workflow.visits import schedule
from tests.workflow.made_clinic import PASSWORD
from tests.workflow.ward import Ward

ROOT = Path(__file__).resolve().parents[2]
# Where an event's name stands: in a line of the audit, as an event that is handed on, in a function of the server's.
WRITTEN = (
    re.compile(r'(?:\.line|AuditRow|_note|\.note|_line|_change|on_record|put_on_record)\(\s*(?:[^()"]|\([^()]*\))*"([a-z_]+)"'),
    re.compile(r'\bevent(?:: str)? ?= ?"([a-z_]+)"'),
    re.compile(r'\bevent = "([a-z_]+)" if .* else "([a-z_]+)"'),
    re.compile(r"note_hand_over\('([a-z_]+)'"),
)  # fmt: skip


def events(ward: Ward, wanted: Wanted) -> list[str]:
    found = audit_search.look(ward.desk, staff=ward.nurse, wanted=wanted)
    return [line.event for _, line in found.lines]


def test_what_is_found_by_each_way_of_asking(ward: Ward) -> None:
    visit, other = ward.new_visit(), ward.new_visit()
    schedule.print_slip(ward.desk, staff=ward.nurse, visit=visit)
    assert events(ward, Wanted(visit=visit)) == ["printed", "visit_added"]
    assert events(ward, Wanted(visit=visit, kind="papers")) == ["printed"]
    assert set(events(ward, Wanted(visit="O'Brien", kind="desk"))) == {"visit_added"}
    assert events(ward, Wanted(visit="nobody of that name")) == []
    assert events(ward, Wanted(visit=other, person="ann L")) == ["visit_added"]
    assert events(ward, Wanted(visit=other, person="program")) == []
    assert events(ward, Wanted(person="%")) == []
    found = audit_search.look(ward.desk, staff=ward.nurse, wanted=Wanted(visit=visit))
    assert found.patients == {visit: "O'Brien, Ann"}


def test_a_day_is_the_clinic_s_own(ward: Ward) -> None:
    """Eleven in the evening in New York is the next day in UTC."""
    ward.clock.at = ward.clock.at.replace(hour=23, minute=30) + timedelta(hours=5)
    today = ward.clock.at.date() - timedelta(days=1)
    visit = ward.new_visit()
    assert events(ward, Wanted(visit=visit, day=today)) == ["visit_added"]
    assert events(ward, Wanted(visit=visit, day=today + timedelta(days=1))) == []


def test_it_is_read_page_by_page_and_never_whole(ward: Ward) -> None:
    with ward.desk.writing(alone=True) as records:
        for number in range(2 * AT_ONCE + 5):
            records.audit.add(AuditRow(ward.clock.at, "Bo Kim", "printed", str(number)))
    pages, before = [], None
    while True:
        found = audit_search.look(ward.desk, staff=ward.nurse, wanted=Wanted(person="bo"), before=before)
        pages.append([line.subject for _, line in found.lines])
        before = found.earlier
        if before is None:
            break
    assert [len(page) for page in pages] == [AT_ONCE, AT_ONCE, 5]
    assert [int(one) for page in pages for one in page] == list(reversed(range(2 * AT_ONCE + 5)))


def test_only_an_administrator_reads_and_checks_it(ward: Ward) -> None:
    given = {"name": "B. Ito", "user": "b.ito", "password": PASSWORD}
    nurse = staff.add_member(ward.desk, staff=ward.nurse, role=Role.NURSE, **given)
    with pytest.raises(StaffOnly):
        audit_search.look(ward.desk, staff=nurse, wanted=Wanted())
    with pytest.raises(StaffOnly):
        audit_search.check(ward.desk, staff=nurse, so_far=Checked())
    found = audit_search.check(ward.desk, staff=ward.nurse, so_far=Checked())
    assert (found.done, found.fault) == (True, None)


def test_every_event_has_its_kind_and_its_words(content: Content) -> None:
    sources = [*(ROOT / "kypho_prep" / "workflow").rglob("*.py"), ROOT / "kypho_prep" / "records" / "copying.py"]
    texts = [path.read_text("utf-8") for path in sources if path.name != "audit_search.py"]
    texts += [path.read_text("utf-8") for path in (ROOT / "migrations" / "versions").glob("*.py")]
    written = {name for text in texts for one in WRITTEN for found in one.findall(text) for name in (
        found if isinstance(found, tuple) else (found,)
    )}  # fmt: skip
    known = {name for kind in KINDS.values() for name in kind}
    assert {"signed_in", "viewed", "replied", "hand_over_missed", "backup_made"} <= written
    assert written - known == {"patient", "program", "reply", "seconds", "unknown"}, "these are no events"
    said = {name for text in texts for name in re.findall(r"[\"']([a-z_]+)[\"']", text)}
    assert known - said == set(), "of an event that is gone no word is left"
    words = content.words("en")
    assert [name for name in known if f"desk.audit.event.{name}" not in words] == []

"""Who looked at what: each page that somebody opens leaves one line, what shows anew by itself none."""

from collections.abc import Callable

import pytest

from kypho_prep.nurse.board.past_page import PastPage
from kypho_prep.nurse.workspace import Workspace
from kypho_prep.records.rows import AuditRow
from tests.nurse.conftest import Open, Ward, press, sign_in


def views(ward: Ward) -> list[tuple[str, str | None]]:
    with ward.workplace.reading() as records:
        found: tuple[AuditRow, ...] = records.audit.of_events("viewed")
    assert ward.nurse is not None
    assert {line.actor_id for line in found} <= {ward.nurse.id}
    return [(line.subject, line.visit) for line in found]


def workspace_of(ward: Ward, open_window: Open) -> Workspace:
    found = open_window(ward).workspace()
    assert found is not None
    return found


def test_the_board_is_a_view_when_it_is_opened_and_not_when_it_shows_what_is_new(ward: Ward, open_window: Open) -> None:
    window = open_window(ward)
    workspace = window.workspace()
    assert workspace is not None
    assert views(ward) == [("board", None)]
    visit = ward.visit()
    workspace.watch.read()
    workspace.watch.read()
    assert views(ward) == [("board", None)]
    workspace.open_review(visit)
    workspace.to_board()
    assert views(ward) == [("board", None)] * 2


@pytest.mark.parametrize(
    ("subject", "of_a_visit", "go"),
    [
        ("visit_form", False, lambda workspace, _visit: workspace.open_form("")),
        ("visit_form", True, lambda workspace, visit: workspace.open_form(visit)),
        ("handing", True, lambda workspace, visit: workspace.open_handing(visit)),
        ("ending", True, lambda workspace, visit: workspace.open_end(visit)),
        ("past", False, lambda workspace, _visit: workspace.open_past()),
        ("clinic", False, lambda workspace, _visit: workspace.clinic.open_clinic()),
        ("staff", False, lambda workspace, _visit: workspace.clinic.open_staff()),
        ("audit", False, lambda workspace, _visit: workspace.clinic.open_audit()),
        ("finished", False, lambda workspace, _visit: workspace.clinic.open_finished()),
    ],
)
def test_a_page_that_shows_people_is_a_view(
    ward: Ward, open_window: Open, subject: str, of_a_visit: bool, go: Callable[[Workspace, str], None]
) -> None:
    visit = ward.visit()
    go(workspace_of(ward, open_window), visit)
    assert views(ward)[1:] == [(subject, visit if of_a_visit else None)]


def test_ones_own_password_shows_nobody(ward: Ward, open_window: Open) -> None:
    workspace_of(ward, open_window).clinic.open_own_password()
    assert views(ward) == [("board", None)]


def test_a_search_is_one_line_without_what_was_typed(ward: Ward, open_window: Open) -> None:
    ward.visit(family="Zebulon")
    workspace = workspace_of(ward, open_window)
    workspace.open_past()
    page = workspace.page()
    assert isinstance(page, PastPage)
    for typed in ("zeb", "zebu", "zebul", "nobody"):
        page.search.setText(typed)
    assert views(ward)[2:] == [("search", None)]
    page.search.setText("")
    page.search.setText("zeb")
    assert views(ward)[2:] == [("search", None)] * 2


def test_who_comes_back_after_a_lock_looks_at_the_same_page_again(ward: Ward, open_window: Open) -> None:
    window = open_window(ward)
    workspace = window.workspace()
    assert workspace is not None
    workspace.open_past()
    window.lock()
    assert views(ward) == [("board", None), ("past", None)]
    press(window, "sign_in")
    assert views(ward) == [("board", None), ("past", None)], "the password is missing"
    sign_in(window)
    assert views(ward) == [("board", None), ("past", None), ("past", None)]

"""Nothing leads out of a page: no menu, no drop, no close, and no kind of window that is not ours."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QPlainTextEdit

from kypho_prep.app import show
from kypho_prep.app.last_resort import LastResort
from kypho_prep.settings import Kind
from tests.app.leading_out import bars, fields, led_out
from tests.journeys.house import BORN, PASSWORD, House, standing, with_clinic

PACKAGE = Path(__file__).resolve().parents[2] / "kypho_prep"


def test_no_field_of_a_patient_leads_out(tmp_path: Path, qapp: QApplication) -> None:
    _visit, code = with_clinic(tmp_path)
    with standing(tmp_path, kind=Kind.KIOSK) as house:
        patient, looked = house.guest(), 0
        patient.sign_in(code, BORN, pictures=False)
        patient.go_until("medicines.groups_thin", pictures=False)
        house.hand.tap("question_for_nurse")
        for _ in range(3):
            looked += len(fields(house.hand)) + len(bars(house.hand))
            assert led_out(house.hand) == []
            house.hand.touch_keys("why now and not later ")
        field = next(one for one in fields(house.hand) if isinstance(one, QPlainTextEdit))
        field.setPlainText("line\n" * 40)  # a bar of its own shows
        house.hand.settle()
        assert bars(house.hand)
        assert led_out(house.hand) == []
        assert looked >= 3


def test_no_field_of_staff_at_a_kiosk_leads_out(tmp_path: Path, qapp: QApplication) -> None:
    with_clinic(tmp_path)
    with standing(tmp_path, kind=Kind.KIOSK) as house:
        house.hand.tap("staff")
        assert len(fields(house.hand)) == 2
        assert led_out(house.hand) == []


def test_no_field_of_the_desk_leads_out(tmp_path: Path, qapp: QApplication) -> None:
    with_clinic(tmp_path)
    with standing(tmp_path) as house:
        house.staff_sign_in()
        assert led_out(house.hand) == []
        house.hand.tap("new_visit")
        assert len(fields(house.hand)) > 8
        assert bars(house.hand)
        assert led_out(house.hand) == []


def quit_by_staff(house: House) -> None:
    house.hand.tap("staff")
    house.hand.write("user", "ann")
    house.hand.write("password", PASSWORD)
    house.hand.tap("acknowledge")
    house.hand.tap("quit")


def test_only_staff_close_a_kiosk(tmp_path: Path, qapp: QApplication) -> None:
    """Alt+F4, a window manager's menu and the end of a session all ask the window itself to close."""
    _visit, code = with_clinic(tmp_path)
    with standing(tmp_path, kind=Kind.KIOSK) as house:
        window = house.program.window
        for reached in ("the welcome page", "a question"):
            for ask in (window.close, window.windowHandle().close):
                ask()
                house.hand.settle()
                assert window.isVisible(), reached
                assert house.program.workplace is not None, reached
            if reached == "the welcome page":
                patient = house.guest()
                patient.sign_in(code, BORN, pictures=False)
        house.hand.tap("leave")
        house.hand.tap("go_on")
        quit_by_staff(house)
        assert not window.isVisible()
        assert house.program.workplace is None


def test_the_page_of_last_resort_stays_on_a_kiosk_too(tmp_path: Path, qapp: QApplication) -> None:
    with_clinic(tmp_path)
    with standing(tmp_path, kind=Kind.KIOSK) as house:
        resort = LastResort(house.ticks)
        resort.watch(house.program)
        resort._show_bare(house.program)
        assert resort.bare is not None
        resort.bare.close()
        assert resort.bare.isVisible()
        resort.again()
        assert resort.bare is None
        assert house.program.window.isVisible()
        resort._timer.stop()


def test_a_kiosk_in_a_usual_window_closes_as_one(
    tmp_path: Path, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As in `make clinic`, where whoever looks at several stations ends it by closing them."""
    with_clinic(tmp_path)
    monkeypatch.setenv("KYPHO_PREP_WINDOW", "1")
    with standing(tmp_path, kind=Kind.KIOSK) as house:
        show(house.program.window)
        house.program.window.close()
        assert not house.program.window.isVisible()


@pytest.mark.parametrize("kind", [Kind.DESK, Kind.BOTH])
def test_a_machine_of_staff_s_closes_as_any_window(tmp_path: Path, qapp: QApplication, kind: Kind) -> None:
    with_clinic(tmp_path)
    with standing(tmp_path, kind=kind) as house:
        house.program.window.close()
        assert not house.program.window.isVisible()
        assert house.program.workplace is None


# All that the program shows is made of these. A dialog, a menu, a picker of files or a link that opens elsewhere is not
# among them: each is a window beside ours, which a patient could get lost in, or out by.
WIDGETS = {
    *("QAbstractButton", "QAbstractItemView", "QAbstractScrollArea", "QApplication", "QBoxLayout", "QButtonGroup"),
    *("QComboBox", "QFrame", "QGridLayout", "QHBoxLayout", "QHeaderView", "QLabel", "QLayout", "QLayoutItem"),
    *("QLineEdit", "QPlainTextEdit", "QPushButton", "QScrollArea", "QScrollBar", "QScroller", "QSizePolicy"),
    *("QStackedLayout", "QStackedWidget", "QStyle", "QStyleOptionViewItem", "QStyledItemDelegate", "QTableView"),
    *("QToolTip", "QVBoxLayout", "QWidget"),
}
PRINTS = {"QPrinter", "QPrinterInfo"}
NEVER = {
    *("QAction", "QDesktopServices", "QDrag", "QProcess", "QSystemTrayIcon", "Popen", "startfile", "webbrowser"),
    *("WindowType", "createStandardContextMenu", "openUrl", "setContextMenuPolicy", "setOpenExternalLinks"),
    *("setTextInteractionFlags", "setWindowFlag", "setWindowFlags"),
}
# The one place that takes menus away, and the one that starts the voice: this very program with an argument of its own,
# which shows nothing. Programs for developers start others.
EXCEPT = {"look/native.py": {"setContextMenuPolicy"}, "look/speech.py": {"QProcess"}}
NOT_AT_A_KIOSK = ("tour", "rehearsal")
ALLOWED = {"PySide6.QtWidgets": WIDGETS, "PySide6.QtPrintSupport": PRINTS}
FIELDS_OF_QT = {"QLineEdit", "QPlainTextEdit", "QComboBox"}


def sources() -> Iterator[tuple[str, ast.Module]]:
    for path in sorted(PACKAGE.rglob("*.py")):
        inside = path.relative_to(PACKAGE)
        if inside.parts[0] not in NOT_AT_A_KIOSK:
            yield inside.as_posix(), ast.parse(path.read_text("utf-8"))


def leads_out(tree: ast.Module) -> set[str]:
    """Names by which a file could open something that is not a page of ours."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom | ast.Import):
            names = {alias.name for alias in node.names}
            module = node.module or "" if isinstance(node, ast.ImportFrom) else ""
            found |= names - ALLOWED.get(module, names) | names & NEVER
        elif isinstance(node, ast.Attribute):
            found |= {node.attr} & NEVER
    return found


def made_fields(tree: ast.Module) -> int:
    """How many kinds of native fields a file makes: by a call, or as a class of its own."""
    calls = [ast.unparse(one.func) for one in ast.walk(tree) if isinstance(one, ast.Call)]
    bases = [ast.unparse(base) for one in ast.walk(tree) if isinstance(one, ast.ClassDef) for base in one.bases]
    return sum(name in FIELDS_OF_QT for name in (*calls, *bases))


def shaped(tree: ast.Module) -> int:
    return sum(isinstance(one, ast.Call) and ast.unparse(one.func) == "shape" for one in ast.walk(tree))


def test_no_file_opens_anything_but_a_page() -> None:
    found = {name: leads_out(tree) - EXCEPT.get(name, set()) for name, tree in sources()}
    assert {name: names for name, names in found.items() if names} == {}


def test_every_field_is_kept_in() -> None:
    assert [name for name, tree in sources() if made_fields(tree) > shaped(tree)] == []


@pytest.mark.parametrize(
    "source",
    [
        "from PySide6.QtWidgets import QFileDialog",
        "from PySide6.QtWidgets import QMenu, QWidget",
        "from PySide6.QtPrintSupport import QPrintDialog",
        "from PySide6.QtGui import QDesktopServices",
        "import webbrowser",
        "label.setOpenExternalLinks(True)",
        "widget.setWindowFlags(Qt.WindowType.Dialog)",
    ],
)
def test_the_rule_finds_what_leads_out(source: str) -> None:
    assert leads_out(ast.parse(source))

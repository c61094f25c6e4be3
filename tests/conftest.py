"""What every test stands on: no screen, folders of its own, and nothing logged that nobody expected."""

import gc
import logging
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, Dialect, Engine, event

from kypho_prep.content import Content
from tests.clinic_server import ClinicServer, require_server, running
from tests.shipped import shipped

# Set before Qt is imported anywhere. Any other figure than 96 makes a pixel of a window more than one of its picture.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["QT_FONT_DPI"] = "96"
os.environ["QT_SCALE_FACTOR"] = "1"
os.environ.pop("QT_STYLE_OVERRIDE", None)
# A test that touches "Read to me" would start the machine's own voice, which speaks, and stays when the test has ended.
os.environ["SPEECHD_ADDRESS"] = "unix_socket:/nonexistent/speechd.sock"

# An installed program keeps its compiled modules. Where the tester's shell forbids it, each of the many programs that
# the tests start would compile everything again, and so would each process that runs the tests.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

# Each commit of a clinic's file waits for the disk, thousands of times in a run: the files stand in memory where there
# is room. What is proved about a program that is killed needs no disk, and nothing here pulls a plug.
MEMORY = Path("/dev/shm")
if MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > 2**31:
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))
    os.environ.setdefault("TMPDIR", str(MEMORY))  # for the programs that tests start: the tour waited seconds for it

# The program opens one database and compiles each of its statements once. The tests open thousands, and would compile
# the same statements for each: a fifth of their time.
COMPILED: dict[Any, Any] = {}
DIALECTS: dict[tuple[type, Any], Dialect] = {}


@event.listens_for(Engine, "engine_connect")
def _compile_once(connection: Connection) -> None:
    kind = type(connection.dialect), connection.dialect.dbapi
    connection.dialect = DIALECTS.setdefault(kind, connection.dialect)
    connection.execution_options(compiled_cache=COMPILED)


# Parts of messages that fail no test; each needs its reason beside it.
HARMLESS: tuple[str, ...] = ()

# What takes long goes first, so that the other process ends with short tests; what one file makes once stays together.
MADE_ONCE = ("tests/test_tour.py", "tests/sample/")
# The longest tests beside the walks: the same few paths through rules, windows and database again and again.
AGAIN_AND_AGAIN = (
    "tests/cohort/",
    "tests/faults/",
    "tests/kiosk/test_helper_pages.py",
    "tests/kiosk/test_touches.py",
    "tests/nurse/test_every_answer.py",
    "tests/prep/test_any_moment.py",
    "tests/prep/test_every_red.py",
    "tests/prep/test_over_days.py",
    "tests/prep/test_whatever_happens.py",
    "tests/workflow/test_any_clock.py",
)

# The server as stations have it: what is done at a kiosk by a kiosk's login, what staff do by a desk's.
BY_LOGINS = "postgresql_by_logins"


def pytest_addoption(parser: pytest.Parser) -> None:
    said = "which database the tests of records and workflow stand on (default: the encrypted file)"
    parser.addoption("--database", choices=("sqlite", "postgresql", "both"), default="sqlite", help=said)
    parser.addoption("--faults", action="store_true", help="run the long proofs whole, not a sample")
    said = "how often the running program is killed while patients answer (default 2; 1000 with --faults)"
    parser.addoption("--kills", type=int, help=said)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    chosen = metafunc.config.getoption("--database")
    on_both = "database_kind" in metafunc.fixturenames and metafunc.definition.get_closest_marker("sqlite") is None
    by_logins = metafunc.definition.get_closest_marker("by_logins")
    if on_both and by_logins is not None and by_logins.kwargs.get("alone"):
        metafunc.parametrize("database_kind", [BY_LOGINS])
    elif on_both and metafunc.definition.get_closest_marker("server") is not None:
        metafunc.parametrize("database_kind", ["postgresql"])
    elif on_both and chosen != "sqlite":
        kinds = ["postgresql"] if chosen == "postgresql" else ["sqlite", "postgresql"]
        metafunc.parametrize("database_kind", [*kinds, BY_LOGINS] if by_logins is not None else kinds)


@pytest.fixture
def database_kind() -> str:
    """Which database a test stands on, "sqlite" or "postgresql"; both where that was asked for.

    "postgresql_by_logins" is the server as a kiosk's login and a desk's have it, and not its owner's.
    """
    return "sqlite"


@pytest.fixture(scope="session")
def server() -> Iterator[ClinicServer]:
    """A PostgreSQL of this run's own; who asks for it is skipped where none is installed, and fails in CI."""
    require_server()
    with running() as started:
        yield started


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.getoption("--database") == "postgresql":
        there = [item for item in items if "server" in item.fixturenames or "postgresql" in _kind_of(item)]
        config.hook.pytest_deselected(items=[item for item in items if item not in there])
        items[:] = there

    def place(item: pytest.Item) -> int:
        return 0 if item.nodeid.startswith(MADE_ONCE) else 1 if item.get_closest_marker("walk") else 2

    items.sort(key=place)
    for item in items:  # who counts branches counts them in the tests that look at each of them once, on one database
        again = item.get_closest_marker("walk") or item.nodeid.startswith(AGAIN_AND_AGAIN)
        if again or "postgresql" in _kind_of(item):
            item.add_marker("no_cover")


def _kind_of(item: pytest.Item) -> str:
    return str(item.callspec.params.get("database_kind", "")) if hasattr(item, "callspec") else ""


def pytest_collection_finish() -> None:
    """Let the collector pass over what was imported and collected: it lives until the end."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def content() -> Content:
    """Return the content that the program ships."""
    return shipped()


@pytest.fixture(scope="session")
def homes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return where the tests' own folders stand: `mktemp` would look through thousands of them for the next number."""
    return tmp_path_factory.mktemp("homes")


@pytest.fixture(autouse=True)
def own_folders(homes: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep every test out of the tester's own data and configuration."""
    home = Path(tempfile.mkdtemp(dir=homes))
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("XDG_DATA_HOME", str(home / "data"))
    monkeypatch.setenv("KYPHO_PREP_CONFIG", str(home / "config"))
    monkeypatch.setenv("KYPHO_PREP_CACHE", str(home / "cache"))
    monkeypatch.delenv("KYPHO_PREP_DATA", raising=False)
    return home


@pytest.fixture(autouse=True)
def nothing_logged(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Fail a test that logs a warning; one that expects it asserts it and then calls `caplog.clear()`."""
    yield
    records = [*caplog.get_records("setup"), *caplog.get_records("call")]
    loud = [record.getMessage() for record in records if record.levelno >= logging.WARNING]
    unexpected = [message for message in loud if not any(part in message for part in HARMLESS)]
    assert not unexpected, f"Logged, and not expected: {unexpected}"

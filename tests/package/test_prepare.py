"""The set-up of a fresh machine names exactly what is missing, and nothing that is there."""

import importlib.util
import re
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

Machine = Callable[[str], bool]
DEBIAN_NAME = re.compile(r"[a-z0-9][a-z0-9.+-]+")


@pytest.fixture
def prepare(checkout: Path) -> ModuleType:
    """The set-up script, read as a module."""
    spec = importlib.util.spec_from_file_location("prepare", checkout / ".ci" / "prepare.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def bare(_: str) -> bool:
    return False


def complete(_: str) -> bool:
    return True


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux leaves Qt's libraries to the system")
@pytest.mark.parametrize("purpose", ["run", "clinic", "dev"])
def test_a_bare_machine_is_told_every_package_once(prepare: ModuleType, purpose: str) -> None:
    missing = prepare.missing_packages(purpose, opens=bare, finds=bare, has=bare)
    assert len(missing) == len(set(missing))
    assert {*prepare.ALWAYS.values(), "python3-venv"} <= set(missing)
    assert ("poppler-utils" in missing) == (purpose == "dev")
    assert ("postgresql" in missing) == (purpose != "run")
    assert all(DEBIAN_NAME.fullmatch(name) for name in missing)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere nothing is installed")
def test_ci_alone_also_gets_what_reads_the_program_from_outside(
    prepare: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    reads = {"xvfb", "at-spi2-core", "gir1.2-atspi-2.0", "python3-gi", "libxcb-cursor0"}
    for variable in ("CI", "DISPLAY"):
        monkeypatch.delenv(variable, raising=False)
    assert not reads & set(prepare.missing_packages("dev", opens=bare, finds=bare, has=bare))
    monkeypatch.setenv("CI", "true")
    assert reads <= set(prepare.missing_packages("dev", opens=bare, finds=bare, has=bare))
    assert not reads & set(prepare.missing_packages("run", opens=bare, finds=bare, has=bare))


def test_a_complete_machine_lacks_nothing(prepare: ModuleType) -> None:
    assert prepare.missing_packages("dev", opens=complete, finds=complete, has=complete) == []


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere nothing is installed")
def test_a_machine_with_the_client_alone_lacks_the_server(prepare: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CI", raising=False)  # which asks for more
    there = {"git", "pdftotext", "psql"}
    assert prepare.missing_packages("dev", opens=complete, finds=there.__contains__, has=complete) == ["postgresql"]


def test_a_program_is_found_in_the_folder_of_any_version(prepare: ModuleType, tmp_path: Path) -> None:
    assert not prepare.finds(f"{tmp_path}/*/bin/initdb")
    (tmp_path / "15" / "bin").mkdir(parents=True)
    (tmp_path / "15" / "bin" / "initdb").touch()
    assert prepare.finds(f"{tmp_path}/*/bin/initdb")
    assert not prepare.finds("no-such-program")


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux leaves Qt's libraries to the system")
def test_pip_makes_up_for_a_missing_venv_package(prepare: ModuleType) -> None:
    missing = prepare.missing_packages("run", opens=complete, finds=complete, has=lambda name: name == "pip")
    assert missing == []


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="asks the Linux loader")
def test_a_library_is_asked_for_as_qt_will_ask(prepare: ModuleType) -> None:
    assert prepare.opens("libc.so.6")
    assert not prepare.opens("libnobody-has-this.so.9")


def test_the_line_to_type_is_whole(prepare: ModuleType) -> None:
    assert prepare.command(["libgl1", "git"]) == "apt-get install -y --no-install-recommends libgl1 git"


def test_exactly_the_list_is_installed_and_then_checked(
    prepare: ModuleType, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    says_what_it_was_asked = [sys.executable, "-c", "import sys; print(*sys.argv[1:])"]
    prepare.install_pins(says_what_it_was_asked, tmp_path / "run.txt")
    install, check = capfd.readouterr().out.splitlines()
    assert install == f"install --quiet --no-deps --require-hashes -r {tmp_path / 'run.txt'}"
    assert check == "check"

"""Sets up a checkout with nothing but Python: the Debian libraries Qt needs, then .venv with the pinned packages.

`python3 .ci/prepare.py run` for the program, `clinic` in its place for a clinic on a server, `dev` for the tests too.
What is missing and may not be installed from here is named, with the one line that installs it.
"""

import ctypes
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
Asks = Callable[[str], bool]

# What Qt opens, and the Debian package that holds it; found by running Qt on a bare Debian 12.
ALWAYS = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
}
ON_A_SCREEN = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
# The server, and not `psql`, which comes with the client alone; each version's is in a folder of its own.
# Debian's postgresql also makes and starts a server of its own, which the tests leave alone: they start a private one.
FOR_A_SERVER = {"/usr/lib/postgresql/*/bin/initdb": "postgresql"}
FOR_TESTS = {"pdftotext": "poppler-utils", "git": "git", **FOR_A_SERVER}
# A screen, and what reads a program from outside as a screen reader does: for one test, which is skipped without it but
# in CI (`tests/outside`).
FROM_OUTSIDE = {
    "Xvfb": "xvfb",
    "dbus-daemon": "dbus-daemon",
    "/usr/libexec/at-spi-bus-launcher": "at-spi2-core",
    "/usr/lib/*/girepository-1.0/Atspi-2.0.typelib": "gir1.2-atspi-2.0",
    "/usr/lib/python3/dist-packages/gi/__init__.py": "python3-gi",
}
# A voice, and a sound card that is none to hear it by: for one test, as above (`tests/outside/test_real_voice.py`).
FOR_A_VOICE = {
    "speech-dispatcher": "speech-dispatcher",
    "/usr/lib/speech-dispatcher-modules/sd_espeak-ng": "speech-dispatcher-espeak-ng",
    "pulseaudio": "pulseaudio",
    "parec": "pulseaudio-utils",
}
PROGRAMS = {"run": {}, "clinic": FOR_A_SERVER, "dev": FOR_TESTS}


def main(purpose: str) -> None:
    """Prepare the checkout for `run`, `clinic` or `dev`, or say what is missing and stop."""
    refuse_wrong_python()
    missing = missing_packages(purpose, opens=opens, finds=finds, has=has)
    if missing and not install(missing):
        sys.exit(f"Missing from this machine: {', '.join(missing)}. As root:\n\n    {command(missing)}\n")
    make_venv()
    pins = ROOT / ".requirements" / f"{purpose}.txt"
    print(f"Installing the packages pinned in .requirements/{pins.name}: some minutes the first time.", flush=True)
    install_pins(pip(), pins)


def refuse_wrong_python() -> None:
    """Stop where this Python is older or newer than the program was tested with."""
    if not (3, 11) <= sys.version_info[:2] <= (3, 13):
        sys.exit(
            f"Python 3.11, 3.12 or 3.13 is needed and this is {sys.version.split()[0]}. "
            "Name another with: make PYTHON=python3.12 run"
        )


def missing_packages(purpose: str, *, opens: Asks, finds: Asks, has: Asks) -> list[str]:
    """The Debian packages that this machine lacks; elsewhere than on Linux Qt's wheels bring all.

    `opens` tells whether a shared library is there, `finds` a program, `has` a module of this Python.
    """
    if not sys.platform.startswith("linux"):
        return []
    in_ci = purpose == "dev" and bool(os.environ.get("CI"))
    libraries = ALWAYS | ON_A_SCREEN if os.environ.get("DISPLAY") or in_ci else ALWAYS
    programs = PROGRAMS[purpose] | (FROM_OUTSIDE | FOR_A_VOICE if in_ci else {})
    missing = [package for library, package in libraries.items() if not opens(library)]
    missing += [package for program, package in programs.items() if not finds(program)]
    if not has("ensurepip") and not has("pip"):
        missing.append("python3-venv")
    return missing


def opens(library: str) -> bool:
    """Whether the loader finds a shared library, asked as Qt will ask it."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def finds(program: str) -> bool:
    """Whether a program can be called by its name, or is at a path in which * stands for any version."""
    return any(Path("/").glob(program[1:])) if program[0] == "/" else shutil.which(program) is not None


def has(name: str) -> bool:
    """Whether this Python has a module, without importing it."""
    return importlib.util.find_spec(name) is not None


def command(packages: list[str]) -> str:
    """The one line that installs Debian packages."""
    return f"apt-get install -y --no-install-recommends {' '.join(packages)}"


def install(packages: list[str]) -> bool:
    """Install Debian packages where that is allowed: as root, on a Debian; False where it is not."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return False
    print(f"Installing Debian packages: {' '.join(packages)}", flush=True)
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    run(["apt-get", "update", "-qq"], quiet)
    run(command(packages).split(), quiet)
    return True


def install_pins(pip: list[str], pins: Path) -> None:
    """Install exactly the list; a pip that looked further could find what came out after the list was made."""
    run([*pip, "install", "--quiet", "--no-deps", "--require-hashes", "-r", str(pins)])
    run([*pip, "check"])


def make_venv() -> None:
    """Make .venv once; Debian's python3-venv is not needed where pip is there, for pip can install into it."""
    if (VENV / "bin" / "python").exists():
        return
    without = [] if has("ensurepip") else ["--without-pip"]
    run([sys.executable, "-m", "venv", *without, str(VENV)])


def pip() -> list[str]:
    """The pip that installs into .venv: its own, else this Python's."""
    python = str(VENV / "bin" / "python")
    if subprocess.run([python, "-c", "import pip"], capture_output=True, check=False).returncode == 0:
        return [python, "-m", "pip", "--disable-pip-version-check"]
    return [sys.executable, "-m", "pip", "--disable-pip-version-check", "--python", python]


def run(words: list[str], environment: dict[str, str] | None = None) -> None:
    """Run a command and stop with its own exit code where it fails."""
    done = subprocess.run(words, env=environment, check=False)
    if done.returncode != 0:
        sys.exit(f"This failed with exit code {done.returncode}: {' '.join(words)}")


if __name__ == "__main__":
    if sys.argv[1:] not in [[purpose] for purpose in PROGRAMS]:
        sys.exit(f"Say what for: .ci/prepare.py {' | '.join(PROGRAMS)}")
    main(sys.argv[1])

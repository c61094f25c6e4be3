"""Proves that the pins install into a bare virtual environment, with the oldest pip that a supported system ships.

That is Debian 12's. It resolves extras otherwise than a newer one, so that a gap in the list shows there first.
"""

import shutil
import subprocess
import sys
import venv
from pathlib import Path

import prepare

OLDEST_PIP = "23.0.1"
BARE = prepare.ROOT / "build" / "bare"


def main() -> None:
    """Install each list, each into an environment of its own, and let what was installed say its version."""
    for purpose in ("run", "clinic", "dev"):
        python = bare_python(BARE / purpose)
        pip = [str(python), "-m", "pip", "--disable-pip-version-check"]
        prepare.run([*pip, "install", "--quiet", f"pip=={OLDEST_PIP}"])
        prepare.install_pins(pip, prepare.ROOT / ".requirements" / f"{purpose}.txt")
        subprocess.run([str(python), "-m", "kypho_prep", "--version"], cwd=prepare.ROOT, check=True)
    shutil.rmtree(BARE)


def bare_python(folder: Path) -> Path:
    """Make an empty environment and return its Python."""
    venv.create(folder, clear=True, with_pip=True)
    return folder / ("Scripts" if sys.platform == "win32" else "bin") / "python"


if __name__ == "__main__":
    main()

"""A process that opened a clinic and crashes leaves no memory behind."""

import subprocess
import sys
from pathlib import Path

import pytest

from kypho_prep.workflow import start

ROOT = Path(__file__).resolve().parents[2]
CRASHES = """
import ctypes, os, resource, signal, sys
from pathlib import Path
resource.setrlimit(resource.RLIMIT_CORE, (resource.getrlimit(resource.RLIMIT_CORE)[1],) * 2)
from kypho_prep.workflow import start
start.open_or_create(Path("data"), Path("config"), create=False)
print(resource.getrlimit(resource.RLIMIT_CORE), ctypes.CDLL(None).prctl(3, 0, 0, 0, 0), flush=True)
os.kill(os.getpid(), signal.SIGSEGV)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="what Linux has")
def test_a_crash_leaves_no_core(tmp_path: Path) -> None:
    start.open_or_create(tmp_path / "data", tmp_path / "config").close()
    before = {path.name for path in tmp_path.iterdir()}
    ran = subprocess.run(
        [sys.executable, "-c", CRASHES], cwd=tmp_path, env={"PYTHONPATH": str(ROOT)}, capture_output=True, check=False
    )
    assert ran.stdout.decode() == "(0, 0) 0\n", ran.stderr
    assert {path.name for path in tmp_path.iterdir()} == before

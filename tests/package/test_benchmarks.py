"""A documented benchmark runs to its end: two rounds, since no figure is asked for; `make types` looks at the rest."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_a_section_prints_its_ratios() -> None:
    command = [sys.executable, "tests/benchmarks/run.py", "--only", "reply", "--quick"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert "durable reply p50 / the same rows" in done.stdout

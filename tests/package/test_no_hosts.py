"""Nothing in the repository names one machine: no host in the pins, no folder of the one who wrote a file."""

import re
from pathlib import Path

HOST = re.compile(r"https?://|index-url|find-links|trusted-host|pypi\.|pythonhosted")
PIN = re.compile(r"^([a-z0-9-]+)==(\S+)", re.MULTILINE)
MACHINE_PATH = re.compile(r"(?<![\w.~$}/])/(?:work/|root/|home/\w|Users/\w|opt/pypi)|[A-Z]:\\Users\\")
THIS_FILE = Path(__file__).name


def pins(path: Path) -> dict[str, str]:
    return dict(PIN.findall(path.read_text("utf-8")))


def test_the_pins_name_no_host(checkout: Path) -> None:
    files = sorted((checkout / ".requirements").glob("*.txt"))
    assert [path.name for path in files] == ["clinic.txt", "dev.txt", "run.txt"]
    assert [path.name for path in files if HOST.search(path.read_text("utf-8"))] == []


def test_every_pin_carries_hashes(checkout: Path) -> None:
    for path in (checkout / ".requirements").glob("*.txt"):
        text = path.read_text("utf-8")
        blocks = re.split(r"^(?=[a-z0-9-]+==)", text, flags=re.MULTILINE)[1:]
        assert blocks
        assert [block.split()[0] for block in blocks if "--hash=sha256:" not in block] == []


def test_what_runs_is_what_was_tested(checkout: Path) -> None:
    run, dev = pins(checkout / ".requirements" / "run.txt"), pins(checkout / ".requirements" / "dev.txt")
    assert run.items() <= dev.items()


def test_no_file_names_a_folder_of_somebodys_machine(checkout: Path, kept_files: list[Path]) -> None:
    found = []
    for path in kept_files:
        data = path.read_bytes()
        if b"\0" not in data and path.name != THIS_FILE:
            found += [f"{path.relative_to(checkout)}: {hit}" for hit in MACHINE_PATH.findall(data.decode("utf-8"))]
    assert found == []


def test_the_search_finds_what_it_looks_for() -> None:
    assert HOST.search("--index-url https://example.org/simple")
    assert MACHINE_PATH.search("see /home/someone/notes.txt")
    assert not MACHINE_PATH.search("see docs/desk/notes.txt")

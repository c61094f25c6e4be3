"""Every command and flag that README, CONTRIBUTING and `--help` name is tried as it is written there."""

import argparse
import itertools
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from kypho_prep import cli, settings
from kypho_prep.records.audit_anchor import shown
from kypho_prep.workflow.clinic import audit_proof
from tests.clinic_server import ClinicServer

ROOT = Path(__file__).resolve().parents[2]
PASSWORD = "a sample's password"
SPAN = re.compile(r"(?<!`)`([^`\n]+)`(?!`)")
BLOCK = re.compile(r"```\n(.*?)```", re.DOTALL)
PROGRAM = re.compile(r"(?:kypho-prep|\S*python\S* -m kypho_prep)(?: (.+))?")
MAKE = re.compile(r"make (?:[A-Z]+=\S+ )*[a-z]+(?: [A-Z]+=\S+)*")
# A window stays open: below it ends at its first paint. Whole stories take a minute: tests/test_tour.py and
# tests/test_rehearsal.py play them.
LONG = ("run", "tour", "rehearse")
# These need a server, and a computer without a clinic of its own.
ON_A_SERVER = ("clinic", "backup --server-ran")
# A clinic that is made goes to a server, and back.
MOVES = ("move-to-clinic", "move-to-machine")
# One after the other: tests/test_station_commands.py, with a server, and tests/test_keys_command.py.
IN_ORDER = ("station", "keys")


# What a command cannot be without.
NEEDED = {
    "match": ["--json"],
    "tour": ["--out", "DIR"],
    "add": ["--kind", "kiosk"],
    "move-to-machine": ["--out", "DIR"],
    "export": ["--csv", "FILE"],
    "import": ["--to", "DIR"],
}


def documented() -> list[str]:
    """Return what stands in code letters in the two papers."""
    found = []
    for paper in ("README.md", "CONTRIBUTING.md"):
        text = (ROOT / paper).read_text("utf-8")
        found += SPAN.findall(BLOCK.sub("", text))
        found += [line for block in BLOCK.findall(text) for line in block.splitlines()]
    return sorted(set(found))


def program_lines() -> list[str]:
    """Return what the papers call the program with; what is optional both left out and said."""
    lines = []
    for span in documented():
        if (found := PROGRAM.fullmatch(span)) and found[1]:
            lines += {re.sub(r" ?\[[^]]*\]", "", found[1]), re.sub(r"[][]", "", found[1])}
    return sorted(set(lines))


def make_lines() -> list[str]:
    return [span for span in documented() if MAKE.fullmatch(span)]


def leaves(parser: argparse.ArgumentParser, words: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], list[str]]]:
    """Yield each command of the help with one of its flags, every choice of it: the words before, the flag."""
    own = [one for one in parser._actions if one.option_strings and one.dest not in ("help", "version")]
    verbs = [one for one in parser._actions if isinstance(one, argparse._SubParsersAction)]
    for action in own:
        values = [str(one) for one in action.choices or ()] or (
            [str(action.metavar or "word")] if action.nargs != 0 else [""]
        )
        yield from ((words, [action.option_strings[0], value]) for value in values)
    if not verbs:
        yield words, []
    for name, under in itertools.chain.from_iterable(one.choices.items() for one in verbs):
        places = [
            str(one.metavar)
            for one in under._actions
            if not one.option_strings and one.metavar in ("DIR", "URL", "NAME", "FILE", "CODE")
        ]
        yield from leaves(under, (*words, name, *places))


def help_lines() -> list[str]:
    """Return each command with each of its flags, what it needs besides among them."""
    lines = []
    for words, flag in leaves(cli._parser()):
        needed = next((one for verb, one in NEEDED.items() if verb in words), [])
        lines.append(" ".join([*words, *([] if flag[:1] == needed[:1] else needed), *flag]).strip())
    return lines


def password_in(folder: Path) -> tuple[str, str]:
    (folder / "password").write_text(PASSWORD, "utf-8")
    return "--password-file", str(folder / "password")


@pytest.fixture(scope="module")
def clinic(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sample clinic, where a command needs one."""
    folder = tmp_path_factory.mktemp("sample") / "clinic"
    assert cli.main(["sample", str(folder), "--visits", "1", *password_in(folder.parent)]) == 0
    return folder


def as_written(line: str, clinic: Path, new: Path) -> list[str]:
    """Return the words of a line, with folders and figures where it says DIR and N."""
    making = line.startswith(("sample", "tour", "rehearse", "move-to-machine", "language"))
    folder = ROOT / "resources" if "--resources" in line else new / "made" if making else clinic
    line = line.replace("--data DIR", f"--data {clinic}")
    stands_for = {"DIR": str(folder), "N": "1", "word": PASSWORD}
    if line.startswith("language"):
        stands_for["FILE"] = str(new / "sheet.csv")
    return [stands_for.get(word, word) for word in line.split()]


@pytest.mark.parametrize("line", sorted({*program_lines(), *help_lines()}))
def test_a_line_is_understood_as_it_is_written(line: str, tmp_path: Path) -> None:
    asked = cli._parser().parse_args(as_written(line, tmp_path / "clinic", tmp_path))
    assert callable(asked.run)
    assert asked.data == (str(tmp_path / "clinic") if "--data" in line else None)


@pytest.mark.parametrize(
    "line",
    [
        one
        for one in program_lines()
        if one.split()[0] not in (*LONG, *MOVES, *IN_ORDER) and not one.startswith(ON_A_SERVER)
    ],
)
def test_a_line_of_the_papers_runs(line: str, clinic: Path, tmp_path: Path) -> None:
    if line.startswith("restore"):
        # What is brought back has to be there: the clinic's own folder stands for its back-ups' too.
        assert cli.main(["backup", "--data", str(clinic)]) == 0
    if line.startswith("language import"):
        # What comes back has gone out before.
        assert cli.main(as_written("language export es --csv FILE", clinic, tmp_path)) == 0
    if "ANCHOR" in line:
        # As an earlier check printed it.
        line = line.replace("ANCHOR", shown(audit_proof.prove(settings.load(str(clinic))).upto))
    done = _run(as_written(line, clinic, tmp_path), clinic)
    assert done.returncode == 0, done.stderr[-2000:]
    assert done.stdout


@pytest.mark.parametrize("line", [one for one in program_lines() if one.startswith(ON_A_SERVER)])
def test_a_line_that_needs_a_server_runs(line: str, server: ClinicServer, tmp_path: Path) -> None:
    words = [server.url(server.empty()) if word == "URL" else word for word in line.split()]
    if "init" not in words:
        assert cli.main(["clinic", "init", server.url(server.empty()), "--data", str(tmp_path)]) == 0
    done = _run(words, tmp_path)
    assert done.returncode == 0, done.stderr[-2000:]
    assert done.stdout


@pytest.mark.parametrize("line", [one for one in program_lines() if one.split()[0] in MOVES])
def test_a_line_that_moves_a_clinic_runs(line: str, server: ClinicServer, tmp_path: Path) -> None:
    clinic, url = tmp_path / "clinic", server.url(server.empty())
    assert cli.main(["sample", str(clinic), "--visits", "1", *password_in(tmp_path)]) == 0
    if "URL" not in line:
        assert cli.main(["move-to-clinic", url, "--data", str(clinic)]) == 0
    done = _run([url if word == "URL" else word for word in as_written(line, clinic, tmp_path)], clinic)
    assert done.returncode == 0, done.stderr[-2000:]
    assert done.stdout


@pytest.mark.parametrize("line", [one for one in program_lines() if one.startswith("run")])
def test_run_opens_as_it_is_written(line: str, clinic: Path, tmp_path: Path) -> None:
    done = _run([*as_written(line, clinic, tmp_path), "--quit-after", "first-paint"], clinic)
    assert done.returncode == 0, done.stderr[-2000:]
    assert '"first-paint"' in done.stdout


@pytest.mark.parametrize("line", [one for one in help_lines() if one and one.split()[0] in ("medicines", "records")])
def test_a_line_of_the_help_runs(line: str, clinic: Path, tmp_path: Path) -> None:
    done = _run(as_written(line, clinic, tmp_path), clinic)
    assert done.returncode == 0, done.stderr[-2000:]


@pytest.mark.parametrize("where", ["before", "after"])
def test_the_data_folder_stands_before_or_after_the_command(
    where: str, clinic: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = ["--data", str(clinic)]
    assert cli.main([*data, "records"] if where == "before" else ["records", *data]) == 0
    assert "0 summaries differed" in capsys.readouterr().out


@pytest.mark.parametrize("line", make_lines())
def test_a_target_is_there_and_calls_what_is_there(line: str) -> None:
    shown = subprocess.run(
        [*line.split(), "--dry-run"], cwd=ROOT, env=_alone(), capture_output=True, text=True, check=False
    )
    assert shown.returncode == 0, shown.stderr
    for words in re.findall(r"-m kypho_prep (.+)", shown.stdout):
        assert callable(cli._parser().parse_args(words.split()).run)
    for script in re.findall(r"\S+\.py\b", shown.stdout):
        assert (ROOT / script).is_file(), script


def test_help_lists_every_target_that_the_papers_name() -> None:
    shown = subprocess.run(["make", "help"], cwd=ROOT, env=_alone(), capture_output=True, text=True, check=True)
    named = {word for line in make_lines() for word in line.split()[1:] if word.isalpha() and word != "help"}
    assert named <= set(re.findall(r"^make ([a-z]+)", shown.stdout, re.MULTILINE))


def _run(words: list[str], clinic: Path) -> subprocess.CompletedProcess[str]:
    """Start the program in a process of its own; who is asked for a password types one."""
    return subprocess.run(
        [sys.executable, "-m", "kypho_prep", *words],
        cwd=ROOT,
        env={**_alone(), "KYPHO_PREP_DATA": str(clinic)},
        input=f"{PASSWORD}\n",
        text=True,
        capture_output=True,
        check=False,
        timeout=120,
        start_new_session=True,
    )


def _alone() -> dict[str, str]:
    """Return this environment without what an outer make or coverage left in it."""
    return {name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS", "COV"))}

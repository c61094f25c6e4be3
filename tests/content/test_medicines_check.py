"""The flagging list as a whole: every name reaches itself, no two collide, no ordinary name is flagged."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from kypho_prep.cli import main
from kypho_prep.content import Content
from kypho_prep.content.medicines_report import faults, flagging_list, matches
from kypho_prep.prep.medicines.catalogue import suggest
from tests.content.conftest import Breaking, Change

FILE = "medicines/flagging.toml"
FIELDS = ["typed", "name", "generics", "classes", "level", "how", "suggestions"]


def test_every_name_of_the_list_means_itself(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["medicines", "check"]) == 0
    said = capsys.readouterr().out
    assert said.count("\n") == 1
    assert said.endswith(" names, 0 faults\n")


@pytest.mark.parametrize(
    ("name", "fault"),
    [
        ("12", "flagging.toml: 12: reaches nothing, not itself"),
        ("X-Arelto", "Xarelto: reaches X-Arelto, not itself"),
        ("X-Arelto", "Xarelto: is spelled like X-Arelto"),
        ("sodium warfarin", "has the words of warfarin sodium but other ingredients"),
        ("<Eliquis>", "<Eliquis>: reaches nothing, not itself"),
    ],
)
def test_a_name_that_misleads_is_a_fault(
    name: str, fault: str, resources: Path, change: Change, capsys: pytest.CaptureFixture[str]
) -> None:
    change(FILE, "Eliquis = ", f'"{name}" = ["apixaban"]\nEliquis = ')
    assert main(["medicines", "check", "--resources", str(resources)]) == 1
    assert fault in capsys.readouterr().out


def test_an_ordinary_name_of_a_flagged_ingredient_is_a_fault(resources: Path, change: Change) -> None:
    change(FILE, 'Celexa = ["citalopram"]', 'Celexa = ["celecoxib"]')
    assert faults(flagging_list(resources)) == ("flagging.toml: Celexa: is ordinary and yet flagged as nsaid",)


def test_each_typed_line_is_one_answer(real: Content) -> None:
    lines = ["Eliquiss 5 twice daily\n", "METOPROLOL\r\n", "my cat\n", "Celexa", "Tylenol #3", "prolia"]
    found = list(matches(real.medicines, lines))
    assert [list(one) for one in found] == [FIELDS] * len(lines)
    assert [(one["typed"], one["name"], one["level"], one["how"]) for one in found] == [
        ("Eliquiss 5 twice daily", "Eliquis", "red", "sound"),
        ("METOPROLOL", "metoprolol", "note", "ordinary"),
        ("my cat", None, None, "none"),
        ("Celexa", "Celexa", None, "ordinary"),
        ("Tylenol #3", "Tylenol #3", "note", "brand"),
        ("prolia", "Prolia", "note", "brand"),
    ]
    assert found[0]["classes"] == ["anticoagulant_oral"]
    assert found[0]["generics"] == ["apixaban"]
    assert found[0]["suggestions"][0] == "Eliquis"
    assert found[1]["classes"] == ["morning_of"]
    assert found[2]["suggestions"] == found[2]["classes"] == found[2]["generics"] == []


def test_the_command_reads_lines_and_prints_one_object_a_line() -> None:
    asked = [sys.executable, "-m", "kypho_prep", "medicines", "match", "--json"]
    typed = "zarelto\n\U0001f48a\nascii \x07 bell\n".encode() + b"not \xff text\n"
    answer = subprocess.run(asked, input=typed, capture_output=True, check=True, timeout=60)
    found = [json.loads(line) for line in answer.stdout.splitlines()]
    assert [one["name"] for one in found] == ["Xarelto", None, None, None]
    assert [one["typed"] for one in found] == ["zarelto", "\U0001f48a", "ascii \x07 bell", "not \ufffd text"]
    assert answer.stderr == b""


def test_every_name_says_what_it_is_for(real: Content) -> None:
    assert [one.name for one in real.medicines.names if not one.what_for] == []
    words = real.words("en")
    said = [words(f"controls.use.{suggest(real.medicines, name)[0].what_for}") for name in ("celebrex", "celexa")]
    assert said == ["pain", "mood or memory"]


def test_what_a_medicine_is_for_needs_words_in_every_language(broken: Breaking) -> None:
    told = str(broken("content/words/en/controls.toml", "mood_or_memory = ", "moods = "))
    assert "controls.use.mood_or_memory: the words are missing" in told

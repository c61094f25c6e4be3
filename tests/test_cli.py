"""The command line: what it prints, where it prints it, and the code it ends with."""

import json
import shutil
import sys
from pathlib import Path

import pytest

from kypho_prep import __version__, cli, paths, settings
from kypho_prep.cli import has_screen, main


@pytest.fixture
def resources(tmp_path: Path) -> Path:
    """A copy of the content that a test may break."""
    for folder in ("content", "medicines", "images"):
        shutil.copytree(paths.resources() / folder, tmp_path / folder)
    return tmp_path


def test_the_report_of_the_content_is_json_of_the_promised_shape(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["content", "check", "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert report["statements"] == {"covered": 101, "of": 101, "missing": [], "unmapped": []}
    assert report["forbidden"] == []
    assert report["keys"] == []
    assert max(report["grades"].values()) <= 6.0


def test_the_report_is_readable_without_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["content", "check"]) == 0
    said = capsys.readouterr().out
    assert "statements: 101 of 101\nforbidden: 0\nunguarded: 0\nkeys: 0\nlong_sentences: 0\n" in said
    assert "\ngrades: " in said
    assert "\nease in Spanish: " in said


def test_faults_end_with_one_and_are_listed(resources: Path, capsys: pytest.CaptureFixture[str]) -> None:
    checklist = resources / "content" / "checklist.toml"
    checklist.write_text(checklist.read_text("utf-8").replace('"S103"', '"S222"'), "utf-8")
    words = resources / "content" / "words" / "en" / "start.toml"
    words.write_text(
        words.read_text("utf-8").replace("Is this you, and is it right?", "You are cleared for surgery."), "utf-8"
    )
    assert main(["content", "check", "--resources", str(resources)]) == 1
    said = capsys.readouterr().out
    assert "statements: 100 of 101\n  S103: " in said
    assert "forbidden: 1\n  en, start.right_person.question, " in said


def test_a_broken_file_ends_with_two_and_one_sentence(resources: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (resources / "content" / "checklist.toml").write_text("[checklist\n", "utf-8")
    assert main(["content", "check", "--json", "--resources", str(resources)]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("kypho-prep: checklist.toml: syntax: ")
    assert said.err.count("\n") == 1


def test_the_version_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        main(["--version"])
    assert end.value.code == 0
    assert capsys.readouterr().out == f"kypho-prep {__version__}\n"


@pytest.mark.parametrize("words", [["dance"], ["content"], ["tour"], ["sample"], ["--quit-after", "lunch"]])
def test_an_unknown_command_ends_with_two_and_the_usage(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        main(words)
    assert end.value.code == 2
    assert "usage: kypho-prep" in capsys.readouterr().err


@pytest.mark.parametrize("words", [["dance"], ["--data"], ["--data", "folder", "dance"], ["--quit-after", "lunch"]])
def test_a_command_line_that_is_not_understood_names_the_commands(
    words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as end:
        main(words)
    assert end.value.code == 2
    assert "COMMAND ..." in capsys.readouterr().err


def test_data_said_before_a_command_holds_for_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--data", str(tmp_path), "records"]) == 2
    assert str(tmp_path) in capsys.readouterr().err


def password(folder: Path, words: str) -> tuple[str, str]:
    """What says a password to `sample`: a file beside, since all of a machine read its command lines."""
    file = folder.parent / f"{folder.name}-password"
    file.write_text(f"{words}\nno part of it\n", "utf-8")
    return "--password-file", str(file)


def test_a_refused_sample_says_why_and_ends_with_two(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["sample", str(tmp_path / "clinic"), *password(tmp_path, "short")]) == 2
    assert capsys.readouterr().err == ("kypho-prep: The password is too short. Use at least 8 letters or digits.\n")
    (tmp_path / "kypho-prep.db").write_bytes(b"something")
    assert main(["sample", str(tmp_path), "--visits", "9", *password(tmp_path, "long enough")]) == 2
    said = capsys.readouterr().err
    assert said.startswith(f"kypho-prep: The folder {tmp_path} already holds a clinic.")


def test_a_sample_where_no_folder_can_be_is_refused_in_words(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("no folder", "utf-8")
    assert main(["sample", str(tmp_path / "file"), *password(tmp_path, "long enough")]) == 2
    assert "cannot be written to" in capsys.readouterr().err


def test_a_small_sample_is_made_and_found_again(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "clinic"
    assert main(["sample", str(folder), "--visits", "2", *password(tmp_path, "long enough")]) == 0
    assert f"a sample clinic with 2 visits is in {folder}" in capsys.readouterr().out
    assert settings.load(str(folder)).config == folder / "config"
    assert main(["--data", str(folder), "records"]) == 0
    assert capsys.readouterr().out == "kypho-prep: 0 summaries differed and were mended.\n"


def test_a_folder_without_a_clinic_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--data", str(tmp_path), "records"]) == 2
    assert f"There is no clinic in the data folder {tmp_path}." in capsys.readouterr().err


def test_broken_settings_are_refused_in_one_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    file = paths.config_dir() / settings.FILE
    file.parent.mkdir(parents=True)
    file.write_text("px_per_mm = 900\n", "utf-8")
    assert main(["records"]) == 2
    assert capsys.readouterr().err == (
        f"kypho-prep: {file}: px_per_mm: the screen's pixels per millimetre must be a number from 2 to 12\n"
    )


def test_a_mistake_of_ours_is_not_dressed_up_as_a_refusal() -> None:
    assert cli._sentences(KeyError("a mistake")) == []


@pytest.mark.parametrize(
    ("environment", "screen"),
    [
        ({"QT_QPA_PLATFORM": "offscreen"}, False),
        ({"QT_QPA_PLATFORM": "offscreen:configfile=screens.json"}, False),
        ({"QT_QPA_PLATFORM": "minimal"}, False),
        ({"QT_QPA_PLATFORM": "xcb"}, True),
        ({"DISPLAY": ":0"}, True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, True),
        pytest.param({}, False, marks=pytest.mark.skipif(sys.platform != "linux", reason="elsewhere always a screen")),
    ],
)
def test_a_screen_is_told_by_the_environment(
    environment: dict[str, str], screen: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert has_screen() is screen

"""What a machine is told about itself, in which order it is believed, and what it refuses."""

import os
from pathlib import Path

import pytest

from kypho_prep import paths, settings
from kypho_prep.settings import BrokenSettings, Kind


@pytest.fixture
def file(own_folders: Path) -> Path:
    path = paths.config_dir() / settings.FILE
    path.parent.mkdir(parents=True)
    return path


def test_nothing_named_means_the_usual_folders() -> None:
    found = settings.load()
    assert found.data == paths.default_data_dir()
    assert found.config == paths.config_dir()
    assert found.px_per_mm == settings.PX_PER_MM
    assert found.kiosk


def test_the_command_line_wins_then_the_environment_then_the_file(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file.write_text('data = "/from/file"\nkiosk = "Room 2"\npx_per_mm = 5\n', "utf-8")
    assert settings.load().data == Path("/from/file")
    assert (settings.load().kiosk, settings.load().px_per_mm) == ("Room 2", 5.0)
    monkeypatch.setenv("KYPHO_PREP_DATA", "~/from-environment")
    assert settings.load().data == Path.home() / "from-environment"
    assert settings.load("/from/command").data == Path("/from/command")


@pytest.mark.parametrize(
    ("text", "field", "reason"),
    [
        ("data = ", "syntax", "Invalid value"),
        ('colour = "red"', "colour", "no such setting; known are data, kiosk, px_per_mm, kind, backups"),
        ("data = 5", "data", "must be text in quotes"),
        ("backups = 5", "backups", "must be text in quotes"),
        ('px_per_mm = "wide"', "px_per_mm", "must be a number"),
        ("px_per_mm = true", "px_per_mm", "must be a number"),
        ("px_per_mm = 1.9", "px_per_mm", "from 2 to 12"),
        ("kind = 5", "kind", "must be text in quotes"),
        ('kind = "tablet"', "kind", 'one of "kiosk", "desk", "both"; it says "tablet"'),
        ('kind = "Kiosk"', "kind", 'it says "Kiosk"'),
        ("px_per_mm = nan", "px_per_mm", "from 2 to 12"),
    ],
)
def test_a_wrong_setting_is_named_with_its_file(text: str, field: str, reason: str, file: Path) -> None:
    file.write_text(text, "utf-8")
    with pytest.raises(BrokenSettings) as caught:
        settings.load()
    assert (caught.value.file, caught.value.field) == (file, field)
    assert reason in caught.value.reason
    assert str(caught.value).startswith(f"{file}: {field}: ")


def test_a_second_place_for_back_ups_is_named_and_never_a_sample_s(file: Path, tmp_path: Path) -> None:
    assert settings.load().backups is None
    file.write_text('backups = "~/stick/kypho-prep"\n', "utf-8")
    assert settings.load(str(tmp_path)).backups == Path.home() / "stick" / "kypho-prep"
    (tmp_path / settings.SAMPLE_MARK).write_text("{}", "utf-8")
    assert settings.load(str(tmp_path)).backups is None


@pytest.mark.parametrize("kind", list(Kind))
def test_a_machine_says_what_it_is_for_and_is_both_where_it_says_nothing(kind: Kind, file: Path) -> None:
    assert settings.load().kind is Kind.BOTH
    file.write_text(f'kind = "{kind}"\n', "utf-8")
    assert settings.load().kind is kind


def test_what_a_machine_is_for_is_written_beside_what_stands_there(file: Path) -> None:
    settings.keep_kind(Kind.DESK)
    assert file.read_text("utf-8") == 'kind = "desk"\n'
    file.write_text('# Room 2\nkiosk = "Room 2"\n kind="desk" # for now\npx_per_mm = 5', "utf-8")
    settings.keep_kind(Kind.KIOSK)
    assert file.read_text("utf-8") == '# Room 2\nkiosk = "Room 2"\nkind = "kiosk"\npx_per_mm = 5'
    assert (settings.load().kind, settings.load().kiosk) == (Kind.KIOSK, "Room 2")
    file.write_text('kiosk = "Room 2"', "utf-8")
    settings.keep_kind(Kind.BOTH)
    assert file.read_text("utf-8") == 'kiosk = "Room 2"\nkind = "both"\n'


def test_a_settings_file_that_cannot_be_read_is_not_written_over(file: Path) -> None:
    file.write_text("data = ", "utf-8")
    with pytest.raises(BrokenSettings):
        settings.keep_kind(Kind.DESK)
    assert file.read_text("utf-8") == "data = "


def test_a_settings_file_that_is_no_text_is_refused(file: Path) -> None:
    file.write_bytes(b"\xff")
    with pytest.raises(BrokenSettings, match="syntax"):
        settings.load()


def test_only_a_sample_has_its_keys_in_its_own_folder(tmp_path: Path) -> None:
    assert settings.load(str(tmp_path)).config == paths.config_dir()
    (tmp_path / settings.SAMPLE_MARK).write_text("{}", "utf-8")
    assert settings.load(str(tmp_path)).config == tmp_path / settings.SAMPLE_CONFIG


@pytest.mark.parametrize(
    "named", ["~nosuchuser-anywhere/clinic", f"/{'x' * 5000}", "/tmp/a\0b"], ids=["nobody", "too long", "no letter"]
)
@pytest.mark.parametrize("field", ["data", "backups"])
def test_a_folder_that_cannot_be_is_named(file: Path, field: str, named: str) -> None:
    file.write_text(f'{field} = "{named}"'.replace("\0", "\\u0000"), "utf-8")
    with pytest.raises(BrokenSettings) as caught:
        settings.load()
    assert caught.value.field == field


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no such pipes")
def test_a_pipe_in_the_place_of_the_file_holds_nobody_up(file: Path) -> None:
    os.mkfifo(file)
    with pytest.raises(BrokenSettings) as caught:
        settings.load()
    assert caught.value.field == "syntax"


def test_a_sample_s_mark_in_a_clinic_s_folder_leads_to_nobody_else_s_key(own_folders: Path, tmp_path: Path) -> None:
    data, name = tmp_path / "data", "0190b2c4-0000-7000-8000-000000000000"
    (data / "config" / "keys").mkdir(parents=True)
    (data / "sample.json").write_text("{}", "utf-8")
    (data / "database.json").write_text(f'{{"database": "{name}"}}', "utf-8")
    assert settings.key_folder(data) == data / "config", "a sample brings its own"
    kept = paths.config_dir() / "keys" / f"{name}.json"
    kept.parent.mkdir(parents=True)
    kept.write_text("{}", "utf-8")
    assert settings.key_folder(data) == paths.config_dir()
    assert own_folders

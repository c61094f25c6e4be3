"""Back-ups of two clinics in one folder: each brings its own back, keeps its own, and nobody picks one by chance."""

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from kypho_prep import cli, settings
from kypho_prep.records.disk import Disk
from kypho_prep.records.sqlite.archive import Archive
from kypho_prep.records.sqlite.database import Database
from kypho_prep.workflow import start

Out = pytest.CaptureFixture[str]


@pytest.fixture
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("KYPHO_PREP_CONFIG", str(tmp_path / "config"))
    return tmp_path / "config"


@pytest.fixture
def two(tmp_path: Path, config: Path) -> tuple[Path, Path]:
    """Two clinics, each backed up into one folder on a stick; the second one's have the higher numbers."""
    stick = tmp_path / "stick"
    stick.mkdir()
    config.mkdir()
    (config / settings.FILE).write_text(f'backups = "{stick}"\n', "utf-8")
    data = tmp_path / "first", tmp_path / "second"
    for times, one in enumerate(data, start=1):
        start.open_or_create(one, config).close()
        for _ in range(times):
            assert cli.main(["backup", "--data", str(one)]) == 0
    return data


def clinic_of(data: Path, config: Path) -> str:
    database = start.open_or_create(data, config, create=False)
    identity = database.station.id
    database.close()
    return identity


def restore(*words: object) -> int:
    return cli.main(["restore", *map(str, words)])


@pytest.mark.parametrize("named", [False, True])
def test_each_brings_its_own_back_from_a_folder_that_holds_both(
    two: tuple[Path, Path], config: Path, tmp_path: Path, named: bool
) -> None:
    for data in two:
        shutil.rmtree(data / "backups")
        before = clinic_of(data, config)
        words = ("--from", tmp_path / "stick") if named else ()
        assert restore("--data", data, *words, "--replace-newer") == 0
        assert clinic_of(data, config) == before


def test_on_a_new_computer_one_of_two_has_to_be_named(two: tuple[Path, Path], tmp_path: Path, capsys: Out) -> None:
    stick, other = tmp_path / "stick", tmp_path / "other"
    for words in ((), ("--from", stick)):
        capsys.readouterr()
        assert restore("--data", other, *words) == 2
        assert f"more than one clinic in {stick}" in capsys.readouterr().err
        assert not other.exists()
    for place in stick.iterdir():
        assert restore("--data", tmp_path / place.name, "--from", place) == 0


@pytest.mark.parametrize("label", ["gone", "damaged"])
def test_without_a_label_its_back_ups_say_whose_the_data_was(
    two: tuple[Path, Path], tmp_path: Path, capsys: Out, label: str
) -> None:
    first, second = two
    if label == "gone":
        for name in ("database.json", "kypho-prep.db"):
            (first / name).unlink()
    else:
        (first / "database.json").write_text("{", "utf-8")
    (other,) = Archive(second / "backups").held()[:1]
    assert restore("--data", first, "--from", other.place) == 2
    assert "belongs to another clinic" in capsys.readouterr().err
    assert restore("--data", first) == 0


def test_another_clinic_s_back_ups_in_the_folder_push_none_of_ours_out(
    two: tuple[Path, Path], config: Path, tmp_path: Path
) -> None:
    first, second = two
    shutil.rmtree(first / "backups")
    at = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)
    strange = Database.open(second, config)
    ours = Database.open(first, config)
    kept = ours.backups.make(ours.source(), at)
    for number in range(2, 40):
        made = strange.backups.make(strange.source(), at + timedelta(days=number))
        shutil.copytree(made.place, ours.backups.folder / made.place.name)
    again = Archive(ours.backups.folder, Disk())
    newest = again.make(ours.source(), at + timedelta(days=50))
    assert newest.number > made.number
    assert kept.place.exists()
    assert made.place.exists()
    ours.close()
    strange.close()

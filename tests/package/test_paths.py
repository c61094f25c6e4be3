"""The one module that knows where things are."""

from pathlib import Path

import pytest

from kypho_prep import paths


def test_a_checkout_reads_its_own_resources_and_migrations(checkout: Path) -> None:
    assert (paths.resources(), paths.migrations()) == (checkout / "resources", checkout / "migrations")


def test_data_and_keys_never_lie_in_one_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("KYPHO_PREP_CONFIG")
    data, keys = paths.default_data_dir(), paths.config_dir()
    assert data != keys
    assert not keys.is_relative_to(data)
    assert not data.is_relative_to(keys)


def test_the_folder_of_the_keys_may_be_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("KYPHO_PREP_CONFIG", str(tmp_path))
    assert paths.config_dir() == tmp_path


def test_what_may_be_lost_lies_beside_neither_data_nor_keys(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("KYPHO_PREP_CACHE")
    assert paths.cache_dir() not in (paths.default_data_dir(), paths.config_dir())
    monkeypatch.setenv("KYPHO_PREP_CACHE", str(tmp_path))
    assert paths.cache_dir() == tmp_path

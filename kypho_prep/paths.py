"""Where resources, migrations and the clinic's data are; nobody else knows."""

import os
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_NAME = "kypho-prep"


def resources() -> Path:
    """The folder of content, words, pictures and fonts."""
    return _shipped("resources")


def migrations() -> Path:
    """The folder of Alembic's steps from one version of the database to the next."""
    return _shipped("migrations")


def default_data_dir() -> Path:
    """The folder for the clinic's database where nobody named another one."""
    import platformdirs

    return Path(platformdirs.user_data_path(_NAME, appauthor=False))


def config_dir() -> Path:
    """The folder for this machine's key slots and settings, never beside the data; KYPHO_PREP_CONFIG moves it."""
    named = os.environ.get("KYPHO_PREP_CONFIG")
    if named:
        return Path(named)
    import platformdirs

    return Path(platformdirs.user_config_path(_NAME, appauthor=False))


def cache_dir() -> Path:
    """The folder for what can be worked out anew at any time, nothing of a patient; KYPHO_PREP_CACHE moves it."""
    named = os.environ.get("KYPHO_PREP_CACHE")
    if named:
        return Path(named)
    import platformdirs

    return Path(platformdirs.user_cache_path(_NAME, appauthor=False))


def _shipped(folder: str) -> Path:
    """The folder inside an installed wheel, else the one of the checkout."""
    installed = _PACKAGE / "_data" / folder
    return installed if installed.is_dir() else _PACKAGE.parent / folder

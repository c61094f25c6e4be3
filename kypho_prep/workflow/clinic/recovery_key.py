"""The recovery key: made once, kept on paper, and carried wrapped by every back-up after it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from kypho_prep.records.sqlite import keys, recovery
from kypho_prep.records.sqlite.closed import finished, source_of
from kypho_prep.records.trouble import Trouble
from kypho_prep.settings import Settings
from kypho_prep.workflow.backup_errors import WrongRecoveryKey
from kypho_prep.workflow.refusals import refusal


def has_recovery_key(data: Path, config: Path) -> bool:
    """Tell whether back-ups of this clinic open without this machine's own key."""
    try:
        label = finished(data)
        return label is not None and keys.recovery_slot(config, label.database) is not None
    except Trouble:
        return False


def new_recovery_key(chosen: Settings, shown: Callable[[str], str]) -> None:
    """Make a recovery key; `shown` shows it, once, and returns what was typed back from the paper.

    One made before opens the back-ups before this one. Raises WrongRecoveryKey, nothing kept then, and a CannotOpen.
    """
    try:
        source = source_of(chosen.data, chosen.config, chosen.key)
        printed = recovery.new()
        if recovery.read(shown(printed)) != recovery.read(printed):
            raise WrongRecoveryKey(detail=str(chosen.data))
        slot = recovery.wrap(source.key, source.label.database, printed)
        keys.keep_recovery(chosen.config, source.label.database, slot)
    except Trouble as trouble:
        raise refusal(trouble) from trouble

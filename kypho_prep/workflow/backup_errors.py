"""Why a back-up is not made or not brought back, each with the key of the words that say it.

This module is light: the first paint may import it.
"""

from __future__ import annotations

from kypho_prep.workflow.errors import Refused


class BackUpRunning(Refused):
    """Another program is just making a back-up."""

    key = "error.backup_running"


class NoBackUpFound(Refused):
    """No whole back-up is there to be brought back; `detail` says where it was looked for."""

    key = "error.no_backup_found"


class OtherClinic(Refused):
    """The back-up belongs to another clinic than the data."""

    key = "error.other_clinic"


class SeveralClinics(Refused):
    """Back-ups of more than one clinic are in `detail`, and nothing says whose are wanted."""

    key = "error.several_clinics"


class NewerData(Refused):
    """What stands holds entries that the back-up lacks, over `gap` minutes, and nobody agreed that they go."""

    key = "error.newer_data"


class OtherKeys(Refused):
    """The back-up's key file is not the one that it was made with."""

    key = "error.other_keys"


class RecoveryKeyNeeded(Refused):
    """The back-up's key is not on this machine: its recovery key opens it."""

    key = "error.recovery_key"


class WrongRecoveryKey(Refused):
    """What was typed is not the back-up's recovery key."""

    key = "error.wrong_recovery_key"


class NotTypedBack(Refused):
    """What was typed from the paper is not the new recovery key that was shown: it is not kept."""

    key = "error.not_typed_back"


class NoRecoveryKey(Refused):
    """The back-up's key is not on this machine, and no recovery key was ever made for it."""

    key = "error.no_recovery_key"

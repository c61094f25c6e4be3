"""Which named error a trouble with the clinic's files or its server becomes."""

from __future__ import annotations

from kypho_prep.records.trouble import Trouble
from kypho_prep.workflow.errors import (
    AlreadyRunning,
    BackUpRunning,
    Busy,
    Damaged,
    DamagedKey,
    DataFolder,
    DiskFull,
    Insecure,
    MissingKey,
    NewerDatabase,
    NoBackUp,
    NoCipher,
    NoClinic,
    NoRecoveryKey,
    NotSaved,
    OtherClinic,
    RecoveryKeyNeeded,
    Refused,
    ServerLost,
    WrongKey,
    WrongRecoveryKey,
)
from kypho_prep.workflow.server_errors import (
    DamagedEnrolment,
    NoClinicThere,
    NoDriver,
    NoEntry,
    NoServer,
    NotEmpty,
    ServerBackUps,
    ServerOld,
    StationOld,
    StationOpen,
    StationsAtWork,
    Upgrading,
    WrongAddress,
)

_BY_TROUBLE: dict[str, type[Refused]] = {
    "no_cipher": NoCipher,
    "wrong_key": WrongKey,
    "missing_key": MissingKey,
    "damaged_key": DamagedKey,
    "damaged": Damaged,
    "insecure": Insecure,
    "data_folder": DataFolder,
    "newer": NewerDatabase,
    "already_running": AlreadyRunning,
    "no_clinic": NoClinic,
    "disk_full": DiskFull,
    "locked": Busy,
    "not_saved": NotSaved,
    "no_backup": NoBackUp,
    "backup_running": BackUpRunning,
    "other_clinic": OtherClinic,
    "recovery_key": RecoveryKeyNeeded,
    "wrong_recovery_key": WrongRecoveryKey,
    "no_recovery_key": NoRecoveryKey,
    "server_backups": ServerBackUps,
    "server_lost": ServerLost,
    "no_server": NoServer,
    "no_entry": NoEntry,
    "station_old": StationOld,
    "server_old": ServerOld,
    "upgrading": Upgrading,
    "stations_at_work": StationsAtWork,
    "station_open": StationOpen,
    "address": WrongAddress,
    "no_driver": NoDriver,
    "damaged_enrolment": DamagedEnrolment,
    "no_clinic_there": NoClinicThere,
    "not_empty": NotEmpty,
}


def refusal(trouble: Trouble) -> Refused:
    """Return the named error of a trouble with the clinic's files or its server."""
    return _BY_TROUBLE[trouble.what](detail=trouble.detail)

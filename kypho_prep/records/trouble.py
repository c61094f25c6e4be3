"""What can go wrong with the clinic's files or its server, told apart by one word each; imports nothing heavy."""

from __future__ import annotations


class Trouble(Exception):
    """The database or its key could not be used; `what` is one word that the workflow turns into a named error.

    no_cipher, wrong_key, missing_key, must_unlock, damaged_key, damaged, data_folder, already_running, newer,
    no_clinic, insecure, no_room, disk_full, locked, not_saved, no_backup, backup_running; of one that is brought back
    other_clinic, several_clinics, recovery_key, wrong_recovery_key, no_recovery_key, other_keys. Of a server alone:
    address, no_driver, damaged_enrolment, no_server, server_lost, no_entry, no_clinic_there, not_empty,
    station_old, server_old, upgrading, stations_at_work, station_open, server_backups, no_administrator, no_owner,
    enrolment_file, file_there. Of a clinic that moves to a server or from it: has_visits, folder_old, moved,
    not_equal, folder_there, left.
    """

    def __init__(self, what: str, detail: str = "") -> None:
        super().__init__(f"{what}: {detail}" if detail else what)
        self.what = what
        self.detail = detail

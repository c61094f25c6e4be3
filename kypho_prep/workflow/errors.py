"""What a person can be refused, each with the key of the words that say why; never raw text, never a value.

This module is light: the first paint may import it.
"""

from __future__ import annotations

from typing import Any, ClassVar


class Refused(Exception):
    """Something asked for that cannot be done now; `key` names the words, `params` their placeholders."""

    key: ClassVar[str] = "error.refused"

    def __init__(self, key: str = "", **params: Any) -> None:
        self.words_key = key or self.key
        self.params = params
        super().__init__(self.words_key)


class AuditElsewhere(Refused):
    """A kiosk's login on a server reads neither the audit nor the key of its chain."""

    key = "error.audit_elsewhere"


class WrongCode(Refused):
    """The slip's code or the birth date is wrong; never says which."""

    key = "error.wrong_code"


class WrongBirthDate(Refused):
    """The date of birth is not that of the patient who rests here; the next try counts."""

    key = "error.wrong_birth_date"


class RestOver(Refused):
    """Too many wrong dates of birth: the sitting is closed, and only the slip leads back."""

    key = "error.session_ended"


class Wait(Refused):
    """Too many wrong tries; `seconds` until the next one counts."""

    key = "error.wait"

    def __init__(self, seconds: int) -> None:
        super().__init__(seconds=seconds)
        self.seconds = seconds


class NotSaved(Refused):
    """The answer did not reach the disk; the screen keeps it and may try again with the same `Given`."""

    key = "error.not_saved"


class DiskFull(NotSaved):
    """The disk is full; nothing was saved."""

    key = "error.disk_full"


class Busy(NotSaved):
    """Another program holds the database; nothing was saved."""

    key = "error.busy"


class Unreadable(NotSaved):
    """The data cannot be read while it is in use; what was entered waits until it can be again."""

    key = "error.unreadable"


class ServerLost(NotSaved):
    """The clinic's server went away; whether the answer arrived is known once it is tried again with its id.

    `since` is the time of day since when it does not answer.
    """

    key = "error.server_lost"


class SessionTaken(Refused):
    """The visit is open on another kiosk, named `kiosk`."""

    key = "error.session_taken"


class SessionEnded(Refused):
    """The session was closed meanwhile; the patient signs in again."""

    key = "error.session_ended"


class DiskNearlyFull(Refused):
    """What is left of the disk is for whoever has begun; nobody new begins."""

    key = "error.disk_nearly_full"


class VisitEnded(Refused):
    """The visit is done, cancelled or was a no-show: nothing is added to it."""

    key = "error.visit_ended"


class TooLong(Refused):
    """A text is longer than `most` characters; it has `length`."""

    key = "error.too_long"


class NotAnAnswer(Refused):
    """The value is none that the item's question asks for; nothing was saved."""

    key = "error.not_an_answer"


class StaffOnly(Refused):
    """Only a staff member who is signed in and still works here may do it."""

    key = "error.staff_only"


class NotAnAdministrator(Refused):
    """The user name is not that of an administrator who works here."""

    key = "error.not_administrator"


class OwnAccount(Refused):
    """Nobody changes what they themselves may do; another administrator can."""

    key = "error.own_account"


class WrongPassword(Refused):
    """The name or the password is wrong; never says which."""

    key = "error.wrong_password"


class DateClosed(Refused):
    """A week had so many wrong codes with this patient's date of birth that no slip opens their visit."""

    key = "desk.slip.date_closed"


class WrongPin(Refused):
    """The PIN is another one; a few such tries, and only the password serves."""

    key = "desk.pin.wrong"


class PasswordNeeded(Refused):
    """It is done only right after the password was typed for it, however long somebody is signed in."""

    key = "desk.password.needed"


class Blocked(Refused):
    """A sign-off is not possible yet; `blockers` name what is open."""

    key = "error.blocked"

    def __init__(self, blockers: tuple[Any, ...]) -> None:
        super().__init__(count=len(blockers))
        self.blockers = blockers


class Changed(Refused):
    """The visit changed since it was read; read it again first."""

    key = "error.changed"


Problem = tuple[str, str, dict[str, Any]]


class Invalid(Refused):
    """A form holds what cannot be; `problems` are (field, words key, params)."""

    key = "error.invalid"

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(count=len(problems))
        self.problems = problems


class CannotOpen(Refused):
    """The clinic's files cannot be used; the program says so and changes nothing."""

    key = "error.cannot_open"


class NoCipher(CannotOpen):
    """The build at hand has no encryption."""

    key = "error.no_cipher"


class MustUnlock(CannotOpen):
    """Only a staff member's password or the recovery key opens the clinic's data."""

    key = "error.must_unlock"


class OnServer(Refused):
    """What was asked for is of a clinic's own file, and this clinic is on a server."""

    key = "error.on_server"


class WrongKey(CannotOpen):
    """The key on this machine belongs to another database."""

    key = "error.wrong_key"


class MissingKey(CannotOpen):
    """The key slots of this database are not on this machine."""

    key = "error.missing_key"


class DamagedKey(CannotOpen):
    """The key slots file cannot be read."""

    key = "error.damaged_key"


class Damaged(CannotOpen):
    """The database is damaged or not ours."""

    key = "error.damaged"


class Insecure(CannotOpen):
    """The database did not take a safety setting, named `detail`."""

    key = "error.insecure"


class DataFolder(CannotOpen):
    """The data folder does not exist or cannot be written to."""

    key = "error.data_folder"


class NoRoom(CannotOpen):
    """The disk is full: what stands on it is whole, and is opened once there is room."""

    key = "error.no_room"


class NewerDatabase(CannotOpen):
    """The database was written by a newer version of the program."""

    key = "error.newer_database"


class AlreadyRunning(CannotOpen):
    """A second copy of the program holds the data folder."""

    key = "error.already_running"


class NoClinic(CannotOpen):
    """The data folder holds no clinic yet."""

    key = "error.no_clinic"


class NoBackUp(CannotOpen):
    """No back-up could be made: the disk does not take it; nothing was changed."""

    key = "error.no_backup"


class ClockInDoubt(Refused):
    """A clock was moved and nobody said since that it is right: what rests on days is not done."""

    key = "error.clock_in_doubt"


class NotWiped(Refused):
    """Visits went, but their words may still stand in unused parts of the file: it could not be written anew."""

    key = "error.not_wiped"

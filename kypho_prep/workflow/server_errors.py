"""Why the clinic's server cannot be used, each with the key of the words that say it.

This module is light: the first paint may import it.
"""

from __future__ import annotations

from kypho_prep.workflow.errors import CannotOpen, Refused


class NoServer(CannotOpen):
    """The clinic's server does not answer."""

    key = "error.no_server"


class NoEntry(CannotOpen):
    """The clinic's server does not know this station any more, or does not let it do that."""

    key = "error.no_entry"


class OutboxDamaged(CannotOpen):
    """What this kiosk kept for the server cannot be read; it stands as the file `detail` in its data folder now."""

    key = "error.outbox_damaged"


class StationOld(CannotOpen):
    """The clinic's server works with a newer version than this station's."""

    key = "error.station_old"


class ServerOld(CannotOpen):
    """The clinic's server works with an older version; only an administrator brings it up."""

    key = "error.server_old"


class Upgrading(CannotOpen):
    """The clinic's server is being brought to another version."""

    key = "error.upgrading"


class StationsAtWork(CannotOpen):
    """Stations are at work, named `detail`; the server is brought up when none is."""

    key = "error.stations_at_work"


class StationOpen(CannotOpen):
    """Another program works as this station, which is named `detail`."""

    key = "error.station_open"


class WrongAddress(CannotOpen):
    """The server's URL cannot be read."""

    key = "error.wrong_address"


class NoDriver(CannotOpen):
    """The build at hand cannot talk to a server."""

    key = "error.no_driver"


class DamagedEnrolment(CannotOpen):
    """The file that names the clinic's server cannot be read."""

    key = "error.damaged_enrolment"


class NoClinicThere(CannotOpen):
    """The server has no database of that name, or no clinic in it yet."""

    key = "error.no_clinic_there"


class NotEmpty(CannotOpen):
    """The database that was to take a new clinic holds something already, of which `detail` is one name."""

    key = "error.not_empty"


class AlreadyEnrolled(CannotOpen):
    """The computer works with a clinic's server already."""

    key = "error.already_enrolled"


class NotEnrolled(CannotOpen):
    """The computer works with no clinic's server."""

    key = "error.not_enrolled"


class OwnClinic(CannotOpen):
    """The computer holds a clinic of its own in the folder `detail`, which a server's would hide."""

    key = "error.own_clinic"


class ServerBackUps(Refused):
    """The clinic's data is on a server, whose back-ups are its administrator's."""

    key = "error.server_backups"


class StationName(CannotOpen):
    """A station's name is empty, too long, or has signs that cannot be shown; the most is `most`."""

    key = "error.station_name"


class StationNamed(CannotOpen):
    """Another station is called `name` already."""

    key = "error.station_named"


class NoStation(CannotOpen):
    """No station is called `name`."""

    key = "error.no_station"


class AdministratorsOwn(CannotOpen):
    """The station `name` works with the login that made the clinic: it cannot be revoked as others are."""

    key = "error.administrators_own"


class NoAdministrator(CannotOpen):
    """The login of this computer may not make logins for others."""

    key = "error.no_administrator"


class NoOwner(CannotOpen):
    """The login of this computer does not own the clinic's database: it may neither copy all of it nor remove any."""

    key = "error.no_owner"


class FileThere(CannotOpen):
    """The file `detail` is there already, and is not written over."""

    key = "error.file_there"


class EnrolmentFile(CannotOpen):
    """The enrolment file `detail` cannot be read or written."""

    key = "error.enrolment_file"


class HasVisits(CannotOpen):
    """The database that was to take a clinic has one already, with `detail` visits."""

    key = "error.has_visits"


class FolderOld(CannotOpen):
    """The data folder of a clinic that was to move was last opened by an older version, `detail`."""

    key = "error.folder_old"


class MovedToServer(CannotOpen):
    """The clinic of the data folder went on to a server: `detail` names the server and the day."""

    key = "error.moved"


class NotEqual(CannotOpen):
    """What was read back of a copied clinic is not what was copied; `detail` names the table."""

    key = "error.not_equal"


class FolderThere(CannotOpen):
    """Something stands at `detail` already, where a new folder was to take a clinic."""

    key = "error.folder_there"


class NotCopied(CannotOpen):
    """The server or a disk failed while a clinic was copied; the same command again begins anew, or finds it whole."""

    key = "error.not_copied"


class LeftServer(CannotOpen):
    """The clinic of the server's database went on in a computer's folder: `detail` names both and the day."""

    key = "error.left"


class NotMarked(CannotOpen):
    """A clinic is whole in the folder `detail`, but its server could not be marked as left."""

    key = "error.not_marked"

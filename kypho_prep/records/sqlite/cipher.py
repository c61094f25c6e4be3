"""Opens the encrypted file: the key first, then every safety setting, each read back and refused if not as asked."""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from pathlib import Path
from types import ModuleType
from typing import Any

from kypho_prep.records.disk import Tell
from kypho_prep.records.sqlite import folder
from kypho_prep.records.trouble import Trouble

# FULL: a kiosk is switched off at the wall, and NORMAL loses acknowledged answers then.
# recursive_triggers: INSERT OR REPLACE must not get round the triggers that refuse DELETE.
# secure_delete: what was changed leaves nothing of its old self in the file.
# temp_store: what SQLite sets aside while it sorts never stands on the disk in clear.
SETTINGS: dict[str, tuple[str, Any]] = {
    "journal_mode": ("WAL", "wal"),
    "synchronous": ("FULL", 2),
    "secure_delete": ("ON", 1),
    "foreign_keys": ("ON", 1),
    "recursive_triggers": ("ON", 1),
    "temp_store": ("MEMORY", 2),
    "busy_timeout": ("5000", 5000),
}
# A larger file would keep the start waiting; the cipher checks each of its pages when that one is read.
WHOLE_CHECK_UP_TO = 64 * 1024 * 1024
# How many pages are copied before anybody is told, and may say that it is to end.
PAGES_AT_ONCE = 1024


def driver() -> ModuleType:
    """Return the SQLite driver with encryption. Raises Trouble no_cipher where this build has none."""
    try:
        from sqlcipher3 import dbapi2
    except ImportError as error:
        raise Trouble("no_cipher", str(error)) from error
    module: ModuleType = dbapi2
    return module


def connect(path: Path, key: bytes, module: ModuleType) -> Any:
    """Return an open connection to an encrypted file. Raises Trouble no_cipher, no_room, damaged or insecure."""
    keep_private(path)
    # The driver begins no transaction by itself: `Database` says how each begins, and lets in one thread at a time.
    connection = module.connect(str(path), isolation_level=None, check_same_thread=False)
    try:
        unlock(connection, key)
        _read_something(connection, path, module)
        for name, (asked, _) in SETTINGS.items():
            connection.execute(f"PRAGMA {name}={asked}")
        refuse_if_insecure(read_back(connection))
    except BaseException:
        connection.close()
        raise
    return connection


def keep_private(path: Path) -> None:
    """Have a file that is made, or was left open by an earlier version, read by this account alone.

    SQLite makes a file as the account makes any, and what stands beside it with that one's mode.
    """
    with suppress(OSError):  # what cannot be made or opened is said by who opens it
        if not path.exists():
            os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        # By its name: to close another handle of a file that is open here would drop SQLite's locks on it.
        elif os.name == "posix" and stat.S_IMODE(path.stat().st_mode) & 0o077:
            path.chmod(0o600)


def unlock(connection: Any, key: bytes) -> None:
    """Hand the raw key to a connection, which must be its first statement, and silence the cipher's own log."""
    connection.execute(f"PRAGMA key=\"x'{key.hex()}'\"")
    connection.execute("PRAGMA cipher_log_level=NONE")
    # A build without the cipher ignores the key without a word, and would write in clear.
    if not connection.execute("PRAGMA cipher_version").fetchone():
        raise Trouble("no_cipher", "PRAGMA cipher_version is empty")


def read_back(connection: Any) -> dict[str, Any]:
    """Return the safety settings as they are."""
    values = {name: connection.execute(f"PRAGMA {name}").fetchone()[0] for name in SETTINGS}
    values["cipher_version"] = connection.execute("PRAGMA cipher_version").fetchone()[0]
    values["cipher_log_level"] = connection.execute("PRAGMA cipher_log_level").fetchone()[0]
    return values


def refuse_if_insecure(values: dict[str, Any]) -> None:
    """Raise Trouble insecure for the first setting that is not as asked."""
    for name, (_, wanted) in SETTINGS.items():
        if values[name] != wanted:
            raise Trouble("insecure", f"{name} is {values[name]}")


def last_change(path: Path, key: bytes, module: ModuleType, *, whole: bool = False) -> int:
    """Return the number of the last change in a file and its log, and leave both as they are; read the `whole` first.

    Raises Trouble no_cipher, no_room or damaged.
    """
    # Read only: closed again, SQLite takes no log into a file that may be damaged, and throws none away.
    connection = module.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, isolation_level=None)
    try:
        unlock(connection, key)
        _read_something(connection, path, module)
        if whole:
            check_whole(connection, path, module)
        return change(connection)
    finally:
        connection.close()


def change(connection: Any) -> int:
    """Return the number of the last change that a connection sees."""
    number: int = connection.execute("PRAGMA user_version").fetchone()[0]
    return number


def check_whole(connection: Any, path: Path, module: ModuleType) -> None:
    """Read every page of a file of ordinary size, so that damage is found before a patient. Raises Trouble damaged.

    A larger one is read in the quiet after the start, as its first back-up is due.
    """
    if path.stat().st_size <= WHOLE_CHECK_UP_TO:
        check_pages(connection, module)


def check_pages(connection: Any, module: ModuleType) -> None:
    """Read every page. Raises Trouble damaged."""
    try:
        # Reading a page makes the cipher check it; the slower comparison of indexes with their tables is left out.
        found = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
    except module.DatabaseError as error:
        raise Trouble("damaged", str(error)) from error
    if found != "ok":
        raise Trouble("damaged", str(found))


def wipe(connection: Any, module: ModuleType) -> None:
    """Leave nothing of removed rows in a file or its write-ahead log. Raises Trouble disk_full, locked or not_saved.

    What is removed is overwritten at once, but the log keeps pages as they were, and so may a page's unused part.
    """
    try:
        connection.execute("VACUUM")
        held, *_ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    except module.Error as error:
        raise Trouble("disk_full" if "full" in str(error).lower() else "not_saved", type(error).__name__) from error
    if held:
        raise Trouble("locked", "somebody reads what the log holds, as who makes a back-up does")


def copy(connection: Any, target: Path, key: bytes, module: ModuleType, tell: Tell | None = None) -> None:
    """Write an encrypted copy under the same key beside the file. Raises the driver's own error, and what `tell` does.

    The engine's online way: it keeps the encryption and one consistent state, that of the transaction which the
    connection is in; a copy of the file alone would lack the write-ahead log. `tell` hears which part is done.
    """

    def told(_status: int, left: int, pages: int) -> None:
        if tell is not None:
            tell(1 - left / max(pages, 1))

    keep_private(target)
    duplicate = module.connect(str(target), isolation_level=None)
    try:
        # Without a key the copy would be refused, never written in clear.
        unlock(duplicate, key)
        connection.backup(duplicate, pages=PAGES_AT_ONCE, progress=told)
        # The copy says that it has a write-ahead log, as its source does; it has to open by itself.
        duplicate.execute("PRAGMA journal_mode=DELETE")
    finally:
        duplicate.close()


def read_whole(path: Path, key: bytes, module: ModuleType) -> dict[str, int]:
    """Open a copy that nobody writes to, check all of it, and return each table's rows. Raises Trouble damaged."""
    # Immutable: reading leaves no file of SQLite's own beside it.
    address = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
    try:
        connection = module.connect(address, uri=True, isolation_level=None)
        try:
            unlock(connection, key)
            _refuse_damage(connection)
            return rows(connection)
        finally:
            connection.close()
    except module.Error as error:
        raise Trouble("damaged", f"{path.name}: {error}") from error


def rows(connection: Any) -> dict[str, int]:
    """Return how many rows each table has."""
    names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'")
    quoted = [str(name).replace('"', '""') for (name,) in names.fetchall()]
    return {name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in sorted(quoted)}  # noqa: S608


def _refuse_damage(connection: Any) -> None:
    """Check every page, every index against its table, and every reference. Raises Trouble damaged."""
    for check, whole in (("cipher_integrity_check", []), ("integrity_check(1)", ["ok"]), ("foreign_key_check", [])):
        found = [row[0] for row in connection.execute(f"PRAGMA {check}").fetchall()]
        if found != whole:
            raise Trouble("damaged", f"{check}: {found[0]}")


def _read_something(connection: Any, path: Path, module: ModuleType) -> None:
    """Make the cipher decrypt a page: a wrong key and a damaged first page show only now, and a disk that is full."""
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except module.DatabaseError as error:
        # SQLite calls it an I/O error where its log finds no room: nothing is damaged then.
        what = "no_room" if folder.is_full(path.parent) else "damaged"
        raise Trouble(what, f"{path.name}: {error}") from error

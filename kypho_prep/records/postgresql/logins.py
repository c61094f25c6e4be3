"""Stations' own logins at the clinic's server: each may do what its kind needs, and none owns a table.

Two roles without a login hold the rights, one for each kind; a station's login is a member of one of them. Roles belong
to the whole server: they are named after the database, so that two clinics never share them, one copied from the other
included.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from psycopg import sql
from psycopg.errors import DependentObjectsStillExist
from sqlalchemy import Connection

from kypho_prep.records.postgresql import connection as raw
from kypho_prep.records.postgresql.address import Address
from kypho_prep.records.postgresql.row_security import forget_rows, limit_rows
from kypho_prep.records.postgresql.server_trouble import told_apart
from kypho_prep.records.tables import ONLY_ADDED_TO
from kypho_prep.records.trouble import Trouble

KINDS = ("kiosk", "desk")
_READ, _ADD, _CHANGE = "SELECT", "SELECT, INSERT", "SELECT, INSERT, UPDATE"
_EVERYONE = {
    "alembic_version": _READ,
    "code_key": _READ,
    "kiosk_session": _CHANGE,
    "setting": _CHANGE,
    **dict.fromkeys(("reply", "flag", "staff_fact", "audit"), _ADD),
}
# Of a visit a kiosk writes that its patient finished, called, or is another person.
_AT_KIOSK = (
    *("finished_at", "finished_by", "finished_by_id", "nurse_called_at", "wrong_person_at", "wrong_person_seq"),
)
# What a kiosk never does it may not do: make a visit, sign, instruct, or read an account.
RIGHTS = {
    "kiosk": {
        **_EVERYONE,
        **dict.fromkeys((*ONLY_ADDED_TO, "patient", "visit_word"), _READ),
        **dict.fromkeys(("reply", "flag", "staff_fact"), _ADD),
        # It counts a visit's wrong dates of birth; who did what is not for whoever carries a kiosk away.
        "audit": "INSERT, SELECT (seq, event, visit_id, details)",
        "visit": f"SELECT, UPDATE ({', '.join(_AT_KIOSK)})",
        "visit_summary": "SELECT, UPDATE",
        "station": "SELECT, UPDATE (seen_at)",
    },
    "desk": {
        **_EVERYONE,
        **dict.fromkeys(ONLY_ADDED_TO, _ADD),
        # To prove that the audit is whole; nobody but the server itself adds to its chain.
        **dict.fromkeys(("audit_chain", "audit_key", "date_miss"), _READ),
        **dict.fromkeys(("patient", "visit", "visit_summary", "staff"), _CHANGE),
        "station": "SELECT, UPDATE (seen_at)",
        "visit_word": f"{_CHANGE}, DELETE",
    },
}
# Of the settings everybody reads all; a kiosk writes what is kept of its clock, a desk any.
_OWN = "key IN (SELECT 'clock:' || id FROM station WHERE login = current_user)"
SETTINGS = {"kiosk": _OWN, "desk": "true"}
# Of the stations everybody reads all, and writes its own lease: who could end another's would take over its patients.
_WRITES = {"setting": SETTINGS, "station": dict.fromkeys(KINDS, "login = current_user")}
# What a database is called within a role's name: short enough, whatever the database's own name is.
_MARK = "SELECT left(encode(sha256(convert_to(current_database()::text, 'UTF8')), 'hex'), 12)"
# Roles of stations that hold rights here and are not this database's: an older version's, or those of a clinic of which
# this one is a copy, or of the name that this database had.
_STRANGERS = (
    "SELECT DISTINCT grantee FROM information_schema.role_table_grants "
    "WHERE table_schema = 'public' AND grantee ~ ('^kypho_prep_[0-9a-f]{12}_' || %s || '$') AND grantee <> %s"
)
_OF_ANOTHER = (
    "SELECT 1 FROM pg_database WHERE datname <> current_database() AND substr(%s, length('kypho_prep_') + 1, 12) = "
    "left(encode(sha256(convert_to(datname::text, 'UTF8')), 'hex'), 12)"
)
_MEMBERS = (
    "SELECT member.rolname FROM pg_auth_members AS belongs JOIN pg_roles AS member ON member.oid = belongs.member "
    "WHERE belongs.roleid = %s::regrole"
)
_MEMBER_OF = (
    "SELECT held.rolname FROM pg_auth_members AS belongs JOIN pg_roles AS held ON held.oid = belongs.roleid "
    "WHERE belongs.member = %s::regrole"
)
_AT_WORK = "SELECT login FROM station WHERE kind = %s AND login IS NOT NULL AND revoked_at IS NULL"
_LOGIN_OF = "SELECT login FROM station WHERE name = %s AND revoked_at IS NULL"
_END_CONNECTIONS = (
    "SELECT pg_terminate_backend(pid, 3000) FROM pg_stat_activity WHERE usename = %s AND datname = current_database()"
)
_NEEDED = "SELECT 1 FROM pg_shdepend WHERE refclassid = 'pg_authid'::regclass AND refobjid = %s::regrole"


def add(connection: Connection, identity: str, kind: str) -> tuple[str, str]:
    """Make a station's login within an open transaction; return its name and its password, which nobody keeps.

    Raises Trouble no_administrator where the login at hand may not make others.
    """
    driver = _driver(connection)
    able = "SELECT rolsuper OR rolcreaterole FROM pg_roles WHERE rolname = current_user"
    if driver.execute(able).fetchone() != (True,):
        raise Trouble("no_administrator")
    login, password = f"station_{_mark(driver)}_{identity.replace('-', '')}", secrets.token_urlsafe(24)
    group = _group(driver, kind)
    made = "CREATE ROLE {} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE PASSWORD {} IN ROLE {}"
    _say(driver, made, sql.Identifier(login), _scrambled(driver, login, password), sql.Identifier(group))
    return login, password


def renew_rights(connection: Connection) -> None:
    """Give the stations' roles the rights of this version, where there are any, after the tables changed.

    Roles that are not this database's lose theirs here; this clinic's stations among their members become members of
    its own, unless the role is another database's.
    """
    driver = _driver(connection)
    for kind in KINDS:
        for (other,) in driver.execute(_STRANGERS, (kind, _group_name(driver, kind))).fetchall():
            _take_over(driver, other, kind)
        if _there(driver, _group_name(driver, kind)):
            _group(driver, kind)


def cut_off(url: str, station: str) -> None:
    """Let the station of a name in no more, and end its connections to the database of a URL.

    Each step by itself and without the clinic's locks, since the station may hold them. One that is gone, or another
    database's, is as asked. Raises Trouble no_server or no_entry, and what connecting raises.
    """
    with _reached(url) as made:
        there = made.execute("SELECT to_regclass('public.station') IS NOT NULL").fetchone() == (True,)
        row = made.execute(_LOGIN_OF, (station,)).fetchone() if there else None
        if row is not None and row[0] is not None and _is_ours(made, row[0]):
            _belong(made, row[0])
            # A change to its own role that it left open would hold up the next step.
            made.execute(_END_CONNECTIONS, (row[0],)).fetchall()
            _say(made, "ALTER ROLE {} NOLOGIN", sql.Identifier(row[0]))
            made.execute(_END_CONNECTIONS, (row[0],)).fetchall()


def drop(connection: Connection, login: str) -> None:
    """Take a login's rights and the login itself off the server, within an open transaction, unless another database's.

    Of one that owns something in another database the name stays, with no right and without a way in.
    """
    driver = _driver(connection)
    if not _is_ours(driver, login):
        return
    role = sql.Identifier(login)
    _belong(driver, login)
    _say(driver, "DROP OWNED BY {}", role)
    for (group,) in driver.execute(_MEMBER_OF, (login,)).fetchall():
        _say(driver, "REVOKE {} FROM {}", sql.Identifier(group), role)
    with suppress(DependentObjectsStillExist), connection.begin_nested():
        _say(driver, "DROP ROLE {}", role)


def with_password(url: str, password: str) -> str:
    """Return a URL with another password."""
    return Address.read(url).url(password=password)


def password_of(url: str) -> str:
    """Return the password in a URL."""
    return Address.read(url).parts["password"]


def set_password(url: str, password: str) -> None:
    """Set the password of a URL's own login. Raises Trouble no_server or no_entry, and what connecting raises."""
    with _reached(url) as made:
        login = made.execute("SELECT current_user").fetchone()
        scrambled = _scrambled(made, str(login[0] if login else ""), password)
        _say(made, "ALTER ROLE CURRENT_USER PASSWORD {}", scrambled)


def lets_in(url: str) -> bool:
    """Tell whether the server lets a URL's login in. Raises Trouble for any other reason that it cannot be reached."""
    try:
        with _reached(url):
            return True
    except Trouble as trouble:
        if trouble.what == "no_entry":
            return False
        raise


@contextmanager
def _reached(url: str) -> Iterator[raw.Connection]:
    address = Address.read(url)
    try:
        with told_apart(), raw.connect(address, "enrolment") as made:
            yield made
    except Trouble as trouble:
        if trouble.what == "server_lost":
            raise Trouble("no_server", address.shown) from trouble
        raise


def _group(driver: Any, kind: str) -> str:
    """Return the role that holds a kind's rights, made where there is none, with exactly the rights of this version."""
    name = _group_name(driver, kind)
    role = sql.Identifier(name)
    if not _there(driver, name):
        _say(driver, "CREATE ROLE {} NOLOGIN", role)
    _say(driver, "REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {}", role)
    _say(driver, "REVOKE ALL ON ALL FUNCTIONS IN SCHEMA public FROM {}", role)
    for table, rights in RIGHTS[kind].items():
        _say(driver, f"GRANT {rights} ON {{}} TO {{}}", sql.Identifier(table), role)
    _say(driver, "GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {}", role)
    for table, may in _WRITES.items():
        _limit_writes(driver, table, may[kind], name)
    limit_rows(driver, kind, name)
    return name


def _take_over(driver: Any, other: str, kind: str) -> None:
    """Take a role's rights here away, its members that are this clinic's over, and the role itself where it is idle."""
    role = sql.Identifier(other)
    if driver.execute(_OF_ANOTHER, (other,)).fetchone() is None:
        stations = {login for (login,) in driver.execute(_AT_WORK, (kind,)).fetchall()}
        for (login,) in driver.execute(_MEMBERS, (other,)).fetchall():
            if login in stations:
                own = sql.Identifier(_group(driver, kind))
                _say(driver, "GRANT {} TO {}", own, sql.Identifier(login))
                _say(driver, "REVOKE {} FROM {}", role, sql.Identifier(login))
    for what in ("TABLES", "SEQUENCES", "FUNCTIONS"):
        _say(driver, f"REVOKE ALL ON ALL {what} IN SCHEMA public FROM {{}}", role)
    for table in _WRITES:
        for what in ("select", "insert", "update"):
            _say(driver, "DROP POLICY IF EXISTS {} ON {}", sql.Identifier(f"{other}_{what}"), sql.Identifier(table))
    forget_rows(driver, other)
    if not any(driver.execute(query, (other,)).fetchone() for query in (_MEMBERS, _NEEDED)):
        _say(driver, "DROP ROLE {}", role)


def _is_ours(driver: Any, login: str) -> bool:
    """Tell whether a login is there, and not that of a clinic in another database of which this one is a copy."""
    if not _there(driver, login):
        return False
    held = driver.execute(_MEMBER_OF, (login,)).fetchall()
    return not any(driver.execute(_OF_ANOTHER, (role,)).fetchone() for (role,) in held)


def _limit_writes(driver: Any, table: str, may: str, group: str) -> None:
    """Let a role read every row of a table and write those that it may; the owner, who administers, writes any."""
    named = sql.Identifier(table)
    _say(driver, "ALTER TABLE {} ENABLE ROW LEVEL SECURITY", named)
    for what, rows in (("SELECT", "USING (true)"), ("INSERT", f"WITH CHECK ({may})"), ("UPDATE", f"USING ({may})")):
        name = sql.Identifier(f"{group}_{what.lower()}")
        _say(driver, "DROP POLICY IF EXISTS {} ON {}", name, named)
        _say(driver, f"CREATE POLICY {{}} ON {{}} FOR {what} TO {{}} {rows}", name, named, sql.Identifier(group))


def _group_name(driver: Any, kind: str) -> str:
    return f"kypho_prep_{_mark(driver)}_{kind}"


def _mark(driver: Any) -> str:
    return str(driver.execute(_MARK).fetchone()[0])


def _there(driver: Any, role: str) -> bool:
    return driver.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", (role,)).fetchone() is not None


def _scrambled(driver: Any, login: str, password: str) -> sql.Literal:
    """Return what proves a password without telling it: the server may write its statements into a log."""
    return sql.Literal(driver.pgconn.encrypt_password(password.encode(), login.encode(), b"scram-sha-256").decode())


def _say(driver: Any, statement: str, *names: sql.Composable) -> None:
    driver.execute(sql.SQL(statement).format(*names))


def _belong(driver: Any, login: str) -> None:
    """Become a member of a login: to end its connections, and to drop what it owns, takes that."""
    _say(driver, "GRANT {} TO CURRENT_USER", sql.Identifier(login))


def _driver(connection: Connection) -> Any:
    return connection.connection.dbapi_connection

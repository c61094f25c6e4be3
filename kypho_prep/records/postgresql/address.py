"""Where the clinic's server is: a URL, and the proof that is asked of a server on another machine."""

from __future__ import annotations

import ipaddress
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import quote, urlencode

from psycopg import ProgrammingError, conninfo

from kypho_prep.records.trouble import Trouble


@dataclass(frozen=True, slots=True)
class Address:
    """How to reach one database of a server; the password is in `parts`, which no message shows."""

    parts: Mapping[str, str] = field(repr=False)

    @classmethod
    def read(cls, url: str) -> Address:
        """Read postgresql://user:password@host/database. Raises Trouble address, or insecure for a lesser sslmode.

        A server on another machine has to prove who it is (verify-full), by the system's certificates or `sslrootcert`.
        """
        try:
            parts = conninfo.conninfo_to_dict(url.replace("postgresql+psycopg:", "postgresql:", 1))
        except ProgrammingError as error:
            # Not its words: they quote the URL, password and all.
            raise Trouble("address", type(error).__name__) from None
        found = {name: str(value) for name, value in parts.items() if value is not None}
        if "dbname" not in found:
            raise Trouble("address", "no database is named")
        if not _is_here(found):
            asked = found.setdefault("sslmode", "verify-full")
            if asked != "verify-full":
                raise Trouble("insecure", f"sslmode is {asked}")
            found.setdefault("sslrootcert", "system")
        return cls(found)

    @property
    def shown(self) -> str:
        """Return the server and the database, for people; nothing secret."""
        return f"{self.parts.get('host', 'this machine')}/{self.parts['dbname']}"

    def url(self, **changed: str) -> str:
        """Return the whole address as a URL, some of its parts changed; the password is in it."""
        parts = {**self.parts, **changed}
        name = quote(parts.pop("dbname"), safe="")
        return f"postgresql:///{name}?{urlencode(parts, quote_via=quote, safe='')}"

    @property
    def is_here(self) -> bool:
        """Tell whether the server is this machine."""
        return _is_here(self.parts)

    def __str__(self) -> str:
        return self.shown


def _is_here(parts: Mapping[str, str]) -> bool:
    """Tell whether every server that is named is this machine: nothing crosses a network."""
    named = parts.get("hostaddr") or parts.get("host") or ""
    return all(one == "localhost" or one.startswith(("/", "@")) or _is_loopback(one) for one in named.split(",") if one)


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False

"""The chain over the audit: each entry has a keyed tag over itself and the tag before, so that nothing goes unnoticed.

The databases append to it by a trigger of their own, whoever writes and however; what a chain proves is worked out
here, from the rows alone, so that nothing which stands in a database is trusted to say that it is whole.
"""

from __future__ import annotations

import hmac
from dataclasses import dataclass, replace
from enum import StrEnum

from sqlalchemy import Connection, Row, select, text

from kypho_prep.records.tables import audit_chain

# As they stand in the database, none read as a moment or as JSON: the tag is over what is stored.
_LINKS = text(
    "SELECT chain.place, chain.tag, chain.seq, audit.seq AS found, at, actor, actor_id, event, subject, visit_id, "
    "details FROM audit_chain AS chain LEFT JOIN audit ON audit.seq = chain.seq "
    "WHERE chain.place > :after ORDER BY chain.place LIMIT :most"
)
_UNCHAINED = text(
    "SELECT min(seq) FROM audit WHERE NOT EXISTS (SELECT 1 FROM audit_chain WHERE audit_chain.seq = audit.seq)"
)
AT_ONCE = 2000


class FaultKind(StrEnum):
    """What is wrong with the audit at one place."""

    EDITED = "edited"  # an entry is not what it was when it was written, or stands where another stood
    GONE = "gone"  # an entry is no longer there
    CUT_OUT = "cut_out"  # entries are gone together with their places in the chain
    SLIPPED_IN = "slipped_in"  # an entry was put in past the chain
    SHORTER = "shorter"  # the record ends before an anchor: its tail was cut, or an older copy was put back
    ANOTHER = "another"  # at an anchor's place there is another record than the anchor knew


@dataclass(frozen=True, slots=True)
class Fault:
    """The first thing that is wrong; `place` counts the entries from 1, `seq` is the entry's own number."""

    kind: FaultKind
    place: int
    seq: int | None = None


@dataclass(frozen=True, slots=True)
class Anchor:
    """How many entries there were at a moment, and the tag of the last, which stands for all of them."""

    place: int = 0
    tag: str = ""


@dataclass(frozen=True, slots=True)
class Checked:
    """How far the audit was read and found whole; `done` once that is all of it, or a `fault` was found."""

    upto: Anchor = Anchor()
    done: bool = False
    fault: Fault | None = None


def tag(key: bytes, *parts: str | int | None) -> str:
    """Return the tag of an entry: HMAC with SHA-256 over the tag before, its place, and each of its columns."""
    return hmac.digest(key, b"".join(map(_framed, parts)), "sha256").hex()


class AuditChain:
    """The chain's places and tags, and what they prove."""

    def __init__(self, connection: Connection) -> None:
        """Work on one connection."""
        self._connection = connection

    def head(self) -> Anchor:
        """Return the newest place and its tag; nothing of either where the audit is empty."""
        newest = select(audit_chain.c.place, audit_chain.c.tag).order_by(audit_chain.c.place.desc()).limit(1)
        row = self._connection.execute(newest).first()
        return Anchor(row.place, row.tag) if row is not None else Anchor()

    def server_key(self) -> bytes:
        """Return the key of a server's chain, which its owner and its desks may read; a file has none in it."""
        return bytes(self._connection.execute(text("SELECT key FROM audit_key")).scalar_one())

    def check(self, key: bytes, so_far: Checked, most: int = AT_ONCE) -> Checked:
        """Read on from what was found whole, at most so many entries, and return how far it is whole now."""
        found = self.fault_at(so_far.upto)
        if so_far.fault is not None or found is not None:
            return replace(so_far, done=True, fault=so_far.fault or found)
        upto, links = so_far.upto, self._connection.execute(_LINKS, {"after": so_far.upto.place, "most": most}).all()
        for link in links:
            fault = _fault(key, upto, link)
            if fault is not None:
                return Checked(upto, done=True, fault=fault)
            upto = Anchor(link.place, link.tag)
        if len(links) == most:
            return Checked(upto)
        return Checked(upto, done=True, fault=self._slipped_in(upto))

    def check_all(self, key: bytes) -> Checked:
        """Read all of it, piece by piece, and return how far it is whole."""
        found = Checked()
        while not found.done:
            found = self.check(key, found)
        return found

    def fault_at(self, anchor: Anchor) -> Fault | None:
        """Return what is wrong with the record by an anchor that was taken of it; None where it holds."""
        if not anchor.place:
            return None
        at_place = select(audit_chain.c.tag).where(audit_chain.c.place == anchor.place)
        stands = self._connection.execute(at_place).scalar()
        if stands is None and self.head().place < anchor.place:
            return Fault(FaultKind.SHORTER, anchor.place)
        return None if stands == anchor.tag else Fault(FaultKind.ANOTHER, anchor.place)

    def _slipped_in(self, upto: Anchor) -> Fault | None:
        seq = self._connection.execute(_UNCHAINED).scalar()
        return None if seq is None else Fault(FaultKind.SLIPPED_IN, upto.place, seq)


def _fault(key: bytes, before: Anchor, link: Row[tuple[object, ...]]) -> Fault | None:
    """Return what is wrong with one link behind what stands before it."""
    if link.place != before.place + 1:
        return Fault(FaultKind.CUT_OUT, before.place + 1)
    if link.found is None:
        return Fault(FaultKind.GONE, link.place, link.seq)
    said = (link.at, link.actor, link.actor_id, link.event, link.subject, link.visit_id, link.details)
    wanted = tag(key, before.tag, link.place, link.seq, *said)
    return None if hmac.compare_digest(wanted, str(link.tag)) else Fault(FaultKind.EDITED, link.place, link.seq)


def _framed(part: str | bytes | int | None) -> bytes:
    """Return a part behind its length, so that no two lists of parts are the same bytes; nothing differs from empty."""
    if part is None:
        return b"-"
    # A blob with an entry's letters in it is no text: it is framed as what it is.
    content = part.hex().encode() if isinstance(part, bytes) else str(part).encode()
    return b"%d:%b" % (len(content), content)

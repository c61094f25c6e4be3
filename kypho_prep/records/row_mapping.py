"""Turns rows into the frozen values of a chart, and a reply into its row."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from sqlalchemy import RowMapping

from kypho_prep.prep.chart import (
    ActionKind,
    Anesthesia,
    Ending,
    FactKind,
    FlagAction,
    FlagRow,
    Instruction,
    InstructionAction,
    Patient,
    SignOff,
    SignOffKind,
    StaffFact,
    Visit,
)
from kypho_prep.prep.checklist import Kind, Level
from kypho_prep.prep.reply import Answerer, Reply, Shown, State, Who


def to_patient(row: RowMapping) -> Patient:
    """Read a patient."""
    return Patient(**_without(row, "created_at"))


def to_visit(row: RowMapping) -> Visit:
    """Read a visit."""
    values = _without(row, "patient_id", "code_hmac", "code_misses", "created_at")
    values["patient"] = row["patient_id"]
    values["tests"] = tuple(row["tests"])
    values["anesthesia"] = Anesthesia(row["anesthesia"])
    values["ended"] = Ending(row["ended"]) if row["ended"] else None
    return Visit(**values)


def to_reply(row: RowMapping) -> Reply:
    """Read a reply."""
    shown = row["shown"]
    return Reply(
        id=row["id"],
        visit=row["visit_id"],
        seq=row["visit_seq"],
        item=row["item"],
        entry=row["entry"],
        state=State(row["state"]),
        value=row["value"],
        answerer=Answerer(Who(row["who"]), row["who_name"], row["source"], row["who_id"]),
        revision=row["revision"],
        content_version=row["content_version"],
        language=row["language"],
        shown=Shown(shown["question"], shown["help"], shown["answer"], shown.get("knew")),
        shown_ms=row["shown_ms"],
        text_size=row["text_size"],
        kiosk=row["kiosk"],
        at=row["at"],
        local=row["local"],
        supersedes=row["supersedes"],
        session=row["session_id"],
    )


def from_reply(reply: Reply) -> dict[str, Any]:
    """Write a reply."""
    names = "id item entry state value revision content_version language shown_ms text_size kiosk at local supersedes"
    return {
        **{name: getattr(reply, name) for name in names.split()},
        "visit_id": reply.visit,
        "visit_seq": reply.seq,
        "session_id": reply.session,
        "who": reply.answerer.who,
        "who_name": reply.answerer.name,
        "who_id": reply.answerer.staff_id,
        "source": reply.answerer.source,
        "shown": {name: value for name, value in asdict(reply.shown).items() if value is not None},
    }


def to_instruction(row: RowMapping) -> Instruction:
    """Read an instruction."""
    action = InstructionAction(row["action"])
    return Instruction(**{**_of_visit(row), "visit": row["visit_id"], "action": action})


def to_fact(row: RowMapping) -> StaffFact:
    """Read a staff fact."""
    return StaffFact(**{**_of_visit(row), "visit": row["visit_id"], "kind": FactKind(row["kind"])})


def to_flag(row: RowMapping) -> FlagRow:
    """Read a version of a flag."""
    values = _of_visit(row)
    values["level"] = Level(row["level"])
    values["kind"] = Kind(row["kind"])
    values["reasons"] = tuple(row["reasons"])
    return FlagRow(**values)


def to_action(row: RowMapping) -> FlagAction:
    """Read what staff did about a flag."""
    return FlagAction(**{**_of_visit(row), "kind": ActionKind(row["kind"])})


def to_sign_off(row: RowMapping) -> SignOff:
    """Read what a nurse signed."""
    values = _of_visit(row)
    values["visit"] = row["visit_id"]
    values["kind"] = SignOffKind(row["kind"])
    values["reply_ids"] = tuple(row["reply_ids"])
    return SignOff(**values)


def _of_visit(row: RowMapping) -> dict[str, Any]:
    """Return a row's values, with its place in the visit's order; the table's own number is for the database alone."""
    return {**_without(row, "seq", "visit_seq", "visit_id"), "seq": row["visit_seq"]}


def _without(row: RowMapping, *left_out: str) -> dict[str, Any]:
    return {str(name): value for name, value in row.items() if name not in left_out}

"""Which rows each kind of station sees on the clinic's server: a desk all, a kiosk those of the visit that it holds.

The tables' owner, who administers, is under no policy. What a kiosk holds, and how it comes to hold it, are functions
of the migrations (`held`, `try_claim`, `answer_claim`, `answer_handed`); of staff it learns only who proved a password
there.
"""

from __future__ import annotations

from typing import Any

from psycopg import sql

from kypho_prep.prep.chart import FactKind
from kypho_prep.prep.reply import Who
from kypho_prep.records.tables import ONLY_ADDED_TO

# By which of its columns a row belongs to a visit.
_VISIT = dict.fromkeys((*ONLY_ADDED_TO, "kiosk_session", "visit_summary", "visit_word"), "visit_id") | {"visit": "id"}
_HELD = "IN (SELECT held())"
ROWS_AT_KIOSK = {
    **{table: f"{column} {_HELD}" for table, column in _VISIT.items()},
    # Of the visits that are seen, which are those that are held.
    "patient": "id IN (SELECT patient_id FROM visit)",
}
# Of what staff alone say a kiosk writes that somebody came, if they just proved there to be staff.
_PATIENT_S = ", ".join(
    f"'{one}'"
    for one in (FactKind.PLAN_PRINTED, FactKind.CALL_TAKEN_BACK, FactKind.SIGN_OFF_FALLEN, FactKind.ANSWER_DIFFERS)
)
_CAME = f"kind = '{FactKind.EMERGENCY_ACKNOWLEDGED}' AND works_here(recorded_by_id, false)"
_ADDED_AT_KIOSK = ROWS_AT_KIOSK | {
    # What a station does is on record also where it is about no visit; it reads only what is about its own.
    "audit": f"visit_id IS NULL OR visit_id {_HELD}",
    "reply": f"visit_id {_HELD} AND session_id IS NOT NULL AND who <> '{Who.STAFF}'",
    "staff_fact": f"visit_id {_HELD} AND supersedes IS NULL AND NOT withdrawn AND (kind IN ({_PATIENT_S}) OR {_CAME})",
}
_EVERY_STATION = ("has_staff()", "works_here(varchar, boolean)")
_FUNCTIONS = {
    "kiosk": (
        *_EVERY_STATION,
        *("try_claim(varchar, varchar[], varchar)", "answer_claim(varchar)"),
        *("salt_of(varchar)", "try_password(varchar, varchar)", "answer_password()"),
        *("handed_here()", "show_handed(varchar)", "leave_handed(varchar)"),
        *("try_handed(varchar, varchar)", "answer_handed()", "outbox_key()"),
    ),
    "desk": (*_EVERY_STATION, "hand_to(varchar, varchar, varchar)", "take_back(varchar)", "hand_overs()"),
}


def limit_rows(driver: Any, kind: str, group: str) -> None:
    """Let the role of a kind see and write exactly the rows of this version."""
    role = sql.Identifier(group)
    for table, rows in ROWS_AT_KIOSK.items():
        seen, added = (rows, _ADDED_AT_KIOSK[table]) if kind == "kiosk" else ("true", "true")
        names = {"table": sql.Identifier(table), "policy": sql.Identifier(f"{group}_rows"), "role": role}
        for statement in (
            "ALTER TABLE {table} ENABLE ROW LEVEL SECURITY",
            "DROP POLICY IF EXISTS {policy} ON {table}",
            f"CREATE POLICY {{policy}} ON {{table}} TO {{role}} USING ({seen}) WITH CHECK ({added})",
        ):
            driver.execute(sql.SQL(statement).format(**names))
    for function in _FUNCTIONS[kind]:
        driver.execute(sql.SQL(f"GRANT EXECUTE ON FUNCTION {function} TO {{}}").format(role))


def forget_rows(driver: Any, group: str) -> None:
    """Take away what a role sees that is a station's no more."""
    for table in ROWS_AT_KIOSK:
        names = sql.Identifier(f"{group}_rows"), sql.Identifier(table)
        driver.execute(sql.SQL("DROP POLICY IF EXISTS {} ON {}").format(*names))

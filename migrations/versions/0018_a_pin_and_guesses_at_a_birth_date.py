"""An account may have a PIN, which re-opens a desk that locked itself; wrong codes count against a birth date too.

Whoever knows a patient's birth date guesses at the code alone: with one date a week has fifty wrong tries, over
all kiosks and codes, and counts alike for a date that nobody has. No kiosk's login reads which dates were tried.
"""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

COUNT_DATE = """
CREATE FUNCTION count_date(born_ varchar) RETURNS void LANGUAGE plpgsql VOLATILE AS $$
DECLARE
    now_ timestamptz := clock_timestamp();
BEGIN
    DELETE FROM date_miss WHERE now_ - week_from::timestamptz >= interval '7 days';
    INSERT INTO date_miss AS kept (born, misses, week_from) VALUES (born_, 1, as_moment(now_))
    ON CONFLICT (born) DO UPDATE SET misses = kept.misses + 1;
END $$
"""
DATE_CLOSED = """
CREATE FUNCTION date_closed(born_ varchar) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (
        SELECT FROM date_miss
        WHERE born = born_ AND misses > 50 AND clock_timestamp() - week_from::timestamptz < interval '7 days'
    )
$$
"""
# As in 0011, and the try counts against the date as well, where it is one at a code.
TRY_CLAIM = """
CREATE OR REPLACE FUNCTION try_claim(code varchar, words_ varchar[], born_ varchar) RETURNS integer
LANGUAGE plpgsql VOLATILE AS $$
DECLARE
    here varchar;
    wait integer;
BEGIN
    SELECT id INTO STRICT here FROM station WHERE login = session_user AND revoked_at IS NULL;
    -- Held until the commit, so that a station's tries come one after another.
    INSERT INTO claim (station_id) VALUES (here) ON CONFLICT (station_id) DO UPDATE SET visit_id = NULL;
    wait := count_try(here);
    IF wait > 0 THEN
        RETURN wait;
    END IF;
    UPDATE visit SET code_misses = code_misses + 1 WHERE code_hmac = code;
    {counted}UPDATE claim SET code_hmac = code, words = words_, born = born_, tried_in = pg_current_xact_id()::varchar,
        visit_id = NULL, claimed_at = NULL
    WHERE station_id = here;
    RETURN 0;
END $$
"""
ANSWER_CLAIM = """
CREATE OR REPLACE FUNCTION answer_claim(today varchar) RETURNS varchar LANGUAGE plpgsql VOLATILE AS $$
DECLARE
    here record;
    tried record;
    hit record;
    found_ varchar;
BEGIN
    SELECT id, name INTO STRICT here FROM station WHERE login = session_user AND revoked_at IS NULL;
    SELECT * INTO tried FROM claim WHERE station_id = here.id FOR UPDATE;
    IF tried.tried_in IS NULL THEN
        RETURN NULL;
    END IF;
    IF tried.tried_in = pg_current_xact_id()::varchar THEN
        RAISE EXCEPTION 'a try that can still be taken back is not answered' USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF tried.code_hmac IS NOT NULL THEN
        SELECT visit.id, code_misses, patient.born INTO hit FROM visit JOIN patient ON patient.id = patient_id
        WHERE code_hmac = tried.code_hmac AND ended IS NULL AND today <= procedure_on FOR NO KEY UPDATE OF visit;
        IF hit.born = tried.born AND hit.code_misses <= 10{open} THEN
            found_ := hit.id;
            UPDATE visit SET code_misses = 0 WHERE id = found_;{taken_back}
        ELSE
            PERFORM note_miss(here.name, hit.id, hit.code_misses);
        END IF;
    ELSE
        found_ := visit_named(tried.words, tried.born, today);
    END IF;
    UPDATE claim SET code_hmac = NULL, words = NULL, born = NULL, tried_in = NULL, visit_id = found_,
        claimed_at = CASE WHEN found_ IS NOT NULL THEN clock_timestamp() END
    WHERE station_id = here.id;
    IF found_ IS NOT NULL THEN
        PERFORM keep_tries(here.id, 0, NULL, NULL, (value::jsonb ->> 'week')::integer - 1,
                           (value::jsonb ->> 'week_from')::timestamptz)
        FROM setting WHERE key = 'wrong_codes:' || here.id;
    END IF;
    RETURN found_;
END $$
"""
COUNTED = "IF code IS NOT NULL THEN PERFORM count_date(born_); END IF;\n    "
OPEN = " AND NOT date_closed(tried.born)"
TAKEN_BACK = "\n            UPDATE date_miss SET misses = misses - 1 WHERE born = tried.born;"
NEW = ("count_date(varchar)", "date_closed(varchar)")
REPLACED = ("try_claim(varchar, varchar[], varchar)", "answer_claim(varchar)")


def upgrade() -> None:
    op.add_column("staff", sa.Column("pin_hash", sa.String(), nullable=True))
    op.create_table(
        "date_miss",
        sa.Column("born", sa.String(), primary_key=True),
        sa.Column("misses", sa.Integer(), nullable=False),
        sa.Column("week_from", sa.String(), nullable=False),
    )
    if op.get_bind().dialect.name == "postgresql":
        claims = (_filled(TRY_CLAIM, counted=COUNTED), _filled(ANSWER_CLAIM, open=OPEN, taken_back=TAKEN_BACK))
        _make((COUNT_DATE, DATE_CLOSED, *claims), (*NEW, *REPLACED))


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        _make((_filled(TRY_CLAIM, counted=""), _filled(ANSWER_CLAIM, open="", taken_back="")), REPLACED)
        for function in NEW:
            op.execute(f"DROP FUNCTION {function}")
    op.drop_table("date_miss")
    op.drop_column("staff", "pin_hash")


def _filled(template: str, **parts: str) -> str:
    for name, part in parts.items():
        template = template.replace(f"{{{name}}}", part)
    return template


def _make(made: tuple[str, ...], functions: tuple[str, ...]) -> None:
    for one in made:
        # As they stand: a colon is the server's here, and no parameter.
        op.get_bind().exec_driver_sql(one)
    for function in functions:
        op.execute(f"ALTER FUNCTION {function} SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp")
        op.execute(f"REVOKE ALL ON FUNCTION {function} FROM PUBLIC")

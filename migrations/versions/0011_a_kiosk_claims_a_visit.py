"""On a server a kiosk's login sees the visit that it holds, and comes to hold one by what its patient knows.

A try is counted in one transaction and answered in a later one: who takes it back, or lets the connection drop, hears
nothing. The waits are by the server's clock. An encrypted file, which nobody reads by a login, needs nothing of this.
"""

from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

# A station's newest try, and the visit that it was let into by it; no login reads or writes it by itself.
CLAIM = """
CREATE TABLE claim (
    station_id varchar PRIMARY KEY REFERENCES station (id),
    code_hmac varchar, words varchar[], born varchar, tried_in varchar, visit_id varchar, claimed_at timestamptz
)
"""
# The visits that the station of this login holds: of its open sittings, of an emergency that stands there, of a claim
# that was not taken up yet, and of a sitting of its own that this transaction names by its id, which nobody guesses.
# Each statement asks it: in plain SQL it would be planned anew each time, which takes ten times as long.
HELD = """
CREATE FUNCTION held() RETURNS SETOF varchar LANGUAGE plpgsql STABLE AS $$
DECLARE
    here record;
BEGIN
    SELECT id, name INTO here FROM station WHERE login = session_user AND revoked_at IS NULL;
    RETURN QUERY
        SELECT visit_id FROM kiosk_session WHERE ended_at IS NULL AND station_id = here.id
        UNION ALL
        SELECT visit_id FROM kiosk_session
        WHERE id = current_setting('kypho.sitting', true) AND station_id = here.id
        UNION ALL
        SELECT visit_id FROM visit_summary WHERE emergency_kiosk = here.name
        UNION ALL
        SELECT visit_id FROM claim
        WHERE station_id = here.id AND claimed_at > clock_timestamp() - interval '2 minutes';
END $$
"""
# Names a sitting for the rest of the transaction, and holds its visit as whoever writes does.
HOLD_SITTING = """
CREATE FUNCTION hold_sitting(sitting varchar) RETURNS void LANGUAGE plpgsql VOLATILE AS $$
BEGIN
    PERFORM set_config('kypho.sitting', sitting, true);
    PERFORM FROM visit WHERE id = (SELECT visit_id FROM kiosk_session WHERE id = sitting) FOR NO KEY UPDATE;
END $$
"""
# As `workflow/lockout.py` counts, with the limits of `workflow/visits/slip_codes.py`.
COUNT_TRY = """
CREATE FUNCTION count_try(station varchar) RETURNS integer LANGUAGE plpgsql VOLATILE AS $$
DECLARE
    now_ timestamptz := clock_timestamp();
    kept jsonb := coalesce((SELECT value::jsonb FROM setting WHERE key = 'wrong_codes:' || station), '{}');
    left_ interval := least((kept ->> 'until')::timestamptz - now_,
                            (kept ->> 'until')::timestamptz - (kept ->> 'from')::timestamptz);
    began timestamptz := (kept ->> 'week_from')::timestamptz;
    misses integer := coalesce((kept ->> 'count')::integer, 0) + 1;
    week integer := coalesce((kept ->> 'week')::integer, 0);
    wait integer;
BEGIN
    IF left_ > interval '0' THEN
        RETURN ceil(extract(epoch FROM left_));
    END IF;
    IF began IS NULL OR now_ - began >= interval '7 days' OR week = 0 THEN
        began := now_;
        week := 0;
    END IF;
    week := week + 1;
    IF week > 500 THEN
        wait := 120;
    ELSIF misses >= 5 THEN
        wait := least(30 * 2 ^ least(misses - 5, 20), 120);
    END IF;
    PERFORM keep_tries(station, misses, CASE WHEN wait IS NOT NULL THEN now_ END,
                       now_ + make_interval(secs => wait), week, began);
    RETURN 0;
END $$
"""
KEEP_TRIES = """
CREATE FUNCTION keep_tries(
    station varchar, misses integer, waits_from timestamptz, waits_until timestamptz, week integer, began timestamptz
) RETURNS void LANGUAGE sql VOLATILE SET timezone = 'UTC' AS $$
    INSERT INTO setting (key, value) VALUES ('wrong_codes:' || station, json_build_object(
        'count', misses, 'from', waits_from, 'until', waits_until, 'week', week, 'week_from', began)::text)
    ON CONFLICT (key) DO UPDATE SET value = excluded.value
$$
"""
TRY_CLAIM = """
CREATE FUNCTION try_claim(code varchar, words_ varchar[], born_ varchar) RETURNS integer
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
    UPDATE claim SET code_hmac = code, words = words_, born = born_, tried_in = pg_current_xact_id()::varchar,
        visit_id = NULL, claimed_at = NULL
    WHERE station_id = here;
    RETURN 0;
END $$
"""
ANSWER_CLAIM = """
CREATE FUNCTION answer_claim(today varchar) RETURNS varchar LANGUAGE plpgsql VOLATILE AS $$
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
        IF hit.born = tried.born AND hit.code_misses <= 10 THEN
            found_ := hit.id;
            UPDATE visit SET code_misses = 0 WHERE id = found_;
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
# The next visit to come of the one patient who has all the words and the date of birth.
VISIT_NAMED = """
CREATE FUNCTION visit_named(words varchar[], born_ varchar, today varchar) RETURNS varchar LANGUAGE sql STABLE AS $$
    SELECT CASE WHEN count(DISTINCT (patient, mrn)) = 1
        THEN (array_agg(visit_id ORDER BY procedure_on, coalesce(procedure_at, '')))[1] END
    FROM visit_summary
    WHERE born = born_ AND ended_at IS NULL AND procedure_on >= today AND visit_id IN (
        SELECT visit_id FROM visit_word WHERE word = ANY (words)
        GROUP BY visit_id HAVING count(*) = (SELECT count(DISTINCT one) FROM unnest(words) AS one)
    )
$$
"""
# A miss is on record; the tenth kills the code, and the board says so at once. Its flag comes with the visit's next
# change: the rules are the program's, and no kiosk that guessed wrongly may read the visit.
NOTE_MISS = """
CREATE FUNCTION note_miss(kiosk varchar, visit_ varchar, misses integer) RETURNS void
LANGUAGE plpgsql VOLATILE AS $$
DECLARE
    at_ varchar := to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"');
BEGIN
    INSERT INTO audit (at, actor, event, subject, visit_id, details) VALUES (
        at_, 'patient', CASE WHEN visit_ IS NULL THEN 'code_unknown' ELSE 'code_missed' END, kiosk, visit_,
        CASE WHEN visit_ IS NULL THEN '{}' ELSE json_build_object('misses', misses)::text END);
    IF misses >= 10 THEN
        UPDATE visit SET code_hmac = NULL, code_dead = true WHERE id = visit_;
        INSERT INTO audit (at, actor, event, subject, visit_id, details)
            VALUES (at_, 'program', 'code_killed', kiosk, visit_, '{}');
        UPDATE visit_summary SET code_dead = true, change_seq = next_change() WHERE visit_id = visit_;
        PERFORM pg_notify('board_changed', '');
    END IF;
END $$
"""
# What was claimed is held by its sitting from then on.
TAKE_UP = """
CREATE FUNCTION take_up_claim() RETURNS trigger LANGUAGE plpgsql VOLATILE AS $$
BEGIN
    UPDATE claim SET visit_id = NULL, claimed_at = NULL WHERE station_id = NEW.station_id;
    RETURN NULL;
END $$
"""
TAKEN_UP = """
CREATE TRIGGER kiosk_session_takes_up_claim AFTER INSERT ON kiosk_session FOR EACH ROW EXECUTE FUNCTION take_up_claim()
"""
# What a login may not call by itself, and what a kiosk's alone is given (`records/postgresql/row_security.py`).
INNER = (
    "count_try(varchar)",
    "keep_tries(varchar, integer, timestamptz, timestamptz, integer, timestamptz)",
    "visit_named(varchar[], varchar, varchar)",
    "note_miss(varchar, varchar, integer)",
    "try_claim(varchar, varchar[], varchar)",
    "answer_claim(varchar)",
    "take_up_claim()",
)
OUTER = ("held()", "hold_sitting(varchar)")
MADE = (
    *(CLAIM, HELD, HOLD_SITTING, KEEP_TRIES, COUNT_TRY, NOTE_MISS, VISIT_NAMED, TRY_CLAIM, ANSWER_CLAIM),
    *(TAKE_UP, TAKEN_UP),
)


def upgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        for made in MADE:
            # As they stand: a colon is the server's here, and no parameter.
            op.get_bind().exec_driver_sql(made)
        for function in (*INNER, *OUTER):
            op.execute(f"ALTER FUNCTION {function} SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp")
        for function in INNER:
            op.execute(f"REVOKE ALL ON FUNCTION {function} FROM PUBLIC")


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        for function in (*INNER, *OUTER):
            # With the trigger, and the policies that ask it, which are made anew with the stations' rights.
            op.execute(f"DROP FUNCTION {function} CASCADE")
        op.drop_table("claim")

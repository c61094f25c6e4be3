"""On a server staff hand a kiosk over from their desk: it may open this one visit, to who knows the date of birth.

One row a kiosk: what is handed to it, or was last. No login reads or writes it by itself; the desk's functions name a
visit, the kiosk's never do. Until the date of birth is right the kiosk's login sees nothing of the visit, and as with a
claim (0011) a try is counted in one transaction and answered in a later one. An encrypted file has no second machine.
"""

from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

# `came`: waiting, then shown at the kiosk; or how it ended. Whoever opens the visit has until `until`.
HAND_OVER = """
CREATE TABLE hand_over (
    station_id varchar PRIMARY KEY REFERENCES station (id),
    id varchar NOT NULL,
    visit_id varchar NOT NULL REFERENCES visit (id) ON DELETE CASCADE,
    came varchar NOT NULL, until timestamptz NOT NULL, misses integer NOT NULL DEFAULT 0,
    born varchar, tried_in varchar
)
"""
STANDS = """
CREATE FUNCTION stands(one hand_over) RETURNS boolean LANGUAGE sql STABLE AS
$$ SELECT one.came IN ('waiting', 'shown') AND one.until > clock_timestamp() $$
"""
# False where the kiosk is none, or waits for somebody else. A visit waits at one kiosk alone.
HAND_TO = """
CREATE FUNCTION hand_to(id_ varchar, visit_ varchar, station_ varchar) RETURNS boolean LANGUAGE plpgsql VOLATILE AS $$
BEGIN
    INSERT INTO hand_over AS one (station_id, id, visit_id, came, until)
    SELECT station.id, id_, visit_, 'waiting', clock_timestamp() + interval '2 minutes' FROM station
    WHERE station.id = station_ AND kind = 'kiosk' AND login IS NOT NULL AND revoked_at IS NULL
    ON CONFLICT (station_id) DO UPDATE SET id = excluded.id, visit_id = excluded.visit_id, came = excluded.came,
        until = excluded.until, misses = 0, born = NULL, tried_in = NULL
    WHERE NOT stands(one);
    IF NOT FOUND THEN
        RETURN false;
    END IF;
    UPDATE hand_over AS one SET came = 'taken_back' WHERE visit_id = visit_ AND id <> id_ AND stands(one);
    PERFORM pg_notify('handed_over', '');
    RETURN true;
END $$
"""
TAKE_BACK = """
CREATE FUNCTION take_back(id_ varchar) RETURNS boolean LANGUAGE plpgsql VOLATILE AS $$
BEGIN
    PERFORM pg_notify('handed_over', '');
    UPDATE hand_over AS one SET came = 'taken_back' WHERE id = id_ AND stands(one);
    RETURN FOUND;
END $$
"""
# What stands, and what came of those of the last minutes.
HAND_OVERS = """
CREATE FUNCTION hand_overs() RETURNS TABLE (station varchar, id varchar, visit varchar, came varchar)
LANGUAGE sql STABLE AS $$
    SELECT station_id, one.id, visit_id, CASE WHEN one.came IN ('waiting', 'shown') AND NOT stands(one)
        THEN 'lapsed' ELSE one.came END
    FROM hand_over AS one WHERE until > clock_timestamp() - interval '10 minutes'
$$
"""
# Never over a sitting that is open at this kiosk, nor over an emergency that stands there.
HANDED_HERE = """
CREATE FUNCTION handed_here() RETURNS varchar LANGUAGE sql STABLE AS $$
    SELECT one.id FROM hand_over AS one JOIN station ON station.id = station_id
    WHERE login = session_user AND revoked_at IS NULL AND stands(one)
        AND NOT EXISTS (SELECT FROM kiosk_session WHERE ended_at IS NULL AND kiosk_session.station_id = station.id)
        AND NOT EXISTS (SELECT FROM visit_summary WHERE emergency_kiosk = station.name)
$$
"""
# The patient may have to walk there, and to type.
SHOW_HANDED = """
CREATE FUNCTION show_handed(id_ varchar) RETURNS boolean LANGUAGE plpgsql VOLATILE AS $$
BEGIN
    PERFORM pg_notify('board_changed', '');
    UPDATE hand_over AS one SET came = 'shown', until = clock_timestamp() + interval '5 minutes'
    WHERE station_id = own_station() AND id = id_ AND came = 'waiting' AND stands(one);
    RETURN FOUND;
END $$
"""
LEAVE_HANDED = """
CREATE FUNCTION leave_handed(id_ varchar) RETURNS void LANGUAGE plpgsql VOLATILE AS $$
DECLARE
    left_ varchar;
BEGIN
    UPDATE hand_over AS one SET came = 'left'
    WHERE station_id = own_station() AND id = id_ AND stands(one) RETURNING visit_id INTO left_;
    IF left_ IS NOT NULL THEN
        PERFORM note_hand_over('hand_over_left', left_);
    END IF;
END $$
"""
NOTE_HAND_OVER = """
CREATE FUNCTION note_hand_over(event_ varchar, visit_ varchar) RETURNS void LANGUAGE sql VOLATILE AS $$
    INSERT INTO audit (at, actor, event, subject, visit_id, details)
        SELECT as_moment(clock_timestamp()), 'patient', event_, name, visit_, '{}' FROM station
        WHERE id = own_station();
    SELECT pg_notify('board_changed', '')
$$
"""
TRY_HANDED = """
CREATE FUNCTION try_handed(id_ varchar, born_ varchar) RETURNS integer LANGUAGE plpgsql VOLATILE AS $$
DECLARE
    here varchar := own_station();
    wait integer;
BEGIN
    -- Held until the commit, so that a station's tries come one after another, those of a code among them.
    INSERT INTO claim (station_id) VALUES (here) ON CONFLICT (station_id) DO UPDATE SET visit_id = NULL;
    wait := count_try(here);
    IF wait > 0 THEN
        RETURN wait;
    END IF;
    UPDATE hand_over SET born = born_, tried_in = pg_current_xact_id()::varchar WHERE station_id = here AND id = id_;
    RETURN 0;
END $$
"""
# A right date claims the visit for this station, as a code does; the third wrong one ends the hand-over.
ANSWER_HANDED = """
CREATE FUNCTION answer_handed() RETURNS varchar LANGUAGE plpgsql VOLATILE AS $$
DECLARE
    here varchar := own_station();
    tried hand_over;
    found_ varchar;
BEGIN
    SELECT * INTO tried FROM hand_over WHERE station_id = here FOR UPDATE;
    IF tried.tried_in = pg_current_xact_id()::varchar THEN
        RAISE EXCEPTION 'a try that can still be taken back is not answered' USING ERRCODE = 'insufficient_privilege';
    END IF;
    UPDATE hand_over SET born = NULL, tried_in = NULL WHERE station_id = here;
    IF tried.tried_in IS NULL OR NOT stands(tried) THEN
        RETURN NULL;
    END IF;
    SELECT visit.id INTO found_ FROM visit JOIN patient ON patient.id = patient_id
    WHERE visit.id = tried.visit_id AND ended IS NULL AND patient.born = tried.born FOR NO KEY UPDATE OF visit;
    IF found_ IS NULL THEN
        UPDATE hand_over SET misses = misses + 1, came = CASE WHEN misses >= 2 THEN 'missed' ELSE came END
        WHERE station_id = here;
        PERFORM note_hand_over('hand_over_missed', tried.visit_id);
        RETURN NULL;
    END IF;
    UPDATE claim SET code_hmac = NULL, words = NULL, born = NULL, tried_in = NULL, visit_id = found_,
        claimed_at = clock_timestamp()
    WHERE station_id = here;
    PERFORM keep_tries(here, 0, NULL, NULL, (value::jsonb ->> 'week')::integer - 1,
                       (value::jsonb ->> 'week_from')::timestamptz)
    FROM setting WHERE key = 'wrong_codes:' || here;
    RETURN found_;
END $$
"""
# A sitting ends what waits at its kiosk, and what waits for its patient at another one.
END_HAND_OVER = """
CREATE FUNCTION end_hand_over() RETURNS trigger LANGUAGE plpgsql VOLATILE AS $$
BEGIN
    UPDATE hand_over AS one SET came = CASE
        WHEN station_id IS DISTINCT FROM NEW.station_id THEN 'elsewhere'
        WHEN visit_id = NEW.visit_id THEN 'opened' ELSE 'occupied' END
    WHERE (station_id = NEW.station_id OR visit_id = NEW.visit_id) AND stands(one);
    RETURN NULL;
END $$
"""
ENDED = """
CREATE TRIGGER kiosk_session_ends_hand_over AFTER INSERT ON kiosk_session
FOR EACH ROW EXECUTE FUNCTION end_hand_over()
"""
# None is everybody's: what each kind of station is given says `records/postgresql/row_security.py`.
FUNCTIONS = (
    *("stands(hand_over)", "hand_to(varchar, varchar, varchar)", "take_back(varchar)", "hand_overs()"),
    *("handed_here()", "show_handed(varchar)", "leave_handed(varchar)", "note_hand_over(varchar, varchar)"),
    *("try_handed(varchar, varchar)", "answer_handed()", "end_hand_over()"),
)
MADE = (
    *(HAND_OVER, STANDS, HAND_TO, TAKE_BACK, HAND_OVERS, HANDED_HERE, SHOW_HANDED, NOTE_HAND_OVER, LEAVE_HANDED),
    *(TRY_HANDED, ANSWER_HANDED, END_HAND_OVER, ENDED),
)


def upgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        for made in MADE:
            # As they stand: a colon is the server's here, and no parameter.
            op.get_bind().exec_driver_sql(made)
        for function in FUNCTIONS:
            op.execute(f"ALTER FUNCTION {function} SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp")
            op.execute(f"REVOKE ALL ON FUNCTION {function} FROM PUBLIC")


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        for function in reversed(FUNCTIONS):
            # With the trigger.
            op.execute(f"DROP FUNCTION {function} CASCADE")
        op.drop_table("hand_over")

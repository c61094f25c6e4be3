"""On a server a kiosk's login reads no account: the server itself checks a password, and hands no hash out.

The kiosk is told the salt of a user name, works out what would be stored of the typed password, and hands that in. As
with a claim (0011) a try is counted in one transaction and answered in a later one. An encrypted file, which nobody
reads by a login, needs nothing of this.
"""

from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

# A station's newest try at a password, and who proved there last that they work here; no login reads it by itself.
TRIES = """
CREATE TABLE password_try (
    station_id varchar PRIMARY KEY REFERENCES station (id),
    account varchar, proof varchar, tried_in varchar, proved varchar, proved_at timestamptz
)
"""
# What a salt is made of for a name that nobody has, so that it looks like one that somebody has.
MASK = "CREATE TABLE mask AS SELECT gen_random_uuid()::varchar AS value"
OWN_STATION = """
CREATE FUNCTION own_station() RETURNS varchar LANGUAGE plpgsql STABLE AS $$
DECLARE
    here varchar;
BEGIN
    SELECT id INTO STRICT here FROM station WHERE login = session_user AND revoked_at IS NULL;
    RETURN here;
END $$
"""
HAS_STAFF = "CREATE FUNCTION has_staff() RETURNS boolean LANGUAGE sql STABLE AS 'SELECT EXISTS (SELECT FROM staff)'"
# At a kiosk only of who proved it there in the last quarter of an hour; an account that is held stays as it is.
WORKS_HERE = """
CREATE FUNCTION works_here(account_ varchar, hold boolean) RETURNS boolean LANGUAGE plpgsql VOLATILE AS $$
BEGIN
    IF EXISTS (SELECT FROM station WHERE login = session_user AND kind = 'kiosk') AND NOT proved_here(account_) THEN
        RETURN false;
    END IF;
    IF hold THEN
        PERFORM FROM staff WHERE id = account_ FOR NO KEY UPDATE;
    END IF;
    RETURN EXISTS (SELECT FROM staff WHERE id = account_ AND disabled_at IS NULL);
END $$
"""
PROVED_HERE = """
CREATE FUNCTION proved_here(account_ varchar) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (
        SELECT FROM password_try JOIN station ON station.id = station_id JOIN staff ON staff.id = proved
        WHERE login = session_user AND revoked_at IS NULL AND disabled_at IS NULL
            AND proved = coalesce(account_, proved) AND proved_at > clock_timestamp() - interval '15 minutes'
    )
$$
"""
# All of what is stored of a password but the last part, which is the hash. The costs that a name without an account
# gets are those of the newest one. No backslash in here: what one means, a session sets for itself.
SALT_OF = """
CREATE FUNCTION salt_of(user_ varchar) RETURNS varchar LANGUAGE sql STABLE AS $$
    SELECT coalesce(
        (SELECT array_to_string((string_to_array(password_hash, '$'))[:5], '$') FROM staff WHERE "user" = user_),
        coalesce(
            (SELECT array_to_string((string_to_array(password_hash, '$'))[:4], '$') FROM staff
             ORDER BY created_at DESC LIMIT 1),
            '$argon2id$v=19$m=65536,t=3,p=4'
        )
        || '$'
        || (SELECT rtrim(encode(substr(sha256(convert_to(value || user_, 'UTF8')), 1, 16), 'base64'), '=') FROM mask)
    )
$$
"""
# As `workflow/lockout.py` counts, with the limits of `workflow/clinic/wrong_passwords.py`.
COUNT = """
CREATE FUNCTION count_password(account_ varchar) RETURNS integer LANGUAGE plpgsql VOLATILE AS $$
DECLARE
    who record;
    now_ timestamptz;
    began timestamptz;
    week integer;
    wait integer;
BEGIN
    SELECT misses, waits_from::timestamptz AS since, waits_until::timestamptz AS until, week_misses, week_from
        INTO STRICT who FROM staff WHERE id = account_ FOR NO KEY UPDATE;
    now_ := clock_timestamp();
    IF least(who.until - now_, who.until - who.since) > interval '0' THEN
        RETURN ceil(extract(epoch FROM least(who.until - now_, who.until - who.since)));
    END IF;
    began := least(who.week_from::timestamptz, now_);
    week := CASE WHEN now_ - began < interval '7 days' THEN who.week_misses ELSE 0 END + 1;
    IF week > 50 THEN
        wait := 900;
    ELSIF who.misses >= 4 THEN
        wait := least(30 * 2 ^ least(who.misses - 4, 20), 900);
    END IF;
    UPDATE staff SET misses = misses + 1, week_misses = week,
        week_from = as_moment(CASE WHEN week = 1 THEN now_ ELSE began END),
        waits_from = CASE WHEN wait IS NOT NULL THEN as_moment(now_) END,
        waits_until = as_moment(now_ + make_interval(secs => wait))
    WHERE id = account_;
    RETURN 0;
END $$
"""
AS_MOMENT = """
CREATE FUNCTION as_moment(at_ timestamptz) RETURNS varchar LANGUAGE sql STABLE AS $$
    SELECT to_char(at_ AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
$$
"""
TRY = """
CREATE FUNCTION try_password(user_ varchar, proof_ varchar) RETURNS integer LANGUAGE plpgsql VOLATILE AS $$
DECLARE
    here varchar := own_station();
    account_ varchar;
    wait integer;
BEGIN
    -- Held until the commit, so that a station's tries come one after another; one that waits leaves nothing to answer.
    INSERT INTO password_try (station_id) VALUES (here) ON CONFLICT (station_id) DO UPDATE SET tried_in = NULL;
    SELECT id INTO account_ FROM staff WHERE "user" = user_;
    IF account_ IS NOT NULL THEN
        wait := count_password(account_);
        IF wait > 0 THEN
            RETURN wait;
        END IF;
    END IF;
    UPDATE password_try SET account = account_, proof = proof_, tried_in = pg_current_xact_id()::varchar
    WHERE station_id = here;
    RETURN 0;
END $$
"""
# A right one takes back its own count alone, and ends the wait, as any right password does.
ANSWER = """
CREATE FUNCTION answer_password() RETURNS json LANGUAGE plpgsql VOLATILE AS $$
DECLARE
    here varchar := own_station();
    tried record;
    who record;
BEGIN
    SELECT * INTO tried FROM password_try WHERE station_id = here FOR UPDATE;
    IF tried.tried_in IS NULL THEN
        RETURN NULL;
    END IF;
    IF tried.tried_in = pg_current_xact_id()::varchar THEN
        RAISE EXCEPTION 'a try that can still be taken back is not answered' USING ERRCODE = 'insufficient_privilege';
    END IF;
    UPDATE password_try SET account = NULL, proof = NULL, tried_in = NULL WHERE station_id = here;
    SELECT * INTO who FROM staff
    WHERE id = tried.account AND password_hash = tried.proof AND disabled_at IS NULL FOR NO KEY UPDATE;
    IF who.id IS NULL THEN
        INSERT INTO audit (at, actor, event, subject, details)
            VALUES (as_moment(clock_timestamp()), 'unknown', 'sign_in_failed', coalesce(tried.account, ''), '{}');
        RETURN NULL;
    END IF;
    UPDATE staff SET misses = 0, waits_from = NULL, waits_until = NULL, week_misses = greatest(week_misses - 1, 0),
        week_from = CASE WHEN week_misses > 1 THEN week_from END
    WHERE id = who.id;
    UPDATE password_try SET proved = who.id, proved_at = clock_timestamp() WHERE station_id = here;
    RETURN json_build_object('id', who.id, 'user', who."user", 'name', who.name, 'role', who.role);
END $$
"""
# A name and a date of birth, which many know, are claimed by staff alone.
REQUIRE_PROOF = """
CREATE FUNCTION require_proof() RETURNS trigger LANGUAGE plpgsql VOLATILE AS $$
BEGIN
    IF NOT proved_here(NULL) THEN
        RAISE EXCEPTION 'nobody who works here proved it' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$
"""
PROOF_REQUIRED = """
CREATE TRIGGER claim_of_a_name BEFORE UPDATE OF words ON claim FOR EACH ROW
WHEN (cardinality(NEW.words) > 0) EXECUTE FUNCTION require_proof()
"""
# Whoever is handed the kiosk has it without the proof.
END_PROOF = """
CREATE FUNCTION end_proof() RETURNS trigger LANGUAGE plpgsql VOLATILE AS $$
BEGIN
    UPDATE password_try SET proved = NULL, proved_at = NULL WHERE station_id = NEW.station_id;
    RETURN NULL;
END $$
"""
PROOF_ENDS = """
CREATE TRIGGER kiosk_session_ends_proof AFTER INSERT ON kiosk_session FOR EACH ROW EXECUTE FUNCTION end_proof()
"""
# None is everybody's: what a kiosk's login is given, or every station's, says `records/postgresql/row_security.py`.
FUNCTIONS = (
    *("own_station()", "has_staff()", "proved_here(varchar)", "works_here(varchar, boolean)", "salt_of(varchar)"),
    *("as_moment(timestamptz)", "count_password(varchar)", "try_password(varchar, varchar)", "answer_password()"),
    *("require_proof()", "end_proof()"),
)
MADE = (
    *(TRIES, MASK, OWN_STATION, HAS_STAFF, PROVED_HERE, WORKS_HERE, SALT_OF, AS_MOMENT, COUNT),
    *(TRY, ANSWER, REQUIRE_PROOF, PROOF_REQUIRED, END_PROOF, PROOF_ENDS),
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
        for function in FUNCTIONS:
            # With the triggers.
            op.execute(f"DROP FUNCTION {function} CASCADE")
        for table in ("password_try", "mask"):
            op.drop_table(table)

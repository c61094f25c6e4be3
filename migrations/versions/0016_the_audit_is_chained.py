"""Each entry of the audit gets its place in a chain and a keyed tag over itself and the tag before.

A file asks its program for the tag (`audit_tag`, which knows the key); a server has a key of its own, which no kiosk's
login reads, and works the same tag out itself, at the commit: entries stand in the order in which they became visible.
"""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

ENTRY = "{0}.seq, {0}.at, {0}.actor, {0}.actor_id, {0}.event, {0}.subject, {0}.visit_id, {0}.details"
# The place behind the last, and the tag over what stands there.
APPEND = """
INSERT INTO audit_chain (place, seq, tag)
SELECT last + 1, {0}.seq, audit_tag(coalesce((SELECT tag FROM audit_chain WHERE place = last), ''), last + 1, {1})
FROM (SELECT coalesce(max(place), 0) AS last FROM audit_chain) AS newest
"""
IN_THE_FILE = (
    f"CREATE TRIGGER audit_is_chained AFTER INSERT ON audit BEGIN {APPEND.format('NEW', ENTRY.format('NEW'))}; END"
)
STANDS_IN_THE_FILE = (
    "CREATE TRIGGER audit_chain_stands_{0} BEFORE {0} ON audit_chain "
    "BEGIN SELECT RAISE(ABORT, 'audit_chain is only added to'); END"
)
KEY = "CREATE TABLE audit_key (key bytea NOT NULL, inner_pad bytea NOT NULL, outer_pad bytea NOT NULL)"
# 244 bits of chance, and the two blocks that HMAC makes of them (RFC 2104).
FILL_KEY = """
DO $$
DECLARE
    made bytea := sha256(convert_to(gen_random_uuid()::text || gen_random_uuid()::text, 'UTF8'));
    inner_ bytea := made || decode(repeat('00', 32), 'hex');
    outer_ bytea := inner_;
BEGIN
    FOR i IN 0..63 LOOP
        inner_ := set_byte(inner_, i, get_byte(inner_, i) # 54);
        outer_ := set_byte(outer_, i, get_byte(outer_, i) # 92);
    END LOOP;
    INSERT INTO audit_key VALUES (made, inner_, outer_);
END $$
"""
FRAMED = """
CREATE FUNCTION audit_framed(part varchar) RETURNS bytea LANGUAGE sql STABLE AS $$
    SELECT CASE WHEN part IS NULL THEN '-'::bytea
        ELSE convert_to(octet_length(convert_to(part, 'UTF8')) || ':' || part, 'UTF8') END
$$
"""
TAG = """
CREATE FUNCTION audit_tag(
    before_ varchar, place_ integer, seq_ integer, at_ varchar, actor_ varchar, actor_id_ varchar, event_ varchar,
    subject_ varchar, visit_ varchar, details_ varchar
) RETURNS varchar LANGUAGE sql STABLE AS $$
    SELECT encode(sha256(outer_pad || sha256(
        inner_pad || audit_framed(before_) || audit_framed(place_::varchar) || audit_framed(seq_::varchar)
        || audit_framed(at_) || audit_framed(actor_) || audit_framed(actor_id_) || audit_framed(event_)
        || audit_framed(subject_) || audit_framed(visit_) || audit_framed(details_)
    )), 'hex') FROM audit_key
$$
"""
# The last lock that a transaction takes, and held for its commit alone: nobody waits for it with anything in hand.
AT_THE_COMMIT = f"""
CREATE FUNCTION audit_append() RETURNS trigger LANGUAGE plpgsql VOLATILE AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(27504, 4);
    {APPEND.format("NEW", ENTRY.format("NEW"))};
    RETURN NULL;
END $$
"""
ALL_SO_FAR = """
DO $$
DECLARE
    one record;
BEGIN
    FOR one IN SELECT * FROM audit ORDER BY seq LOOP
        {0};
    END LOOP;
END $$
"""
ON_A_SERVER = (
    "CREATE CONSTRAINT TRIGGER audit_is_chained AFTER INSERT ON audit DEFERRABLE INITIALLY DEFERRED "
    "FOR EACH ROW EXECUTE FUNCTION audit_append()"
)
STANDS_ON_A_SERVER = (
    "CREATE TRIGGER audit_chain_stands_{0} BEFORE {0} ON audit_chain "
    "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
)
FUNCTIONS = (
    "audit_framed(varchar)",
    "audit_tag(varchar, integer, integer, varchar, varchar, varchar, varchar, varchar, varchar, varchar)",
    "audit_append()",
)


def upgrade() -> None:
    op.create_table(
        "audit_chain",
        sa.Column("place", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("tag", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("place"),
        sa.UniqueConstraint("seq"),
    )
    if op.get_bind().dialect.name == "postgresql":
        _on_a_server()
    else:
        _in_a_file()


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP TRIGGER audit_is_chained ON audit")
        for function in reversed(FUNCTIONS):
            op.execute(f"DROP FUNCTION {function}")
        op.drop_table("audit_key")
    else:
        op.execute("DROP TRIGGER audit_is_chained")
    op.drop_table("audit_chain")


def _on_a_server() -> None:
    for made in (KEY, FILL_KEY, FRAMED, TAG, AT_THE_COMMIT):
        # As they stand: a colon is the server's here, and no parameter.
        op.get_bind().exec_driver_sql(made)
    op.get_bind().exec_driver_sql(ALL_SO_FAR.format(APPEND.format("one", ENTRY.format("one"))))
    op.execute(ON_A_SERVER)
    for function in FUNCTIONS:
        op.execute(f"ALTER FUNCTION {function} SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp")
        op.execute(f"REVOKE ALL ON FUNCTION {function} FROM PUBLIC")
    for change in ("UPDATE", "DELETE", "TRUNCATE"):
        op.execute(STANDS_ON_A_SERVER.format(change))


def _in_a_file() -> None:
    behind = f"{APPEND.format('audit', ENTRY.format('audit'))}, audit WHERE audit.seq = :seq"
    for seq in op.get_bind().execute(sa.text("SELECT seq FROM audit ORDER BY seq")).scalars().all():
        op.get_bind().execute(sa.text(behind), {"seq": seq})
    op.execute(IN_THE_FILE)
    for change in ("UPDATE", "DELETE"):
        op.execute(STANDS_IN_THE_FILE.format(change))

"""The trail: events, append-only for the application, in a partition for each year in which cases were opened.

A case's events all stand in the partition of its own year, so that (case, seq) is unique there for good and a
case is read from one partition. No foreign key leads to a mutable table: sealing later rebuilds nothing.
"""

from django.db import migrations

YEARS = range(2019, 2036)

CREATE = """
CREATE TABLE engine_event (
    case_year smallint NOT NULL,
    case_id uuid NOT NULL,
    seq integer NOT NULL,
    action text NOT NULL,
    stage text NOT NULL,
    actor text NOT NULL,
    state text NOT NULL,
    happened_on date NOT NULL,
    recorded_at timestamptz NOT NULL,
    law text NOT NULL,
    body bytea NOT NULL,
    xid xid8 NOT NULL DEFAULT pg_current_xact_id(),
    PRIMARY KEY (case_year, case_id, seq)
) PARTITION BY LIST (case_year);
CREATE TABLE engine_event_other PARTITION OF engine_event DEFAULT;
""" + "\n".join(
    f"CREATE TABLE engine_event_{year} PARTITION OF engine_event FOR VALUES IN ({year});" for year in YEARS
)

# The application role may add to the trail and read it, nothing else; elsewhere it reads and writes.
GRANT = """
DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'hezhong_app') THEN
        REVOKE UPDATE, DELETE, TRUNCATE ON engine_event FROM hezhong_app;
        GRANT SELECT, INSERT ON engine_event TO hezhong_app;
        EXECUTE (
            SELECT string_agg(format('REVOKE ALL ON %s FROM hezhong_app', inhrelid::regclass), '; ')
            FROM pg_inherits WHERE inhparent = 'engine_event'::regclass
        );
    END IF;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("engine", "0001_tables")]
    operations = [
        migrations.RunSQL(CREATE, "DROP TABLE engine_event"),
        migrations.RunSQL(GRANT, migrations.RunSQL.noop),
    ]

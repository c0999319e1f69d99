"""Events in the order of their transactions, for the stream to the ledger (decision 025)."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("engine", "0017_files_handed_in")]
    operations = [
        migrations.RunSQL("CREATE INDEX engine_event_xid ON engine_event (xid)", "DROP INDEX engine_event_xid"),
    ]

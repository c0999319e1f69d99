"""What happened lately is found in the trail: a block range index, almost free, since the trail is only appended to."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("engine", "0006_counting")]
    operations = [
        migrations.RunSQL(
            "CREATE INDEX event_lately ON engine_event USING brin (recorded_at) WITH (pages_per_range = 16, autosummarize = on)",
            "DROP INDEX event_lately",
        )
    ]

"""How urgent a case is by what it is about (红橙黄蓝): a column that lists and figures can ask."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("engine", "0015_ledger")]
    operations = [
        migrations.AddField(model_name="case", name="colour", field=models.SmallIntegerField(default=0)),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(fields=["colour", "city"], condition=models.Q(closed_on__isnull=True, colour__gt=0), name="case_colour"),
        ),
    ]

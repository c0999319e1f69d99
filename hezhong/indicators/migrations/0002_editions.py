"""A report may be a further edition of one: its number, which it replaces, and why."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("indicators", "0001_published")]

    operations = [
        migrations.AddField(model_name="report", name="edition", field=models.SmallIntegerField(default=1)),
        migrations.AddField(
            model_name="report",
            name="replaces",
            field=models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="replaced_by", to="indicators.report"),
        ),
        migrations.AddField(model_name="report", name="reason", field=models.TextField(default="")),
    ]

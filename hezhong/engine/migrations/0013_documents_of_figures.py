"""The document of a figure of law may lie beside its proposal."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("engine", "0012_calculations")]
    operations = [
        migrations.AddField(
            "confirmedvalue",
            "document",
            models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="engine.storedfile"
            ),
        ),
    ]

"""Cities that a run had to leave out, and why."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('early_warning', '0006_worst_first'),
    ]

    operations = [
        migrations.AddField(
            model_name='run',
            name='broken',
            field=models.JSONField(default=dict),
        ),
    ]

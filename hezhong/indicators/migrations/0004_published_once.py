"""A period is published once, whoever presses at the same moment; a further edition replaces one and says why."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):

    dependencies = [("indicators", "0003_number_editions")]

    operations = [
        migrations.AddConstraint(
            model_name="report",
            constraint=models.UniqueConstraint(fields=("kind", "region", "since", "edition"), name="report_once"),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.CheckConstraint(
                condition=Q(edition=1, replaces=None, reason="") | Q(edition__gt=1, replaces__isnull=False) & ~Q(reason=""),
                name="report_replaces_with_reason",
            ),
        ),
    ]

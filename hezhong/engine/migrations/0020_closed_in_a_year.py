"""What of one business was closed in a year: the targets of a plan are asked of it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("engine", "0019_wage_checks")]
    operations = [
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                condition=models.Q(("closed_on__isnull", True), _negated=True), fields=["case_type", "closed_on"], name="case_closed_type"
            ),
        ),
    ]

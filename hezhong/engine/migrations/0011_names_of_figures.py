"""Data only: what was confirmed under the names of before has the names of the parameter files, and counts as approved.

One person confirmed alone then: that person is named as who proposed and who approved, and the order of confirming is
that of approving, so that a version of the law book (files+7.2) names the same figures as before.
"""

from typing import Any

from django.db import migrations
from django.db.models import F

NAMES = {
    "minimum_wage": "gd.min_wage.monthly",
    "local_average_wage": "gd.avg_wage.city_onpost_annual",
}


def forwards(apps: Any, schema_editor: Any) -> None:
    values = apps.get_model("engine", "ConfirmedValue").objects
    for before, now in NAMES.items():
        values.filter(name=before).update(name=now)
    alone = values.filter(approval=None, proposed_at=None)
    alone.update(proposed_by=F("approved_by"), proposed_at=F("approved_at"), approval=F("id"))


def backwards(apps: Any, schema_editor: Any) -> None:
    values = apps.get_model("engine", "ConfirmedValue").objects
    for before, now in NAMES.items():
        values.filter(name=now).update(name=before)


class Migration(migrations.Migration):
    dependencies = [("engine", "0010_figures_of_law")]
    operations = [migrations.RunPython(forwards, backwards)]

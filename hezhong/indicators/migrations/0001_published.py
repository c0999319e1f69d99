"""What was published: situation reports, and each of their figures with its definition and its list."""

import uuid

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True
    dependencies: list[tuple[str, str]] = []

    operations = [
        migrations.CreateModel(
            name="Report",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("kind", models.TextField(choices=[("week", "周报"), ("quarter", "季报")])),
                ("region", models.CharField(max_length=9)),
                ("since", models.DateField()),
                ("until", models.DateField()),
                ("text", models.TextField()),
                ("hash", models.CharField(max_length=64)),
                ("run_on", models.DateField(null=True)),
                ("seq", models.BigIntegerField(default=0)),
                ("by", models.BigIntegerField()),
                ("by_words", models.TextField()),
                ("office", models.IntegerField()),
                ("at", models.DateTimeField()),
            ],
            options={
                "indexes": [models.Index(fields=["region", "-at"], name="report_of_region")],
            },
        ),
        migrations.CreateModel(
            name="Published",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("place", models.SmallIntegerField()),
                ("code", models.TextField()),
                ("content", models.TextField()),
                ("hash", models.CharField(max_length=64)),
                ("report", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="figures", to="indicators.report")),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("report", "place"), name="published_in_order")],
            },
        ),
    ]

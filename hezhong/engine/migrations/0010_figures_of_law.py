"""Figures of law are proposed and approved by two; steps say on which figures they rest."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models
from django.db.models import F, Q

TEXT = {"default": ""}


class Migration(migrations.Migration):
    dependencies = [("engine", "0009_serving")]
    operations = [
        migrations.RenameField("confirmedvalue", "confirmed_by", "approved_by"),
        migrations.RenameField("confirmedvalue", "confirmed_at", "approved_at"),
        migrations.AlterField("confirmedvalue", "approved_by", models.TextField(**TEXT)),
        migrations.AlterField("confirmedvalue", "approved_at", models.DateTimeField(null=True)),
        migrations.AlterField("confirmedvalue", "amount", models.DecimalField(decimal_places=4, max_digits=16, null=True)),
        migrations.AddField("confirmedvalue", "case", models.TextField(**TEXT)),
        migrations.AddField("confirmedvalue", "also", models.JSONField(default=list)),
        migrations.AddField("confirmedvalue", "parts", models.JSONField(default=list)),
        migrations.AddField("confirmedvalue", "members", models.JSONField(default=list)),
        migrations.AddField("confirmedvalue", "text", models.TextField(**TEXT)),
        migrations.AddField("confirmedvalue", "seen", models.TextField(**TEXT)),
        migrations.AddField("confirmedvalue", "proposer", models.BigIntegerField(null=True)),
        migrations.AddField("confirmedvalue", "proposed_by", models.TextField(**TEXT)),
        migrations.AddField("confirmedvalue", "proposed_at", models.DateTimeField(null=True)),
        migrations.AddField("confirmedvalue", "approver", models.BigIntegerField(null=True)),
        migrations.AddField("confirmedvalue", "approval", models.IntegerField(null=True, unique=True)),
        migrations.AddField(
            "confirmedvalue",
            "ended",
            models.TextField(
                blank=True, choices=[("declined", "没有通过"), ("withdrawn", "已撤回")], default=""
            ),
        ),
        migrations.AddField("confirmedvalue", "ended_by", models.TextField(**TEXT)),
        migrations.AddField("confirmedvalue", "ended_at", models.DateTimeField(null=True)),
        migrations.AddField("confirmedvalue", "reason", models.TextField(**TEXT)),
        migrations.AddConstraint(
            "confirmedvalue", models.CheckConstraint(condition=~Q(approver=F("proposer")), name="value_needs_two")
        ),
        migrations.AddConstraint(
            "confirmedvalue",
            models.CheckConstraint(condition=Q(approved_at=None) | Q(ended=""), name="value_ends_once"),
        ),
        migrations.CreateModel(
            name="UsedValue",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("event", models.IntegerField()),
                ("name", models.TextField()),
                ("which", models.TextField(default="")),
                (
                    "place",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=9), default=list, size=None
                    ),
                ),
                ("on", models.DateField()),
                (
                    "of_place",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=9), default=list, size=None
                    ),
                ),
                ("since", models.DateField()),
                ("amount", models.DecimalField(decimal_places=4, max_digits=16, null=True)),
                ("confidence", models.TextField()),
                ("law", models.TextField()),
                ("recorded_at", models.DateTimeField()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="used", to="engine.case"
                    ),
                ),
            ],
            options={"indexes": [models.Index(fields=["name", "on"], name="used_value")]},
        ),
    ]

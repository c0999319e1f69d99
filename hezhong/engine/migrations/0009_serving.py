"""Service that takes effect later, and phrases (decision 017)."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("engine", "0008_invitations")]
    operations = [
        migrations.AddField("paper", "posted_on", models.DateField(null=True)),
        migrations.AddField("paper", "served_event", models.IntegerField(null=True)),
        migrations.CreateModel(
            name="Phrase",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("office", models.IntegerField()),
                ("officer", models.BigIntegerField(null=True)),
                ("field", models.TextField(default="")),
                ("text", models.TextField()),
                ("by", models.TextField()),
                ("at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("office", "officer", "text"), nulls_distinct=False, name="phrase_once"
                    )
                ],
            },
        ),
    ]

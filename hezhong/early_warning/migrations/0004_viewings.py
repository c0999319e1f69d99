"""Who opened lines of single workers, of which subject, on which page."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("early_warning", "0003_asked_by_city")]

    operations = [
        migrations.CreateModel(
            name="Viewing",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("subject_kind", models.TextField()),
                ("subject", models.BigIntegerField()),
                ("page", models.TextField()),
                ("about", models.TextField(default="")),
                ("lines", models.IntegerField()),
                ("by", models.BigIntegerField()),
                ("by_words", models.TextField()),
                ("at", models.DateTimeField()),
            ],
            options={"indexes": [models.Index(fields=["-at", "-id"], name="viewing_latest")]},
        ),
    ]

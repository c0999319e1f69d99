"""Links that open the wall of a region without a session."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("web", "0001_tables")]

    operations = [
        migrations.CreateModel(
            name="WallLink",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("secret", models.CharField(max_length=64, unique=True)),
                ("region", models.CharField(max_length=9)),
                ("label", models.TextField()),
                ("account", models.IntegerField()),
                ("post", models.IntegerField()),
                ("by_words", models.TextField()),
                ("at", models.DateTimeField()),
                ("until", models.DateField()),
                ("ended_at", models.DateTimeField(null=True)),
                ("ended_words", models.TextField(default="")),
            ],
        ),
    ]

"""Figures of a rule that are tried before anybody proposes them, and the question about them."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("early_warning", "0004_viewings")]

    operations = [
        migrations.CreateModel(
            name="RuleTrial",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.TextField(unique=True)),
                ("rule", models.TextField()),
                ("region", models.CharField(max_length=9)),
                ("mode", models.TextField(choices=[("live", "执行"), ("shadow", "试运行"), ("off", "停用")])),
                ("since", models.DateField()),
                ("bands", models.JSONField(default=list)),
                ("parameters", models.JSONField(default=dict)),
                ("at", models.DateTimeField()),
            ],
        ),
        migrations.AlterField(
            model_name="question",
            name="kind",
            field=models.TextField(choices=[("site", "项目"), ("employer", "单位"), ("change", "规则改动"), ("trial", "试算")]),
        ),
    ]

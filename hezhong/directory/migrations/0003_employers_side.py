"""Who stands for an employer, its consent to electronic service, and what lies in its mailbox."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("directory", "0001_tables"),
    ]

    operations = [
        migrations.AlterField(
            model_name="account",
            name="kind",
            field=models.TextField(
                choices=[
                    ("officer", "工作人员"),
                    ("administrator", "系统管理员"),
                    ("auditor", "审计员"),
                    ("employer", "单位经办人"),
                ],
                default="officer",
            ),
        ),
        migrations.CreateModel(
            name="Authorised",
            fields=[
                ("token", models.BigIntegerField(primary_key=True, serialize=False)),
                ("code", models.CharField(max_length=18)),
                ("firm", models.TextField()),
                ("name", models.TextField()),
                ("person", models.BigIntegerField()),
                ("contact", models.BigIntegerField()),
                ("phone_index", models.BinaryField()),
                (
                    "admitted",
                    models.TextField(
                        choices=[("paper", "凭送达文书的核验码"), ("office", "由机关核对授权委托书"), ("demo", "演示")],
                        default="",
                    ),
                ),
                ("admitted_by", models.TextField(default="")),
                ("letter", models.TextField(default="")),
                ("paper", models.UUIDField(null=True, unique=True)),
                ("applied_at", models.DateTimeField()),
                ("since", models.DateField(null=True)),
                ("until", models.DateField(null=True)),
                ("declined", models.TextField(default="")),
                (
                    "account",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="authorised",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "employer",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="authorised",
                        to="directory.employer",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Consent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
                ("until", models.DateTimeField(null=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="consents", to="directory.authorised"
                    ),
                ),
                (
                    "employer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="consents", to="directory.employer"
                    ),
                ),
                (
                    "ended_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="withdrawn_consents",
                        to="directory.authorised",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="MailboxItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("paper", models.UUIDField(unique=True)),
                ("sha256", models.CharField(max_length=64)),
                ("put_at", models.DateTimeField()),
                ("opened_at", models.DateTimeField(null=True)),
                (
                    "employer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="mailbox", to="directory.employer"
                    ),
                ),
                (
                    "opened_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="opened",
                        to="directory.authorised",
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="authorised",
            index=models.Index(
                condition=models.Q(("declined", ""), ("since__isnull", True)),
                fields=["applied_at"],
                name="authorised_waiting",
            ),
        ),
        migrations.AddConstraint(
            model_name="authorised",
            constraint=models.UniqueConstraint(
                condition=models.Q(("declined", ""), ("until__isnull", True)),
                fields=("code", "phone_index"),
                name="authorised_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="consent",
            constraint=models.UniqueConstraint(
                condition=models.Q(("until__isnull", True)), fields=("employer",), name="consent_once"
            ),
        ),
    ]

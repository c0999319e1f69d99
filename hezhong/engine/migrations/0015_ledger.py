"""The journal of the ledger, and how far the trail has been brought to it (decision 025)."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('engine', '0014_many_clocks'),
    ]

    operations = [
        migrations.CreateModel(
            name='LedgerEntry',
            fields=[
                ('seq', models.BigIntegerField(primary_key=True, serialize=False)),
                ('entry', models.JSONField()),
            ],
        ),
        migrations.CreateModel(
            name='LedgerMark',
            fields=[
                ('stream', models.TextField(primary_key=True, serialize=False)),
                ('upto', models.BigIntegerField()),
                ('sending', models.BigIntegerField(null=True)),
            ],
        ),
    ]

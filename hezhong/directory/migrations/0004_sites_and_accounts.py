"""Building sites and their teams, cards and accounts by blind index, and who may feed the ledger (decision 025)."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('directory', '0003_employers_side'),
    ]

    operations = [
        migrations.CreateModel(
            name='Card',
            fields=[
                ('token', models.BigIntegerField(primary_key=True, serialize=False)),
                ('number', models.BinaryField()),
                ('index', models.BinaryField(unique=True)),
                ('holder', models.BigIntegerField(db_index=True, null=True)),
                ('bank', models.TextField(default='')),
            ],
        ),
        migrations.CreateModel(
            name='Feeder',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.TextField()),
                ('kind', models.TextField(choices=[('bank', '银行'), ('gate', '考勤设备厂商')])),
                ('secret', models.BinaryField(unique=True)),
                ('sites', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), default=list, size=None)),
                ('accounts', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), default=list, size=None)),
                ('since', models.DateField()),
                ('until', models.DateField(null=True)),
                ('made_by', models.TextField()),
            ],
        ),
        migrations.CreateModel(
            name='Site',
            fields=[
                ('token', models.BigIntegerField(primary_key=True, serialize=False)),
                ('name', models.TextField()),
                ('plain_name', models.TextField(default='')),
                ('pieces', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=list, size=None)),
                ('number', models.TextField(null=True, unique=True)),
                ('region', models.CharField(max_length=9)),
                ('contractor', models.BigIntegerField(null=True)),
                ('owner', models.BigIntegerField(null=True)),
                ('since', models.DateField(null=True)),
                ('until', models.DateField(null=True)),
                ('demo', models.BooleanField(default=False)),
            ],
            options={
                'indexes': [django.contrib.postgres.indexes.GinIndex(fields=['pieces'], name='site_pieces'), models.Index(fields=['region'], name='site_region'), models.Index(fields=['contractor'], name='site_contractor')],
            },
        ),
        migrations.CreateModel(
            name='PayAccount',
            fields=[
                ('token', models.BigIntegerField(primary_key=True, serialize=False)),
                ('number', models.BinaryField()),
                ('index', models.BinaryField(unique=True)),
                ('holder', models.BigIntegerField(db_index=True, null=True)),
                ('bank', models.TextField(default='')),
                ('site', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='accounts', to='directory.site')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('site__isnull', False), ('holder__isnull', False), _connector='OR'), name='account_of_somebody')],
            },
        ),
        migrations.CreateModel(
            name='GateCard',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('index', models.BinaryField()),
                ('holder', models.BigIntegerField()),
                ('site', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='gate_cards', to='directory.site')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('site', 'index'), name='gate_card_once')],
            },
        ),
        migrations.CreateModel(
            name='Team',
            fields=[
                ('token', models.BigIntegerField(primary_key=True, serialize=False)),
                ('name', models.TextField()),
                ('site', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='teams', to='directory.site')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('site', 'name'), name='team_once')],
            },
        ),
    ]

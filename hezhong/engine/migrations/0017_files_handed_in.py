"""Files handed in for the ledger, and what their columns were said to mean (decision 027)."""

import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('engine', '0016_colour'),
    ]

    operations = [
        migrations.CreateModel(
            name='KnownColumns',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('owner', models.TextField()),
                ('kind', models.TextField()),
                ('signature', models.CharField(max_length=64)),
                ('body', models.BinaryField()),
                ('used_at', models.DateTimeField()),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('owner', 'kind', 'signature'), name='columns_once')],
            },
        ),
        migrations.CreateModel(
            name='HandedFile',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('sender', models.TextField()),
                ('by', models.TextField()),
                ('kind', models.TextField(default='')),
                ('since', models.DateField(null=True)),
                ('until', models.DateField(null=True)),
                ('city', models.IntegerField()),
                ('employer', models.BigIntegerField()),
                ('site', models.BigIntegerField(null=True)),
                ('account', models.BigIntegerField(null=True)),
                ('booked_on', models.DateField(null=True)),
                ('series', models.UUIDField(default=uuid.uuid4)),
                ('months', django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField(), default=list, size=None)),
                ('state', models.TextField(choices=[('waiting', '等着读'), ('read', '等着核对'), ('confirmed', '正在收'), ('taken', '已收'), ('dropped', '不要了')], default='waiting')),
                ('body', models.BinaryField()),
                ('receipts', models.JSONField(default=list)),
                ('handed_at', models.DateTimeField()),
                ('taken_at', models.DateTimeField(null=True)),
                ('tries', models.SmallIntegerField(default=0)),
                ('trouble', models.TextField(default='')),
                ('file', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='handed', to='engine.storedfile')),
            ],
            options={
                'indexes': [models.Index(fields=['sender', '-handed_at'], name='handed_by'), models.Index(condition=models.Q(('state__in', ['waiting', 'confirmed'])), fields=['handed_at'], name='handed_waiting')],
            },
        ),
    ]

"""Saved calculations beside a case, and the figures of law they rest on."""

import uuid

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('engine', '0011_names_of_figures'),
    ]

    operations = [
        migrations.CreateModel(
            name='Calculation',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('entitlement', models.TextField()),
                ('facts', models.JSONField()),
                ('claimed', models.DecimalField(decimal_places=2, max_digits=16, null=True)),
                ('amount', models.DecimalField(decimal_places=2, max_digits=16, null=True)),
                ('unit', models.TextField()),
                ('shown', models.JSONField()),
                ('used', models.JSONField(default=list)),
                ('names', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=list, size=None)),
                ('law', models.TextField()),
                ('by', models.TextField()),
                ('at', models.DateTimeField()),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='calculations', to='engine.case')),
            ],
            options={
                'indexes': [django.contrib.postgres.indexes.GinIndex(fields=['names'], name='calculation_names')],
            },
        ),
    ]

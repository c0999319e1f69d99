"""Photographs of payroll sheets that workers have signed on paper (保障农民工工资支付条例 31)."""


import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('engine', '0025_sent_back'),
    ]

    operations = [
        migrations.CreateModel(
            name='SignedSheet',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('unsigned', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), default=list, size=None)),
                ('lines', models.IntegerField()),
                ('by', models.TextField()),
                ('at', models.DateTimeField()),
                ('handed', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='signed', to='engine.handedfile')),
            ],
        ),
        migrations.CreateModel(
            name='SignedPage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('file', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='signed_page', to='engine.storedfile')),
                ('sheet', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='pages', to='engine.signedsheet')),
            ],
        ),
    ]

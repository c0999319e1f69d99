"""Payrolls given to a bank, agreed pay days, and the files of a site by time (decision 034)."""

import uuid

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('engine', '0020_closed_in_a_year'),
    ]

    operations = [
        migrations.CreateModel(
            name='PayOrder',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('account', models.BigIntegerField()),
                ('people', models.IntegerField()),
                ('fen', models.BigIntegerField()),
                ('given_at', models.DateTimeField()),
                ('given_by', models.TextField()),
                ('fetched_at', models.DateTimeField(null=True)),
                ('fetched_by', models.TextField(default='')),
            ],
        ),
        migrations.AddField(
            model_name='handedfile',
            name='pay_day',
            field=models.SmallIntegerField(null=True),
        ),
        migrations.AddField(
            model_name='handedfile',
            name='pay_lag',
            field=models.SmallIntegerField(null=True),
        ),
        migrations.AddIndex(
            model_name='handedfile',
            index=models.Index(condition=models.Q(('site__isnull', False)), fields=['site', '-handed_at'], name='handed_of_site'),
        ),
        migrations.AddField(
            model_name='payorder',
            name='handed',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='orders', to='engine.handedfile'),
        ),
        migrations.AddIndex(
            model_name='payorder',
            index=models.Index(fields=['account', '-given_at'], name='pay_order_of_account'),
        ),
        migrations.AddConstraint(
            model_name='payorder',
            constraint=models.UniqueConstraint(fields=('handed', 'account'), name='pay_order_once'),
        ),
    ]

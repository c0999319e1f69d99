"""Orders to pay have a number and keep what is to be paid; what a bank did with them and what it answered are rows of their own (decision 037)."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('engine', '0021_pay_orders'),
    ]

    operations = [
        migrations.CreateModel(
            name='PayStep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.TextField(choices=[('fetched', '银行已取'), ('taken', '银行已确认收到')])),
                ('by', models.TextField()),
                ('layout', models.TextField(default='')),
                ('digest', models.CharField(default='', max_length=64)),
                ('at', models.DateTimeField()),
                ('order', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='steps', to='engine.payorder')),
            ],
        ),
        migrations.CreateModel(
            name='PayAnswer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('place', models.IntegerField()),
                ('outcome', models.TextField(choices=[('paid', '已付'), ('returned', '退票')])),
                ('body', models.BinaryField()),
                ('source', models.TextField()),
                ('at', models.DateTimeField()),
                ('order', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='answers', to='engine.payorder')),
            ],
        ),
        migrations.AddField(
            model_name='handedfile',
            name='order',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='returns', to='engine.payorder'),
        ),
        migrations.AddField(model_name='payorder', name='body', field=models.BinaryField(null=True)),
        migrations.AddField(model_name='payorder', name='digest', field=models.CharField(default='', max_length=64)),
        migrations.AddField(
            model_name='payorder',
            name='months',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField(), default=list, size=None),
        ),
        migrations.AddField(model_name='payorder', name='number', field=models.TextField(null=True, unique=True)),
        migrations.AddIndex(
            model_name='payorder', index=models.Index(fields=['account', 'number'], name='pay_order_in_order'),
        ),
        migrations.AddConstraint(
            model_name='paystep',
            constraint=models.UniqueConstraint(fields=('order', 'kind', 'by', 'layout', 'digest'), name='pay_step_once'),
        ),
        migrations.AddConstraint(
            model_name='payanswer',
            constraint=models.UniqueConstraint(fields=('order', 'place', 'outcome'), name='pay_answer_once'),
        ),
    ]

"""Every order has a number, and its row says nothing any more that changes."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('engine', '0023_pay_orders_numbered'),
    ]

    operations = [
        migrations.AlterField(model_name='payorder', name='number', field=models.TextField(unique=True)),
        migrations.RemoveField(model_name='payorder', name='fetched_at'),
        migrations.RemoveField(model_name='payorder', name='fetched_by'),
    ]

"""A payroll that its general contractor has sent back, and why (保障农民工工资支付条例 31)."""


from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('engine', '0024_pay_orders_only_grow'),
    ]

    operations = [
        migrations.AddField(
            model_name='handedfile',
            name='sent_back_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='handedfile',
            name='sent_back_why',
            field=models.BinaryField(null=True),
        ),
    ]

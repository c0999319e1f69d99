"""What workers were asked of their wages by phone, and their answers (decision 027)."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('engine', '0018_events_in_order'),
    ]

    operations = [
        migrations.CreateModel(
            name='WageCheck',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.BinaryField(unique=True)),
                ('month', models.IntegerField()),
                ('sheet', models.BigIntegerField()),
                ('worker', models.BigIntegerField()),
                ('sent_at', models.DateTimeField()),
                ('answer', models.TextField(choices=[('phone', '本人确认'), ('refused', '说不对')], default='')),
                ('why', models.BinaryField(null=True)),
                ('answered_at', models.DateTimeField(null=True)),
                ('handed', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='checks', to='engine.handedfile')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('handed', 'month', 'sheet', 'worker'), name='wage_checked_once')],
            },
        ),
    ]

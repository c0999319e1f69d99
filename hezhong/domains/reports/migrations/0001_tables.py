"""What reports keep sealed: reports, letters, enclosures, readings."""

import uuid

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('engine', '0005_lists'),
    ]

    operations = [
        migrations.CreateModel(
            name='SealedReport',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('key', models.BinaryField()),
                ('content', models.BinaryField()),
                ('locator', models.BinaryField(null=True, unique=True)),
                ('receipt', models.TextField(default='')),
                ('touched_on', models.DateField()),
                ('case', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='engine.case')),
            ],
        ),
        migrations.CreateModel(
            name='Reading',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('by', models.BigIntegerField()),
                ('what', models.TextField()),
                ('at', models.DateTimeField()),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='readings', to='reports.sealedreport')),
            ],
        ),
        migrations.CreateModel(
            name='Letter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.IntegerField()),
                ('by', models.BigIntegerField(null=True)),
                ('text', models.BinaryField()),
                ('on', models.DateField()),
                ('press', models.TextField()),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='letters', to='reports.sealedreport')),
            ],
        ),
        migrations.CreateModel(
            name='Enclosure',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('letter', models.IntegerField(default=0)),
                ('described', models.BinaryField()),
                ('original', models.CharField(max_length=64)),
                ('shown', models.CharField(default='', max_length=64)),
                ('on', models.DateField()),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='enclosures', to='reports.sealedreport')),
            ],
        ),
        migrations.AddIndex(
            model_name='sealedreport',
            index=models.Index(condition=models.Q(('case', None)), fields=['touched_on'], name='report_parked'),
        ),
        migrations.AddConstraint(
            model_name='letter',
            constraint=models.UniqueConstraint(fields=('report', 'number'), name='letter_once'),
        ),
        migrations.AddConstraint(
            model_name='letter',
            constraint=models.UniqueConstraint(fields=('report', 'press'), name='letter_press_once'),
        ),
    ]

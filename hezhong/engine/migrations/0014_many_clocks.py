"""Orders of a region, years of the calendar, and the runs over many clocks that they cause (decision 023)."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("engine", "0013_documents_of_figures"),
    ]

    operations = [
        migrations.CreateModel(
            name='CalendarYear',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.SmallIntegerField()),
                ('number', models.TextField()),
                ('issued', models.DateField()),
                ('off', django.contrib.postgres.fields.ArrayField(base_field=models.DateField(), default=list, size=None)),
                ('worked', django.contrib.postgres.fields.ArrayField(base_field=models.DateField(), default=list, size=None)),
                ('by', models.BigIntegerField()),
                ('by_words', models.TextField()),
                ('at', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='RegionOrder',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.TextField(unique=True)),
                ('title', models.TextField()),
                ('authority', models.TextField()),
                ('basis', models.TextField()),
                ('region', models.CharField(max_length=9)),
                ('since', models.DateField()),
                ('until', models.DateField()),
                ('procedures', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=list, size=None)),
                ('duties', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=list, size=None)),
                ('note', models.TextField(default='')),
                ('by', models.BigIntegerField()),
                ('by_words', models.TextField()),
                ('at', models.DateTimeField()),
                ('changes', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='changed_by', to='engine.regionorder')),
            ],
        ),
        migrations.CreateModel(
            name='ClockRun',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.TextField(choices=[('order_dry', '试算区域中止'), ('order', '执行区域中止'), ('calendar_dry', '试算日历'), ('calendar', '按日历重新计算')])),
                ('key', models.TextField(unique=True)),
                ('calendar', models.JSONField(null=True)),
                ('before', models.JSONField(null=True)),
                ('created_at', models.DateTimeField()),
                ('not_before', models.DateTimeField()),
                ('finished_at', models.DateTimeField(null=True)),
                ('cursor', models.UUIDField(null=True)),
                ('total', models.IntegerField(default=0)),
                ('done', models.IntegerField(default=0)),
                ('later', models.IntegerField(default=0)),
                ('earlier', models.IntegerField(default=0)),
                ('overdue', models.IntegerField(default=0)),
                ('failed', models.IntegerField(default=0)),
                ('year', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='runs', to='engine.calendaryear')),
                ('order', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='runs', to='engine.regionorder')),
            ],
        ),
        migrations.CreateModel(
            name='ClockDecision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('agrees', models.BooleanField()),
                ('reason', models.TextField(default='')),
                ('by', models.BigIntegerField()),
                ('by_words', models.TextField()),
                ('at', models.DateTimeField()),
                ('year', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='decision', to='engine.calendaryear')),
                ('order', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='decision', to='engine.regionorder')),
            ],
        ),
        migrations.CreateModel(
            name='ClockMove',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('office', models.IntegerField()),
                ('case_type', models.TextField()),
                ('key', models.TextField(default='')),
                ('party', models.TextField(default='')),
                ('title', models.TextField(default='')),
                ('before', models.DateField(null=True)),
                ('after', models.DateField(null=True)),
                ('overdue', models.BooleanField(default=False)),
                ('trouble', models.TextField(default='')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='clock_moves', to='engine.case')),
                ('run', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='moves', to='engine.clockrun')),
            ],
            options={
                'indexes': [models.Index(fields=['run', 'case_type', 'office', 'id'], name='clock_move_list')],
                'constraints': [models.UniqueConstraint(fields=('run', 'case', 'key', 'party'), name='clock_move_once')],
            },
        ),
        migrations.AddIndex(
            model_name='clockrun',
            index=models.Index(condition=models.Q(('finished_at__isnull', True)), fields=['not_before'], name='clock_run_waiting'),
        ),
        migrations.AddConstraint(
            model_name='clockdecision',
            constraint=models.CheckConstraint(condition=models.Q(('order__isnull', True), ('year__isnull', True), _connector='XOR'), name='clock_decision_of_one'),
        ),
    ]

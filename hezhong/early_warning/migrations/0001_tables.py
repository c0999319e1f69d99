"""What early warning keeps: runs, warnings and their history, changes of rules, exclusions, campaigns."""

import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Campaign',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.TextField()),
                ('document', models.TextField(default='')),
                ('region', models.CharField(max_length=9)),
                ('rules', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=list, size=None)),
                ('grades', django.contrib.postgres.fields.ArrayField(base_field=models.SmallIntegerField(), default=list, size=None)),
                ('since', models.DateField()),
                ('until', models.DateField()),
                ('by', models.IntegerField()),
                ('by_words', models.TextField()),
                ('at', models.DateTimeField()),
                ('ended_on', models.DateField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name='RuleChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('rule', models.TextField()),
                ('region', models.CharField(max_length=9)),
                ('mode', models.TextField(choices=[('live', '执行'), ('shadow', '试运行'), ('off', '停用')])),
                ('since', models.DateField()),
                ('until', models.DateField(null=True)),
                ('bands', models.JSONField(default=list)),
                ('parameters', models.JSONField(default=dict)),
                ('basis_title', models.TextField()),
                ('basis_issuer', models.TextField()),
                ('basis_number', models.TextField(default='')),
                ('basis_on', models.DateField()),
                ('reason', models.TextField(default='')),
                ('by', models.IntegerField()),
                ('by_words', models.TextField()),
                ('at', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='LawfulExclusion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('subject_kind', models.TextField()),
                ('subject', models.BigIntegerField()),
                ('worker', models.BigIntegerField(default=0)),
                ('rules', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=list, size=None)),
                ('reason', models.TextField()),
                ('document', models.TextField()),
                ('since', models.DateField()),
                ('until', models.DateField()),
                ('by', models.IntegerField()),
                ('by_words', models.TextField()),
                ('at', models.DateTimeField()),
                ('approved_by', models.IntegerField(null=True)),
                ('approved_words', models.TextField(default='')),
                ('approved_at', models.DateTimeField(null=True)),
                ('ended_on', models.DateField(null=True)),
            ],
            options={
                'indexes': [models.Index(fields=['subject'], name='exclusion_subject')],
            },
        ),
        migrations.CreateModel(
            name='RuleDecision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('agrees', models.BooleanField()),
                ('reason', models.TextField(default='')),
                ('by', models.IntegerField()),
                ('by_words', models.TextField()),
                ('at', models.DateTimeField()),
                ('change', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='decision', to='early_warning.rulechange')),
            ],
        ),
        migrations.CreateModel(
            name='Run',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.TextField(unique=True)),
                ('on', models.DateField()),
                ('seq', models.BigIntegerField()),
                ('rules', models.TextField()),
                ('law', models.TextField()),
                ('started_at', models.DateTimeField()),
                ('found_at', models.DateTimeField(null=True)),
                ('finished_at', models.DateTimeField(null=True)),
                ('troubles', models.JSONField(default=dict)),
            ],
            options={
                'indexes': [models.Index(fields=['-on', '-id'], name='run_latest')],
            },
        ),
        migrations.CreateModel(
            name='Warning',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('rule', models.TextField()),
                ('subject_kind', models.TextField()),
                ('subject', models.BigIntegerField()),
                ('employer', models.BigIntegerField(default=0)),
                ('grade', models.SmallIntegerField()),
                ('worst', models.SmallIntegerField()),
                ('measure', models.BigIntegerField()),
                ('among', models.BigIntegerField(default=1)),
                ('people', models.IntegerField(default=0)),
                ('fen', models.BigIntegerField(default=0)),
                ('most_fen', models.BigIntegerField(default=0)),
                ('city', models.CharField(max_length=6)),
                ('county', models.CharField(default='', max_length=6)),
                ('town', models.CharField(default='', max_length=9)),
                ('first_on', models.DateField()),
                ('seen_on', models.DateField()),
                ('gone_on', models.DateField(null=True)),
                ('shadow', models.BooleanField(default=False)),
                ('version', models.TextField()),
                ('figures', models.JSONField(default=dict)),
                ('seq', models.BigIntegerField()),
                ('case_id', models.UUIDField(null=True)),
                ('case_number', models.TextField(default='')),
                ('outcome', models.TextField(default='')),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('gone_on__isnull', True)), fields=['city', 'grade'], name='warning_open_city'), models.Index(fields=['subject'], name='warning_subject'), models.Index(fields=['employer'], name='warning_employer'), models.Index(fields=['case_id'], name='warning_case'), models.Index(fields=['-first_on', '-id'], name='warning_latest')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('gone_on__isnull', True)), fields=('rule', 'subject'), name='warning_once')],
            },
        ),
        migrations.CreateModel(
            name='CitySupervisor',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('city', models.CharField(max_length=6)),
                ('officer', models.BigIntegerField()),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='supervisors', to='early_warning.campaign')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('campaign', 'city'), name='one_supervisor')],
            },
        ),
        migrations.CreateModel(
            name='CityRun',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('city', models.CharField(max_length=6)),
                ('findings', models.JSONField(default=list)),
                ('done_at', models.DateTimeField(null=True)),
                ('trouble', models.TextField(default='')),
                ('tries', models.SmallIntegerField(default=0)),
                ('counts', models.JSONField(default=dict)),
                ('run', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='cities', to='early_warning.run')),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('done_at__isnull', True)), fields=['id'], name='city_run_waiting')],
                'constraints': [models.UniqueConstraint(fields=('run', 'city'), name='city_run_once')],
            },
        ),
        migrations.CreateModel(
            name='WarningStep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.TextField(choices=[('raised', '发出'), ('worse', '升级'), ('milder', '降级'), ('changed', '变化'), ('gone', '消失'), ('ended', '处置结束')])),
                ('on', models.DateField()),
                ('at', models.DateTimeField()),
                ('grade', models.SmallIntegerField()),
                ('measure', models.BigIntegerField()),
                ('among', models.BigIntegerField()),
                ('people', models.IntegerField()),
                ('fen', models.BigIntegerField()),
                ('seq', models.BigIntegerField()),
                ('note', models.TextField(default='')),
                ('warning', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='steps', to='early_warning.warning')),
            ],
            options={
                'indexes': [models.Index(fields=['on', 'id'], name='warning_step_day')],
            },
        ),
    ]

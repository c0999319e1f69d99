"""The engine's tables but the events."""

import datetime
import uuid

import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
from django.contrib.postgres.operations import BtreeGistExtension
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        BtreeGistExtension(),
        migrations.CreateModel(
            name='ConfirmedValue',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.TextField()),
                ('place', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=9), default=list, size=None)),
                ('amount', models.DecimalField(decimal_places=4, max_digits=16)),
                ('cites', models.TextField()),
                ('since', models.DateField()),
                ('until', models.DateField(null=True)),
                ('confirmed_by', models.TextField()),
                ('confirmed_at', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='MatterRow',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('number', models.TextField(unique=True)),
                ('code', models.BinaryField(null=True, unique=True)),
                ('sealed_code', models.BinaryField(null=True)),
                ('data', models.JSONField()),
                ('opened_on', models.DateField()),
            ],
        ),
        migrations.CreateModel(
            name='PhoneCode',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('phone', models.BinaryField(db_index=True)),
                ('purpose', models.TextField()),
                ('code_hash', models.BinaryField()),
                ('sent_at', models.DateTimeField()),
                ('tries', models.SmallIntegerField(default=0)),
                ('used', models.BooleanField(default=False)),
            ],
        ),
        migrations.CreateModel(
            name='Case',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('parent_event', models.IntegerField(null=True)),
                ('number', models.TextField(unique=True)),
                ('year', models.SmallIntegerField()),
                ('case_type', models.TextField()),
                ('state', models.TextField()),
                ('province', models.CharField(max_length=6)),
                ('city', models.CharField(default='', max_length=6)),
                ('county', models.CharField(default='', max_length=6)),
                ('town', models.CharField(default='', max_length=9)),
                ('office', models.IntegerField()),
                ('upper_office', models.IntegerField(null=True)),
                ('assignee', models.BigIntegerField(null=True)),
                ('employer', models.BigIntegerField(null=True)),
                ('people', models.IntegerField(default=1)),
                ('people_words', models.TextField(default='')),
                ('about', models.TextField(default='')),
                ('amount', models.DecimalField(decimal_places=2, max_digits=14, null=True)),
                ('opened_on', models.DateField()),
                ('closed_on', models.DateField(null=True)),
                ('next_due', models.DateField(default=datetime.date(9999, 12, 31))),
                ('next_duty', models.TextField(default='')),
                ('sealed', models.BooleanField(default=False)),
                ('version', models.IntegerField()),
                ('facts', models.JSONField()),
                ('facts_version', models.SmallIntegerField(default=1)),
                ('search', django.contrib.postgres.search.SearchVectorField(null=True)),
                ('search_text', models.TextField(default='')),
                ('recorded_at', models.DateTimeField()),
                ('parent', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='engine.case')),
                ('matter', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='cases', to='engine.matterrow')),
            ],
        ),
        migrations.CreateModel(
            name='Appointment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.TextField()),
                ('title', models.TextField()),
                ('office', models.IntegerField()),
                ('room', models.TextField(default='')),
                ('during', django.contrib.postgres.fields.ranges.DateTimeRangeField()),
                ('event', models.IntegerField()),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='appointments', to='engine.case')),
            ],
        ),
        migrations.CreateModel(
            name='Counter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('office', models.IntegerField()),
                ('series', models.TextField()),
                ('year', models.SmallIntegerField()),
                ('last', models.IntegerField(default=0)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('office', 'series', 'year'), name='counter_once')],
            },
        ),
        migrations.CreateModel(
            name='Draft',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.BinaryField(unique=True)),
                ('flow', models.TextField()),
                ('body', models.BinaryField()),
                ('phone', models.BinaryField(null=True)),
                ('phone_verified', models.BooleanField(default=False)),
                ('touched_at', models.DateTimeField()),
                ('filed_as', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, to='engine.case')),
            ],
        ),
        migrations.CreateModel(
            name='Errand',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('key', models.TextField(unique=True)),
                ('kind', models.TextField()),
                ('data', models.JSONField(default=dict)),
                ('created_at', models.DateTimeField()),
                ('done_at', models.DateTimeField(null=True)),
                ('tries', models.SmallIntegerField(default=0)),
                ('trouble', models.TextField(default='')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='errands', to='engine.case')),
            ],
        ),
        migrations.CreateModel(
            name='Exclusion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('token', models.BigIntegerField()),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='exclusions', to='engine.case')),
            ],
        ),
        migrations.CreateModel(
            name='GlassBreak',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('token', models.BigIntegerField()),
                ('reason', models.TextField()),
                ('until', models.DateField()),
                ('at', models.DateTimeField()),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='glass_breaks', to='engine.case')),
            ],
        ),
        migrations.CreateModel(
            name='Link',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.TextField()),
                ('by', models.TextField()),
                ('at', models.DateTimeField()),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='links', to='engine.case')),
                ('other', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='linked_from', to='engine.case')),
            ],
        ),
        migrations.CreateModel(
            name='Message',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('key', models.TextField(unique=True)),
                ('to', models.BigIntegerField(null=True)),
                ('sealed_to', models.BinaryField(null=True)),
                ('text', models.TextField()),
                ('created_at', models.DateTimeField()),
                ('sent_at', models.DateTimeField(null=True)),
                ('tries', models.SmallIntegerField(default=0)),
                ('trouble', models.TextField(default='')),
                ('case', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='messages', to='engine.case')),
            ],
        ),
        migrations.CreateModel(
            name='Note',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField()),
                ('by', models.TextField()),
                ('at', models.DateTimeField()),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notes', to='engine.case')),
            ],
        ),
        migrations.CreateModel(
            name='OfficePromise',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('office', models.IntegerField()),
                ('duty', models.TextField()),
                ('days', models.SmallIntegerField(null=True)),
                ('working', models.BooleanField(default=True)),
                ('by', models.TextField()),
                ('at', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='Panel',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('token', models.BigIntegerField()),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='panel', to='engine.case')),
            ],
        ),
        migrations.CreateModel(
            name='Paper',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('office', models.IntegerField()),
                ('event', models.IntegerField()),
                ('document', models.TextField()),
                ('title', models.TextField()),
                ('role', models.TextField()),
                ('party', models.TextField(default='')),
                ('stage', models.TextField(choices=[('draft', '草稿'), ('signed_off', '已签发'), ('numbered', '已编号'), ('sealed', '已定稿'), ('served', '已送达')], default='draft')),
                ('number', models.TextField(default='')),
                ('check_code', models.TextField(unique=True)),
                ('data', models.JSONField()),
                ('sha256', models.TextField(default='')),
                ('signed_by', models.TextField(default='')),
                ('signed_on', models.DateField(null=True)),
                ('sealed_at', models.DateTimeField(null=True)),
                ('served_on', models.DateField(null=True)),
                ('served_by', models.TextField(default='')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='papers', to='engine.case')),
            ],
        ),
        migrations.CreateModel(
            name='Participation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('office', models.IntegerField()),
                ('kind', models.TextField()),
                ('since', models.DateField()),
                ('until', models.DateField(null=True)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='participations', to='engine.case')),
            ],
        ),
        migrations.CreateModel(
            name='Party',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.TextField()),
                ('kind', models.TextField(default='person')),
                ('token', models.BigIntegerField()),
                ('contact', models.BigIntegerField(null=True)),
                ('elected', models.BooleanField(default=False)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='parties', to='engine.case')),
            ],
        ),
        migrations.CreateModel(
            name='Received',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('actor', models.TextField()),
                ('key', models.TextField()),
                ('digest', models.BinaryField()),
                ('answer', models.JSONField()),
                ('at', models.DateTimeField()),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('actor', 'key'), name='received_once')],
            },
        ),
        migrations.CreateModel(
            name='StoredFile',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('event', models.IntegerField(null=True)),
                ('sha256', models.CharField(max_length=64)),
                ('shown_sha256', models.CharField(default='', max_length=64)),
                ('kind', models.TextField()),
                ('title', models.TextField()),
                ('size', models.IntegerField()),
                ('pages', models.IntegerField(default=0)),
                ('checked', models.TextField(default='未扫描')),
                ('submitted_by', models.TextField(default='')),
                ('received_at', models.DateTimeField()),
                ('case', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='files', to='engine.case')),
                ('draft', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='files', to='engine.draft')),
            ],
        ),
        migrations.CreateModel(
            name='Task',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.TextField(choices=[('deadline', 'Deadline'), ('signature', 'Signature')])),
                ('key', models.TextField()),
                ('party', models.TextField(default='')),
                ('title', models.TextField()),
                ('role', models.TextField(default='')),
                ('due_on', models.DateField(null=True)),
                ('since', models.DateField()),
                ('lapses', models.BooleanField(default=False)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='tasks', to='engine.case')),
            ],
        ),
        migrations.CreateModel(
            name='Attendance',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('token', models.BigIntegerField()),
                ('during', django.contrib.postgres.fields.ranges.DateTimeRangeField()),
                ('appointment', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='attendances', to='engine.appointment')),
            ],
            options={
                'constraints': [django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('token', '='), ('during', '&&')], name='person_once')],
            },
        ),
        migrations.AddConstraint(
            model_name='appointment',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('room', ''), _negated=True), expressions=[('office', '='), ('room', '='), ('during', '&&')], name='room_once'),
        ),
        migrations.AddIndex(
            model_name='errand',
            index=models.Index(condition=models.Q(('done_at__isnull', True)), fields=['created_at'], name='errand_waiting'),
        ),
        migrations.AddConstraint(
            model_name='exclusion',
            constraint=models.UniqueConstraint(fields=('case', 'token'), name='exclusion_once'),
        ),
        migrations.AddConstraint(
            model_name='link',
            constraint=models.UniqueConstraint(fields=('case', 'other', 'kind'), name='link_once'),
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(condition=models.Q(('closed_on__isnull', True)), fields=['province', 'next_due', 'id'], name='case_open_province'),
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(condition=models.Q(('closed_on__isnull', True)), fields=['city', 'next_due', 'id'], name='case_open_city'),
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(condition=models.Q(('closed_on__isnull', True)), fields=['county', 'next_due', 'id'], name='case_open_county'),
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(condition=models.Q(('closed_on__isnull', True)), fields=['town', 'next_due', 'id'], name='case_open_town'),
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(condition=models.Q(('closed_on__isnull', True)), fields=['office', 'next_due', 'id'], name='case_open_office'),
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(condition=models.Q(('closed_on__isnull', True)), fields=['assignee', 'next_due', 'id'], name='case_open_assignee'),
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(fields=['employer'], name='case_employer'),
        ),
        migrations.AddIndex(
            model_name='case',
            index=django.contrib.postgres.indexes.GinIndex(fields=['search'], name='case_search'),
        ),
        migrations.AddIndex(
            model_name='message',
            index=models.Index(condition=models.Q(('sent_at__isnull', True)), fields=['created_at'], name='message_waiting'),
        ),
        migrations.AddConstraint(
            model_name='panel',
            constraint=models.UniqueConstraint(fields=('case', 'token'), name='panel_once'),
        ),
        migrations.AddConstraint(
            model_name='paper',
            constraint=models.UniqueConstraint(fields=('case', 'event', 'document', 'role', 'party'), name='paper_once'),
        ),
        migrations.AddConstraint(
            model_name='paper',
            constraint=models.UniqueConstraint(condition=models.Q(('number', ''), _negated=True), fields=('number', 'document', 'role', 'party'), name='paper_number_once'),
        ),
        migrations.AddIndex(
            model_name='participation',
            index=models.Index(condition=models.Q(('until__isnull', True)), fields=['office'], name='participation_office'),
        ),
        migrations.AddIndex(
            model_name='party',
            index=models.Index(fields=['token'], name='party_token'),
        ),
        migrations.AddConstraint(
            model_name='party',
            constraint=models.UniqueConstraint(fields=('case', 'role', 'token'), name='party_once'),
        ),
        migrations.AddIndex(
            model_name='task',
            index=models.Index(condition=models.Q(('lapses', True)), fields=['due_on'], name='task_lapsing'),
        ),
        migrations.AddConstraint(
            model_name='task',
            constraint=models.UniqueConstraint(fields=('case', 'kind', 'key', 'party'), name='task_once'),
        ),
    ]

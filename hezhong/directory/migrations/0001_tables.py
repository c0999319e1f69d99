"""The tables of the directory."""

import django.contrib.auth.models
import django.contrib.auth.validators
import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.contrib.postgres.operations import BtreeGistExtension
from django.db import migrations, models

import hezhong.directory.models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
    ]

    operations = [
        BtreeGistExtension(),
        migrations.CreateModel(
            name='AccessRecord',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('person', models.BigIntegerField()),
                ('field', models.TextField()),
                ('by', models.TextField()),
                ('why', models.TextField()),
                ('at', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='Change',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('what', models.TextField()),
                ('says', models.TextField()),
                ('by', models.TextField()),
                ('at', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='Person',
            fields=[
                ('token', models.BigIntegerField(primary_key=True, serialize=False)),
                ('name', models.TextField()),
                ('kind', models.TextField()),
                ('number', models.BinaryField(null=True)),
                ('identity', models.BinaryField(null=True, unique=True)),
                ('card', models.BinaryField(null=True)),
                ('demo', models.BooleanField(default=False)),
            ],
        ),
        migrations.CreateModel(
            name='Contact',
            fields=[
                ('token', models.BigIntegerField(primary_key=True, serialize=False)),
                ('phone', models.BinaryField(null=True)),
                ('phone_index', models.BinaryField(db_index=True, null=True)),
                ('address', models.BinaryField(null=True)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='contacts', to='directory.person')),
            ],
        ),
        migrations.CreateModel(
            name='Account',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('is_superuser', models.BooleanField(default=False, help_text='Designates that this user has all permissions without explicitly assigning them.', verbose_name='superuser status')),
                ('username', models.CharField(error_messages={'unique': 'A user with that username already exists.'}, help_text='Required. 150 characters or fewer. Letters, digits and @/./+/-/_ only.', max_length=150, unique=True, validators=[django.contrib.auth.validators.UnicodeUsernameValidator()], verbose_name='username')),
                ('first_name', models.CharField(blank=True, max_length=150, verbose_name='first name')),
                ('last_name', models.CharField(blank=True, max_length=150, verbose_name='last name')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='email address')),
                ('is_staff', models.BooleanField(default=False, help_text='Designates whether the user can log into this admin site.', verbose_name='staff status')),
                ('is_active', models.BooleanField(default=True, help_text='Designates whether this user should be treated as active. Unselect this instead of deleting accounts.', verbose_name='active')),
                ('date_joined', models.DateTimeField(default=django.utils.timezone.now, verbose_name='date joined')),
                ('kind', models.TextField(choices=[('officer', '工作人员'), ('administrator', '系统管理员'), ('auditor', '审计员')], default='officer')),
                ('shown_name', models.TextField(default='')),
                ('demo', models.BooleanField(default=False)),
                ('groups', models.ManyToManyField(blank=True, help_text='The groups this user belongs to. A user will get all permissions granted to each of their groups.', related_name='user_set', related_query_name='user', to='auth.group', verbose_name='groups')),
                ('user_permissions', models.ManyToManyField(blank=True, help_text='Specific permissions for this user.', related_name='user_set', related_query_name='user', to='auth.permission', verbose_name='user permissions')),
            ],
            options={
                'verbose_name': 'user',
                'verbose_name_plural': 'users',
                'abstract': False,
            },
            managers=[
                ('objects', django.contrib.auth.models.UserManager()),
            ],
        ),
        migrations.CreateModel(
            name='Employer',
            fields=[
                ('token', models.BigIntegerField(primary_key=True, serialize=False)),
                ('name', models.TextField()),
                ('plain_name', models.TextField(default='')),
                ('pieces', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=list, size=None)),
                ('code', models.CharField(max_length=18, null=True, unique=True)),
                ('address', models.TextField(default='')),
                ('region', models.CharField(default='', max_length=9)),
                ('in_charge', models.TextField(default='')),
                ('industry', models.TextField(default='')),
                ('registered', models.BooleanField(default=False)),
                ('demo', models.BooleanField(default=False)),
            ],
            options={
                'indexes': [django.contrib.postgres.indexes.GinIndex(fields=['pieces'], name='employer_pieces'), models.Index(fields=['plain_name'], name='employer_plain_name')],
            },
        ),
        migrations.CreateModel(
            name='Office',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.TextField(unique=True)),
                ('short_name', models.TextField(default='')),
                ('word', models.TextField(unique=True)),
                ('level', models.TextField(choices=[('province', '省'), ('city', '市'), ('county', '县区'), ('town', '镇街')])),
                ('region', models.CharField(max_length=9)),
                ('address', models.TextField(default='')),
                ('phone', models.TextField(default='')),
                ('since', models.DateField(null=True)),
                ('until', models.DateField(null=True)),
                ('demo', models.BooleanField(default=False)),
                ('parent', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='below', to='directory.office')),
            ],
        ),
        migrations.CreateModel(
            name='Officer',
            fields=[
                ('token', models.BigIntegerField(primary_key=True, serialize=False)),
                ('name', models.TextField()),
                ('certificate', models.TextField(default='')),
                ('demo', models.BooleanField(default=False)),
                ('account', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='officer', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='Region',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=9)),
                ('name', models.TextField()),
                ('level', models.TextField(choices=[('province', '省'), ('city', '市'), ('county', '县区'), ('town', '镇街')])),
                ('parent', models.CharField(default='', max_length=9)),
                ('since', models.DateField(null=True)),
                ('until', models.DateField(null=True)),
            ],
            options={
                'indexes': [models.Index(fields=['parent', 'code'], name='region_parent')],
                'constraints': [models.UniqueConstraint(fields=('code', 'since'), name='region_once', nulls_distinct=False)],
            },
        ),
        migrations.CreateModel(
            name='Alias',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.TextField()),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='aliases', to='directory.person')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('person', 'name'), name='alias_once')],
            },
        ),
        migrations.CreateModel(
            name='Post',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.TextField()),
                ('roles', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=list, size=None)),
                ('businesses', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=list, size=None)),
                ('clerk', models.BooleanField(default=False)),
                ('leader', models.BooleanField(default=False)),
                ('since', models.DateField()),
                ('until', models.DateField(null=True)),
                ('deputy_for', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='deputies', to='directory.post')),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='posts', to='directory.office')),
                ('officer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='posts', to='directory.officer')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('deputy_for__isnull', True), ('until__isnull', False), _connector='OR'), name='deputies_only_for_a_time')],
            },
        ),
        migrations.CreateModel(
            name='Serves',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('region', models.CharField(max_length=9)),
                ('business', models.TextField()),
                ('since', models.DateField()),
                ('until', models.DateField(null=True)),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='serves', to='directory.office')),
            ],
            options={
                'indexes': [models.Index(fields=['business', 'region'], name='serves_business')],
                'constraints': [django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('region', '='), ('business', '='), (hezhong.directory.models.DateRange(models.F('since'), models.F('until')), '&&')], name='one_office_serves')],
            },
        ),
    ]

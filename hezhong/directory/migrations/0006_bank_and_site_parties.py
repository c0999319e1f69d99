"""Who works at a bank, and every party of a site with the days between which it is one (decision 034)."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('directory', '0005_site_parties'),
    ]

    operations = [
        migrations.CreateModel(
            name='BankClerk',
            fields=[
                ('token', models.BigIntegerField(primary_key=True, serialize=False)),
                ('name', models.TextField()),
                ('since', models.DateField()),
                ('until', models.DateField(null=True)),
                ('made_by', models.TextField()),
            ],
        ),
        migrations.RemoveConstraint(
            model_name='siteparty',
            name='site_party_once',
        ),
        migrations.AlterField(
            model_name='account',
            name='kind',
            field=models.TextField(choices=[('officer', '工作人员'), ('administrator', '系统管理员'), ('auditor', '审计员'), ('employer', '单位经办人'), ('bank', '银行经办人')], default='officer'),
        ),
        migrations.AlterField(
            model_name='siteparty',
            name='role',
            field=models.TextField(choices=[('general', '施工总承包'), ('subcontract', '专业分包'), ('labour', '劳务分包'), ('owner', '建设单位'), ('bank', '专户开户银行')]),
        ),
        migrations.AddConstraint(
            model_name='siteparty',
            constraint=models.UniqueConstraint(condition=models.Q(('until', None)), fields=('site', 'employer', 'role'), name='site_party_once'),
        ),
        migrations.AddField(
            model_name='bankclerk',
            name='account',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='bank_clerk', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='bankclerk',
            name='feeder',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='clerks', to='directory.feeder'),
        ),
    ]

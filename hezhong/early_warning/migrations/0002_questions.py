"""Questions to the ledger with their answers; who ended an exclusion; the list of warnings by city and by county."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('early_warning', '0001_tables'),
    ]

    operations = [
        migrations.CreateModel(
            name='Question',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.TextField(choices=[('site', '项目'), ('employer', '单位'), ('change', '规则改动')])),
                ('subject', models.BigIntegerField()),
                ('rule', models.TextField(default='')),
                ('on', models.DateField()),
                ('seq', models.BigIntegerField()),
                ('asked_by', models.BigIntegerField()),
                ('at', models.DateTimeField()),
                ('done_at', models.DateTimeField(null=True)),
                ('trouble', models.TextField(default='')),
                ('answer', models.JSONField(default=dict)),
            ],
        ),
        migrations.AddField(
            model_name='lawfulexclusion',
            name='ended_words',
            field=models.TextField(default=''),
        ),
        migrations.AddIndex(
            model_name='warning',
            index=models.Index(fields=['city', '-first_on', '-id'], name='warning_city_latest'),
        ),
        migrations.AddIndex(
            model_name='warning',
            index=models.Index(fields=['county', '-first_on', '-id'], name='warning_county_latest'),
        ),
        migrations.AddIndex(
            model_name='question',
            index=models.Index(condition=models.Q(('done_at__isnull', True)), fields=['id'], name='question_waiting'),
        ),
        migrations.AddConstraint(
            model_name='question',
            constraint=models.UniqueConstraint(condition=models.Q(('trouble', '')), fields=('kind', 'subject', 'rule', 'on', 'seq'), name='question_once'),
        ),
    ]

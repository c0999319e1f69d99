"""Runs ask only cities in which something has changed, and of each kind of subject by itself."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('early_warning', '0002_questions'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='cityrun',
            name='city_run_once',
        ),
        migrations.AddField(
            model_name='cityrun',
            name='digest',
            field=models.TextField(default=''),
        ),
        migrations.AddField(
            model_name='cityrun',
            name='kind',
            field=models.TextField(default='site'),
        ),
        migrations.AddField(
            model_name='warning',
            name='asked_in',
            field=models.CharField(default='', max_length=6),
        ),
        migrations.AddIndex(
            model_name='cityrun',
            index=models.Index(fields=['city', 'kind', '-id'], name='city_run_latest'),
        ),
        migrations.AddConstraint(
            model_name='cityrun',
            constraint=models.UniqueConstraint(fields=('run', 'city', 'kind'), name='city_run_once'),
        ),
    ]

"""Of warnings that stand the worst colour comes first: indexes in that order."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('early_warning', '0005_trials'),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='warning',
            name='warning_open_city',
        ),
        migrations.AddIndex(
            model_name='warning',
            index=models.Index(condition=models.Q(('gone_on__isnull', True)), fields=['grade', '-first_on', '-id'], name='warning_open'),
        ),
        migrations.AddIndex(
            model_name='warning',
            index=models.Index(condition=models.Q(('gone_on__isnull', True)), fields=['city', 'grade', '-first_on', '-id'], name='warning_open_city'),
        ),
        migrations.AddIndex(
            model_name='warning',
            index=models.Index(condition=models.Q(('gone_on__isnull', True)), fields=['county', 'grade', '-first_on', '-id'], name='warning_open_county'),
        ),
    ]

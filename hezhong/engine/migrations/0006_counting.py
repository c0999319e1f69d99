"""What indicators count by stands in the row: the answer to the filing, and the day the case moved; the indexes for it."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('engine', '0005_lists'),
    ]

    operations = [
        migrations.AddField(
            model_name='case',
            name='answer',
            field=models.TextField(default=''),
        ),
        migrations.AddField(
            model_name='case',
            name='answered_in',
            field=models.SmallIntegerField(null=True),
        ),
        migrations.AddField(
            model_name='case',
            name='in_time',
            field=models.BooleanField(null=True),
        ),
        migrations.AddField(
            model_name='case',
            name='moved_on',
            field=models.DateField(null=True),
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(fields=['opened_on'], name='case_opened'),
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(condition=models.Q(('closed_on__isnull', True), _negated=True), fields=['office', 'closed_on'], name='case_closed_office'),
        ),
    ]

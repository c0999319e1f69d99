"""A paper may be void: what an event issued that was struck out later."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('engine', '0002_events'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='paper',
            name='paper_once',
        ),
        migrations.RemoveConstraint(
            model_name='paper',
            name='paper_number_once',
        ),
        migrations.AlterField(
            model_name='paper',
            name='stage',
            field=models.TextField(choices=[('draft', '草稿'), ('signed_off', '已签发'), ('numbered', '已编号'), ('sealed', '已定稿'), ('served', '已送达'), ('void', '已作废')], default='draft'),
        ),
        migrations.AddConstraint(
            model_name='paper',
            constraint=models.UniqueConstraint(condition=models.Q(('stage', 'void'), _negated=True), fields=('case', 'event', 'document', 'role', 'party'), name='paper_once'),
        ),
        migrations.AddConstraint(
            model_name='paper',
            constraint=models.UniqueConstraint(condition=models.Q(models.Q(('number', ''), _negated=True), models.Q(('stage', 'void'), _negated=True)), fields=('number', 'document', 'role', 'party', 'event'), name='paper_number_once'),
        ),
    ]

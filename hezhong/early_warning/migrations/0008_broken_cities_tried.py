"""When the cities that a run left out were last tried."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('early_warning', '0007_broken_cities'),
    ]

    operations = [
        migrations.AddField(
            model_name='run',
            name='tried_at',
            field=models.DateTimeField(null=True),
        ),
    ]

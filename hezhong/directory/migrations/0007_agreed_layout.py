"""In which layout a bank's program fetches pay files (decision 037)."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('directory', '0006_bank_and_site_parties'),
    ]

    operations = [
        migrations.AddField(model_name='feeder', name='layout', field=models.TextField(default='')),
    ]

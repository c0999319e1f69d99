"""How many different workers the open warnings of each region are about, day by day."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('early_warning', '0008_broken_cities_tried'),
    ]

    operations = [
        migrations.CreateModel(
            name='PeopleCounted',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('on', models.DateField(unique=True)),
                ('seq', models.BigIntegerField()),
                ('at', models.DateTimeField()),
                ('counts', models.JSONField(default=dict)),
            ],
        ),
    ]

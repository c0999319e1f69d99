"""Why a warning is found no more, and which exclusions held when it was last looked at. What was gone before this says nothing: it counts as mended."""


import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('early_warning', '0009_people_counted'),
    ]

    operations = [
        migrations.AddField(
            model_name='warning',
            name='excluded',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), default=list, size=None),
        ),
        migrations.AddField(
            model_name='warning',
            name='over',
            field=models.TextField(choices=[('mended', '台账里已经没有'), ('excluded', '合法排除'), ('rule', '规则停用或者改动')], default=''),
        ),
    ]

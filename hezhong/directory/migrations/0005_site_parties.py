"""Who builds on a site beside its general contractor (decision 027)."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('directory', '0004_sites_and_accounts'),
    ]

    operations = [
        migrations.CreateModel(
            name='SiteParty',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.TextField(choices=[('subcontract', '专业分包'), ('labour', '劳务分包')])),
                ('since', models.DateField(null=True)),
                ('until', models.DateField(null=True)),
                ('employer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='site_roles', to='directory.employer')),
                ('site', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='parties', to='directory.site')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('site', 'employer', 'role'), name='site_party_once')],
            },
        ),
    ]

"""Who builds on a site beside its general contractor. Part of ``models``."""

from django.db import models


class SiteParty(models.Model):
    """An employer that works on a site in a role, between two days."""

    class Role(models.TextChoices):
        SUBCONTRACT = "subcontract", "专业分包"
        LABOUR = "labour", "劳务分包"

    site = models.ForeignKey("Site", on_delete=models.CASCADE, related_name="parties")
    employer = models.ForeignKey("Employer", on_delete=models.CASCADE, related_name="site_roles")
    role = models.TextField(choices=Role)
    since = models.DateField(null=True)
    until = models.DateField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["site", "employer", "role"], name="site_party_once")]

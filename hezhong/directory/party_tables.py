"""Who has a part in a site: who builds there, for whom, and at which bank the wage account is. Part of ``models``."""

from django.db import models
from django.db.models import Q


class SiteParty(models.Model):
    """An employer that has a role on a site, between two days, the last one included. One that comes again is a row of its own."""

    class Role(models.TextChoices):
        GENERAL = "general", "施工总承包"
        SUBCONTRACT = "subcontract", "专业分包"
        LABOUR = "labour", "劳务分包"
        OWNER = "owner", "建设单位"
        BANK = "bank", "专户开户银行"

    site = models.ForeignKey("Site", on_delete=models.CASCADE, related_name="parties")
    employer = models.ForeignKey("Employer", on_delete=models.CASCADE, related_name="site_roles")
    role = models.TextField(choices=Role)
    since = models.DateField(null=True)
    until = models.DateField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["site", "employer", "role"], condition=Q(until=None), name="site_party_once")]

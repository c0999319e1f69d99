"""Reports as a Django application: the tables of what is sealed. The case itself stands with all other cases."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "hezhong.domains.reports"
    label = "reports"
    verbose_name = "劳动保障监察举报"
    default_auto_field = "django.db.models.BigAutoField"

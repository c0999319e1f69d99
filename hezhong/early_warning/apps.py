"""Early warning as a Django application: its tables only."""

from django.apps import AppConfig


class EarlyWarningConfig(AppConfig):
    name = "hezhong.early_warning"
    label = "early_warning"
    verbose_name = "分级预警"

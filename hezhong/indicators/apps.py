"""Indicators as a Django application: the tables of what was published."""

from django.apps import AppConfig


class IndicatorsConfig(AppConfig):
    name = "hezhong.indicators"
    label = "indicators"
    verbose_name = "指标"
    default_auto_field = "django.db.models.BigAutoField"

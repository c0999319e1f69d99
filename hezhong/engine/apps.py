"""The engine as a Django application: its tables only."""

from django.apps import AppConfig


class EngineConfig(AppConfig):
    name = "hezhong.engine"
    label = "engine"
    verbose_name = "办案引擎"

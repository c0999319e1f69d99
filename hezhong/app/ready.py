"""Binding of the ports: keys, files, letterhead, renderer, messenger. Done once, when Django is ready."""

from django.apps import AppConfig as DjangoAppConfig
from django.conf import settings


class AppConfig(DjangoAppConfig):
    name = "hezhong.app"
    label = "app"

    def ready(self) -> None:
        from hezhong.app import ports

        ports.bind(settings.HOME)

"""The directory as a Django application."""

from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    name = "hezhong.directory"
    label = "directory"
    verbose_name = "名录"

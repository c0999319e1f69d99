"""Addresses of the command centre."""

from django.urls import path

from hezhong.web.desk import command
from hezhong.web.desk.centre import lists

urlpatterns = [
    path("", command.show, name="command"),
    path("feed/", command.feed, name="command-feed"),
    path("warnings/", lists.warnings, name="command-warnings"),
]

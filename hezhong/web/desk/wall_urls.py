"""Addresses of walls: a page and its moving part, for whoever has the link."""

from django.urls import path

from hezhong.web.desk import wall

urlpatterns = [
    path("<str:secret>/", wall.show, name="wall"),
    path("<str:secret>/feed/", wall.feed, name="wall-feed"),
]

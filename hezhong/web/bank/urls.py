"""Addresses of the bank's side."""

from django.urls import path

from hezhong.web.bank import files, orders, pages

urlpatterns = [
    path("", orders.show, name="bank"),
    path("enter/", pages.enter, name="bank-enter"),
    path("order/<uuid:order>/", orders.one, name="bank-order"),
    path("files/", files.index, name="bank-files"),
    path("files/<uuid:handed>/", files.one, name="bank-file"),
]

"""Addresses of anonymous reports. None holds a receipt or anything typed: what a network writes down is only that somebody came."""

from django.urls import path

from hezhong.web.public.anonymous import pages, returning

urlpatterns = [
    path("", pages.tell, name="anonymous"),
    path("receipt/", pages.receipt, name="anonymous-receipt"),
    path("back/", returning.back, name="anonymous-back"),
]

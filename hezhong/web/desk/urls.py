"""Addresses of the desk."""

from django.urls import path

from hezhong.web.desk import case, listing

urlpatterns = [
    path("", listing.show, name="worklist"),
    path("post/", listing.change_post, name="change-post"),
    path("case/<uuid:case_id>/", case.show, name="case"),
    path("case/<uuid:case_id>/take/", case.take, name="take"),
    path("case/<uuid:case_id>/assign/", case.assign, name="assign"),
    path("case/<uuid:case_id>/note/", case.note, name="note"),
    path("case/<uuid:case_id>/sign/<slug:name>/", case.sign, name="sign"),
    path("case/<uuid:case_id>/paper/<uuid:paper>/", case.paper, name="paper"),
    path("case/<uuid:case_id>/paper/<uuid:paper>/sign-off/", case.sign_off, name="sign-off"),
    path("case/<uuid:case_id>/paper/<uuid:paper>/serve/", case.serve, name="serve"),
    path("case/<uuid:case_id>/file/<uuid:file>/", case.file, name="file"),
    path("case/<uuid:case_id>/act/<slug:name>/", case.act, name="act"),
]

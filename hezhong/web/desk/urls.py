"""Addresses of the desk."""

from django.urls import path

from hezhong.web.desk import case, command, finding, flows, hotline, law_values, listing, opening, reports, team, window

urlpatterns = [
    path("", listing.front, name="worklist"),
    path("post/", listing.change_post, name="change-post"),
    path("team/", team.show, name="team"),
    path("team/assign/", team.assign, name="assign-several"),
    path("command/", command.show, name="command"),
    path("command/feed/", command.feed, name="command-feed"),
    path("open/<slug:code>/", opening.show, name="open"),
    path("window/", window.register, name="window"),
    path("window/look/", window.look, name="window-look"),
    path("find/", finding.find, name="find"),
    path("person/<int:token>/", finding.person, name="person-view"),
    path("employer/<int:token>/", finding.employer, name="employer-view"),
    path("flows/", flows.first, name="diagrams"),
    path("flows/<slug:code>/", flows.show, name="diagram"),
    path("law-values/", law_values.show, name="law-values"),
    path("law-values/confirm/", law_values.confirm, name="confirm-value"),
    path("case/<uuid:case_id>/", case.show, name="case"),
    path("case/<uuid:case_id>/same/", hotline.same, name="same"),
    path("case/<uuid:case_id>/reply/", hotline.reply, name="reply"),
    path("case/<uuid:case_id>/take/", case.take, name="take"),
    path("case/<uuid:case_id>/note/", case.note, name="note"),
    path("case/<uuid:case_id>/tie/", case.tie, name="tie"),
    path("case/<uuid:case_id>/sign/<slug:name>/", case.sign, name="sign"),
    path("case/<uuid:case_id>/paper/<uuid:paper>/", case.paper, name="paper"),
    path("case/<uuid:case_id>/paper/<uuid:paper>/sign-off/", case.sign_off, name="sign-off"),
    path("case/<uuid:case_id>/paper/<uuid:paper>/serve/", case.serve, name="serve"),
    path("case/<uuid:case_id>/file/<uuid:file>/", case.file, name="file"),
    path("case/<uuid:case_id>/report/", reports.show, name="report-content"),
    path("case/<uuid:case_id>/report/file/<uuid:file>/", reports.file, name="report-file"),
    path("case/<uuid:case_id>/act/<slug:name>/", case.act, name="act"),
]

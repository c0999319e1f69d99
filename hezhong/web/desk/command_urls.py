"""Addresses of the command centre."""

from django.urls import path

from hezhong.web.desk import command
from hezhong.web.desk.centre import lists, reports, walls_page

urlpatterns = [
    path("", command.show, name="command"),
    path("feed/", command.feed, name="command-feed"),
    path("warnings/", lists.warnings, name="command-warnings"),
    path("walls/", walls_page.show, name="walls"),
    path("walls/<int:id>/end/", walls_page.end, name="end-wall"),
    path("reports/", reports.index, name="command-reports"),
    path("reports/<uuid:report>/", reports.one, name="command-report"),
    path("reports/<uuid:report>.pdf", reports.pdf, name="command-report-pdf"),
    path("reports/<uuid:report>.docx", reports.word, name="command-report-word"),
    path("reports/<uuid:report>/correct/", reports.correct, name="correct-report"),
    path("reports/<uuid:report>/<slug:code>/", reports.listed, name="command-report-list"),
]

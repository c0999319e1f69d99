"""Addresses of the public pages."""

from django.urls import include, path

from hezhong.web.public import asking, besides, filing, following, home, joining, roster, wages
from hezhong.web.public.calculator import answer, pages
from hezhong.web.public.law import pages as law_pages

urlpatterns = [
    path("", home.home, name="home"),
    path("look-up/employer/<slug:name>/", asking.employer, name="employer"),
    path("look-up/place/<slug:name>/", asking.place, name="place"),
    path("look-up/understood/<slug:name>/", asking.understood, name="understood"),
    path("report/<slug:flow>/", asking.start, name="start"),
    path("report/<slug:flow>/check/", filing.check, name="check"),
    path("report/<slug:flow>/phone/code/", filing.phone_code, name="phone-code"),
    path("report/<slug:flow>/done/", filing.done, name="done"),
    path("report/<slug:flow>/saved/", filing.saved, name="saved"),
    path("report/<slug:flow>/<slug:slug>/", asking.question, name="question"),
    path("law/", law_pages.listed, name="law"),
    path("law/<str:id>/", law_pages.one, name="law-one"),
    path("claims/", pages.start, name="claims"),
    path("claims/answer/", answer.show, name="claims-answer"),
    path("claims/answer.pdf", answer.sheet, name="claims-sheet"),
    path("claims/complain/", answer.carry, name="claims-carry"),
    path("claims/afresh/", answer.afresh, name="claims-afresh"),
    path("claims/<slug:slug>/", pages.question, name="claims-question"),
    path("anonymous/", include("hezhong.web.public.anonymous.urls")),
    path("resume/", following.resume, name="resume"),
    path("track/<str:code>/", following.track, name="track"),
    path("track/<str:code>/paper/<uuid:paper>/", following.my_paper, name="my-paper"),
    path("track/<str:code>/file/<uuid:file>/", following.my_file, name="my-file"),
    path("track/<str:code>/invite/", besides.invite, name="invite"),
    path("track/<str:code>/phone/", besides.phone, name="change-phone"),
    path("track/<str:code>/money/", besides.money, name="money"),
    path("track/<str:code>/rating/", besides.rating, name="rating"),
    path("track/<str:code>/roster/", roster.mine, name="my-roster"),
    path("track/<str:code>/<slug:name>/", following.step, name="step"),
    path("join/<str:token>/", joining.join, name="join"),
    path("join/<str:token>/code/", joining.code, name="join-code"),
    path("join/<str:token>/done/", joining.done, name="join-done"),
    path("join/<str:token>/alone/", joining.alone, name="join-alone"),
    path("wages/<str:code>/", wages.show, name="wages"),
    path("check/", following.check_paper, name="check-paper"),
    path("check/<str:code>/", following.check_paper, name="check-paper-code"),
    path("demo/sms/", home.messages, name="sms"),
]

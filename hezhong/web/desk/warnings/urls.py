"""Addresses of the pages of early warning."""

from django.urls import path

from hezhong.web.desk.warnings import (
    campaigns_page,
    changes,
    exclusions_page,
    listing,
    one,
    ranking_page,
    rules_page,
    subject,
    trial_page,
)

urlpatterns = [
    path("warnings/", listing.show, name="warnings"),
    path("warnings/<uuid:id>/", one.show, name="warning"),
    path("warnings/<uuid:id>/ask/", one.ask, name="ask-warning"),
    path("warnings/employers/", ranking_page.show, name="warning-ranking"),
    path("subjects/<slug:kind>/<int:token>/", subject.show, name="warning-subject"),
    path("subjects/<slug:kind>/<int:token>/ask/", subject.ask, name="ask-subject"),
    path("rules/", rules_page.listed, name="warning-rules"),
    path("rules/<slug:code>/", rules_page.one, name="warning-rule"),
    path("rules/<slug:code>/propose/", changes.propose, name="propose-change"),
    path("rules/changes/<int:id>/", changes.one, name="rule-change"),
    path("rules/changes/<int:id>/decide/", changes.decide, name="decide-change"),
    path("rules/trials/<int:id>/", trial_page.show, name="rule-trial"),
    path("rules/changes/<int:id>/try/", changes.again, name="try-change"),
    path("exclusions/", exclusions_page.show, name="exclusions"),
    path("exclusions/<int:id>/", exclusions_page.one, name="exclusion"),
    path("exclusions/<int:id>/decide/", exclusions_page.decide, name="decide-exclusion"),
    path("campaigns/", campaigns_page.show, name="campaigns"),
    path("campaigns/<int:id>/", campaigns_page.one, name="campaign"),
    path("campaigns/<int:id>/finish/", campaigns_page.finish, name="finish-campaign"),
]

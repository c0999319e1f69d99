"""Addresses for signing in and out. Only what an officer needs of allauth; no sign-up, no e-mail."""

from allauth.account import views as account
from django.urls import include, path
from django.views.generic import RedirectView

urlpatterns = [
    path("login/", account.login, name="account_login"),
    path("logout/", account.logout, name="account_logout"),
    path("account/password/", account.password_change, name="account_change_password"),
    path("account/reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("account/inactive/", account.account_inactive, name="account_inactive"),
    path("account/2fa/", include("allauth.mfa.urls")),
    path("account/sign-up/", RedirectView.as_view(url="/login/"), name="account_signup"),
    path("account/forgotten/", RedirectView.as_view(url="/login/"), name="account_reset_password"),
    path("account/email/", RedirectView.as_view(url="/desk/"), name="account_email"),
]

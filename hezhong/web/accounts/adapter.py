"""allauth as this house uses it: nobody signs up; accounts are made by administrators."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest

from hezhong.directory.models import Account

HOMES: dict[str, str] = {Account.Kind.EMPLOYER: "/employer/", Account.Kind.BANK: "/bank/"}


class NoSignUp(DefaultAccountAdapter):  # type: ignore[misc]
    """Closed to the public."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        account: Any = request.user
        return HOMES.get(getattr(account, "kind", ""), "/desk/")

    def add_message(self, *arguments: Any, **named: Any) -> None:
        """Say nothing: the pages themselves say what happened."""

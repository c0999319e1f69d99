"""The API itself: who may come in, and the description that programs are written from."""

from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema
from ninja.operation import Operation
from ninja.security import APIKeyCookie

from hezhong.engine import catalogue
from hezhong.engine.vocabulary import Action
from hezhong.web.api import cases, inputs, law, ledger, pay_orders, troubles
from hezhong.web.api.answers import pressed
from hezhong.web.asking import Officer, officer
from hezhong.web.desk.choosing import asked_of


class AtTheDesk(APIKeyCookie):
    """The session of an officer who holds a post today; with every change, the token against forged requests."""

    param_name = settings.SESSION_COOKIE_NAME

    def authenticate(self, request: HttpRequest, key: str | None) -> Officer:
        who = officer(request)
        if not who.standing.posts:
            raise PermissionDenied("接口只给在岗的办案人员用。需要权限的，请找本单位的系统管理员")
        return who


class Api(NinjaAPI):
    """The API with every action of every case type in its description."""

    def get_openapi_operation_id(self, operation: Operation) -> str:
        return operation.view_func.__name__

    def get_openapi_schema(self, *arguments: Any, **named: Any) -> OpenAPISchema:
        described = super().get_openapi_schema(*arguments, **named)
        forms = dict(_forms())
        described["components"]["schemas"] |= {name: {"title": title, **form} for name, (title, form) in forms.items()}
        given = {"anyOf": [{"$ref": f"#/components/schemas/{name}"} for name in forms]}
        described["components"]["schemas"]["Doing"]["properties"]["given"] = given
        return described


def _forms() -> list[tuple[str, tuple[str, dict[str, Any]]]]:
    """Return what each action asks, by the name of case type and action."""
    return [
        (f"{code}.{name}", (f"{case_type.title}：{action.title}", inputs.schema(asked_of(action).given)))
        for code, case_type in catalogue.current().case_types.items()
        for name, action in case_type.words(Action).items()
        if pressed(action)
    ]


api = Api(
    title="和衷",
    version="1",
    description="办案人员自己的程序用的接口。权利、表单、期限与工作台相同；出错时 message 说明怎么办。",
    docs_url=None,
    auth=AtTheDesk(),
    urls_namespace="api",
)
api.add_router("", cases.router)
api.add_router("", law.router)
api.add_router("", ledger.router)
api.add_router("", pay_orders.router)
troubles.handle(api)

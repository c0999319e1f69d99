"""What goes wrong, as JSON: a Chinese sentence that says what to do, and the article where there is one."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

from hezhong.engine.core import Refused
from hezhong.engine.drafts import TooMany
from hezhong.engine.ledger_feeds import BadFeed
from hezhong.engine.loading import NoSuchCase
from hezhong.engine.received import KeyReused
from hezhong.engine.store import Outrun
from hezhong.engine.uploads import BadUpload
from hezhong.kernel.identity import BadIdentity
from hezhong.kernel.names import BadName
from hezhong.kernel.understand import Unclear
from hezhong.ledger.ingest import NumberTaken
from hezhong.web.api.ledger import NotAdmitted, rows_told

SENTENCES = {
    400: "请求的内容不是完整的 JSON，请检查后再发",
    401: "请先登录",
    403: "这次请求没有带上表单令牌。请先取得 csrftoken，并放在 X-CSRFToken 里",
}
STATUS: dict[type[Exception], int] = {
    NotAdmitted: 401,
    PermissionDenied: 403,
    NoSuchCase: 404,
    Http404: 404,
    Outrun: 409,
    KeyReused: 409,
    NumberTaken: 409,
    Refused: 422,
    Unclear: 422,
    BadIdentity: 422,
    BadName: 422,
    BadUpload: 422,
    TooMany: 429,
}


class NotUnderstood(Exception):
    """Some fields of what was sent; ``fields``: field -> what to put right."""

    def __init__(self, fields: dict[str, str]) -> None:
        super().__init__("有几项要改，改好再发一次")
        self.fields = fields


def told(message: str, **more: Any) -> dict[str, Any]:
    return {"message": message, **{name: value for name, value in more.items() if value}}


def handle(api: NinjaAPI) -> None:
    """Let the API answer every trouble in this form."""
    for kind, status in STATUS.items():
        api.add_exception_handler(kind, _handler(api, status))

    @api.exception_handler(NotUnderstood)
    def fields(request: HttpRequest, wrong: NotUnderstood) -> HttpResponse:
        return api.create_response(request, told(str(wrong), fields=wrong.fields), status=422)

    @api.exception_handler(BadFeed)
    def rows(request: HttpRequest, wrong: BadFeed) -> HttpResponse:
        return api.create_response(request, told(str(wrong), rows=rows_told(wrong)), status=422)

    @api.exception_handler(ValidationError)
    def shape(request: HttpRequest, wrong: ValidationError) -> HttpResponse:
        where = {str(error["loc"][-1]): "与接口说明不符" for error in wrong.errors}
        says = told("请求与接口说明不符，请按 /api/openapi.json 的结构填写", fields=where)
        return api.create_response(request, says, status=422)

    @api.exception_handler(HttpError)
    def refused(request: HttpRequest, wrong: HttpError) -> HttpResponse:
        says = told(SENTENCES.get(wrong.status_code, str(wrong)))
        return api.create_response(request, says, status=wrong.status_code)


def _handler(api: NinjaAPI, status: int) -> Any:
    def answer(request: HttpRequest, wrong: Exception) -> HttpResponse:
        says = str(wrong) or "没有找到"
        article = getattr(request, "cites", "") if isinstance(wrong, Refused) else ""
        return api.create_response(request, told(says, article=article), status=status)

    return answer

"""Pages for when something is wrong: in Chinese, saying what to do."""

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from hezhong.web.public import asking, joining


def _page(request: HttpRequest, status: int, title: str, *lines: str) -> HttpResponse:
    home, words = ("/desk/", "回待办") if _at_desk(request) else ("/", "回首页")
    context = {"service": "和衷", "title": title, "lines": lines, "back": request.path, "home": home, "home_words": words}
    return render(request, "public/error.html", context, status=status)


def _at_desk(request: HttpRequest) -> bool:
    """Return whether somebody is inside the desk, whose front page then helps more than the public one."""
    return request.path.startswith("/desk/") and request.path != "/desk/"


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    if _at_desk(request):
        return _page(request, 404, "没有找到这一页", "地址可能写错了，也可能案件已经转走，您不能再查看。", "请回待办，用案号搜一搜。")
    return _page(request, 404, "没有找到这一页", "地址可能写错了，也可能您不能查看它。", "可以从首页重新进入，或者打 12333 问一问。")


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(request, 403, "您不能打开这一页", "这一页只给有关的办案人员看。需要权限的，请找本单位的系统管理员。")


def broken(request: HttpRequest) -> HttpResponse:
    return _page(request, 500, "系统出了问题", "您填的内容还在。请过几分钟再试一次。", "一直不行的，请打 12333。")


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    if isinstance(exception, TooManyFilesSent):
        most = settings.DATA_UPLOAD_MAX_NUMBER_FILES
        return _page(request, 400, "一次选的文件太多", f"一次最多选 {most} 个，一件案子一共最多 50 个。请返回上一页，少选几个。", "前面填的都还在。")
    if isinstance(exception, (RequestDataTooBig, TooManyFieldsSent)):
        return _page(request, 400, "一次写的字太多", "请返回上一页，删短一些，或者写在文件里交上来。", "前面填的都还在。")
    return _page(request, 400, "这次提交没有看懂", "可能是文件太大，或者页面放得太久。请返回上一页再试一次。")


def too_large(request: HttpRequest, size: int) -> HttpResponse:
    """The files of one submission weigh more together than the server takes at once."""
    mb, most = size // 1_048_576, settings.HEZHONG_UPLOAD_LIMIT // 1_048_576
    told = f"这次选的文件一共 {mb} MB，一次最多传 {most} MB。请返回上一页，分几次选，每个文件不超过 20 MB。"
    return _page(request, 413, "一次传得太多", told, "前面填的都还在。")


def forgotten_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form's own token is missing or too old: a question is asked again with what was typed, the rest explained."""
    where = request.resolver_match
    again = None
    if where is not None and where.url_name == "question":
        again = asking.typed_again(request, where.kwargs["flow"], where.kwargs["slug"])
    elif where is not None and where.url_name == "join":
        again = joining.typed_again(request, where.kwargs["token"])
    if again is not None:
        return again
    return _page(request, 403, "这张表单放得太久了", "请返回上一页，刷新以后再提交。您填的内容还在。")

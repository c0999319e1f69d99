"""Pages for when something is wrong: in Chinese, saying what to do."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def _page(request: HttpRequest, status: int, title: str, *lines: str) -> HttpResponse:
    return render(request, "public/error.html", {"service": "和衷", "title": title, "lines": lines}, status=status)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(request, 404, "没有找到这一页", "地址可能写错了，也可能您不能查看它。", "可以从首页重新进入，或者打 12333 问一问。")


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(request, 403, "您不能打开这一页", "这一页只给有关的办案人员看。需要权限的，请找本单位的系统管理员。")


def broken(request: HttpRequest) -> HttpResponse:
    return _page(request, 500, "系统出了问题", "您填的内容还在。请过几分钟再试一次。", "一直不行的，请打 12333。")


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(request, 400, "这次提交没有看懂", "可能是文件太大，或者页面放得太久。请返回上一页再试一次。")


def forgotten_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form's own token is missing or too old."""
    return _page(request, 403, "这张表单放得太久了", "请返回上一页，刷新以后再提交。您填的内容还在。")

"""Sets up a real province: its first administrator, the region tree, and what its workbooks say."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from hezhong.app import logins
from hezhong.app.logins import Login
from hezhong.directory import imports, regions, template
from hezhong.directory.changes import Author, note
from hezhong.directory.imports import LOGIN, Imported
from hezhong.directory.models import Account
from hezhong.engine import catalogue
from hezhong.engine.vocabulary import Action

INITIAL = "初始密码。请当面交给本人，本人登录后马上换密码，并设置第二重验证。交完后删掉这个文件。"
DEMO = "这里是演示系统，不能再建正式的省份，什么都没有改动。请换一个空的 HEZHONG_HOME，或者另用一个数据库。"


class NotNow(RuntimeError):
    """This cannot be done here; the message says why and what to do."""


@dataclass(frozen=True)
class TakenOver:
    """What came out of a workbook, and where the new officers' passwords lie, if there are any."""

    imported: Imported
    passwords: Path | None


def check() -> None:
    """Raise NotNow on a demonstration: real people do not belong there."""
    if Account.objects.filter(demo=True).exists():
        raise NotNow(DEMO)


def administrator() -> str:
    """Return the login of an administrator who is there, '' where none is."""
    found = Account.objects.filter(kind=Account.Kind.ADMINISTRATOR, is_active=True).order_by("pk").first()
    return found.username if found else ""


def new_password() -> str:
    """Return a password for somebody who wants none of their own."""
    return secrets.token_urlsafe(15)


def administrators() -> int:
    """Return how many administrators may sign in: figures of law need two."""
    return Account.objects.filter(kind=Account.Kind.ADMINISTRATOR, is_active=True).count()


def appoint(name: str, password: str, author: Author, *, second: bool = False) -> None:
    """Create the first administrator, or the second; the desk asks for a second factor at the first login. Raises NotNow."""
    there = administrator()
    if second and not there:
        raise NotNow("还没有第一名系统管理员。请先运行 hezhong init")
    if second and administrators() > 1:
        raise NotNow("已经有两名系统管理员，没有再建")
    if there and not second:
        raise NotNow(f"已经有系统管理员“{there}”，没有再建。第二名请用 --second 登录名 建立")
    if not LOGIN.fullmatch(name):
        raise NotNow("登录名是 3 到 30 位字母、数字、点或者横线，请换一个")
    if Account.objects.filter(username=name).exists():
        raise NotNow(f"登录名“{name}”已经有人用了，请换一个")
    account = Account(username=name, kind=Account.Kind.ADMINISTRATOR, shown_name="第二名系统管理员" if second else "系统管理员")
    try:
        validate_password(password, account)
    except ValidationError as trouble:
        raise NotNow("密码不行：" + " ".join(trouble.messages)) from None
    account.password = make_password(password)
    with transaction.atomic():
        account.save(force_insert=True)
        note("账号", [f"新建系统管理员 {name}"], author)


def load_regions() -> int:
    """Load the region tree of the product; return how many regions were new."""
    return regions.load_guangdong()


def businesses() -> Mapping[str, str]:
    """Return title -> code of what offices can serve: every kind of case that begins outside, unless it goes where others go."""
    current = catalogue.current()
    inside = {action.opens for each in current.case_types.values() for action in each.words(Action).values()}
    opened = {flow.case_type for flow in current.flows.values()} | (current.case_types.keys() - inside)
    return {current.case_types[code].title: code for code in sorted(opened) if not current.case_types[code].served_as}


def write_template(path: Path) -> None:
    """Write the empty workbook. Raises NotNow rather than overwriting a file."""
    if path.exists():
        raise NotNow(f"{path} 已经存在，没有覆盖。请换一个文件名")
    template.write(path, businesses())


def take_over(path: Path, author: Author) -> TakenOver:
    """Import a workbook and give its new officers passwords. Raises NotNow, BadWorkbook; then nothing has changed."""
    try:
        data = path.read_bytes()
    except OSError as trouble:
        raise NotNow(f"读不了 {path}：{trouble.strerror}。请检查文件名和权限") from None
    with transaction.atomic():
        imported = imports.load(data, businesses(), author)
        return TakenOver(imported, _let_in(imported.logins, author))


def _let_in(new: Mapping[str, str], author: Author) -> Path | None:
    """Set a password for each new officer and write them down for handing out; return where."""
    if not new:
        return None
    rows = tuple(Login(login, logins.new_password(), name) for login, name in new.items())
    accounts = {account.username: account for account in Account.objects.filter(username__in=new)}
    for row in rows:
        accounts[row.name].password = make_password(row.password)
    Account.objects.bulk_update(accounts.values(), ["password"], batch_size=500)
    path: Path = settings.HOME.root / f"initial-logins-{author.at:%Y%m%d-%H%M%S}.txt"
    logins.keep(path, INITIAL, rows)
    return path

"""``hezhong init``: the first administrator, workbooks with the new officers' passwords, and what it refuses."""

import io
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth import authenticate
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from hezhong.app import province
from hezhong.app.logins import kept
from hezhong.directory.changes import Author
from hezhong.directory.models import Account, Change, Office, Region
from tests.directory import places
from tests.directory.test_imports import GOOD, workbook

pytestmark = pytest.mark.django_db
PASSWORD = "a-long-enough-one 26"


def by() -> Author:
    return Author("hezhong init", timezone.now())


@pytest.fixture(autouse=True)
def _fresh(db: None) -> Any:
    with places.read_anew():
        yield


def init(*words: str) -> str:
    out = io.StringIO()
    call_command("init", *words, stdout=out)
    return out.getvalue()


def test_the_first_administrator_must_set_up_a_second_factor() -> None:
    province.appoint("admin", PASSWORD, by())
    client = Client()
    assert client.login(request=client.get("/").wsgi_request, username="admin", password=PASSWORD)
    answer = client.get("/desk/")
    assert (answer.status_code, answer["Location"]) == (302, "/account/2fa/")
    account = Account.objects.get(username="admin")
    assert (account.kind, account.demo, account.is_superuser) == ("administrator", False, False)
    assert Change.objects.get().says == "新建系统管理员 admin"


@pytest.mark.parametrize(
    ("name", "password", "says"),
    [
        ("admin", "short", "密码不行"),
        ("admin", "password123", "密码不行"),
        ("a", PASSWORD, "登录名是 3 到 30 位"),
        ("管理 员", PASSWORD, "登录名是 3 到 30 位"),
    ],
)
def test_bad_names_and_passwords_make_nobody(name: str, password: str, says: str) -> None:
    with pytest.raises(province.NotNow, match=says):
        province.appoint(name, password, by())
    assert not Account.objects.exists()


def test_there_is_one_first_administrator() -> None:
    province.appoint("admin", PASSWORD, by())
    with pytest.raises(province.NotNow, match="已经有系统管理员“admin”"):
        province.appoint("another", PASSWORD, by())


def test_the_second_administrator_checks_the_figures_of_law() -> None:
    with pytest.raises(province.NotNow, match="还没有第一名"):
        province.appoint("second", PASSWORD, by(), second=True)
    assert "hezhong init --second 登录名" in init("--generate")
    said = init("--generate", "--second", "admin2")
    assert "第二名系统管理员：admin2，密码 " in said and "--second" not in said
    assert Account.objects.filter(kind="administrator").count() == 2
    with pytest.raises(CommandError, match="已经有两名系统管理员"):
        init("--generate", "--second", "admin3")


def test_init_can_be_run_again() -> None:
    said = init("--generate")
    assert "新增 1747 个地区" in said and "系统管理员：admin，密码 " in said
    password = said.partition("密码 ")[2].partition("（")[0]
    account = authenticate(Client().get("/").wsgi_request, username="admin", password=password)
    assert account is not None
    again = init("--generate")
    assert "新增 0 个地区" in again and "已经有“admin”" in again
    assert Account.objects.count() == 1 and Region.objects.count() == 1747


def test_a_workbook_brings_officers_who_can_sign_in(tmp_path: Path) -> None:
    places.build()
    path = tmp_path / "省.xlsx"
    path.write_bytes(workbook(GOOD))
    done = province.take_over(path, by())
    assert done.passwords is not None and done.passwords.stat().st_mode & 0o777 == 0o600
    rows = {row.name: row for row in kept(done.passwords)}
    done.passwords.unlink()
    assert rows.keys() == {"nanshan.head", "nanshan.li", "baoan.window"}
    for row in rows.values():
        assert authenticate(Client().get("/").wsgi_request, username=row.name, password=row.password) is not None
    assert len({row.password for row in rows.values()}) == 3


def test_a_bad_workbook_changes_nothing_and_every_fault_is_printed(tmp_path: Path) -> None:
    places.build()
    province.appoint("admin", PASSWORD, by())
    path = tmp_path / "省.xlsx"
    bad = {**GOOD, "单位": [*GOOD["单位"], ("某公司", "123", "火星市", "", "", "", "")]}
    path.write_bytes(workbook(bad))
    before = Office.objects.count(), Account.objects.count(), set(settings.HOME.root.glob("initial-logins-*"))
    with pytest.raises(CommandError, match="有 2 处要改，什么都没有导入") as refused:
        init("--load", str(path))
    assert "“单位”表第 4 行“市”：本省没有“火星市”" in str(refused.value)
    assert (Office.objects.count(), Account.objects.count(), set(settings.HOME.root.glob("initial-logins-*"))) == before


def test_files_that_are_missing_or_there_already_are_named(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="读不了 .*没有.xlsx"):
        init("--generate", "--load", str(tmp_path / "没有.xlsx"))
    there = tmp_path / "模板.xlsx"
    assert "导入模板已写到" in init("--template", str(there))
    before = there.read_bytes()
    with pytest.raises(CommandError, match="已经存在，没有覆盖"):
        init("--template", str(there))
    assert there.read_bytes() == before


def test_businesses_are_what_somebody_can_open() -> None:
    """An inspection is no business of its own: it begins in a complaint, a report, or at the desk of whoever has those."""
    assert province.businesses() == {"劳动保障监察投诉": "complaint", "劳动保障监察举报": "report"}


def test_a_demonstration_stays_one() -> None:
    Account.objects.create(username="x", demo=True)
    with pytest.raises(CommandError, match="演示系统"):
        init("--generate")
    assert not Region.objects.exists() and Account.objects.count() == 1

"""Signing in: in Chinese, locked after five wrong tries, with a second factor outside the demonstration."""

import re
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core.cache import cache
from django.test import Client, override_settings

from hezhong.directory.models import Account
from tests import province
from tests.at_desk import day, signed_in
from tests.province import PASSWORD
from tests.web.desk import office

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_earlier_tries() -> None:
    cache.clear()


def code_of(secret: str) -> str:
    """Return what a phone shows now for a secret: the time of allauth itself, as a phone goes by real time."""
    return format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))


def vouched(client: Client) -> Client:
    """Return the browser after its officer gave the password once more, as every change of security wants."""
    asked = client.get("/account/2fa/totp/activate/")
    assert asked["Location"].startswith("/account/reauthenticate/")
    assert "再确认一次" in client.get(asked["Location"]).content.decode()
    wrong = client.post("/account/reauthenticate/", {"password": "nonsense"})
    assert "密码不对" in wrong.content.decode()
    assert client.post("/account/reauthenticate/", {"password": PASSWORD}).status_code in (200, 302)
    return client


def test_the_login_speaks_chinese_and_says_what_to_do() -> None:
    province.build()
    client = Client()
    assert "工作人员登录" in client.get("/login/").content.decode()
    wrong = client.post("/login/", {"login": "boan.head", "password": "nonsense"})
    text = wrong.content.decode()
    assert "用户名或密码不对" in text and 'value="boan.head"' in text and "nonsense" not in text
    for _ in range(3):
        client.post("/login/", {"login": "boan.head", "password": "nonsense"})
    locked = client.post("/login/", {"login": "boan.head", "password": "nonsense"})
    assert locked.status_code in (403, 429) and "已暂时锁定" in locked.content.decode()
    still = client.post("/login/", {"login": "boan.head", "password": PASSWORD})
    assert "已暂时锁定" in still.content.decode()


def test_a_network_that_signs_in_too_often_is_told_to_wait_in_chinese(client: Client, settings: Any) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"login": "1/m/ip"}
    client.post("/login/", {"login": "boan.head", "password": "nonsense"})
    refused = client.post("/login/", {"login": "boan.head", "password": "nonsense"})
    assert refused.status_code == 429 and "请过一分钟再试" in refused.content.decode()


def test_an_officer_outside_the_demonstration_must_have_a_second_factor() -> None:
    province.build()
    Account.objects.filter(username="boan.inspector").update(demo=False)
    with day(office.TODAY):
        client = signed_in("boan.inspector")
        assert client.get("/desk/")["Location"] == "/account/2fa/"
        assert "先设好第二步验证" in client.get("/account/2fa/").content.decode()
        form = vouched(client).get("/account/2fa/totp/activate/").content.decode()
        secret = re.search(r'class="secret">([A-Z2-7]+)<', form)
        assert secret is not None and 'src="data:image/svg+xml' in form
        wrong = client.post("/account/2fa/totp/activate/", {"code": "000000"})
        assert "验证码不对" in wrong.content.decode()
        done = client.post("/account/2fa/totp/activate/", {"code": code_of(secret[1])})
        assert done.status_code == 302 and client.get("/desk/").status_code == 200
        codes = re.findall(r"<li>(\w{8,})</li>", client.get("/account/2fa/recovery-codes/").content.decode())
        assert len(codes) == 10

        again = signed_in("boan.inspector")
        assert again.get("/desk/")["Location"].startswith("/login/")
        second = again.get("/account/2fa/authenticate/").content.decode()
        assert "请输动态验证码" in second and "用通行密钥" in second
        refused = again.post("/account/2fa/authenticate/", {"code": "123456"})
        assert "没有通过" in refused.content.decode()
        cache.clear()  # a code counts once; the next half minute is not waited for
        assert again.post("/account/2fa/authenticate/", {"code": codes[0]})["Location"] == "/desk/"
        assert again.get("/desk/").status_code == 200
    assert Authenticator.objects.filter(user__username="boan.inspector").count() == 2


def test_a_demo_account_is_no_way_around_it_in_a_real_province() -> None:
    province.build()
    with day(office.TODAY), override_settings(HEZHONG_DEMO=False):
        client = signed_in("boan.head")
        assert client.get("/desk/")["Location"] == "/account/2fa/"


def test_every_page_of_login_security_is_ours() -> None:
    province.build()
    with day(office.TODAY):
        client = vouched(signed_in("boan.head"))
        for path, says in (
            ("/account/2fa/", "登录安全"),
            ("/account/2fa/totp/activate/", "设动态验证码"),
            ("/account/2fa/webauthn/add/", "加一把通行密钥"),
            ("/account/2fa/webauthn/", "通行密钥"),
            ("/account/password/", "改密码"),
            ("/logout/", "退出登录？"),
        ):
            text = client.get(path, follow=True).content.decode()
            assert says in text and 'lang="zh-Hans"' in text
            assert not re.search(r">\s*[A-Z][a-z]+ [a-z]+", re.sub(r"<script.*?</script>", "", text, flags=re.S)), path


def test_an_idle_session_ends_and_leads_back() -> None:
    province.build()
    with day(office.TODAY, 10):
        client = signed_in("boan.head")
        assert client.get("/desk/?tone=late").status_code == 200
    with day(office.TODAY, 11):
        away = client.get("/desk/?tone=late")
        assert away["Location"] == "/login/?next=%2Fdesk%2F%3Ftone%3Dlate&idle=1"
        assert "超过 15 分钟没有操作" in client.get(away["Location"]).content.decode()
        back = client.post(away["Location"], {"login": "boan.head", "password": PASSWORD, "next": "/desk/?tone=late"})
        assert back["Location"] == "/desk/?tone=late"

"""The roster of a collective complaint (名册): which columns it has, how their heads may read, what a cell means.

Heads as payrolls and rosters of building sites write them are understood too, so that nobody has to copy a list.
"""

import re
import unicodedata
from typing import Any

from hezhong.domains.complaints.facts import Colleague, Companion, Trouble
from hezhong.engine.answers import Evidence, Money, Months, Person, Phone, TypedPerson
from hezhong.engine.intake import Column, Leading, Roster
from hezhong.kernel import identity, names, understand
from hezhong.kernel.identity import BadIdentity
from hezhong.kernel.names import BadName

MONTH = re.compile(r"(?:(\d{4})\s*[-/.年])?\s*(\d{1,2})\s*月?")
RANGE = re.compile(r"\s*(?:到|至|—+|–|~|～|－|-(?=\s*\d{4}))\s*")


def _name(text: str) -> str:
    try:
        return names.normalise(text)
    except BadName as wrong:
        raise ValueError(str(wrong)) from None


def _number(text: str) -> str:
    try:
        return identity.normalise("resident", text)
    except BadIdentity as wrong:
        raise ValueError(f"{wrong}。证件不是居民身份证的，请本人扫码加入") from None


def _phone(text: str) -> str:
    return understand.phone(text)


def _amount(text: str) -> Money:
    return Money(understand.amount(text))


def _months(text: str) -> Months:
    """Return the months meant by 2026-07, 2026年7月到9月, 2026-07至2026-09. Raises ValueError."""
    plain = unicodedata.normalize("NFKC", text).strip()
    ends = [MONTH.fullmatch(part.strip()) for part in RANGE.split(plain)]
    if len(ends) > 2 or not all(ends) or not (first := ends[0]) or not first[1]:
        raise ValueError(f"没看懂“{understand.quoted(text)}”。请写成 2026年7月到9月，只有一个月的写 2026年7月")
    last = ends[-1] or first
    since, until = (int(first[1]), int(first[2])), (int(last[1] or first[1]), int(last[2]))
    if not (1 <= since[1] <= 12 and 1 <= until[1] <= 12) or until < since:
        raise ValueError(f"“{understand.quoted(text)}”的月份不对：要从前面的月份写到后面的月份")
    return Months(since, until)


NAME = Column(
    "name", ("姓名", "工人姓名", "员工姓名", "收款人", "收款人姓名", "收款户名", "收款人户名", "户名", "用户名"), "身份证上的姓名", _name, width=12
)  # fmt: skip
NUMBER = Column(
    "number",
    ("身份证号码", "身份证号", "身份证", "证件号码", "证件号", "公民身份号码", "身份证件号码"),
    "18 位，单元格格式用“文本”",
    _number,
    width=24,
)
PHONE = Column(
    "phone",
    ("手机号", "手机号码", "联系电话", "电话号码", "电话", "联系方式", "手机"),
    "查询码和进度发到这里。没有就留空",
    _phone,
    needed=False,
    width=16,
)
AMOUNT = Column(
    "amount", ("欠薪金额", "欠薪金额（元）", "欠薪数额", "拖欠金额", "欠发工资", "未发工资", "金额"), "元，如 18600 或 1.86万", _amount, width=14
)  # fmt: skip
MONTHS = Column("months", ("欠薪月份", "发生月份", "工资月份", "所属月份", "月份"), "如 2026年7月到9月。留空就和牵头的投诉一样", _months, needed=False, width=22)


def columns(lead: Leading) -> tuple[Column, ...]:
    return (NAME, NUMBER, PHONE, AMOUNT, MONTHS) if lead.facts.trouble is Trouble.WAGES else (NAME, NUMBER, PHONE, MONTHS)


def meant(lead: Leading, values: dict[str, Any]) -> Any:
    """Return what one row says, as its person would have answered; nobody has been asked about representatives."""
    months = values.get("months") or lead.facts.months
    said = {
        "person": Person(typed=TypedPerson(values["name"], "resident", values["number"])),
        "phone": Phone(typed=values.get("phone", "")),
        "months": months,
        "evidence": Evidence(),
        "represented": None,
    }
    return Colleague(**said, amount=values["amount"]) if "amount" in values else Companion(**said)


def same(values: dict[str, Any]) -> str:
    return str(values.get("number", ""))


ROSTER = Roster(columns, meant, same)

"""Invented people for one telling of a story: nobody of the demonstration, and nobody of an earlier telling.

Identity numbers are valid but carry sequence 000, which is given to nobody; telephone numbers begin with 154, a segment
that has been left unassigned. Both are counted on from the minute in which the tour began.
"""

import itertools
import time
from collections.abc import Iterator
from datetime import date, timedelta

from hezhong.kernel import identity

Who = tuple[str, str, str]
"""Name, identity number, phone."""

SURNAMES = "陈李黄张梁林刘吴罗杨曾邓何钟谢冯周郑蔡叶许卢朱赖江彭赵潘胡廖余魏萧苏姚温邱韦唐龙"
FIRST, SECOND = "国建志永德家秀春小文玉海晓明金丽美伟雪惠", "华强平芳英兰民军辉梅珍生林珠玲芬波荣发云"
"""What given names are made of."""
HOMES = (
    "430224", "430481", "431121", "431223", "450332", "450521", "451022", "452224", "522622", "522731", "360830",
    "361024", "421381", "422825", "511824", "513022", "411528", "411723", "341522", "532327",
)  # fmt: skip
BORN, DAYS = date(1966, 3, 1), 13_000
A_MINUTE = 1000
"""More than one tour needs; the next one begins in another minute."""

_numbers = itertools.count(int(time.time() // 60) * A_MINUTE)


def people() -> Iterator[Who]:
    """Yield people without end: any forty in a row with different family names, thousands with different names."""
    for number in _numbers:
        place = number % (len(HOMES) * DAYS)
        born = BORN + timedelta(days=place // len(HOMES) * 7919 % DAYS)
        body = f"{HOMES[place % len(HOMES)]}{born:%Y%m%d}000"
        yield _name(number), body + identity.check_digit(body), f"1548{number % 10_000_000:07d}"


def _name(number: int) -> str:
    turn, family = divmod(number, len(SURNAMES))
    first, second = divmod((turn * 131 + family * 57) % (len(FIRST) * len(SECOND)), len(SECOND))
    return SURNAMES[family] + FIRST[first] + SECOND[second]

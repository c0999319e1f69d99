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
GIVEN = (
    "国辉秀兰志坚美玲永强春燕伟民桂芳建华丽珍文斌玉英海波少芬家明小红荣发惠珠德胜彩云金水月娥"
    "立军凤英庆华雪梅大鹏艳芳水生巧玲贵平翠萍耀祖素琴天成银花"
)
HOMES = (
    "430224", "430481", "431121", "431223", "450332", "450521", "451022", "452224", "522622", "522731", "360830",
    "361024", "421381", "422825", "511824", "513022", "411528", "411723", "341522", "532327",
)  # fmt: skip
FIRST, DAYS = date(1966, 3, 1), 13_000
A_MINUTE = 1000
"""More than one tour needs; the next one begins in another minute."""

_numbers = itertools.count(int(time.time() // 60) * A_MINUTE)


def people() -> Iterator[Who]:
    """Yield people without end, any forty in a row with different family names."""
    for number in _numbers:
        place = number % (len(HOMES) * DAYS)
        born = FIRST + timedelta(days=place // len(HOMES) * 7919 % DAYS)
        body = f"{HOMES[place % len(HOMES)]}{born:%Y%m%d}000"
        given = 2 * (number * 17 % (len(GIVEN) // 2))
        name = SURNAMES[number % len(SURNAMES)] + GIVEN[given : given + 2]
        yield name, body + identity.check_digit(body), f"1548{number % 10_000_000:07d}"

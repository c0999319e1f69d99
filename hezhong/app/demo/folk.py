"""The people and employers of the demonstration: invented, and recognisable as such.

Identity numbers are valid but carry sequence 000, which is given to nobody. Telephone numbers begin with 154, a
segment that the national numbering plan has left unassigned: no message could reach anybody. Employers begin with
示例, and the organisation part of their credit codes with DEMX, which no registry has given out.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from hezhong.directory import regions
from hezhong.directory.founding import NewEmployer
from hezhong.engine.answers import TypedPerson
from hezhong.kernel import credit_code, identity

PHONES = "154"
WORKERS, EMPLOYERS = 1000, 200

SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦傅方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
GIVEN_ONE = "伟芳敏静丽强磊军洋勇艳杰娟涛超明刚平辉鹏华红玲霞燕波斌莉萍健凯宇浩欣雪婷晨阳琳博文慧峰俊海鑫旭岩林森龙翔毅冰雨晴柳翀喆玥"
GIVEN_TWO = (
    "志远晓彤建国秀英桂兰玉梅海燕国强金凤文斌小红春梅立新俊杰思远雅婷家豪梓轩振华丽娟永福德贵水生阿妹"
    "广发南生伟明惠玲少芬志强东升秋菊冬梅月娥世昌国平庆丰红艳小军大勇文静嘉欣浩然子涵佩珊伟健志坚惠芳"
    "玉龙长根满堂守义来福天佑明德宗泽云飞雪琴巧云爱民卫东跃进建军国庆新民双喜连生有财福生火旺"
)
"""Two characters each, one after the other."""

ELSEWHERE = (
    "430502",
    "430923",
    "450881",
    "450924",
    "511321",
    "511602",
    "522401",
    "520221",
    "360721",
    "421125",
    "411325",
    "341226",
    "610724",
    "530302",
)
"""Counties of other provinces from which many come to work."""

TRADES: tuple[tuple[str, str], ...] = (
    ("建筑工程有限公司", "建筑业"), ("建筑劳务有限公司", "建筑业"), ("装饰工程有限公司", "建筑业"), ("机电安装有限公司", "建筑业"),
    ("电子科技有限公司", "制造业"), ("五金制品厂", "制造业"), ("服装有限公司", "制造业"), ("家具有限公司", "制造业"),
    ("塑胶制品有限公司", "制造业"), ("餐饮管理有限公司", "住宿和餐饮业"), ("酒家", "住宿和餐饮业"), ("供应链有限公司", "交通运输、仓储和邮政业"),
    ("同城配送有限公司", "交通运输、仓储和邮政业"), ("物业服务有限公司", "房地产业"), ("保洁服务有限公司", "居民服务业"),
    ("家政服务有限公司", "居民服务业"), ("商贸有限公司", "批发和零售业"), ("教育咨询有限公司", "教育"), ("网络科技有限公司", "信息技术服务业"),
    ("园林绿化有限公司", "建筑业"),
)  # fmt: skip
FIRST, SECOND = "宏远瑞安泰和盛兴恒达顺昌", "程丰泽源通利景信诚华宇展"


@dataclass(frozen=True)
class Firm:
    """An employer with the trade that its stories are chosen by."""

    row: NewEmployer

    @property
    def name(self) -> str:
        return self.row.name

    @property
    def industry(self) -> str:
        return self.row.industry


def _counties() -> list[str]:
    return [code for code, level in regions.tree().levels.items() if level == "county"]


def person_name(chance: random.Random) -> str:
    """Return a name of two or three characters."""
    place = 2 * chance.randrange(len(GIVEN_TWO) // 2)
    given = GIVEN_TWO[place : place + 2] if chance.random() < 0.7 else chance.choice(GIVEN_ONE)
    return chance.choice(SURNAMES) + given


def workers(chance: random.Random, today: date) -> Iterator[TypedPerson]:
    """Yield the workers, no two with the same identity or phone."""
    homes = (*_counties(), *ELSEWHERE * 12)
    seen: set[str] = set()
    while len(seen) < WORKERS:
        born = today - timedelta(days=chance.randrange(19 * 365, 58 * 365))
        first = f"{chance.choice(homes)}{born:%Y%m%d}000"
        if first in seen:
            continue
        seen.add(first)
        phone = f"{PHONES}{len(seen):08d}"
        address = f"演示地址{len(seen)}号"
        yield TypedPerson(person_name(chance), "resident", first + identity.check_digit(first), phone, address)


def employers(chance: random.Random) -> Sequence[Firm]:
    """Return the employers, no two with the same name or code; each trade has as many as the others."""
    words = [a + b for a in FIRST for b in SECOND]
    chance.shuffle(words)
    return [_firm(n, words[n % len(words)], chance) for n in range(EMPLOYERS)]


def _firm(number: int, word: str, chance: random.Random) -> Firm:
    suffix, industry = TRADES[number % len(TRADES)]
    county = chance.choice(_counties())
    code = credit_code.complete(f"91{county}DEMX{number:04d}{number % 10}")
    address = f"{regions.full_name(county)}示例大道{chance.randrange(1, 400)}号"
    return Firm(NewEmployer(f"示例{word}{suffix}", code, county, address, person_name(chance), industry))

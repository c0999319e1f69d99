"""A province of the real size: 144 offices with their officers, a hundred thousand workers, employers to complain of.

Also two model offices, where the cases that are copied later are enacted.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db import connection

from hezhong.directory import officers as standing_of
from hezhong.directory import offices, regions, vault
from hezhong.directory.models import Account, Office, Officer, Post, Serves
from hezhong.directory.people import ADDRESS, NUMBER, PHONE
from hezhong.engine.rights import Asker
from hezhong.kernel.bigrams import bigrams, plain
from hezhong.web.asking import asker_of

OLD = date(2019, 1, 1)
INSPECTORS = 4
PROVINCE = "440000"
SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗梁宋郑谢韩唐冯于董萧程"
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超霞平刚桂英华玉萍红建文辉力海波晓彤志远"
TRADES = ("建筑劳务", "电子", "服装", "物流", "餐饮管理", "家具", "五金制品", "物业服务", "装饰工程", "塑胶")
POSTS = (
    ("head", "负责人", ["director", "upper_level"], False, True),
    ("clerk", "立案窗口", [], True, False),
    *((f"inspector{n}", "监察员", ["inspector"], False, False) for n in range(INSPECTORS)),
)


@dataclass(frozen=True)
class Seat:
    """An office as cases are laid at it. ``officers``: post -> (token, account)."""

    office: Office
    officers: dict[str, tuple[int, int]]

    def asker(self, post: str, on: date) -> Asker:
        standing = standing_of.standing(self.officers[post][1], on)
        return asker_of(standing, standing.posts)

    @property
    def inspectors(self) -> list[int]:
        return [token for post, (token, _) in self.officers.items() if post.startswith("inspector")]


def build(chance: random.Random, within: str = PROVINCE) -> dict[str, Seat]:
    """Return region code -> the office of that region, for the province, every city and every county.

    within: only the offices above and below this region.
    """
    regions.load_guangdong()
    regions.forget()
    codes = [PROVINCE, *(code for code, _ in regions.children(PROVINCE))]
    codes += [code for city in codes[1:] for code, _ in regions.children(city) if regions.level(code) == "county"]
    codes = [code for code in codes if within in regions.place(code).path or code in regions.place(within).path]
    seats: dict[str, Seat] = {}
    for number, code in enumerate(codes):
        above = seats.get(code[:4] + "00") if regions.level(code) == "county" else seats.get(PROVINCE)
        name = regions.full_name(code) or regions.code_name(code)
        office = Office.objects.create(
            name=f"{name}人力资源和社会保障局",
            word=f"{_word(number)}人",
            level=regions.level(code),
            region=code,
            parent=above.office if above else None,
        )
        Serves.objects.create(office=office, region=code, business="complaint", since=OLD)
        seats[code] = Seat(office, dict(_officers(office, chance)))
    offices.forget()
    return seats


def _word(number: int) -> str:
    """Return two characters that are no other office's."""
    signs = "粤穗深珠汕佛韶湛肇江茂惠梅"
    return signs[number // len(signs) % len(signs)] + signs[number % len(signs)]


def _officers(office: Office, chance: random.Random) -> Iterator[tuple[str, tuple[int, int]]]:
    for post, title, roles, clerk, leader in POSTS:
        token = chance.getrandbits(62)
        account = Account.objects.create(username=f"{office.pk}.{post}", password="!")
        officer = Officer.objects.create(token=token, account=account, name=_name(chance))
        Post.objects.create(
            officer=officer, office=office, title=title, roles=roles, clerk=clerk, leader=leader, since=OLD
        )
        yield post, (token, account.pk)


def _name(chance: random.Random) -> str:
    return chance.choice(SURNAMES) + "".join(chance.choices(GIVEN, k=2))


def people(count: int, chance: random.Random) -> list[tuple[int, int, str]]:
    """Return (token, contact, name) of so many new persons."""
    made = [(chance.getrandbits(62), chance.getrandbits(62), _name(chance)) for _ in range(count)]
    with connection.cursor() as cursor:
        with cursor.copy("COPY directory_person (token, name, kind, number, identity, demo) FROM STDIN") as copy:
            for token, _, name in made:
                number = f"44030{chance.randrange(10**12, 10**13)}"
                sealed = vault.seal(number, f"{NUMBER}:{token}"), vault.index(f"resident:{number}", "identity")
                copy.write_row((token, name, "resident", *sealed, True))
        with cursor.copy("COPY directory_contact (token, person_id, phone, phone_index, address) FROM STDIN") as copy:
            for token, contact, _ in made:
                phone = f"199{chance.randrange(10**8):08}"
                sealed = vault.seal(phone, f"{PHONE}:{contact}"), vault.index(phone, "phone")
                copy.write_row((contact, token, *sealed, vault.seal("某街道某路 8 号", f"{ADDRESS}:{contact}")))
    return made


def employers(count: int, chance: random.Random) -> list[tuple[int, str]]:
    """Return (token, name) of so many new employers."""
    cities = [name.removesuffix("市") for _, name in regions.children(PROVINCE)]
    names = {
        f"{chance.choice(cities)}{''.join(chance.choices(GIVEN, k=2))}{chance.choice(TRADES)}有限公司" for _ in range(count)
    }
    made = [(chance.getrandbits(62), name) for name in sorted(names)]
    columns = "token, name, plain_name, pieces, address, region, in_charge, industry, registered, demo"
    with connection.cursor() as cursor, cursor.copy(f"COPY directory_employer ({columns}) FROM STDIN") as copy:
        for token, name in made:
            pieces = sorted(set(bigrams(name)))
            copy.write_row((token, name, plain(name), pieces, "", "", "", "", True, True))
    return made

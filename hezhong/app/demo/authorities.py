"""The offices of the demonstration: a province, 21 cities, 122 counties, branches in towns, and special zones.

Names follow how such offices are called in Guangdong; everything else about them is invented. 东莞 and 中山 have no
counties: the city's office serves its towns, and branches serve a few.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from hezhong.directory import regions
from hezhong.directory.founding import NewOffice, NewService

PROVINCE = "440000"
SINCE = date(2019, 1, 1)
BUREAU = "人力资源和社会保障局"
ADDRESS = "演示路1号（演示地址）"
PHONE = "12333"

CITY_WORDS: Mapping[str, str] = {
    "440100": "穗", "440200": "韶", "440300": "深", "440400": "珠", "440500": "汕", "440600": "佛", "440700": "江",
    "440800": "湛", "440900": "茂", "441200": "肇", "441300": "惠", "441400": "梅", "441500": "汕尾", "441600": "河",
    "441700": "阳", "441800": "清", "441900": "莞", "442000": "中", "445100": "潮", "445200": "揭", "445300": "云",
}  # fmt: skip

BRANCHES = (
    "441900119", "441900121", "441900122", "441900116", "441900110", "441900113", "442000118", "442000114", "442000105",
)  # fmt: skip
"""Towns with a branch of the city's office: 长安 虎门 厚街 塘厦 常平 大朗 of 东莞; 小榄 三乡 古镇 of 中山."""

ZONES: tuple[tuple[NewOffice, tuple[str, ...]], ...] = (
    (
        NewOffice(
            "深圳市深汕特别合作区人力资源主管部门", "深汕特别合作区", "深汕", "town", "441521002", above="440300"
        ),
        ("441521001", "441521002", "441521003", "441521004"),
    ),
    (
        NewOffice("横琴粤澳深度合作区民生事务局", "横琴合作区", "琴", "town", "440402104", above=PROVINCE),
        ("440402104",),
    ),
    (
        NewOffice(
            "惠州大亚湾经济技术开发区人力资源主管部门", "大亚湾开发区", "惠湾", "town", "441303005", above="441300"
        ),
        ("441303004", "441303005", "441303006"),
    ),
)
"""Zones whose office is not that of the county in which they lie, and their towns. The office stands in one of them:
it reads what happens there, and whatever else comes to it. ``above`` is a region code here."""


def offices() -> tuple[NewOffice, ...]:
    """Return every office of the demonstration, with words for its numbers that no other office has."""
    return (*_seats(), *(_zone(office) for office, _ in ZONES))


def services(businesses: Iterable[str]) -> tuple[NewService, ...]:
    """Return who serves which region: each office its own, and each zone its towns."""
    own = [(office.name, office.region) for office in _seats()]
    zones = [(office.name, town) for office, towns in ZONES for town in towns]
    return tuple(NewService(name, code, each, SINCE) for each in businesses for name, code in (*own, *zones))


def _seats() -> list[NewOffice]:
    """Return the offices that are seated in a region of their own."""
    cities = [code for code, _ in regions.children(PROVINCE)]
    counties = [code for city in cities for code, _ in regions.children(city) if regions.level(code) == "county"]
    words = _words((*counties, *BRANCHES))
    names = {code: _name(code) for code in (PROVINCE, *cities, *counties, *BRANCHES)}
    return [
        NewOffice(
            name,
            regions.code_name(code),
            words[code],
            regions.level(code),
            code,
            above=names.get(_parent(code), ""),
            address=f"{regions.full_name(code) or '广东省'}{ADDRESS}",
            phone=PHONE,
        )
        for code, name in names.items()
    ]


def _zone(office: NewOffice) -> NewOffice:
    place = f"{office.short_name}{ADDRESS}"
    above = _name(office.above)
    return NewOffice(office.name, office.short_name, office.word, office.level, office.region, above, place, PHONE)


def _parent(code: str) -> str:
    path = regions.place(code).path
    return path[-2] if len(path) > 1 else ""


def _name(code: str) -> str:
    """Return what the office of a region is called."""
    name, city = regions.code_name(code), regions.code_name(_parent(code))
    if code == PROVINCE:
        return "广东省人力资源和社会保障厅"
    if code in BRANCHES:
        return f"{city}{BUREAU}{_stem(name)}分局"
    if code == "440606":
        return "佛山市顺德区民政和人力资源社会保障局"
    if city == "深圳市":
        return f"{city}{name}人力资源局"
    return f"{city}{name}{BUREAU}" if name.endswith("区") else f"{name}{BUREAU}"


def _stem(name: str) -> str:
    """Return 宝安 of 宝安区, and 城 of 城区; the long names of autonomous counties end before their people."""
    stem = name.removesuffix("自治县").removesuffix("壮族瑶族").removesuffix("瑶族")
    return stem[:-1] if stem == name and len(stem) > 1 else stem


def _words(codes: Iterable[str]) -> dict[str, str]:
    """Return region code -> word of its office. Where short words meet, both take a longer one."""
    found = {PROVINCE: "粤", **CITY_WORDS}
    taken = {*found.values(), *(office.word for office, _ in ZONES)}
    waiting = {code: _candidates(code) for code in codes}
    while waiting:
        offered = {code: next(candidates) for code, candidates in waiting.items()}
        often = Counter(offered.values())
        settled = {code: word for code, word in offered.items() if often[word] == 1 and word not in taken}
        found |= settled
        taken |= set(settled.values())
        waiting = {code: candidates for code, candidates in waiting.items() if code not in settled}
    return found


def _candidates(code: str) -> Iterator[str]:
    """Yield 深宝, 深宝安; 梅江 and 梅县 rather than 梅梅江; at last the code itself."""
    city, stem = CITY_WORDS[_parent(code)], _stem(regions.code_name(code))
    if not stem.startswith(city):
        yield city + stem[0]
    if stem.startswith(city):
        yield stem
    yield city + stem
    yield city + code[2:]

"""The one form of a report: what was typed, what is still to be put right, and what is shown before it is sent."""

from dataclasses import dataclass, field
from datetime import date

from django.http import QueryDict

from hezhong.directory import regions
from hezhong.domains.reports import lodging
from hezhong.domains.reports.facts import Violation
from hezhong.domains.reports.sealing import FileLine
from hezhong.domains.reports.telling import Told
from hezhong.engine.core import Refused

MOST = {"employer": 100, "address": 200, "story": 4000, "name": 40, "contact": 100}
NOUNS = {"employer": "单位名称", "address": "详细地点", "story": "经过", "name": "姓名", "contact": "联系方式"}

Groups = list[tuple[str, list[tuple[str, str]]]]


@dataclass
class Form:
    """The page as it is drawn. slip: '' before anything is parked. held_up: why it cannot go on just now."""

    told: Told
    slip: str = ""
    files: list[FileLine] = field(default_factory=list)
    errors: dict[str, str] = field(default_factory=dict)
    held_up: str = ""

    @property
    def violations(self) -> list[Violation]:
        return list(Violation)

    @property
    def places(self) -> Groups:
        return places()

    def said(self, on: date) -> list[tuple[str, str]]:
        """Return what was told as (label, words), and who will have it."""
        told, kind = self.told, self.told.kind
        office = lodging.goes_to(told, on)
        lines = [
            ("举报什么", kind.label if kind else ""),
            ("单位", told.employer),
            ("哪里", f"{regions.full_name(told.place) or '全省'}{told.address}"),
            ("经过", told.story),
            ("姓名", told.name or "不留"),
            ("联系方式", told.contact),
            ("要求答复", "是" if told.wants_answer else ""),
            ("由谁办理", f"{office.name}{'（被举报机关的上一级）' if told.about_office else ''}"),
        ]
        return [(label, words) for label, words in lines if words]


def places() -> Groups:
    """Return every city with its counties (东莞 and 中山 with their towns), each led by the city itself."""
    top = regions.root().path[-1]
    groups: Groups = [("全省", [(top, f"{regions.code_name(top)}（省一级，或者说不清哪个市）")])]
    for code, name in regions.children(top):
        groups.append((name, [(code, f"{name}（市一级，或者说不清哪个区）"), *regions.children(code)]))
    return groups


def read(posted: QueryDict) -> Told:
    """Return what was typed."""
    words = {name: posted.get(name, "").replace("\0", "").replace("\r\n", "\n").strip() for name in MOST}
    return Told(
        violation=posted.get("violation", ""), place=posted.get("place", ""), wants_answer="wants_answer" in posted, **words
    )


def faults(told: Told, on: date) -> dict[str, str]:
    """Return field -> what to do, in the order of the page."""
    found: dict[str, str] = {}
    if told.kind is None:
        found["violation"] = "请选一项最接近的"
    if not told.employer and not told.about_office:
        found["employer"] = "请写单位名称，写招牌、工牌或者发工资短信上的都行"
    if told.place not in {code for _, group in places() for code, _ in group}:
        found["place"] = "请选在哪里"
    elif told.kind is not None:
        try:
            lodging.goes_to(told, on)
        except Refused as refused:
            found["place"] = str(refused)
    if not told.story:
        found["story"] = "请写几句怎么回事，什么时候、谁、做了什么"
    for name, most in MOST.items():
        if len(typed := getattr(told, name)) > most:
            found[name] = f"{NOUNS[name]}最多写 {most} 字，现在有 {len(typed)} 字。请删短一些"
    if told.wants_answer and not (told.name and told.contact):
        found["name"] = "要求书面答复的，请留姓名和联系方式。不想留名的，不勾“要求答复”：凭取件码一样能看到回信"
    return found

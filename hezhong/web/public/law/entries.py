"""Every law id as a line of the list: time limits, thresholds and rules; figures; entitlements."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from hezhong.law.entitlement import by_id
from hezhong.law.model import Confidence
from hezhong.law.parameter_files import parameters, values
from hezhong.law.provision_files import provisions


class Kind(StrEnum):
    """What an id stands for."""

    PROVISION = "期限和规则"
    PARAMETER = "数额"
    ENTITLEMENT = "权利"


GROUPS: Mapping[str, str] = {
    "arbitration": "仲裁", "mediation": "调解", "inspection": "劳动保障监察", "enforcement": "执行和移送", "petition": "信访",
    "wage_arrears_list": "失信名单", "publication": "社会公布", "credit": "诚信等级", "minimum_wage": "最低工资",
    "working_time": "工时和加班", "contract": "劳动合同", "ending": "合同结束", "leave": "休假、病假、停工", "heat": "高温",
    "maternity": "生育", "agency_work": "劳务派遣", "wage_payment": "工资支付", "construction": "工程建设", "collective": "集体协商",
    "insurance": "社会保险", "disputes": "争议", "other": "其他", "noncompetition": "竞业限制", "entitlements": "权利",
}  # fmt: skip


@dataclass(frozen=True)
class Entry:
    """One law id. group: the name of its file; says: amount or sentence in a few words; sure: '' where it may bind."""

    id: str
    kind: Kind
    group: str
    title: str
    says: str
    cites: str
    sure: str

    @property
    def group_title(self) -> str:
        return GROUPS.get(self.group, self.group)

    def found_by(self, words: str) -> bool:
        """Return whether all words stand in its id, title, sentence or article."""
        text = f"{self.id} {self.title} {self.says} {self.cites} {self.group_title}".lower()
        return all(word in text for word in words.lower().split())


UNITS = {"working_day": "个工作日", "calendar_day": "日", "hour": "小时", "month": "个月", "year": "年", "people": "人", "yuan": "元", "ratio": "倍率"}


@cache
def entries() -> tuple[Entry, ...]:
    """Return every law id: provisions, then figures, then entitlements."""
    return (*_provisions(), *_parameters(), *_entitlements())


def _provisions() -> list[Entry]:
    return [
        Entry(each.entry, Kind.PROVISION, each.file, each.title, _amount(each.amount, each.most, each.unit), each.cites, _sure(each.confidence))
        for each in provisions().values()
    ]


def _amount(least: object, most: object, unit: str) -> str:
    """Return an amount in words, '' for a rule without a number."""
    if least is None or unit == "rule":
        return ""
    span = f"{least}—{most}" if most is not None else f"{least}"
    return f"{span}{UNITS.get(unit, unit)}"


def _parameters() -> list[Entry]:
    weakest: dict[str, Confidence] = {}
    for value in values():
        weakest[value.name] = max(value.confidence, weakest.get(value.name, Confidence.CONFIRMED))
    return [
        Entry(name, Kind.PARAMETER, known.file, known.title, "", known.cites, _sure(weakest[name]))
        for name, known in parameters().items()
    ]


def _entitlements() -> list[Entry]:
    return [
        Entry(each.id, Kind.ENTITLEMENT, "entitlements", each.title, each.plain, "、".join(map(str, each.under)), "")
        for each in by_id().values()
    ]


def _sure(confidence: Confidence) -> str:
    return "" if confidence.binding else confidence.label


def found(words: str, kind: str) -> tuple[Entry, ...]:
    """Return the entries of a kind ('' for all) in which all words stand."""
    return tuple(each for each in entries() if kind in ("", each.kind.name) and each.found_by(words))


def entry(id: str) -> Entry | None:
    """Return the entry of an id, None where there is none."""
    return next((each for each in entries() if each.id == id), None)

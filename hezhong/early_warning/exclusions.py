"""Lawful exclusions (合法排除): for which reasons a subject or a worker is left out of a rule, with which document, how long.

The law gives few of them and names no warning system; which reason may silence which rules is the product's proposal,
and narrow. What is left out is still shown with the warning, as left out.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol

import ibis

from hezhong.early_warning.vocabulary import WarningRule
from hezhong.kernel.places import NATION, Place
from hezhong.law.model import Article
from hezhong.law.statutes import arbitration, inspection, migrant_wages
from hezhong.law.statutes.labour_standards import SHENZHEN, SHENZHEN_WAGES, SOCIAL_INSURANCE

ABSENT = frozenset({"site_not_on_payroll", "site_without_pay_record", "site_not_attended"})
ARRIVING = frozenset({"site_not_on_payroll", "site_without_pay_record"})
LATE = frozenset({"employer_overdue_months", "pay_after_a_day_of_rest", "site_not_before_rest"})


@dataclass(frozen=True)
class Reason:
    """Why somebody may be left out of a rule.

    document: what is asked for, in words. owed: whether it silences rules about wages that are owed. families: codes of
    further families that it silences. of_worker: it is of one worker and never of a whole subject. longest: days from
    first to last at most, both counted; None: as long as the document says. place: where it is known to the law.
    """

    code: str
    title: str
    document: str
    basis: tuple[Article, ...] = ()
    owed: bool = False
    families: frozenset[str] = frozenset()
    of_worker: bool = False
    longest: int | None = None
    place: Place = NATION
    suggested: str = ""

    def silences(self, rule: WarningRule) -> bool:
        """Return whether it may silence a rule."""
        return rule.family.code in self.families or (self.owed and rule.family.money)


REASONS: Mapping[str, Reason] = {
    reason.code: reason
    for reason in (
        Reason(
            "before_court", "已经申请仲裁或者提起诉讼", "仲裁受理通知书或者人民法院受理案件通知书", (inspection.NATIONAL.article(21, 2),),
            owed=True, of_worker=True, suggested="条例只说告知投诉人依照争议处理程序办理；据此不再计入预警人数是本系统建议的",
        ),
        Reason(
            "approved_deferral", "经同意延期支付", "写明延期到哪一天的本单位工会或者员工本人书面同意", (SHENZHEN_WAGES.article(12),),
            owed=True, families=LATE, longest=15, place=SHENZHEN, suggested="条例的十五日从约定的工资支付日起算，请按支付日填写起止",
        ),
        Reason(
            "unpaid_leave", "本人同意的无薪假", "本人签字、写明起止日期的请假单或者书面协议", families=ABSENT, of_worker=True,
            suggested="没有找到专门规定，由本系统建议；只在没有出勤或者没有工资记录的规则中排除，不免除已经欠付的工资",
        ),
        Reason(
            "new_hire", "新入职尚未到第一个发薪日", "写明入职日期和发薪日的录用登记表或者劳动合同", families=ARRIVING, of_worker=True, longest=31,
            suggested="没有找到专门规定，参照其他国家工资保护系统的做法由本系统建议；不影响订立劳动合同和参保的期限",
        ),
        Reason(
            "force_majeure", "不可抗力", "有关机关公布或者证明不可抗力及其起止的文件",
            (migrant_wages.REGULATIONS.article(14, 2), SOCIAL_INSURANCE.article(60, 1)), owed=True, families=LATE | {"insurance_owed"},
            suggested="消除后应当及时支付，请按消除之日填写截止日",
        ),
        Reason(
            "agreed_instalments", "已经达成分期支付协议", "调解协议书、调解书或者双方签字的分期支付协议，写明每期金额和日期", (arbitration.ACT.article(16),),
            owed=True, of_worker=True, longest=31, suggested="最长一个月是本系统参照外省补发计划的要求建议的；有一期没有付，请立即结束排除",
        ),
    )
}  # fmt: skip
"""Code -> reason, in the order in which they are offered."""


class Row(Protocol):
    """An exclusion that was approved. worker: 0 for the whole subject. rules: codes; none means all that the reason may silence."""

    @property
    def subject_kind(self) -> str: ...
    @property
    def subject(self) -> int: ...
    @property
    def worker(self) -> int: ...
    @property
    def reason(self) -> str: ...
    @property
    def rules(self) -> Collection[str]: ...
    @property
    def since(self) -> date: ...
    @property
    def until(self) -> date: ...


@dataclass(frozen=True)
class Application:
    """An exclusion as somebody asks for it, at the place of its subject."""

    subject_kind: str
    subject: int
    worker: int
    reason: str
    rules: tuple[str, ...]
    since: date
    until: date
    document: str
    place: Place = NATION


def holds(row: Row, rule: WarningRule, on: date) -> bool:
    """Return whether an exclusion holds for a rule on a day, first and last day included."""
    reason = REASONS.get(row.reason)
    named = not row.rules or rule.code in row.rules
    there = row.subject_kind == rule.family.subject.code and row.since <= on <= row.until
    return reason is not None and there and named and reason.silences(rule)


def left_out(rows: Iterable[Row], rule: WarningRule, on: date) -> ibis.Table | None:
    """Return who is left out of a rule on a day: columns subject and worker (0: all of it), each once; None for nobody."""
    out = sorted({(row.subject, row.worker) for row in rows if holds(row, rule, on)})
    if not out:
        return None
    schema = ibis.schema({"subject": "int64", "worker": "int64"})
    return ibis.memtable([{"subject": subject, "worker": worker} for subject, worker in out], schema=schema)


def faults(asked: Application, rules: Mapping[str, WarningRule]) -> list[str]:
    """Return what keeps an exclusion from being approved, each in a sentence that says what to do; nothing when it may be."""
    reason = REASONS.get(asked.reason)
    if reason is None:
        return [f"请从这些理由中选择一个：{'、'.join(each.title for each in REASONS.values())}。"]
    return [*_faults_of_time(asked, reason), *_faults_of_papers(asked, reason), *_faults_of_rules(asked, reason, rules)]


def _faults_of_time(asked: Application, reason: Reason) -> list[str]:
    if asked.until < asked.since:
        return ["截止日期早于开始日期，请核对两个日期。"]
    if reason.longest and (asked.until - asked.since).days + 1 > reason.longest:
        return [f"以“{reason.title}”排除最长{reason.longest}天（首尾都算），请缩短，或者改用其他理由。"]
    return []


def _faults_of_papers(asked: Application, reason: Reason) -> list[str]:
    found = []
    if not asked.document.strip():
        found.append(f"请写明依据的文件：{reason.document}。")
    if reason.of_worker and not asked.worker:
        found.append(f"“{reason.title}”只能逐人排除，请选择劳动者。")
    if not reason.place.covers(asked.place):
        found.append(f"“{reason.title}”的依据在当地不适用，请选择其他理由。")
    return found


def _faults_of_rules(asked: Application, reason: Reason, rules: Mapping[str, WarningRule]) -> list[str]:
    unknown = [code for code in asked.rules if code not in rules]
    never = [rules[code].title for code in asked.rules if code in rules and not reason.silences(rules[code])]
    others = [rules[code].title for code in asked.rules if code in rules and rules[code].family.subject.code != asked.subject_kind]
    found = [f"没有这些规则：{'、'.join(unknown)}，请重新选择。"] if unknown else []
    found += [f"这些规则看的不是这类对象：{'、'.join(others)}，请去掉。"] if others else []
    return [*found, f"“{reason.title}”不能排除这些规则：{'、'.join(never)}，请去掉。"] if never else found

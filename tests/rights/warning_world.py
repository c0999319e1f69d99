"""What the lines about early warning speak of: two warnings of a site of Bao'an, and what somebody else has entered."""

from datetime import date
from uuid import UUID

from hezhong.directory import employers, site_parties, sites
from hezhong.directory.models import SiteParty
from hezhong.early_warning.models import Campaign, LawfulExclusion, RuleChange, RuleTrial, Warning
from hezhong.engine import handing_in
from hezhong.engine.handers import Hander
from hezhong.engine.handing_in import Given
from tests import province

DAY, ELSE = "2026-11-03", 0
"""ELSE: the account of nobody who signs in."""


def build(case: UUID) -> dict[str, str]:
    """Return the words of the table."""
    at, site = province.at(DAY), sites.register("滨海湾一号", "440306001")
    by = {"by": ELSE, "by_words": "另一位", "at": at.recorded_at}
    change = RuleChange.objects.create(
        rule="site_wages_unpaid", region="440306", mode="shadow", since=date(2026, 11, 1), basis_title="通知", basis_issuer="区人力资源局",
        basis_on=date(2026, 11, 1), **by,
    )  # fmt: skip
    trial = RuleTrial.objects.create(
        key="", rule="site_wages_unpaid", region="440306", mode="live", since=date(2026, 11, 1), at=at.recorded_at
    )  # fmt: skip
    excluded = LawfulExclusion.objects.create(
        subject_kind="site", subject=site, rules=["site_wages_unpaid"], reason="force_majeure", document="证明", since=date(2026, 11, 1),
        until=date(2026, 12, 1), **by,
    )  # fmt: skip
    action = Campaign.objects.create(title="冬季行动", region="440300", since=date(2026, 11, 1), until=date(2026, 12, 1), **by)
    return {
        "warned": str(_warning(site, "site_wages_unpaid", case).id), "tried": str(_warning(site, "site_returned_payments", None).id),
        "warned_site": str(site), "warned_file": str(_file(site)), "rule_change": str(change.pk), "rule_trial": str(trial.pk), "excluded": str(excluded.pk), "action": str(action.pk),
    }  # fmt: skip


def _file(site: int) -> UUID:
    """A payroll about the site that a subcontractor handed in."""
    firm = employers.register("丁劳务有限公司", region="440306")
    site_parties.enter(site, firm, SiteParty.Role.LABOUR)
    data = "姓名,身份证号,应发工资,实发工资\n赵六七,440306,很多,1\n".encode()
    given = Given("工资.csv", data, "payroll", date(2026, 10, 1), date(2026, 10, 31), site)
    return handing_in.hand_in(Hander("1", date.fromisoformat(DAY), firm), given, province.at(DAY))


def _warning(site: int, rule: str, case: UUID | None) -> Warning:
    on = date.fromisoformat(DAY)
    return Warning.objects.create(
        rule=rule, subject_kind="site", subject=site, grade=1, worst=1, measure=30, people=30, city="440300", county="440306",
        town="440306001", first_on=on, seen_on=on, shadow=case is None, version="0", seq=1, case_id=case,
    )  # fmt: skip

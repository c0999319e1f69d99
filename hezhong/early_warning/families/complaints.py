"""Complaints about wages: how many people of one site stand behind those that are open."""

import ibis

from hezhong.early_warning.asked import Asked
from hezhong.early_warning.families.shaping import as_facts
from hezhong.early_warning.vocabulary import Family, Measure, Parameter, Subject, Tables


def wage_complaints(tables: Tables, asked: Asked) -> ibis.Table:
    """Return complaints and reports about wages on a site, received within the days: they count while open; value: the people."""
    rows = tables["complaints"]
    rows = rows.filter(rows.received_on.between(asked.days_back(asked["days"]), asked.on), rows.subject == "wages", rows.site.notnull())
    open_ = rows.closed_on.isnull() | (rows.closed_on > asked.on)
    month = rows.received_on.year().cast("int64") * 100 + rows.received_on.month().cast("int64")
    facts = rows.select(
        "city", "employer", subject=rows.site, month=month, hit=open_, value=rows.people, fen=ibis.coalesce(rows.claimed_fen, 0)
    )
    return as_facts(facts)


SITE_WAGE_COMPLAINTS = Family(
    "site_wage_complaints", "项目讨薪投诉人数", Subject.SITE, Measure.TOTAL, ("complaints",), 3, wage_complaints,
    closes="投诉逐件办结", parameters={"days": Parameter("看近", "天")}, unit="人",
)  # fmt: skip

"""What banks tell of the accounts of a site: money that did not come as agreed; money that is sealed, frozen or taken."""

import ibis
import ibis.expr.types as ir

from hezhong.early_warning.asked import Asked
from hezhong.early_warning.families.accounts import SITE, of_holders
from hezhong.early_warning.families.shaping import as_facts, days_since
from hezhong.early_warning.vocabulary import Family, Measure, Subject, Tables

READS = ("account_notices", "sites")
LAWFUL = ("own_wages", "by_law")
"""Reasons for which money may be held or taken. Source: 保障农民工工资支付条例 第三十三条."""


def told_short(tables: Tables, asked: Asked) -> ibis.Table:
    """Return the notices of money that did not come as agreed: one counts until it is lifted. fen: as told.

    value: the days since the notice, its own day the first. Source: 保障农民工工资支付条例 第二十七条第一款.
    """
    notices = _until(tables, asked)
    notices = notices.filter(notices.kind == "short")
    return as_facts(notices, hit=_stands(notices, asked), value=days_since(notices.noticed_on, asked.on) + 1)


def held_or_taken(tables: Tables, asked: Asked) -> ibis.Table:
    """Return the notices of money sealed, frozen or taken: one counts until it is lifted, but for the site's own wages or by another law.

    fen: as told. A notice that gives no reason counts. Source: 保障农民工工资支付条例 第三十三条.
    """
    notices = _until(tables, asked)
    notices = notices.filter(notices.kind.isin(["held", "taken"]))
    lawful = ibis.coalesce(notices.reason.isin(LAWFUL), False)
    return as_facts(notices, hit=_stands(notices, asked) & ~lawful)


def _until(tables: Tables, asked: Asked) -> ibis.Table:
    """Return the notices up to the day, with the site as their subject and its general contractor as employer."""
    notices, sites = tables["account_notices"], tables["sites"]
    notices = of_holders(notices.filter(notices.noticed_on <= asked.on), sites)
    found = notices.left_join(sites, SITE).select(notices, subject=notices.site, employer=sites.general_contractor)
    month = found.noticed_on.year().cast("int64") * 100 + found.noticed_on.month().cast("int64")
    return found.mutate(month=month)


def _stands(notices: ibis.Table, asked: Asked) -> ir.BooleanColumn:
    """Return whether a notice is not lifted by the end of the day."""
    return notices.lifted_on.isnull() | (notices.lifted_on > asked.on)


SITE_FUNDS_SHORT = Family(
    "site_funds_short", "银行告知资金未按约定拨付", Subject.SITE, Measure.MOST, READS, 0, told_short,
    closes="建设单位把资金按约定拨付到专用账户，银行报送补足日期", unit="天",
)  # fmt: skip
SITE_FUNDS_HELD = Family(
    "site_funds_held", "专户、保证金被查封冻结划拨", Subject.SITE, Measure.COUNT, READS, 0, held_or_taken,
    closes="查封、冻结解除，划拨的资金退回，银行报送解除或者退回日期；依法可以的，登记原因",
)  # fmt: skip

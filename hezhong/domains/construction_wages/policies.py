"""Other offices' rules that are no law here: whose page, and of which day. Their facts are used, not their words."""

from datetime import date

from hezhong.early_warning.vocabulary import Policy

GUIZHOU_PAYOUT_RULES = Policy(
    "通过银行代发农民工工资100%（预警规则）",
    "贵州劳动用工大数据平台服务商",
    since=date(2026, 11, 22),  # the day it was read: the page bears none
    source="http://gzthsware.com/products-dtp?article_id=274（页面未注明日期，2026年11月22日摘录；外省做法，未经本省采用）",
)
"""Red and yellow conditions of a Guizhou service provider's page; its minimum wage was that of Guizhou, a parameter here."""

"""Warnings of the building-site wage monitor."""

from datetime import date

from hezhong.early_warning.families.arrears import SITE_ARREARS
from hezhong.early_warning.vocabulary import Band, Grade, WarningRule
from hezhong.law.statutes.migrant_wages import REGULATIONS

SITE_WAGES_UNPAID = WarningRule(
    "site_wages_unpaid", "工地工资到期未足额支付", SITE_ARREARS,
    says="项目工资表上应发日已过的工资，经银行付到本人卡上的钱少于实发额的，差一分也算；按未付清的人数定级。",
    bands=(Band(30, Grade.RED), Band(10, Grade.ORANGE), Band(1, Grade.YELLOW)),
    basis=(REGULATIONS.article(13, 1), REGULATIONS.article(31, 2)),
    since=date(2020, 5, 1),
    parameters={"grace": 0},
    suggested="按人数分级是本系统建议的",
)  # fmt: skip

RULES = (SITE_WAGES_UNPAID,)

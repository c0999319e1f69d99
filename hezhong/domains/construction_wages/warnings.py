"""Warnings of the building-site wage monitor: on wages, on payments, on who works there, on what the site must have."""

from hezhong.domains.construction_wages.account_rules import ACCOUNT_RULES
from hezhong.domains.construction_wages.attendance_rules import ATTENDANCE_RULES
from hezhong.domains.construction_wages.pay_rules import PAY_RULES
from hezhong.domains.construction_wages.payment_rules import PAYMENT_RULES

RULES = (*PAY_RULES, *PAYMENT_RULES, *ATTENDANCE_RULES, *ACCOUNT_RULES)

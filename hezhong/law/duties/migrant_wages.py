"""Duties in paying migrant workers: costs, ledgers, accounts (保障农民工工资支付)."""

from hezhong.law.model import Duty

PAY_LABOUR_COSTS = Duty("migrant_wages.pay_labour_costs", "拨付人工费用")
KEEP_WAGE_LEDGER = Duty("migrant_wages.keep_wage_ledger", "保存工资支付台账")
KEEP_SITE_LEDGER = Duty("migrant_wages.keep_site_ledger", "保存工地用工管理台账")
CLOSE_ACCOUNT = Duty("migrant_wages.close_account", "专用账户注销前公示")

"""Remedies against an office's decision: review (行政复议法, 2023) and suit (行政诉讼法, 2017).

Review comes first where somebody holds that the office has not done its duty (23), and the office must say so when it
decides (23, paragraph 2). Whether refusing a complaint is such a case is disputed: the paper names both ways and that rule.
"""

from datetime import date

from hezhong.law.model import Statute

REVIEW_ACT = Statute("中华人民共和国行政复议法", date(2024, 1, 1))
LITIGATION_ACT = Statute("中华人民共和国行政诉讼法", date(2017, 7, 1))

AGAINST_A_DECISION = (
    "如不服，可以自收到之日起六十日内向本级人民政府申请行政复议"
    f"（{REVIEW_ACT.article(20)}、{REVIEW_ACT.article(24)}），"
    f"也可以自收到之日起六个月内直接向人民法院提起行政诉讼（{LITIGATION_ACT.article(46)}）。"
    f"认为本机关未履行法定职责的，应当先申请行政复议（{REVIEW_ACT.article(23, 1)}第（三）项）。"
)

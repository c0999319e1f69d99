"""Duties in publishing what an office decided (社会公布、执法公示)."""

from hezhong.law.model import Duty

WITHDRAW = Duty("publication.withdraw", "撤回公开的处罚信息")
PUBLISH_QUARTERLY = Duty("publication.publish_quarterly", "市县每季度公布重大违法")
PUBLISH_HALF_YEARLY = Duty("publication.publish_half_yearly", "部省每半年公布重大违法")
REVIEW_OBJECTION = Duty("publication.review_objection", "复核对公布内容的异议")
PUBLISH_PENALTY = Duty("publication.publish_penalty", "公开行政处罚决定")
PUBLISH_OTHER_DECISION = Duty("publication.publish_other_decision", "公开其他执法决定")

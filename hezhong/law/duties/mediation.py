"""Duties in mediation and in the review of what it agreed (调解、仲裁审查)."""

from hezhong.law.model import Duty

ANSWER_NEGOTIATION = Duty("mediation.answer_negotiation", "回应协商要求")
ACCEPT_IN_ENTERPRISE = Duty("mediation.accept_in_enterprise", "企业调解委员会受理")
BEGIN = Duty("mediation.begin", "开展调解")
CONCLUDE = Duty("mediation.conclude", "达成调解协议")
CONCLUDE_IN_ENTERPRISE = Duty("mediation.conclude_in_enterprise", "企业调解委员会结束调解")
KEEP_FILES = Duty("mediation.keep_files", "保存调解档案")
ASK_ARBITRATION_REVIEW = Duty("mediation.ask_arbitration_review", "共同申请仲裁审查")
REVIEW_AGREEMENT = Duty("mediation.review_agreement", "审查调解协议")
BEFORE_ACCEPTANCE = Duty("mediation.before_acceptance", "仲裁受理前先行调解")
ENTRUSTED = Duty("mediation.entrusted", "仲裁委托调解")
ASK_CONFIRMATION = Duty("mediation.ask_confirmation", "就人民调解协议申请司法确认")

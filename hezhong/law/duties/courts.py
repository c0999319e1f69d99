"""Duties before the courts and of the courts, where a labour dispute goes on there (人民法院)."""

from hezhong.law.model import Duty

ASK_CONFIRMATION = Duty("courts.ask_confirmation", "申请司法确认")
ISSUE_PAYMENT_ORDER = Duty("courts.issue_payment_order", "发出支付令")
PAY_OR_OBJECT = Duty("courts.pay_or_object", "按支付令清偿或者提出异议")
ASK_ANNULMENT_AFTER_SUIT = Duty("courts.ask_annulment_after_suit", "劳动者起诉被驳回或者撤诉后申请撤销裁决")
APPLY_FOR_ENFORCEMENT = Duty("courts.apply_for_enforcement", "申请执行")
SUE_AFTER_NON_ENFORCEMENT = Duty("courts.sue_after_non_enforcement", "裁定不予执行后起诉")
ENFORCE_AFTER_PRESERVATION = Duty("courts.enforce_after_preservation", "财产保全后申请执行")
PUBLIC_NOTICE = Duty("courts.public_notice", "法院公告送达期满")

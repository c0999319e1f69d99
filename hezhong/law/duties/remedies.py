"""Duties of those who contest what an office decided, and of who decides on it (行政复议、行政诉讼)."""

from hezhong.law.model import Duty

ASK_RECONSIDERATION = Duty("remedies.ask_reconsideration", "申请行政复议")
DECIDE_RECONSIDERATION = Duty("remedies.decide_reconsideration", "作出行政复议决定")
SUE_AFTER_RECONSIDERATION = Duty("remedies.sue_after_reconsideration", "不服复议决定起诉")

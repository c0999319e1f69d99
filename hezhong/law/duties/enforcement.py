"""Duties after an office has decided and nobody performs: remedies, urging, the court (行政强制)."""

from hezhong.law.model import Duty

SEEK_REMEDY = Duty("enforcement.seek_remedy", "对决定提起行政诉讼")
PERFORM_WHEN_URGED = Duty("enforcement.perform_when_urged", "催告后履行")
APPLY_TO_COURT = Duty("enforcement.apply_to_court", "申请法院强制执行")
COURT_ACCEPT = Duty("enforcement.court_accept", "法院受理强制执行申请")
COURT_RULE = Duty("enforcement.court_rule", "法院作出执行裁定")

"""Duties about the list of those in arrears with wages (失信联合惩戒名单), from notice to removal."""

from hezhong.law.model import Duty

OBJECT = Duty("wage_arrears_list.object", "对拟列入提出异议")
CHECK_OBJECTION = Duty("wage_arrears_list.check_objection", "核实异议")
DECIDE = Duty("wage_arrears_list.decide", "作出列入决定")
STAY_LISTED = Duty("wage_arrears_list.stay_listed", "列入期限")
WAIT_FOR_EARLY_REMOVAL = Duty("wage_arrears_list.wait_for_early_removal", "申请提前移出前的等待期")
DECIDE_EARLY_REMOVAL = Duty("wage_arrears_list.decide_early_removal", "决定是否准予提前移出")
REMOVE = Duty("wage_arrears_list.remove", "移出名单")

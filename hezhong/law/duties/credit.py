"""Duties in grading employers by good faith (守法诚信等级)."""

from hezhong.law.model import Duty

GRADE = Duty("credit.grade", "评价守法诚信等级")
LOOK_BACK = Duty("credit.look_back", "审查申请时回看违法记录")

"""Duties in answering a graded warning (预警处置): one for each colour, since the colour sets the pace; and one for what comes back."""

from hezhong.law.model import Duty

ANSWER_RED = Duty("warning_response.answer_red", "核查处置红色预警")
ANSWER_ORANGE = Duty("warning_response.answer_orange", "核查处置橙色预警")
ANSWER_YELLOW = Duty("warning_response.answer_yellow", "核查处置黄色预警")
ANSWER_BLUE = Duty("warning_response.answer_blue", "核查处置蓝色预警")
FOLLOW_UP = Duty("warning_response.follow_up", "整改到期或者监察转回后核查")

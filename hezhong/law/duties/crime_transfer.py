"""Duties when a violation looks like a crime: deciding on its transfer to the police, and transferring it (涉嫌犯罪移送)."""

from hezhong.law.model import Duty

DECIDE_TRANSFER = Duty("crime_transfer.decide", "决定是否移送公安机关")
SEND = Duty("crime_transfer.send", "向同级公安机关移送")
POLICE_DECIDE = Duty("crime_transfer.police_decide", "公安机关决定是否立案")
ASK_RECONSIDERATION = Duty("crime_transfer.ask_reconsideration", "提请公安机关复议")
FORWARD = Duty("crime_transfer.forward", "公安机关转送有管辖权的机关")
RECONSIDER = Duty("crime_transfer.reconsider", "公安机关作出复议决定")
ASK_SUPERVISION = Duty("crime_transfer.ask_supervision", "建议检察院立案监督")
HAND_OVER_ITEMS = Duty("crime_transfer.hand_over_items", "移交涉案物品和材料")

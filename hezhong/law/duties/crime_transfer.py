"""Duties when a violation looks like a crime: deciding on its transfer to the police, and transferring it (涉嫌犯罪移送)."""

from hezhong.law.model import Duty

DECIDE_TRANSFER = Duty("crime_transfer.decide", "决定是否移送公安机关")
SEND = Duty("crime_transfer.send", "向同级公安机关移送")
POLICE_DECIDE = Duty("crime_transfer.police_decide", "公安机关决定是否立案")
ASK_RECONSIDERATION = Duty("crime_transfer.ask_reconsideration", "提请公安机关复议")

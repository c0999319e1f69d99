"""The phrases that every demonstration office begins with."""

from collections.abc import Iterable
from datetime import datetime

from hezhong.engine import phrases
from hezhong.engine.phrases import Keeper

SAID = (
    ("", "经审查，情况属实，证据充分。"),
    ("", "请当事人在收到通知之日起五个工作日内提交书面材料。"),
    ("", "已电话告知投诉人办理进度，投诉人表示知悉。"),
    ("opinion", "同意。"),
    ("opinion", "同意，请依法按期办理。"),
    ("opinion", "退回补充：请写明查明的事实、证据和适用的条款。"),
    ("accept.opinion", "符合受理条件，拟立案调查，先约谈单位负责人，调取工资表和考勤记录。"),
    ("ask_supplement.what", "1. 能够证明在该单位干活的材料；2. 工资转账记录或者欠薪的聊天记录。"),
    ("file.reason", "投诉人反映该单位拖欠工资，初步核实属实，涉嫌违反《劳动保障监察条例》第二十六条。"),
    ("visit.minutes", "现场检查时该单位正在生产。检查组出示监察证，说明来意，单位负责人到场陪同。"),
    ("conclude_inquiry.proposal", "建议责令限期支付；逾期不支付的，依法作出行政处理决定。"),
    ("prolong.reason", "涉及人数较多，工资台账需要逐人核对，法定期限内难以办结。"),
    ("serve.proof", "单位前台收件员签收，已核对身份并加盖收发章。"),
    ("serve.proof", "上门两次，登记住所无人办公，负责人电话停机，邮件被退回。"),
)


def seed(offices: Iterable[int], at: datetime) -> None:
    """Give each of these offices the phrases."""
    for office in offices:
        phrases.put(Keeper(0, office, leads=True), SAID, at)

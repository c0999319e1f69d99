"""How a labour contract ended, and whether compensation is owed for it (劳动合同法 第四十六条)."""

from collections.abc import Mapping

from hezhong.kernel.values import Option
from hezhong.law.model import Article
from hezhong.law.statutes.labour_contract import ACT, IMPLEMENTATION


class Ending(Option):
    """Why it ended, in the words of whom it happened to."""

    EMPLOYER_AT_FAULT = "单位有错，我提出不干了", "欠薪、不缴社保、不给劳动条件等（第三十八条）"
    AGREED_BY_EMPLOYER = "单位提出，双方商量好不干了"
    NO_FAULT = "单位说我不能胜任、医疗期满或者情况变化，让我走", "第四十条三种情形"
    LAYOFF = "经济性裁员"
    EXPIRED = "合同到期，单位不续或者降低条件"
    CLOSED = "单位破产、关闭、被吊销或者提前解散"
    TASK_DONE = "以完成任务为期限的合同，任务完成"
    WORKER_REFUSED_TO_SIGN = "用工满一个月后，我不肯签合同，单位终止"
    RESIGNED = "我自己辞职"
    DISMISSED_FOR_FAULT = "单位以我有过错为由开除", "第三十九条"
    FAILED_PROBATION = "试用期不符合录用条件"
    RENEWAL_REFUSED = "合同到期，单位维持或者提高条件，我不续"
    RETIRED = "开始领养老金"
    DIED = "死亡或者宣告失踪"
    PART_TIME = "非全日制用工"
    PUBLIC_POST = "公益性岗位"
    REFUSED_IN_FIRST_MONTH = "用工一个月内，我不肯签合同，单位终止"

    @classmethod
    def aliases(cls) -> Mapping[str, "Ending"]:
        """Return how other programs and lawyers name the reasons: by articles."""
        return {
            "38": cls.EMPLOYER_AT_FAULT, "36_employer": cls.AGREED_BY_EMPLOYER, "40": cls.NO_FAULT, "41_1": cls.LAYOFF, "41": cls.LAYOFF,
            "44_1": cls.EXPIRED, "44_4_5": cls.CLOSED, "task_done": cls.TASK_DONE, "refuse_sign_after_1m": cls.WORKER_REFUSED_TO_SIGN,
            "37": cls.RESIGNED, "39": cls.DISMISSED_FOR_FAULT, "39_1": cls.FAILED_PROBATION, "44_2": cls.RETIRED, "44_3": cls.DIED,
            "71": cls.PART_TIME, "12": cls.PUBLIC_POST, "refuse_sign_within_1m": cls.REFUSED_IN_FIRST_MONTH,
        }  # fmt: skip


OWED_UNDER: Mapping[Ending, Article] = {
    Ending.EMPLOYER_AT_FAULT: ACT.article(46),
    Ending.AGREED_BY_EMPLOYER: ACT.article(46),
    Ending.NO_FAULT: ACT.article(46),
    Ending.LAYOFF: ACT.article(46),
    Ending.EXPIRED: ACT.article(46),
    Ending.CLOSED: ACT.article(46),
    Ending.TASK_DONE: IMPLEMENTATION.article(22),
    Ending.WORKER_REFUSED_TO_SIGN: IMPLEMENTATION.article(6),
}
"""Endings for which compensation is owed, and the article that says so."""

NOT_OWED_UNDER: Mapping[Ending, Article] = {
    Ending.RESIGNED: ACT.article(37),
    Ending.DISMISSED_FOR_FAULT: ACT.article(39),
    Ending.FAILED_PROBATION: ACT.article(39),
    Ending.RENEWAL_REFUSED: ACT.article(46),
    Ending.RETIRED: ACT.article(44),
    Ending.DIED: ACT.article(44),
    Ending.PART_TIME: ACT.article(71),
    Ending.PUBLIC_POST: IMPLEMENTATION.article(12),
    Ending.REFUSED_IN_FIRST_MONTH: IMPLEMENTATION.article(5),
}
"""Endings for which none is owed, and the article that says so or that names none."""

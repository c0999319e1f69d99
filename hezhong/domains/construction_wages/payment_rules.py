"""Warning rules on how a site's wages were paid: by which account, to whose card, to whom, how much."""

from hezhong.domains.construction_wages.policies import GUIZHOU_PAYOUT_RULES
from hezhong.early_warning.families.cards import SITE_SHARED_CARD, SITE_TWO_CARDS, SITE_WRONG_CARD
from hezhong.early_warning.families.heads import SITE_FEWER_PAID, SITE_NO_PAYOUT, SITE_WITHOUT_PAY_RECORD
from hezhong.early_warning.families.payments import SITE_OTHER_CHANNEL, SITE_OUTLIERS, SITE_OVERPAID, SITE_STRANGERS
from hezhong.early_warning.vocabulary import Alleged, Band, Grade, WarningRule
from hezhong.law.statutes.migrant_wages import REGULATIONS

SINCE = REGULATIONS.since
SUGGESTED = "看几个月、颜色分级是本系统建议的"
PAID = "看统计日所在月和之前2个月的项目工资，一人一项目一个所属月算一笔，已支付大于0的才看（退票不算）："
HEADS = "按人数定级，同一人只数一次："

SITE_CARD_OF_OTHERS = WarningRule(
    "site_card_of_others", "工资付到非登记的卡", SITE_WRONG_CARD, alleges=Alleged.WAGE_ACCOUNT,
    says=PAID + "当月在花名册上登记了工资卡，而收到钱的卡里有一张不是登记的那张就算；没有登记卡的不看。" + HEADS + "1人起橙，10人起红。",
    bands=(Band(10, Grade.RED), Band(1, Grade.ORANGE)),
    basis=(REGULATIONS.article(31, 3),), since=SINCE, suggested="看几个月、颜色分级是本系统建议的；也可能是本人换卡，须核实",
)  # fmt: skip
SITE_CARDS_CHANGED = WarningRule(
    "site_cards_changed", "一个月工资付到两张卡", SITE_TWO_CARDS, alleges=Alleged.WAGE_ACCOUNT,
    says=PAID + "同一个所属月的钱付到两张以上不同的卡就算。" + HEADS + "1人起黄。",
    bands=(Band(1, Grade.YELLOW),),
    basis=(REGULATIONS.article(31, 3),), since=SINCE, suggested=SUGGESTED,
)  # fmt: skip
SITE_CARD_SHARED = WarningRule(
    "site_card_shared", "多名工人工资付到一张卡", SITE_SHARED_CARD, alleges=Alleged.WAGE_ACCOUNT,
    says="看银行流水里统计日上个月1日至统计日记账的工资，退票不算（统计日以后才退回的仍算）：同一地市同一张卡收到两名以上不同工人工资的，"
    "这张卡上注明了项目的每名工人都在各自项目里算；别的项目和没有项目的流水也用来数人。" + HEADS + "1人起橙，3人起红。",
    bands=(Band(3, Grade.RED), Band(1, Grade.ORANGE)),
    basis=(REGULATIONS.article(31, 3),), since=SINCE, suggested=SUGGESTED,
)  # fmt: skip
SITE_NOT_BY_ACCOUNT = WarningRule(
    "site_not_by_account", "工资没有经专用账户代发", SITE_OTHER_CHANNEL, alleges=Alleged.WAGE_ACCOUNT,
    says=PAID + "其中有钱不是从工资专户付的（单位账户、第三方、现金）就算，差一分也算。" + HEADS + "1人起橙。",
    bands=(Band(1, Grade.ORANGE),),
    basis=(REGULATIONS.article(31, 3), REGULATIONS.article(55)), since=SINCE, suggested=SUGGESTED,
)  # fmt: skip
SITE_PAID_TOO_MUCH = WarningRule(
    "site_paid_too_much", "发放多于工资表", SITE_OVERPAID, alleges=Alleged.WAGE_ACCOUNT,
    says=PAID + "有工资表行，而已支付大于实发的就算，多一分也算；没有工资表行的不看。" + HEADS + "1人起黄，10人起橙。",
    bands=(Band(10, Grade.ORANGE), Band(1, Grade.YELLOW)),
    basis=(REGULATIONS.article(31, 3),), since=SINCE, suggested=SUGGESTED,
)  # fmt: skip
SITE_ACCOUNT_TO_STRANGERS = WarningRule(
    "site_account_to_strangers", "专户付给项目不认识的人", SITE_STRANGERS, alleges=Alleged.WAGE_ACCOUNT,
    says=PAID + "从工资专户付的钱大于0，而收款人近12个月（统计日所在月和之前11个月）里没有一个月在这个项目的花名册上、工资表上或者有出勤的就算。"
    + HEADS + "1人起红。",
    bands=(Band(1, Grade.RED),),
    basis=(REGULATIONS.article(26, 1), REGULATIONS.article(55)), since=SINCE, suggested=SUGGESTED,
)  # fmt: skip
SITE_PAY_OUTLIERS = WarningRule(
    "site_pay_outliers", "单人工资异常偏高", SITE_OUTLIERS, alleges=Alleged.WAGE_ACCOUNT,
    says="看所属月在统计日当年1月至统计日所在月的项目工资：同一人在同一项目有一个月已支付超过50000元，并且这些月的已支付合计超过300000元的算；刚好等于不算；"
    "两个项目的不相加。1人就红。",
    bands=(Band(1, Grade.RED),),
    basis=(GUIZHOU_PAYOUT_RULES,), since=GUIZHOU_PAYOUT_RULES.since, parameters={"month": 5_000_000, "year": 30_000_000},
    suggested="来源一句话并列两个数，按两个都超过理解", shadow=True,
)  # fmt: skip
SITE_ACCOUNT_SILENT = WarningRule(
    "site_account_silent", "有出勤而专户未发当月工资", SITE_NO_PAYOUT, alleges=Alleged.WAGES,
    says="看统计日所在月之前第2个月到之前第11个月：项目当月有人出勤，而到统计日为止专户付的当月工资（退票不算）全项目合计为0的，这个月就算。有1个月就红。",
    bands=(Band(1, Grade.RED),),
    basis=(GUIZHOU_PAYOUT_RULES,), since=GUIZHOU_PAYOUT_RULES.since, suggested="补发后即解除，是本系统建议的", shadow=True,
)  # fmt: skip
SITE_HEADS_PAID = WarningRule(
    "site_heads_paid", "发放人数少于考勤人数", SITE_FEWER_PAID, alleges=Alleged.WAGES,
    says="看统计日所在月之前第2个月：项目有人出勤，而已付人数少于出勤人数的100%就算，只比人数，不对名字。差1人起黄。",
    bands=(Band(1, Grade.YELLOW),),
    basis=(GUIZHOU_PAYOUT_RULES,), since=GUIZHOU_PAYOUT_RULES.since, parameters={"back": 2, "share": 10_000},
    suggested="看哪个月是本系统建议的", shadow=True,
)  # fmt: skip
SITE_NO_PAY_RECORD = WarningRule(
    "site_no_pay_record", "一成以上考勤人员没有工资记录", SITE_WITHOUT_PAY_RECORD, alleges=Alleged.WAGES,
    says="看统计日所在月之前第2个月：项目有出勤的人里，既没有当月的工资表行、又没有收到当月工资（退票不算）的人，占比超过10%的红；刚好10%不算。",
    bands=(Band(1_000, Grade.RED, above=True),),
    basis=(GUIZHOU_PAYOUT_RULES,), since=GUIZHOU_PAYOUT_RULES.since, parameters={"back": 2},
    suggested="看哪个月是本系统建议的", shadow=True,
)  # fmt: skip

PAYMENT_RULES = (
    SITE_CARD_OF_OTHERS, SITE_CARDS_CHANGED, SITE_CARD_SHARED, SITE_NOT_BY_ACCOUNT, SITE_PAID_TOO_MUCH, SITE_ACCOUNT_TO_STRANGERS,
    SITE_PAY_OUTLIERS, SITE_ACCOUNT_SILENT, SITE_HEADS_PAID, SITE_NO_PAY_RECORD,
)  # fmt: skip

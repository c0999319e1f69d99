"""The empty tables to fill in, as Excel and CSV: heads the reader knows, numbers kept as text, the version in the file.

There is no sample row: people forget to delete it, and then it is a worker.
"""

import csv
import io
from calendar import monthrange
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import xlsxwriter

from hezhong.ledger.ways_in.layouts import TEMPLATES
from hezhong.ledger.ways_in.sheets import PROPERTY
from hezhong.ledger.ways_in.written import TEXT

ROWS = 5000
"""Rows that are prepared; a longer table is read all the same."""
DAYS_IN_ANY = 31
DAY_WIDTH = 5


@dataclass(frozen=True)
class Head:
    """One column. hint: what a person reads when the cell is entered; choices: what may stand there; kind: text, number or day."""

    title: str
    hint: str = ""
    needed: bool = False
    width: int = 14
    kind: str = "text"
    choices: tuple[str, ...] = ()


@dataclass(frozen=True)
class Template:
    """A table to fill in. key: its code in file and version; kind: of the rows it is read to; by_day: a column a day follows."""

    key: str
    kind: str
    title: str
    heads: tuple[Head, ...]
    by_day: bool = False

    @property
    def version(self) -> int:
        return TEMPLATES[self.key]


NAME = Head("姓名", "身份证上的姓名", needed=True, width=10)
IDENTITY = Head("身份证号", "18 位，请保持文本格式", needed=True, width=22)
TEAM, TRADE, REMARK = Head("班组"), Head("工种"), Head("备注", width=24)
PHONE = Head("手机号码", "本人的手机，核对工资的短信发到这里", width=16)
CARD = Head("银行卡号", "本人的工资卡，请保持文本格式", width=24)
BANK = Head("开户行", width=20)
EMPLOYER = Head("单位名称", "工人是哪一家的：总包写自己，分包写分包单位", width=28)
HOURS = Head("加班工时", "小时", kind="number")

ROSTER = Template(
    "roster", "roster", "农民工花名册",
    (
        NAME, IDENTITY, PHONE, EMPLOYER, TEAM, TRADE, Head("入场日期", "如 2026-03-11", needed=True, kind="day"),
        Head("退场日期", "还在场的不填", kind="day"), Head("日工资", "元；按月的写 9000元/月"), CARD, BANK, Head("劳动合同编号", width=20), REMARK,
    ),
)  # fmt: skip
ATTENDANCE = Template("attendance", "attendance", "考勤表", (NAME, IDENTITY, TEAM, TRADE), by_day=True)
PAYROLL = Template(
    "payroll", "payroll", "工资支付表",
    (
        Head("月份", "工资属于哪个月，如 2026-03", needed=True), EMPLOYER, TEAM, NAME, IDENTITY, PHONE, Head("出勤天数", kind="number"), HOURS,
        Head("日工资", "元"), Head("应发工资", "元，没有扣钱以前", needed=True, kind="number"), Head("扣款", "元", kind="number"),
        Head("社保个人扣除", "元", kind="number"), Head("个人所得税", "元", kind="number"), Head("预支", "元，已经先领的", kind="number"),
        Head("实发工资", "元，打到卡上的", needed=True, kind="number"), CARD, BANK, Head("是否为补发", choices=("是", "否")),
        Head("补发月份", "补哪个月，如 2026-02"), Head("发放日期", "如 2026-04-15", kind="day"), REMARK,
    ),
)  # fmt: skip
BANK_RETURN = Template(
    "bank", "bank", "银行代发回单",
    (
        Head("流水号", "银行的流水号", needed=True, width=24), Head("收款户名", needed=True, width=12), Head("收款账号", "请保持文本格式", needed=True, width=24),
        Head("身份证号", width=22), Head("金额", "元", needed=True, kind="number"), Head("发放月份", "工资属于哪个月，如 2026-03"),
        Head("发放日期", "如 2026-04-15", needed=True, kind="day"), Head("结果", needed=True, choices=("成功", "失败", "退票")), Head("失败原因", width=24),
    ),
)  # fmt: skip
LABOUR_DAYS = Template(
    "labour_days", "attendance", "计工单",
    (
        Head("日期", "如 2026-03-11", needed=True, kind="day"), TEAM, NAME, IDENTITY,
        Head("当日工时", "小时", needed=True, kind="number"), HOURS, REMARK,
    ),
)  # fmt: skip
SWIPES = Template(
    "swipe", "swipe", "门禁通行记录",
    (
        NAME, IDENTITY, Head("打卡时间", "如 2026-03-11 07:30", needed=True, width=20), Head("进出", needed=True, choices=("进", "出")), Head("设备编号"),
    ),
)  # fmt: skip
NOTICE = Template(
    "notice", "notice", "账户资金告知",
    (
        Head("告知编号", "银行自己的编号；补足、解除以后用同一个编号再报一次", needed=True, width=24), Head("账号", "不填就是上传时选的账户", width=24),
        Head("项目编号", "账户没有登记项目（例如保证金账户）时要填", width=20), Head("告知日期", "如 2026-04-15", needed=True, kind="day"),
        Head("事项", needed=True, width=20, choices=("资金未按约定拨付", "查封、冻结", "划拨")),
        Head("原因", "查封、冻结、划拨的要填", width=24, choices=("支付本项目农民工工资", "法律另有规定", "其他原因")),
        Head("涉及金额", "元", kind="number"), Head("解除日期", "补足、解除或者退回的日期，还没有的不填", kind="day"),
    ),
)  # fmt: skip
CODE = Head("统一社会信用代码", "18 位", needed=True, width=22)
CONTRACTS = Template(
    "contract", "contract", "劳动合同台账",
    (
        NAME, IDENTITY, EMPLOYER, Head("劳动合同编号", "本单位自己的编号；和花名册里写的一样", needed=True, width=20),
        Head("期限", needed=True, width=22, choices=("固定期限", "无固定期限", "以完成一定工作任务为期限")), Head("订立日期", "双方签字的日期", kind="day"),
        Head("起始日期", "如 2026-03-11", needed=True, kind="day"), Head("终止日期", "固定期限的要填", kind="day"),
        Head("约定工资", "元；按日的写 300元/天"), Head("解除或者终止日期", "合同还在的不填", kind="day"), REMARK,
    ),
)  # fmt: skip
LAYOFFS = Template(
    "layoff", "layoff", "裁员日报告",
    (
        Head("报告日期", "哪一天的情况，如 2026-03-11", needed=True, kind="day"), EMPLOYER, Head("统一社会信用代码", "单位自己报的不填", width=22),
        Head("职工总数", needed=True, kind="number"), Head("拟裁减人数", "一共要裁减多少人", needed=True, kind="number"),
        Head("当日解除人数", "这一天解除劳动合同的", needed=True, kind="number"), Head("应付经济补偿", "元", kind="number"),
        Head("原因", "《劳动合同法》第 41 条第 1 款", width=22, choices=("重整", "生产经营严重困难", "转产革新", "客观情况重大变化")),
    ),
)  # fmt: skip
INSURED = Template(
    "insured", "insured", "社会保险参保人数",
    (
        Head("单位名称", width=28), CODE, Head("费款所属月", "如 2026-03", needed=True), Head("险种", needed=True, choices=("养老", "医疗", "失业", "工伤")),
        Head("参保人数", needed=True, kind="number"), Head("欠缴金额", "元", kind="number"),
    ),
)  # fmt: skip
SIGNALS = Template(
    "signal", "signal", "生产经营信号",
    (
        Head("单位名称", width=28), CODE, Head("费用所属月", "如 2026-03", needed=True), Head("类别", needed=True, choices=("水", "电", "燃气", "税", "房租")),
        Head("用量", "水、燃气为立方米，电为千瓦时", kind="number"), Head("当月应缴金额", "元", kind="number"), Head("其中欠缴金额", "元，这个月的费用里还欠的", kind="number"),
    ),
)  # fmt: skip
LABOUR_FEES = Template(
    "labour_fee", "labour_fee", "人工费用拨付计划",
    (
        Head("约定拨付日", "施工合同约定的，如 2026-04-10", needed=True, kind="day"), Head("应拨付人工费用", "元，这一天应当拨付到工资专户的", needed=True, kind="number"),
    ),
)  # fmt: skip
ALL: Mapping[str, Template] = {
    each.key: each
    for each in (
        ROSTER, ATTENDANCE, PAYROLL, BANK_RETURN, LABOUR_DAYS, SWIPES, NOTICE, CONTRACTS, LAYOFFS, INSURED, SIGNALS, LABOUR_FEES,
    )
}  # fmt: skip


def workbook(template: Template, month: tuple[int, int] | None = None, rows: Iterable[Sequence[str | int]] = ()) -> bytes:
    """Return the workbook, empty or with rows. month: (year, month) of an attendance sheet, whose days are then its columns."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        book.set_custom_property(PROPERTY, f"{template.key}/{template.version}")
        formats = {
            "needed": book.add_format({"bold": True, "bg_color": "#FBE3D6", "border": 1}),
            "head": book.add_format({"bold": True, "bg_color": "#E7EEF6", "border": 1}),
            "text": book.add_format({"num_format": TEXT}),
            "number": book.add_format(),
            "day": book.add_format({"num_format": "yyyy-mm-dd"}),
        }
        sheet = book.add_worksheet(template.title)
        sheet.write_string(0, 0, above(template, month))
        for place, head in enumerate(heads(template, month)):
            _head(sheet, place, head, formats)
        sheet.freeze_panes(2, min(2, len(template.heads)))
        for at, row in enumerate(rows, 2):
            for place, value in enumerate(row):
                sheet.write(at, place, value)
    return out.getvalue()


def separated(template: Template, month: tuple[int, int] | None = None) -> bytes:
    """Return the empty table as CSV, UTF-8 with the mark by which Excel knows it."""
    out = io.StringIO(newline="")
    lines = csv.writer(out)
    lines.writerow([above(template, month)])
    lines.writerow([head.title for head in heads(template, month)])
    return out.getvalue().encode("utf-8-sig")


def above(template: Template, month: tuple[int, int] | None = None) -> str:
    """Return the line above the heads: what table this is, of which month, in which version, and where to begin."""
    when = f"{month[0]}年{month[1]}月 " if month and template.by_day else ""
    marks = "，每天写 √、半、工时数或者假" if template.by_day else ""
    return f"{when}{template.title} · 模板 {template.key}/{template.version} · 从第三行起填写{marks}，第二行的栏名请不要改"


def heads(template: Template, month: tuple[int, int] | None = None) -> tuple[Head, ...]:
    """Return the columns in order, those of the days included."""
    if not template.by_day:
        return template.heads
    last = monthrange(*month)[1] if month else DAYS_IN_ANY
    return (*template.heads, *(Head(str(day), width=DAY_WIDTH) for day in range(1, last + 1)), REMARK)


def _head(sheet: Any, place: int, head: Head, formats: Mapping[str, Any]) -> None:
    sheet.set_column(place, place, head.width, formats[head.kind])
    sheet.write_string(1, place, head.title, formats["needed" if head.needed else "head"])
    if not head.choices and not head.hint:
        return
    rule: dict[str, Any] = {"validate": "list", "source": list(head.choices)} if head.choices else {"validate": "any"}
    if head.hint:
        rule |= {"input_title": head.title, "input_message": head.hint}
    sheet.data_validation(2, place, ROWS, place, rule)

"""The workbook in which a province hands in its offices, officers and employers: which sheets, which columns.

Both the template that is written and the reader that checks a filled one go by this declaration.
"""

from dataclasses import dataclass
from enum import Enum

from hezhong.directory.founding import POSTS

VERSION = 1
PROPERTY = "和衷模板版本"


class Holds(Enum):
    """What a column holds. Text keeps long numbers whole; city, county and town are names in the region tree."""

    TEXT = "text"
    DAY = "day"
    CITY = "city"
    COUNTY = "county"
    TOWN = "town"
    POST = "post"
    BUSINESS = "business"


@dataclass(frozen=True)
class Column:
    """One column. ``hint`` is shown when its cell is chosen."""

    title: str
    hint: str = ""
    needed: bool = False
    holds: Holds = Holds.TEXT
    width: int = 16


@dataclass(frozen=True)
class Sheet:
    """One sheet: its name and columns; the first row holds the titles."""

    name: str
    columns: tuple[Column, ...]


CITY = Column("市", "从列表里选。省级机关留空", holds=Holds.CITY, width=12)
COUNTY = Column("县区", "先选市，再从列表里选。东莞、中山留空", holds=Holds.COUNTY, width=14)
TOWN = Column("镇街", "写全称，如 新桥街道。不到镇街的留空", holds=Holds.TOWN, width=14)
SINCE = Column("起始日", "如 2026-01-01", needed=True, holds=Holds.DAY, width=13)
UNTIL = Column("停止日", "这一天起不再算。没有就留空", holds=Holds.DAY, width=13)

OFFICES = Sheet(
    "机关",
    (
        Column("名称", "公章上的全称", needed=True, width=36),
        Column("简称", "列表里显示的短名称", width=18),
        Column("文号代字", "文书编号开头的字，如 深宝。各机关不能相同", needed=True, width=10),
        Column("上级机关", "写上级机关的全称。只有省级机关留空", width=36),
        CITY,
        COUNTY,
        TOWN,
        Column("地址", "印在文书上", width=36),
        Column("电话", "印在文书上，如 0755-12345678"),
    ),
)
SERVICES = Sheet(
    "管辖",
    (
        Column("机关", "机关的全称", needed=True, width=36),
        Column("业务", "从列表里选", needed=True, holds=Holds.BUSINESS, width=22),
        CITY,
        COUNTY,
        TOWN,
        SINCE,
        UNTIL,
    ),
)
OFFICERS = Sheet(
    "工作人员",
    (
        Column("登录名", "3 到 30 位字母、数字、点或横线。一个人几个岗位，登录名相同", needed=True, width=20),
        Column("姓名", "", needed=True, width=12),
        Column("机关", "机关的全称", needed=True, width=36),
        Column("岗位", "从列表里选", needed=True, holds=Holds.POST),
        Column("监察证号", "没有就留空"),
        SINCE,
        UNTIL,
        Column("代理谁", "临时代理的，写被代理的负责人的登录名，并写停止日", width=20),
    ),
)
EMPLOYERS = Sheet(
    "单位",
    (
        Column("名称", "营业执照上的全称", needed=True, width=36),
        Column("统一社会信用代码", "18 位", needed=True, width=24),
        CITY,
        COUNTY,
        Column("地址", "", width=36),
        Column("负责人", "", width=12),
        Column("行业", "", width=20),
    ),
)
SHEETS = (OFFICES, SERVICES, OFFICERS, EMPLOYERS)
POST_NAMES = tuple(POSTS)

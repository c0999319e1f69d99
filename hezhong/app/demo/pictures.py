"""Photographs for the demonstration: drawn here, each marked 示例, of nothing that exists."""

import io
import random
from functools import cache

import pylopdf_fonts_zh_cn
from PIL import Image, ImageDraw, ImageFont

SIZE = (720, 960)
KINDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("转账记录", ("电子回单", "付款方：示例单位", "收款方：（本人）", "用途：工资", "状态：已到账")),
    (
        "考勤表",
        ("考勤表", "姓名      出勤  加班", "（本人）  26天   31小时", "工友甲    25天   28小时", "审核：班组长"),
    ),
    ("工牌", ("工 作 证", "部门：施工班组", "工种：钢筋工", "编号：0027", "凭证出入")),
    ("聊天记录", ("班组长", "工资哪天发？", "下个月一起发", "上个月也这样说的", "甲方没有拨款，再等等")),
    ("工资条", ("工资条", "基本工资   4,200", "加班工资   0", "扣款       300", "实发       3,900")),
    ("欠条", ("欠  条", "今欠工资若干元，", "于年底前付清。", "立据人：示例", "（手印）")),
)
PAPERS = ((246, 244, 238), (238, 243, 246), (243, 246, 238), (250, 248, 240))


def draw(kind: int, chance: random.Random) -> tuple[str, bytes]:
    """Return the file name and the JPEG of one picture."""
    title, lines = KINDS[kind % len(KINDS)]
    picture = Image.new("RGB", SIZE, chance.choice(PAPERS))
    pen = ImageDraw.Draw(picture)
    pen.rectangle((36, 36, SIZE[0] - 36, SIZE[1] - 36), outline=(150, 150, 150), width=3)
    for number, line in enumerate(lines):
        pen.text((80, 130 + number * 110), line, font=_font(56 if number == 0 else 40), fill=(40, 40, 48))
    pen.text((80, SIZE[1] - 150), f"第 {chance.randrange(1, 90)} 页", font=_font(30), fill=(110, 110, 110))
    _mark(picture)
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=72)
    return f"{title}.jpg", out.getvalue()


def _mark(picture: Image.Image) -> None:
    """Write 示例 across the picture, so that nobody takes it for evidence."""
    layer = Image.new("RGBA", SIZE, (0, 0, 0, 0))
    ImageDraw.Draw(layer).text((150, 420), "示  例", font=_font(180), fill=(190, 30, 30, 70))
    turned = layer.rotate(24)
    picture.paste(turned, mask=turned)


@cache
def _font(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(pylopdf_fonts_zh_cn.sans_path(), size)

"""``init``: sets up a real province: first administrator, region tree, offices, officers and employers from Excel."""

import getpass
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from hezhong.app import province
from hezhong.directory.changes import Author
from hezhong.directory.reading import BadWorkbook
from hezhong.web import clock


class Command(BaseCommand):
    """Does what is not done yet; may be run again. Refuses a demonstration."""

    help = "建一个正式的省份：系统管理员、地区表，从 Excel 导入机关、工作人员和单位"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--admin", metavar="登录名", default="admin", help="第一个系统管理员的登录名（默认 admin）")
        parser.add_argument("--second", metavar="登录名", default="", help="建第二名系统管理员：法律数据由一名录入，另一名核对")
        parser.add_argument("--generate", action="store_true", help="不问密码，生成一个并打印")
        parser.add_argument("--template", metavar="文件.xlsx", type=Path, help="写一份空的导入模板")
        parser.add_argument(
            "--load", metavar="文件.xlsx", type=Path, action="append", default=[], help="导入填好的模板"
        )

    def handle(self, *arguments: Any, **options: Any) -> None:
        author = Author("hezhong init", clock.now())
        try:
            province.check()
            self.stdout.write(f"地区表：新增 {province.load_regions()} 个地区")
            self._administrator(options, author)
            if options["second"]:
                self._appointed(options["second"], options, author, second=True)
            elif province.administrators() < 2:
                self.stdout.write("法律数据要两名系统管理员，一名录入，另一名核对。建第二名：hezhong init --second 登录名")
            if options["template"]:
                province.write_template(options["template"])
                self.stdout.write(f"导入模板已写到 {options['template']}。填好以后运行 hezhong init --load 文件名")
            for path in options["load"]:
                self._load(path, author)
        except province.NotNow as trouble:
            raise CommandError(str(trouble)) from None

    def _administrator(self, options: dict[str, Any], author: Author) -> None:
        if there := province.administrator():
            self.stdout.write(f"系统管理员：已经有“{there}”")
            return
        self._appointed(options["admin"], options, author)

    def _appointed(self, name: str, options: dict[str, Any], author: Author, *, second: bool = False) -> None:
        generated = options["generate"] or not sys.stdin.isatty()
        password = province.new_password() if generated else self._asked(name)
        province.appoint(name, password, author, second=second)
        shown = f"，密码 {password}（只显示这一次）" if generated else ""
        title = "第二名系统管理员" if second else "系统管理员"
        self.stdout.write(f"{title}：{name}{shown}。第一次登录要设置第二重验证")

    def _asked(self, name: str) -> str:
        """Return the password typed twice. Raises CommandError when the two differ."""
        first = getpass.getpass(f"给系统管理员“{name}”定一个密码（至少 10 位）：")
        if getpass.getpass("再输一次：") != first:
            raise CommandError("两次输入的密码不一样，没有建账号。请再运行一次")
        return first

    def _load(self, path: Path, author: Author) -> None:
        try:
            done = province.take_over(path, author)
        except BadWorkbook as trouble:
            raise CommandError(f"{path} 有 {len(trouble.faults)} 处要改，什么都没有导入：\n{trouble}") from None
        was = done.imported
        self.stdout.write(
            f"已导入 {path}：机关 {was.offices} 个，管辖 {was.services} 条，工作人员 {was.officers} 人，单位 {was.employers} 家"
        )
        if done.passwords:
            self.stdout.write(f"新工作人员的初始密码在 {done.passwords}，只有本机的这个用户能读")

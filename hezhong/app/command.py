"""The program ``hezhong``: opens, stops and examines an installation. Speaks Chinese to its operator.

Its own words are few; every other word is a command of Django or of ours, run with the database up.
"""

import argparse
import importlib
import os
import sys
from collections.abc import Callable, Mapping, Sequence

from hezhong.app import (
    access,
    database_roles,
    django_command,
    launch,
    postgres,
    running,
    supervisor,
)
from hezhong.app.home import Home, home

AS_APPLICATION = ("demo", "init")
"""Commands that begin an installation: its tables are made first, then they work as the application."""
REFUSALS = (
    launch.CannotStart,
    running.AlreadyRuns,
    postgres.PostgresFailed,
    database_roles.NotAllowed,
    supervisor.GaveUp,
    TimeoutError,
)


def run(here: Home, given: argparse.Namespace) -> int:
    """Open the platform."""
    launch.run(here, demo=given.demo)
    return 0


def stop(here: Home, given: argparse.Namespace) -> int:
    """Stop the platform that runs here."""
    there = running.stop(here)
    print(f"已停止：{there.address}（进程 {there.pid}）" if there else "和衷没有在运行。")
    return 0


def status(here: Home, given: argparse.Namespace) -> int:
    """Say whether it runs, and where."""
    there = running.running(here)
    print(f"正在运行：{there.address}（进程 {there.pid}）" if there else "没有在运行。运行 hezhong run 启动。")
    print(f"数据在 {here.root}")
    return 0 if there else 3


def other(here: Home, given: argparse.Namespace) -> int:
    """Run a command of Django or of ours with the database up."""
    with access.database_up(here) as reached:
        if given.word in (*AS_APPLICATION, "prepare"):
            reached.make_roles(here)
        if given.word in AS_APPLICATION:
            launch.command("prepare", reached.as_owner())
        env = reached.as_application() if given.word in AS_APPLICATION else reached.as_owner()
        os.environ.update(env, HEZHONG_DEMO="1" if given.word == "demo" or reached.holds_demo() else "")
        django_command.run([given.word, *given.rest])
    return 0


OWN: Mapping[str, Callable[[Home, argparse.Namespace], int]] = {"run": run, "stop": stop, "status": status}
PURE: Mapping[str, tuple[str, str]] = {
    "limit": ("hezhong.app.limit_command", "查一个期限：哪一天到期，依据哪一条"),
    "entitlement": ("hezhong.app.entitlement_command", "算一笔钱：能主张多少，依据哪一条"),
    "province": ("hezhong.app.synthetic_command", "造一个合成的广东省（台账和真值）"),
    "warn": ("hezhong.app.warn_command", "按预警规则检查一个台账文件夹"),
    "why-not": ("hezhong.app.why_not_command", "一个项目或者单位某一天为什么（没有）预警"),
    "backtest": ("hezhong.app.backtest_command", "回测预警规则：每条规则的准确率、查全率和提前天数"),
}
"""Commands that need no database and read their own arguments: word -> the module with ``run``, imported when it is asked
for because some of them bring great libraries along, and what it means."""
COMMANDS = {
    "demo": "在空的系统里建一个演示省份，打印登录名和密码",
    "init": "建一个正式的省份：系统管理员、地区表，从 Excel 导入机关、工作人员和单位",
    "doctor": "检查安装：数据库、权限、队列、磁盘、字体、密钥、日历、短信，并说该做什么",
    "prepare": "升级数据表、数据库权限和静态文件（hezhong run 会自己做）",
    "forward": "让演示系统的时间往后走几天，如 hezhong forward 30（正式的系统不能）",
    "recompute": "日历变了以后，重新计算所有没有办结的期限；--dry-run 只列出，不改动",
    "ledger": "数据台账：ledger ingest 表名 文件收进一批，ledger fold 合并零散的文件，ledger status 看有什么，ledger check 核对文件，ledger copy 复制一份",
    "migrate_cases": "办案规则改变以后，列出需要迁移的案件（--dry-run）",
}


def parser() -> argparse.ArgumentParser:
    """Return the reader of the command line."""
    top = argparse.ArgumentParser("hezhong", description="和衷：劳动关系业务平台")
    words = top.add_subparsers(dest="word", required=True, metavar="命令")
    opening = words.add_parser("run", help="启动平台，按 Ctrl-C 停止")
    opening.add_argument("--demo", action="store_true", help="系统是空的时，先建演示省份")
    words.add_parser("stop", help="停止正在运行的平台")
    words.add_parser("status", help="平台是否在运行，地址是什么")
    for word, means in (*COMMANDS.items(), *((word, means) for word, (_, means) in PURE.items())):
        words.add_parser(word, help=means, add_help=False)
    return top


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the command line says; return the exit code."""
    asked = list(sys.argv[1:] if arguments is None else arguments)
    if asked and asked[0] in PURE:
        return int(importlib.import_module(PURE[asked[0]][0]).run(asked[1:]))
    given, rest = parser().parse_known_args(asked)
    if rest and given.word in OWN:
        parser().error(f"不认识：{' '.join(rest)}")
    given.rest = rest
    try:
        return OWN.get(given.word, other)(home(), given)
    except REFUSALS as refusal:
        print(refusal, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())

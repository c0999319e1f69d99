"""What ``hezhong doctor`` looks at: each check says how something is and, where it is wrong, what to do."""

import shutil
import stat
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from cryptography.exceptions import InvalidTag
from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from hezhong.app import database_roles, health, ports, province
from hezhong.app.access import Access
from hezhong.directory import vault
from hezhong.engine import backlog
from hezhong.gateways.sms.http import HttpSms
from hezhong.gateways.sms.local import LocalOutbox
from hezhong.gateways.typst import fonts
from hezhong.kernel import holidays

LEAST = 15  # major version of PostgreSQL
PRIVATE = 0o077
LATE = 300.0  # seconds
TWO = 2  # who enters a figure of law, and who checks it


@dataclass(frozen=True)
class Finding:
    """What a check found. advice: what to do; empty when nothing is wrong. grave: work suffers now."""

    title: str
    says: str
    advice: str = ""
    grave: bool = False


def database(now: datetime) -> Finding:
    """Return how the database is."""
    try:
        version = int(connection.cursor().execute("SHOW server_version_num").fetchone()[0]) // 10000
    except DatabaseError as trouble:
        advice = "请检查 DATABASE_URL，或运行 hezhong run 启动自带的数据库。"
        return Finding("数据库", f"连不上：{type(trouble).__name__}", advice, grave=True)
    if version < LEAST:
        return Finding("数据库", f"PostgreSQL {version}", f"请换用 PostgreSQL {LEAST} 或更新的版本。", grave=True)
    executor = MigrationExecutor(connection)
    behind = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if behind:
        return Finding(
            "数据库", f"数据表还差 {len(behind)} 步升级", "请运行 hezhong prepare，或重新启动平台。", grave=True
        )
    return Finding("数据库", f"PostgreSQL {version}，数据表是最新的")


def rights(reached: Access) -> Finding:
    """Return whether the trail is append-only for the application."""
    wrong = database_roles.excess(reached.owner_url)
    if wrong:
        return Finding(
            "数据库权限", "；".join(wrong), "请运行 hezhong prepare 重新授权，并查明是谁改动的。", grave=True
        )
    return Finding("数据库权限", "应用程序只能追加案件记录，不能改也不能删")


def queue(now: datetime) -> Finding:
    """Return what waits for the worker."""
    errands, messages = backlog.errands(now), backlog.messages(now)
    says = f"待办作业 {errands.waiting} 件，待发短信 {messages.waiting} 条，到期未生效的默示 {backlog.silences(now)} 件"
    if errands.oldest > LATE:
        minutes = int(errands.oldest // 60)
        return Finding(
            "后台作业", f"{says}；最早一件等了 {minutes} 分钟", "请看平台是否在运行，再看 worker.log。", grave=True
        )
    if errands.given_up or messages.given_up:
        given_up = f"{says}；放弃的作业 {errands.given_up} 件，发不出的短信 {messages.given_up} 条"
        return Finding(
            "后台作业", given_up, "原因在 engine_errand 和 engine_message 的 trouble 栏。改正后把 tries 设为 0。"
        )
    return Finding("后台作业", says)


def disk(now: datetime) -> Finding:
    """Return how much room is left."""
    usage = shutil.disk_usage(settings.HOME.root)
    says = f"空闲 {usage.free / 2**30:.1f} GiB（{usage.free / usage.total:.0%}）"
    if health.disk_free() < health.FREE:
        return Finding("磁盘", says, f"空闲不足 {health.FREE:.0%}，写满会使数据库停止。请尽快扩容或清理。", grave=True)
    return Finding("磁盘", says)


def papers(now: datetime) -> Finding:
    """Return what papers are set in."""
    families = frozenset(fonts.shelf(ports.own_fonts()).faces.families())
    if not families & set(fonts.BODY):
        has_rare = bool(families & set(fonts.RARE))
        rare = "" if has_rare else "也没有生僻字字体：请安装 fonts-noto-cjk，否则遇到生僻姓名文书出不来。"
        return Finding(
            "字体", "文书用思源宋体", f"公文格式要求仿宋：取得授权后把字体文件放进一个文件夹，用 FONT_DIR 指明。{rare}"
        )
    return Finding("字体", "有仿宋")


def keys(now: datetime) -> Finding:
    """Return whether the keys are there, work, and are nobody else's to read."""
    path = settings.HOME.keys
    if stat.S_IMODE(path.stat().st_mode) & PRIVATE:
        return Finding("密钥", f"别的用户也能读 {path}", f"请运行 chmod 600 {path}，并考虑更换密钥。", grave=True)
    try:
        sound = vault.open_sealed(vault.seal("和衷", "doctor"), "doctor") == "和衷"
    except (vault.Tampered, InvalidTag):
        sound = False
    if not sound:
        return Finding("密钥", "不能用来加密和解密", f"请从备份恢复 {path}。没有它，个人信息再也读不出来。", grave=True)
    return Finding("密钥", f"在 {path}。请另外备份：数据库备份里没有它")


def calendar(now: datetime) -> Finding:
    """Return whether the days off of this year, and late in the year of the next, are known."""
    announced = holidays.state_council().announced
    wanted = {now.year} | ({now.year + 1} if now.month == 12 else set())
    if missing := sorted(wanted - announced):
        years = "、".join(map(str, missing))
        return Finding(
            "日历",
            f"没有 {years} 年的放假安排，期限暂按双休日计算",
            "国务院办公厅通知公布后请升级本软件。",
            now.year in missing,
        )
    return Finding("日历", f"放假安排到 {max(announced)} 年")


def texts(now: datetime) -> Finding:
    """Return where short messages go."""
    match ports.messenger(settings.HOME):
        case LocalOutbox():
            return Finding("短信", "演示系统：写进本机短信箱，不发出去")
        case HttpSms(url=url):
            return Finding("短信", f"经 {url} 发出")
    advice = "请设 HEZHONG_SMS_URL、HEZHONG_SMS_ACCOUNT、HEZHONG_SMS_SECRET。没有网关时群众收不到验证码，不能登记。"
    return Finding("短信", "没有配置网关，短信都在等待", advice, grave=True)


def figures(now: datetime) -> Finding:
    """Return whether somebody can check what an administrator enters of the law."""
    if (there := province.administrators()) < TWO:
        advice = "法律数据由一名系统管理员录入，另一名核对。请运行 hezhong init --second 登录名。"
        return Finding("法律数据", f"系统管理员 {there} 名，录入的没有人能核对", advice)
    return Finding("法律数据", f"系统管理员 {there} 名，可以互相核对")


CHECKS: Sequence[Callable[[datetime], Finding]] = (queue, disk, papers, keys, calendar, texts, figures)


def examine(reached: Access, now: datetime) -> list[Finding]:
    """Return every finding; where the database does not answer, only that."""
    first = database(now)
    if first.grave:
        return [first]
    return [first, rights(reached), *(check(now) for check in CHECKS)]

"""``migrate_cases``: what a changed declaration asks of the cases that began before it."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from hezhong.engine import migrating
from hezhong.engine.migrating import Survey
from hezhong.web import clock


class Command(BaseCommand):
    """With --dry-run it lists and changes nothing; without, it renews the rows once no case needs a mapping."""

    help = "办案规则改变以后，列出需要迁移的案件（--dry-run）"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("case_type", help="案件类型，如 complaint")
        parser.add_argument("--dry-run", action="store_true", help="只列出，不改动")
        parser.add_argument("--closed", action="store_true", help="连已办结的案件一起看")

    def handle(self, *arguments: Any, **options: Any) -> None:
        code, closed = options["case_type"], options["closed"]
        try:
            seen = migrating.survey(code, closed=closed)
            self._list(seen)
            if options["dry_run"]:
                return
            seen = migrating.migrate(code, clock.moment(), closed=closed)
        except (migrating.NoSuchType, migrating.NeedsMapping) as trouble:
            raise CommandError(str(trouble)) from None
        self.stdout.write(f"已按现在的规则更新 {len(seen.stale)} 件。")

    def _list(self, seen: Survey) -> None:
        self.stdout.write(f"{seen.case_type.title}：看了 {seen.looked_at} 件。")
        for case in seen.blocked:
            self.stdout.write(f"  {case.number}　" + "；".join(f"{need.kind} {need.name}" for need in case.needs))
        if seen.needs:
            self.stdout.write("需要的对应关系：")
        for need in seen.needs:
            self.stdout.write(f"  {need.kind} {need.name}：{need.advice(seen.case_type)}")
        if seen.stale:
            self.stdout.write(f"可以直接更新的有 {len(seen.stale)} 件：{'、'.join(case.number for case in seen.stale)}")
        if not seen.found:
            self.stdout.write("都能按现在的规则继续办，不需要迁移。")

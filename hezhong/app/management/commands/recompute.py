"""``recompute``: brings a changed calendar to every open deadline at once, or lists what it would move."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from hezhong.engine import recomputing
from hezhong.engine.recomputing import Outlook
from hezhong.web import clock

LISTED = 200


class Command(BaseCommand):
    """The worker does the same by itself, a minute after the calendar has changed."""

    help = "日历变了以后，重新计算所有没有办结的期限"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="只列出，不改动")

    def handle(self, *arguments: Any, **options: Any) -> None:
        at = clock.moment()
        if options["dry_run"]:
            self._say(recomputing.look(at, LISTED))
            return
        recomputing.watch(at)
        run = recomputing.latest()
        while run is not None and recomputing.step(run.pk, at):
            run.refresh_from_db()
            self.stdout.write(f"{run.done} / {run.total} 件")
        run = recomputing.latest()
        if run is not None:
            self.stdout.write(f"看了 {run.done} 件，延后 {run.later} 项，提前 {run.earlier} 项，因此逾期 {run.overdue} 项。")

    def _say(self, seen: Outlook) -> None:
        self.stdout.write(f"看了 {seen.cases} 件，要延后 {seen.later} 项，要提前 {seen.earlier} 项，因此逾期 {seen.overdue} 项。没有改动。")
        for number, title, before, after in seen.some:
            self.stdout.write(f"  {number}　{title}：{before} → {after or '停着'}")
        if seen.later + seen.earlier > len(seen.some):
            self.stdout.write(f"  只列出前 {len(seen.some)} 项。")

"""``forward``: lets days pass in a demonstration; what silence brings about in them is done at once."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from hezhong.engine import store
from hezhong.kernel.dates import spoken
from hezhong.web import clock, demo_clock
from hezhong.web.demo_clock import NotForward


class Command(BaseCommand):
    """Changes the day, and what follows from it by itself."""

    help = "让演示系统的时间往后走几天"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("days", type=int, help="几天")

    def handle(self, *arguments: Any, **options: Any) -> None:
        """Go one day after the other, as they pass: what silence does, it does on its day."""
        try:
            for _ in range(max(options["days"], 1)):
                demo_clock.put_forward(1 if options["days"] > 0 else 0)
                store.lapse_due(clock.moment())
        except NotForward as refused:
            raise CommandError(str(refused)) from None
        self.stdout.write(f"演示时间：{clock.today().year}年{spoken(clock.today())}")

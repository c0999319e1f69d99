"""``demo``: builds the demonstration province in an empty system and says who may sign in."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from hezhong.app.demo.build import NotHere, build


class Command(BaseCommand):
    """Never touches a real system; where the demonstration stands already, it stays as it is."""

    help = "在空的系统里建一个演示省份"

    def handle(self, *arguments: Any, **options: Any) -> None:
        try:
            build(self.stdout.write)
        except NotHere as refusal:
            raise CommandError(str(refusal)) from None

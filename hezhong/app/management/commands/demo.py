"""``demo``: builds the demonstration province in an empty system and prints who may sign in."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from hezhong.app.demo import build


class Command(BaseCommand):
    """Never touches a real system; where the demonstration is there already it says so."""

    help = "在空的系统里建一个演示省份"

    def handle(self, *arguments: Any, **options: Any) -> None:
        try:
            logins = build.build(self._say)
        except build.NotHere as trouble:
            raise CommandError(str(trouble)) from None
        if not logins.built:
            self._say("\n".join(map(str, logins.rows)))

    def _say(self, text: str) -> None:
        self.stdout.write(text)
        self.stdout.flush()

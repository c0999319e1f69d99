"""``work``: the worker of the platform, until it is asked to stop."""

import asyncio
from typing import Any

from django.core.management.base import BaseCommand

from hezhong.app import worker


class Command(BaseCommand):
    """Runs in the foreground; ``hezhong run`` starts it."""

    help = "后台作业（hezhong run 会自己启动）"

    def handle(self, *arguments: Any, **options: Any) -> None:
        asyncio.run(worker.main())

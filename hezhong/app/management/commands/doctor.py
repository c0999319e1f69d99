"""``doctor``: examines the installation and says what to do. Ends with 1 when work suffers."""

import sys
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from hezhong.app import examination
from hezhong.app.access import access
from hezhong.web import clock


class Command(BaseCommand):
    """Changes nothing."""

    help = "检查安装，并说该做什么"
    requires_system_checks = ()

    def handle(self, *arguments: Any, **options: Any) -> None:
        findings = examination.examine(access(settings.HOME), clock.now())
        for found in findings:
            mark = "✗" if found.grave else "！" if found.advice else "✓"
            self.stdout.write(f"{mark} {found.title}：{found.says}")
            if found.advice:
                self.stdout.write(f"    {found.advice}")
        if any(found.grave for found in findings):
            sys.exit(1)

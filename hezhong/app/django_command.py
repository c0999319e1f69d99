"""One of our Django commands as a process of its own: ``python -m hezhong.app.django_command prepare``."""

import os
import sys
from collections.abc import Sequence

from django.core.management import execute_from_command_line

from hezhong.app.parent import end_with_parent


def run(arguments: Sequence[str]) -> None:
    """Run a command of Django or of ours (app/management/commands)."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hezhong.app.settings")
    execute_from_command_line(["hezhong", *arguments])


if __name__ == "__main__":
    end_with_parent()  # Ctrl-C may come before whoever starts us knows our number
    run(sys.argv[1:])

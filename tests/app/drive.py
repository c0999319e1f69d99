"""What an officer or a worker does in the database of a platform under test, from a process of its own."""

import json
import os
from collections.abc import Sequence
from importlib import import_module

import django

from hezhong.app.access import access, database_up
from hezhong.app.home import home


def main(words: Sequence[str]) -> None:
    """Do what the words say and print what came of it as JSON."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hezhong.app.settings")
    with database_up(home()):
        os.environ.update(access(home()).as_application())
        django.setup()
        print(json.dumps(import_module(f"tests.app.drives.{words[0]}").do(*words[1:])))

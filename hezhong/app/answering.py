"""What the commands for those who know the law share: they print JSON, or a Chinese line for each error on stderr."""

import argparse
import json
import sys
from collections.abc import Sequence
from typing import Any, NoReturn


class BadInput(ValueError):
    """What was asked cannot be answered. wrong: a sentence for each error."""

    def __init__(self, wrong: Sequence[str]) -> None:
        super().__init__("；".join(wrong))
        self.wrong = tuple(wrong)


class Reader(argparse.ArgumentParser):
    """A reader of the command line that says in Chinese what the command looks like. Raises BadInput."""

    def error(self, message: str) -> NoReturn:
        raise BadInput([f"命令写得不对。{self.description}"])


def refused(bad: BadInput) -> int:
    """Say what was wrong; return the exit code."""
    print("\n".join(bad.wrong), file=sys.stderr)
    return 1


def printed(answer: Any) -> None:
    """Print the answer as JSON."""
    print(json.dumps(answer, ensure_ascii=False, indent=2))

"""Reads the research's parameters.yaml without a YAML library: that file is regular, and only what it uses is understood.

The product reads its own TOML files and nothing here. Rows come out as they stand there, nothing expanded or corrected.
"""

import re
from pathlib import Path
from typing import Any

PLAIN = re.compile(r"""[^,{}\[\]]+""")


class Flow:
    """Reads one value in flow style: {a: 1, b: [x, "y"]}."""

    def __init__(self, text: str) -> None:
        self.text, self.at = text, 0

    def value(self) -> Any:
        self._blanks()
        match self.text[self.at : self.at + 1]:
            case "{":
                return dict(self._items("}", self._pair))
            case "[":
                return list(self._items("]", self.value))
            case '"':
                return self._quoted()
        found = PLAIN.match(self.text, self.at)
        assert found, self.text[self.at :]
        self.at = found.end()
        return scalar(found[0].strip())

    def _items(self, end: str, one: Any) -> list[Any]:
        self.at += 1
        found: list[Any] = []
        while True:
            self._blanks()
            if self.text[self.at] == end:
                self.at += 1
                return found
            found.append(one())
            self._blanks()
            if self.text[self.at] == ",":
                self.at += 1

    def _pair(self) -> tuple[str, Any]:
        """Read ``key: value``; a bare text with a comma in it goes on where YAML would begin a key without a value."""
        self._blanks()
        if self.text[self.at] == '"':
            key = self._quoted()
            assert self.text[self.at : self.at + 2] == ": "
            self.at += 2
            return key, self.value()
        key, colon, _ = self.text[self.at :].partition(": ")
        if not colon or re.search(r"[,{}\[\]]", key):
            found = PLAIN.match(self.text, self.at)
            assert found
            self.at = found.end()
            return found[0].strip(), None
        self.at += len(key) + 2
        return key, self.value()

    def _quoted(self) -> str:
        end = self.text.index('"', self.at + 1)
        text, self.at = self.text[self.at + 1 : end], end + 1
        return text

    def _blanks(self) -> None:
        while self.at < len(self.text) and self.text[self.at] == " ":
            self.at += 1


def scalar(text: str) -> Any:
    """Return null as None and everything else as its text: numbers are compared as Decimal later."""
    return None if text == "null" else text


def read(path: Path) -> dict[str, dict[str, Any]]:
    """Return id -> {name_zh, unit, citation, confidence, values: [row, ...]} of the file."""
    found: dict[str, dict[str, Any]] = {}
    now: dict[str, Any] = {}
    text = path.read_text("utf8").partition("\nparameters:\n")[2]
    for line in (each for each in text.splitlines() if each.strip() and not each.startswith("#")):
        if line.startswith("- id: "):
            now = found[line.removeprefix("- id: ")] = {"values": []}
        elif line.startswith("  - {"):
            now["values"].append(Flow(line[4:]).value())
        elif line.startswith("  - from: "):  # the one row that stands in block style
            now["values"].append({"from": Flow(line.removeprefix("  - from: ")).value()})
        elif line.startswith("    - "):
            now["values"][-1]["value"].append(Flow(line[6:]).value())
        elif line.startswith("    "):
            key, _, rest = line.strip().partition(":")
            now["values"][-1][key] = Flow(rest).value() if rest.strip() else []
        elif line.startswith("  values: ["):
            now["values"] = Flow(line.removeprefix("  values: ")).value()
        elif not line.startswith("  values:"):
            key, _, rest = line.strip().partition(": ")
            now[key] = rest.strip('"')
    return found

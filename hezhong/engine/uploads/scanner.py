"""The port to a virus scanner; ``gateways.clamd`` is its adapter. Without one a file is marked 未扫描."""

from typing import Protocol


class ScannerDown(Exception):
    """The scanner cannot be asked now; files are taken and marked."""


class Scanner(Protocol):
    """Says what harmful thing a file holds."""

    def scan(self, data: bytes) -> str:
        """Return the name of what was found, '' for nothing. Raises ScannerDown."""
        ...

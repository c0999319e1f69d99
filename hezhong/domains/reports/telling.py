"""What a reporter tells, as typed: the content that is sealed."""

import json
from dataclasses import asdict, dataclass, fields

from hezhong.domains.reports.facts import Violation

PADDED = 512
"""Bytes: sealed words are filled up to a multiple, so that their length says little."""


@dataclass(frozen=True)
class Told:
    """A report as typed, perhaps not yet whole. violation: code; place: code of the region."""

    violation: str = ""
    employer: str = ""
    place: str = ""
    address: str = ""
    story: str = ""
    name: str = ""
    contact: str = ""
    wants_answer: bool = False

    @property
    def kind(self) -> Violation | None:
        return next((each for each in Violation if each.code == self.violation), None)

    @property
    def about_office(self) -> bool:
        return self.kind is Violation.OFFICE


def to_bytes(told: Told) -> bytes:
    return padded(asdict(told))


def from_bytes(stored: bytes) -> Told:
    known = {each.name for each in fields(Told)}
    return Told(**{name: value for name, value in json.loads(stored).items() if name in known})


def padded(plain: object) -> bytes:
    """Return plain values as JSON, with spaces up to the next full measure."""
    body = json.dumps(plain, ensure_ascii=False).encode()
    return body + b" " * (-len(body) % PADDED)

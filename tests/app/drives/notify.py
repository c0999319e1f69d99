"""Says that something moved in an office."""

from hezhong.engine import outbox


def do(office: str) -> dict[str, object]:
    outbox.announce(int(office))
    return {}

"""本机短信箱: once for a key, masked, readable by its owner, and never on a real system by accident."""

import multiprocessing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from hezhong.engine.messenger import Receipt
from hezhong.gateways.sms import local
from hezhong.gateways.sms.local import LocalMessage, LocalOutbox, NotADemo, masked

AT = datetime(2026, 11, 24, 8, 30, tzinfo=UTC)
PHONE = "13812345678"


def outbox(folder: Path) -> LocalOutbox:
    return LocalOutbox(folder, demo=True, clock=lambda: AT)


def test_a_message_is_written_once_and_masked(tmp_path: Path) -> None:
    first = outbox(tmp_path).send(PHONE, "验证码 482913，5 分钟内有效", "code/1")
    again = outbox(tmp_path).send(PHONE, "验证码 482913，5 分钟内有效", "code/1")
    assert (first.repeated, again) == (False, Receipt(first.id, repeated=True))
    assert outbox(tmp_path).messages() == [
        LocalMessage(first.id, "138****5678", "验证码 482913，5 分钟内有效", "2026-11-24T08:30:00+00:00")
    ]
    written = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert PHONE.encode() not in written
    assert all(path.stat().st_mode & 0o077 == 0 for path in tmp_path.iterdir())


def test_newest_first_and_not_for_ever(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(local, "KEPT", 5)
    box = outbox(tmp_path)
    for number in range(1, 12):
        box.send(PHONE, str(number), f"k{number}")
    assert [message.text for message in box.messages()] == ["11", "10", "9", "8", "7"]


def test_a_line_cut_off_by_a_kill_is_gone_and_harms_no_other(tmp_path: Path) -> None:
    box = LocalOutbox(tmp_path, demo=True)
    box.send("13800001234", "第一条\u2028两行", "a")
    with open(tmp_path / "outbox.jsonl", "ab") as file:
        file.write('{"id": "0", "to": "138****1234", "text": "第'.encode()[:-1])
    assert [each.text for each in box.messages()] == ["第一条\u2028两行"]
    assert not box.send("13800001234", "第二条", "b").repeated and box.send("13800001234", "第二条", "b").repeated
    assert [each.text for each in box.messages()] == ["第二条", "第一条\u2028两行"]


def test_refused_on_a_real_system(tmp_path: Path) -> None:
    with pytest.raises(NotADemo, match="不是演示系统"):
        LocalOutbox(tmp_path, demo=False)
    assert LocalOutbox(tmp_path, demo=False, allowed=True).send(PHONE, "x", "k")


def _send_some(folder: Path, keys: range) -> None:
    for key in keys:
        outbox(folder).send(PHONE, f"text {key}", f"k{key}")


def test_four_writers_lose_and_double_nothing(tmp_path: Path) -> None:
    spawn = multiprocessing.get_context("spawn")
    writers = [spawn.Process(target=_send_some, args=(tmp_path, range(n * 10, n * 10 + 20))) for n in range(4)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert sorted(message.text for message in outbox(tmp_path).messages(1000)) == sorted(
        f"text {key}" for key in range(50)
    )


@pytest.mark.parametrize(
    ("phone", "seen"), (("13812345678", "138****5678"), ("075512345678", "075****5678"), ("1234", "****"))
)
def test_masked(phone: str, seen: str) -> None:
    assert masked(phone) == seen

"""``hezhong limit``: its JSON, its exit codes, one Chinese line for each error, and no database."""

import json
from pathlib import Path
from typing import Any

import pytest

from hezhong.app import access, command

KEYS = ["id", "title", "trigger", "on", "region", "amount", "most", "unit", "day_kind", "due", "stricter", "backwards", "rolls", "stands_still", "stopped", "steps", "article", "confidence", "binding", "consequence", "rule", "in_force", "not_in_force", "superseded_by", "provisional_years"]


@pytest.fixture(autouse=True)
def no_database(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Any) -> None:
        raise AssertionError("a database was to be started")

    monkeypatch.setattr(access, "database_up", refuse)
    monkeypatch.setattr(command, "home", refuse)


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, Any, list[str]]:
    """Return the exit code, the answer, and the lines of the error output."""
    code = command.main(["limit", *arguments])
    said = capsys.readouterr()
    return code, json.loads(said.out) if said.out else None, said.err.splitlines()


def test_the_answer_is_the_documented_json(capsys: pytest.CaptureFixture[str]) -> None:
    code, found, errors = run(capsys, "case_handling_gd", "--on", "2026-03-02", "--region", "440300")
    assert (code, errors) == (0, []) and list(found) == KEYS
    # 45 working days after 2 March 2026: 3 to 31 March are 21, April has 21 without the 6th, so three more in May: 6, 7, 8
    assert found["due"] == "2026-05-08" and found["article"] == "《广东省劳动保障监察条例》第44条第1款"
    assert found["in_force"] is True and found["steps"][0]["confidence"] == "verified_text"
    page = (Path(__file__).parents[2] / "docs" / "commands.md").read_text("utf8")
    assert all(f"`{key}`" in page for key in KEYS)


def test_events_of_a_file(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    file = tmp_path / "events.json"
    file.write_text('[{"op": "suspend", "on": "2026-03-10"}, {"op": "resume", "on": "2026-03-20"}]', "utf8")
    code, found, _ = run(capsys, "award_period", "--on", "2026-03-02", "--events", str(file))
    assert (code, found["due"]) == (0, "2026-04-27")
    file.write_text("{}", "utf8")
    assert run(capsys, "award_period", "--on", "2026-03-02", "--events", str(file))[2] == [
        '--events 文件要是一个列表，如 [{"op": "suspend", "on": "2026-03-02"}]'
    ]


def test_a_duty_is_resolved(capsys: pytest.CaptureFixture[str]) -> None:
    code, found, _ = run(capsys, "--resolve", "inspection.conclude", "--on", "2026-03-02", "--region", "430100")
    assert (code, found["id"]) == (0, "investigation_national")
    assert run(capsys, "hearing_notice", "--resolve", "inspection.conclude", "--on", "2026-03-02")[0] == 1
    both = run(capsys, "investigation_national", "--resolve", "inspection.conclude", "--on", "2026-03-02")
    assert (both[0], both[1]["id"]) == (0, "case_handling_gd")


def test_hours_take_a_moment(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "transfer_send", "--on", "2026-02-14T16:30")[1]["due"] == "2026-02-15T16:30:00"


def test_a_rule_answers_with_two(capsys: pytest.CaptureFixture[str]) -> None:
    code, found, errors = run(capsys, "no_penalty_instead", "--on", "2026-03-02")
    assert (code, errors, found["amount"], found["due"]) == (2, [], None, None)
    assert found["rule"] == "行政执法机关对应当向公安机关移送的涉嫌犯罪案件，不得以行政处罚代替移送"
    assert found["article"] == "《行政执法机关移送涉嫌犯罪案件的规定》第11条第1款"


def test_a_threshold_answers_with_its_amount(capsys: pytest.CaptureFixture[str]) -> None:
    code, found, _ = run(capsys, "extra_compensation", "--on", "2026-03-02")
    assert (code, found["amount"], found["most"], found["unit"], found["due"]) == (0, 0.5, 1, "ratio", None)


@pytest.mark.parametrize(
    ("arguments", "lines", "says"),
    [
        (["hearing_notice"], 1, "--on 要写日期"),
        (["hearing_notice", "--on", "2026-02-30"], 1, "2026-02-30"),
        (["hearing_notice", "--on", "1900-01-01"], 1, "1949-10-01"),
        (["--on", "2026-03-02"], 1, "请写期限的编号"),
        (["nothing", "--on", "2026-03-02"], 1, "没有编号为“nothing”"),
        (["hearing_notice", "--on", "x", "--region", "1", "--events", "/no/such"], 3, "打不开文件"),
        (["hearing_notice", "--on"], 1, "命令写得不对"),
        (["hearing_notice", "--on", "2026-03-02", "--oops"], 1, "命令写得不对"),
        (["--resolve", "nothing", "--on", "2026-03-02"], 1, "没有代码为“nothing”"),
        (["--resolve", "inspection.file_own_discovery", "--on", "2026-03-02", "--region", "430100"], 1, "没有适用的规定"),
    ],
)
def test_wrong_input_is_one_line_each(
    capsys: pytest.CaptureFixture[str], arguments: list[str], lines: int, says: str
) -> None:
    code, found, errors = run(capsys, *arguments)
    assert (code, found, len(errors)) == (1, None, lines)
    assert says in "".join(errors) and all(any("一" <= sign <= "龥" for sign in line) for line in errors)


def test_the_help_names_it(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        command.main(["--help"])
    assert "limit" in capsys.readouterr().out

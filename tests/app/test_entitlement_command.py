"""``hezhong entitlement`` as another program meets it: a process, files, JSON, exit codes. No database is started."""

import json
import subprocess
import sys
import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from hezhong.app.entitlement_command import BadInput, answered
from hezhong.law.entitlement import by_id

EXAMPLES = Path(__file__).parents[2] / "hezhong" / "law" / "worked_examples"
SIGNED_LATE = {"city": "440100", "hire_date": "2025-03-01", "sign_date": "2025-09-16", "monthly_wages": 8000, "claimed": 40000}
KEYS = {
    "id", "title", "amount", "unit", "claimed", "supported", "since", "until", "figures", "steps", "citations", "parameters",
    "confidence", "binding", "warnings", "missing", "evidence",
}  # fmt: skip


def hezhong(*words: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    program = [sys.executable, "-m", "hezhong.app.command", "entitlement", *words]
    return subprocess.run(program, input=stdin, capture_output=True, text=True, timeout=60)


def test_an_answer_from_a_file(tmp_path: Path) -> None:
    (tmp_path / "facts.json").write_text(json.dumps(SIGNED_LATE), "utf8")
    done = hezhong("double_wages", "--facts", str(tmp_path / "facts.json"))
    assert (done.returncode, done.stderr) == (0, "")
    told = json.loads(done.stdout)
    assert told.keys() == KEYS
    assert (told["amount"], told["claimed"], told["supported"]) == ("44045.98", "40000", "40000")
    assert (told["since"], told["until"], told["missing"]) == ("2025-04-01", "2025-09-15", [])
    assert all(step["article"] for step in told["steps"]) and told["evidence"]
    days = next(each for each in told["parameters"] if each["id"] == "cn.pay.days_per_month")
    assert (days["amount"], days["place"], days["confidence"]) == ("21.75", "000000", "verified_text")


def test_toml_and_standard_input(tmp_path: Path) -> None:
    toml = 'city = "440100"\nhire_date = 2025-03-01\nsign_date = 2025-09-16\nmonthly_wages = 8000\n'
    (tmp_path / "facts.toml").write_text(toml, "utf8")
    from_file = hezhong("double_wages", "--facts", str(tmp_path / "facts.toml"))
    assert from_file.stdout == hezhong("double_wages", "--facts", "-", stdin=toml).stdout
    assert json.loads(from_file.stdout)["amount"] == "44045.98"
    from_json = hezhong("double_wages", "--facts", "-", stdin=json.dumps(SIGNED_LATE))
    assert json.loads(from_json.stdout)["steps"] == json.loads(from_file.stdout)["steps"]


def test_every_wrong_field_has_its_line() -> None:
    wrong = {**SIGNED_LATE, "city": "4401", "hire_date": "soon", "claimed": -1, "colour": "red"}
    done = hezhong("double_wages", "--facts", "-", stdin=json.dumps(wrong))
    assert (done.returncode, done.stdout) == (1, "")
    assert sorted(line.partition("：")[0] for line in done.stderr.splitlines()) == ["city", "claimed", "colour", "hire_date"]


def test_a_partial_answer_says_what_it_lacks() -> None:
    facts = {"city": "440200", "date": "2026-09-01", "gross_pay": 1600}
    done = hezhong("min_wage_topup", "--facts", "-", stdin=json.dumps(facts))
    told = json.loads(done.stdout)
    assert (done.returncode, told["amount"], told["supported"]) == (0, None, None)
    assert [each["what"] for each in told["missing"]] == ["gd.min_wage.monthly"]


def test_the_list_and_a_schema() -> None:
    assert {each["id"] for each in json.loads(hezhong("--list").stdout)} == set(by_id())
    schema = json.loads(hezhong("double_wages", "--schema").stdout)
    assert schema["required"] == ["hire_date", "monthly_wages"] and not schema["additionalProperties"]
    assert schema["properties"]["hire_date"] == {"type": "string", "format": "date", "title": "开始上班那天", "x-group": "合同"}
    mode = schema["properties"]["limitation_mode"]
    assert mode["enum"] == ["rolling", "from_end"] and mode["default"] == "rolling"


@pytest.mark.parametrize("id", sorted(by_id()))
def test_the_schema_knows_the_facts_of_every_example(id: str) -> None:
    schema: dict[str, Any] = answered([id, "--schema"])
    assert schema["properties"] and all(each.get("title") for each in schema["properties"].values())
    for example in tomllib.loads((EXAMPLES / f"{id}.toml").read_text("utf8"), parse_float=Decimal)["example"]:
        assert example["facts"].keys() <= schema["properties"].keys()
        assert set(schema["required"]) <= example["facts"].keys()


@pytest.mark.parametrize(
    ("words", "text", "why"),
    [
        (["double_wage", "--facts", "-"], "{}", "没有“double_wage”这一项。可以写的有：.*double_wages"),
        ([], "", "请写权利的编号"),
        (["double_wages"], "", "请用 --facts 写事实的文件"),
        (["double_wages", "--fact", "x"], "", "命令写得不对"),
        (["double_wages", "--facts", "absent.json"], "", "打不开文件“absent.json”"),
    ],
)
def test_a_wrong_command_says_what_to_write(words: list[str], text: str, why: str) -> None:
    with pytest.raises(BadInput, match=why):
        answered(words)


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("facts.json", b"[1]", "要是一个对象"),
        ("facts.json", b"{", "不是JSON"),
        ("facts.json", b"\xff\xfe", "UTF-8"),
        ("facts.json", b"[" * 100_000, "不是JSON"),
        ("facts.toml", b"a = ", "不是TOML"),
        ("facts.json", b'{"hire_date": "2025-03-01", "monthly_wages": Infinity}', "monthly_wages：“Infinity”不是数额|monthly_wages：“inf”不是数额"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(tmp_path: Path, name: str, content: bytes, why: str) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(BadInput, match=why):
        answered(["double_wages", "--facts", str(tmp_path / name)])

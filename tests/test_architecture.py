"""The budgets of the house: length of files and functions, docstrings, names, where imports stand, where clocks are read."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent / "hezhong"
FILES = sorted(file for file in ROOT.rglob("*.py") if "migrations" not in file.parts)
FORBIDDEN = {"utils", "util", "helpers", "helper", "common", "misc", "base", "manager", "tools"}
LONGEST_FILE, USUAL_FILE, LONGEST_FUNCTION, MOST_ARGUMENTS = 400, 300, 50, 6
LONG_ONES = 0.03  # share of files that may go beyond the usual length
CLOCKS = {"today", "now", "utcnow", "localtime", "localdate"}
MAY_READ_A_CLOCK = ("app/", "web/clock.py", "web/live.py", "gateways/")
"""The edge: the web's one clock, the worker, the command line, and what speaks to the outside."""

OWN_MOMENTS = {"at.recorded_at", "attempt.at.recorded_at", "author.at"}
"""What the clock of this process has just said, and no row of the database."""
OF_FILES = {
    "app/demo/chronicle.py": {"entry.at", "each.at"}, "engine/ledger_feeds.py": {"row.at"}, "engine/ledger_site_rows.py": {"row.at"},
}  # fmt: skip
"""What a file or a plan says of itself, by the clock on the wall."""


def named(file: Path) -> str:
    return file.relative_to(ROOT).as_posix()


def functions(tree: ast.AST) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


def faults(name: str, text: str) -> list[str]:
    """Return every budget that a module breaks."""
    tree = ast.parse(text)
    lines = len(text.splitlines())
    found = [] if ast.get_docstring(tree) else ["the module does not say what it is"]
    found += [f"{lines} lines"] if lines > LONGEST_FILE else []
    found += [f"forbidden name {part}" for part in name.removesuffix(".py").split("/") if part in FORBIDDEN]
    return found + [fault for function in functions(tree) for fault in function_faults(name, function)]


def function_faults(name: str, function: ast.FunctionDef | ast.AsyncFunctionDef) -> list[str]:
    found = []
    if (length := (function.end_lineno or 0) - function.lineno + 1) > LONGEST_FUNCTION:
        found.append(f"{function.name} has {length} lines")
    given = [each for each in (*function.args.posonlyargs, *function.args.args) if each.arg not in ("self", "cls")]
    if len(given) > MOST_ARGUMENTS:
        found.append(f"{function.name} has {len(given)} arguments")
    inner = [node for node in ast.walk(function) if isinstance(node, ast.Import | ast.ImportFrom)]
    if inner and not (function.name == "ready" and name.endswith(("apps.py", "ready.py"))):
        found.append(f"{function.name} imports inside")
    return found


def clock_reads(text: str) -> list[str]:
    """Return calls like date.today(), datetime.now(UTC), timezone.localtime(); localtime(moment) only converts."""
    return [
        f"{call.func.value.id}.{call.func.attr}()"
        for call in ast.walk(ast.parse(text))
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and isinstance(call.func.value, ast.Name)
        and call.func.value.id in {"date", "datetime", "timezone", "time"} and call.func.attr in CLOCKS
        and not (call.args and call.func.attr.startswith("local"))
    ]  # fmt: skip


def days_of_stored_moments(name: str, text: str) -> list[str]:
    """Return calls like row.sealed_at.date() and formats like {row.taken_at:%d}: moments of the database are in UTC."""
    tree, known = ast.parse(text), OWN_MOMENTS | OF_FILES.get(name, set())
    dates = [call.func.value for call in ast.walk(tree) if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.func.attr == "date"]
    formats = [value.value for value in ast.walk(tree) if isinstance(value, ast.FormattedValue) and value.format_spec and "%" in ast.unparse(value.format_spec)]
    return [
        ast.unparse(of) for of in (*dates, *formats)
        if isinstance(of, ast.Attribute) and (of.attr == "at" or of.attr.endswith("_at")) and ast.unparse(of) not in known
    ]  # fmt: skip


@pytest.mark.parametrize("file", FILES, ids=named)
def test_the_day_of_a_stored_moment_is_that_of_china(file: Path) -> None:
    """Until eight in the morning its own date() is the day before."""
    if "/tests/" not in named(file):
        assert days_of_stored_moments(named(file), file.read_text("utf8")) == []


@pytest.mark.parametrize("file", FILES, ids=named)
def test_budgets(file: Path) -> None:
    assert faults(named(file), file.read_text("utf8")) == []


@pytest.mark.parametrize("file", FILES, ids=named)
def test_below_the_edge_nothing_reads_a_clock(file: Path) -> None:
    if not named(file).startswith(MAY_READ_A_CLOCK) and "/tests/" not in named(file):
        assert clock_reads(file.read_text("utf8")) == []


def test_few_files_are_long() -> None:
    long = [named(file) for file in FILES if len(file.read_text("utf8").splitlines()) > USUAL_FILE]
    assert len(long) <= LONG_ONES * len(FILES), long


def test_no_third_party_file_and_no_lock_with_addresses() -> None:
    lock = (ROOT.parent / "package-lock.json").read_text("utf8")
    assert '"resolved"' not in lock
    assert not (ROOT.parent / "uv.lock").exists()


BAD = {
    "the module does not say what it is": "x = 1\n",
    "f has 51 lines": '"""It is."""\n\ndef f():\n' + "    x = 1\n" * 50,
    "f has 7 arguments": '"""It is."""\n\ndef f(a, b, c, d, e, f, g): ...\n',
    "f imports inside": '"""It is."""\n\ndef f():\n    import os\n',
    "401 lines": '"""It is."""\n' + "x = 1\n" * 400,
}


@pytest.mark.parametrize(("fault", "text"), BAD.items())
def test_each_budget_can_be_broken(fault: str, text: str) -> None:
    assert fault in faults("engine/some.py", text)


@pytest.mark.parametrize("name", ["web/utils.py", "engine/common/x.py"])
def test_a_forbidden_name_is_seen(name: str) -> None:
    assert [fault for fault in faults(name, '"""It is."""\n') if fault.startswith("forbidden name")]


def test_a_clock_read_is_seen() -> None:
    assert clock_reads("from datetime import date\nx = date.today()\n") == ["date.today()"]


def test_the_day_of_a_stored_moment_is_seen() -> None:
    assert days_of_stored_moments("engine/papers.py", "row.sealed_at.date()\nf'{each.taken_at:%Y-%m-%d}'\nat.recorded_at.date()\nlocal(row.at).date()") == [
        "row.sealed_at", "each.taken_at",
    ]  # fmt: skip

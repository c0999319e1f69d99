"""Each import contract is broken on purpose, in a copy of the tree, and caught."""

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
CONTRACTS = [c["name"] for c in tomllib.loads((ROOT / "pyproject.toml").read_text("utf8"))["tool"]["importlinter"]["contracts"]]

# The contract, the module that breaks it, the line it gains, and what else must be there for that.
BREACHES = [
    ("One stack of layers", "kernel/money.py", "import hezhong.law.model", {}),
    ("One stack of layers", "engine/numbers.py", "import hezhong.web.clock", {}),
    ("One stack of layers", "web/clock.py", "import hezhong.gateways.clamd", {}),
    ("One stack of layers", "web/clock.py", "import hezhong.app.home", {}),
    ("One stack of layers", "directory/tokens.py", "import hezhong.engine.numbers", {}),
    ("Domains do not know each other", "domains/complaints/steps.py", "import hezhong.domains.other", {
        "domains/other/__init__.py": '"""Another domain."""\n'}),
    ("Kernel, law, ledger and the engine's words and core know no Django", "engine/core.py", "import django.db", {}),
    ("Kernel, law, ledger and the engine's words and core know no Django", "law/book.py", "import django.conf", {}),
    ("Kernel, law, ledger and the engine's words and core know no Django", "ledger/ingest.py", "import django.db", {}),
    ("Kernel, law, ledger and the engine's words and core know no Django", "engine/core.py", "import hezhong.engine.models", {}),
    ("Only the engine touches the case tables", "web/clock.py", "import hezhong.engine.models", {}),
    ("Only the engine touches the case tables", "domains/complaints/steps.py", "import hezhong.engine.models", {}),
    ("No cycles among siblings", "kernel/dates.py", "import hezhong.kernel.holidays", {}),
]  # fmt: skip


def lint(tree: Path) -> subprocess.CompletedProcess[str]:
    program = Path(sys.executable).with_name("lint-imports")
    return subprocess.run(
        [program, "--no-cache", "--no-logo"], cwd=tree, capture_output=True, text=True, env={"PYTHONPATH": str(tree)}
    )


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A copy of the package's code, to be spoiled."""
    only_code = shutil.ignore_patterns("static", "templates", "__pycache__", "*.csv")
    shutil.copytree(ROOT / "hezhong", tmp_path / "hezhong", ignore=only_code)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def test_every_contract_has_a_breach() -> None:
    assert {name for name, *_ in BREACHES} == set(CONTRACTS)


def test_the_tree_as_it_is_keeps_them_all(tree: Path) -> None:
    done = lint(tree)
    assert done.returncode == 0 and f"{len(CONTRACTS)} kept, 0 broken" in done.stdout, done.stdout


@pytest.mark.parametrize(("contract", "file", "line", "more"), BREACHES, ids=lambda value: value if isinstance(value, str) else "")
def test_a_breach_is_caught(tree: Path, contract: str, file: str, line: str, more: dict[str, str]) -> None:
    for name, text in more.items():
        (tree / "hezhong" / name).parent.mkdir()
        (tree / "hezhong" / name).write_text(text, "utf8")
    spoiled = tree / "hezhong" / file
    spoiled.write_text(spoiled.read_text("utf8") + f"\n{line}\n", "utf8")
    done = lint(tree)
    assert done.returncode == 1 and f"{contract} BROKEN" in done.stdout, done.stdout

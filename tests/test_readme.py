"""The case type in ten lines that both READMEs show is a sound declaration, and the addresses they name exist."""

import re
from pathlib import Path

import pytest

from hezhong.domains.complaints.facts import Acceptance, Grievance, Refusal
from hezhong.engine import case_type, check, roles, vocabulary
from hezhong.law.duties import inspection as duty

ROOT = Path(__file__).parent.parent
READMES = ("README.md", "README.zh-CN.md")
WORDS = {**vars(roles), **vars(vocabulary), **vars(case_type), "duty": duty}
FORMS = {"Acceptance": Acceptance, "Grievance": Grievance, "Refusal": Refusal}


@pytest.mark.parametrize("name", READMES)
def test_ten_lines_are_a_case_type(name: str) -> None:
    (code,) = re.findall(r"```python\n(.*?)```", (ROOT / name).read_text("utf8"), re.DOTALL)
    there = {**WORDS, **FORMS, "__name__": "readme"}
    exec(code, there)
    assert check.check(there["Complaint"]) == []
    assert len(code.splitlines()) <= 11


@pytest.mark.parametrize("name", READMES)
def test_what_is_linked_is_there(name: str) -> None:
    text = (ROOT / name).read_text("utf8")
    links = re.findall(r"\]\(([^)#]+)\)|src=\"([^\"]+)\"", text)
    assert links and [link for pair in links for link in pair if link and not (ROOT / link).exists()] == []

"""Diagram, permission matrix and API description equal the committed files; HEZHONG_SNAPSHOTS=write writes them anew."""

import json
import os
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest

from hezhong.domains.complaints.case import Complaint
from hezhong.engine.catalogue import current
from hezhong.engine.matrix import matrix
from hezhong.engine.vocabulary import Action, State
from hezhong.web.api.door import api
from hezhong.web.draw.diagram import drawn

HERE = Path(__file__).parent
WRITE = os.environ.get("HEZHONG_SNAPSHOTS") == "write"


def check(name: str, now: str) -> None:
    """Compare with the committed file, or write it."""
    file = HERE / name
    if WRITE:
        file.write_text(now, "utf8")
    assert file.exists(), f"{name} is missing: run with HEZHONG_SNAPSHOTS=write, read the diff, commit it"
    assert now == file.read_text("utf8"), f"{name} changed: read what changed; HEZHONG_SNAPSHOTS=write accepts it"


@pytest.mark.parametrize("code", sorted(current().case_types))
def test_permission_matrix(code: str) -> None:
    check(f"{code}_matrix.md", matrix(current().case_types[code]))


@pytest.mark.parametrize("code", sorted(current().case_types))
def test_diagram(code: str) -> None:
    svg = str(drawn(current().case_types[code], {}, "?state="))
    check(f"{code}_diagram.svg", svg.replace("><", ">\n<") + "\n")


def test_api_description() -> None:
    check("openapi.json", json.dumps(api.get_openapi_schema(path_prefix="api/"), ensure_ascii=False, indent=1, default=str) + "\n")


def test_the_matrix_says_what_the_procedure_says() -> None:
    """Read back by hand: who refuses, who signs a refusal, who withdraws, who takes a case."""
    rows = {line.split(" | ")[0].strip("| "): line for line in matrix(Complaint).splitlines() if line.startswith("|")}
    heads = [cell.strip() for cell in rows["动作"].strip("|").split("|")]

    def cell(row: str, head: str) -> str:
        return rows[row].strip("|").split("|")[heads.index(head)].strip()

    assert cell("不予受理 refuse", "劳动保障监察员") == "办" and cell("不予受理 refuse", "负责人") == "批"
    assert cell("撤回投诉 withdraw", "投诉人") == "办" and cell("撤回投诉 withdraw", "劳动保障监察员") == ""
    assert cell("视为受理 deem_accepted", "时限") == "办" and cell("受理 accept", "负责人") == ""
    assert cell("领办 take", "本机关工作人员") == "办" and cell("分派 assign", "派案人") == "办"
    assert "| 投诉人 | complainant | 提交 SUBMIT |" in matrix(Complaint)


def test_the_diagram_shows_every_state_and_move() -> None:
    """The picture is sound XML; every state that can be reached is a box, every move between two states an arrow."""
    picture = ElementTree.fromstring(str(drawn(Complaint, {}, "?state=")))
    boxes = [text.text for text in picture.iter("text") if text.get("class") == "n-title"]
    assert sorted(boxes) == sorted(state.title for state in Complaint.own(State).values())
    arrows = [text.text for group in picture.iter("g") if "edge" in group.get("class", "").split() for text in group.iter("text")]
    between: dict[tuple[State, State], list[str]] = {}
    for action in Complaint.own(Action).values():
        for source in action.sources:
            if action.target and action.target is not source:
                between.setdefault((source, action.target), []).append(action.title)
    assert sorted(arrows) == sorted("、".join(titles) for titles in between.values())

"""Every worked example can be told by the calculator's questions: what was typed becomes the very facts of the example."""

from datetime import date
from typing import Any

import pytest

from hezhong.kernel.places import GUANGDONG
from hezhong.law import facts
from hezhong.law.entitlement import by_id
from hezhong.law.worked import Example, examples
from hezhong.web.forms import Form
from hezhong.web.prefilled import raw_of_facts
from hezhong.web.public.calculator import questions
from hezhong.web.public.walk import Walk
from hezhong.web.reckonable import SWITCHES, form_of, questions_of
from hezhong.web.widgets.model import Raw, Surroundings

TOWN = GUANGDONG / "440300" / "440306" / "440306001"
BELOW = {"440000": (("440300", "深圳市"),), "440300": (("440306", "宝安区"),), "440306": (("440306001", "新安街道"),)}
AROUND = Surroundings(date(2026, 11, 2), below=lambda code: BELOW.get(code, ()), place=lambda code: TOWN, root="440000")
ALL = [pytest.param(id, example, id=f"{id}-{number}") for id in by_id() for number, example in enumerate(examples(id), start=1)]
PUBLIC = [each for each in ALL if each.values[0] in questions.offered()]


def told(id: str, example: Example) -> Any:
    """Return the facts of an example, read."""
    return facts.read(by_id()[id].facts, {name: value for name, value in example.facts.items() if name not in ("city", "claimed")})


def listed_only(known: Any) -> bool:
    """Whether it names wages without their months, as only a file can."""
    return any(getattr(value, "listed", ()) for value in vars(known).values())


@pytest.mark.parametrize(("id", "example"), ALL)
def test_the_form_at_the_desk_reads_what_it_wrote(id: str, example: Example) -> None:
    known = told(id, example)
    form = Form.of(form_of(id), raw_of_facts(known), AROUND, complain=True)
    assert form.reading.errors == {}
    again = by_id()[id].facts(**form.reading.values)
    assert listed_only(known) or again == known


@pytest.mark.parametrize(("id", "example"), PUBLIC)
def test_the_public_questions_reach_every_fact(id: str, example: Example) -> None:
    known = told(id, example)
    keys = questions.keys_of(id)
    raw = Raw({"what": [id], "place-1": ["440300"], "place-2": ["440306"], "place-3": ["440306001"], "place-rest": [""]})
    for name, values in raw_of_facts(known).items():
        fact = next((each for each in keys if name == each or name.startswith(f"{each}-")), None)
        if fact is not None:
            raw[keys[fact] + name.removeprefix(fact)] = values
    walk = Walk(questions.questions(), raw, AROUND)
    wrong = {name: why for name, why in walk.reading.errors.items() if any(name in page.fields for page in walk.pages)}
    assert wrong == {}
    again = questions.known(by_id()[id], walk.reading.values)
    hidden = {each.name for each in questions_of(by_id()[id], switches=True) if each.question.group == SWITCHES}
    for name in vars(known).keys() - hidden:
        assert listed_only(known) or getattr(again, name) == getattr(known, name), name


def test_no_worker_is_asked_for_a_reading_of_the_law() -> None:
    asked = {each.asked.name for each in questions.asking()}
    assert not asked & {"limitation_mode", "month_basis", "wage_base", "comprehensive_std_basis", "leave_pay_limitation", "flexible_holiday_pay"}


def test_what_several_claims_need_is_asked_once() -> None:
    once = [each for each in questions.asking() if each.asked.name == "hire_date"]
    assert len(once) == 1 and {"severance", "double_wages", "unlawful_termination_damages"} <= once[0].needed_by.keys()

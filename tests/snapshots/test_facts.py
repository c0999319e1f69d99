"""A stored sample of every released version of the facts still loads; keys that nobody declared are refused."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from hezhong.domains.complaints.case import Complaint
from hezhong.domains.complaints.facts import Forum, Ground, Trouble, Wage
from hezhong.engine import codec
from hezhong.engine.answers import Months
from hezhong.engine.catalogue import current
from hezhong.engine.plain import Unreadable, reader

HERE = Path(__file__).parent


def sample(name: str) -> dict[str, Any]:
    kept: dict[str, Any] = json.loads((HERE / name).read_text("utf8"))
    return kept


def test_every_released_version_has_a_sample() -> None:
    for code, case_type in current().case_types.items():
        for version in range(1, case_type.facts_version + 1):
            assert (HERE / f"{code}_facts_v{version}.json").exists()


@pytest.mark.parametrize("file", sorted(HERE.glob("*_facts_v*.json")), ids=lambda file: file.stem)
def test_a_sample_loads(file: Path) -> None:
    code, _, version = file.stem.partition("_facts_v")
    case_type = current().case_types[code]
    fields = case_type.upgrade(int(version), sample(file.name)) if int(version) < case_type.facts_version else sample(file.name)
    assert codec.facts_to_plain(reader(case_type.facts)(fields)).keys() >= fields.keys()


def test_the_first_version_means_what_it_meant() -> None:
    facts = reader(Complaint.facts)(sample("complaint_facts_v1.json"))
    assert (facts.trouble, facts.on_site, facts.wages) == (Trouble.WAGES, True, (Wage.MONTHLY, Wage.LABOUR_COST))
    assert facts.site.place.path == ("440000", "440300", "440306", "440306001") and facts.site.rest == "某地块二期"
    assert facts.months == Months((2026, 7), (2026, 9)) and facts.ended_on == date(2026, 9, 30)
    assert (facts.ground, facts.forum, facts.supplement_by) == (Ground.FOR_DISPUTE, Forum.ARBITRATION, date(2026, 11, 16))


def test_unknown_keys_are_refused() -> None:
    with pytest.raises(Unreadable, match="unknown hair_colour"):
        reader(Complaint.facts)({**sample("complaint_facts_v1.json"), "hair_colour": "黑"})
    with pytest.raises(Unreadable, match="Trouble has no HUNGER"):
        reader(Complaint.facts)({**sample("complaint_facts_v1.json"), "trouble": "hunger"})

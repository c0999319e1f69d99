"""The law through the API: without a session, the same answers as the commands; bad input by field; nothing is written."""

import json
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from hezhong.engine import proposals
from hezhong.engine.proposals import Administrator, Proposal
from hezhong.kernel.places import GUANGDONG
from tests import province

pytestmark = pytest.mark.django_db
SEVERANCE = {"city": "440300", "hire_date": "2023-09-01", "end_date": "2026-05-31", "reason_code": "38", "last12_wages": "8000"}


def send(path: str, body: Any) -> Any:
    return Client().post(path, json.dumps(body), "application/json")


def test_a_time_limit_for_a_day_and_a_place(db: None) -> None:
    answer = send("/api/law/limits/investigation_national", {"on": "2026-11-02", "region": "440306"}).json()
    # sixty working days after 2 November 2026; 2027 is not announced, so its days off are guessed by the law's own holidays
    assert answer["superseded_by"]["id"] == "case_handling_gd" and answer["day_kind"] == "工作日"
    assert answer["provisional_years"] == [2027]
    elsewhere = send("/api/law/limits/investigation_national", {"on": "2026-09-01", "region": "110101"}).json()
    assert elsewhere["superseded_by"] is None and elsewhere["due"] == "2026-11-30"


def test_events_move_it_and_a_duty_is_resolved(db: None) -> None:
    body = {"on": "2026-03-02", "region": "440300", "events": [{"op": "suspend", "on": "2026-03-09"}, {"op": "resume", "on": "2026-03-11"}]}
    plain = send("/api/law/limits/acceptance_decision", {**body, "events": []}).json()
    moved = send("/api/law/limits/acceptance_decision", body).json()
    assert (plain["due"], moved["due"]) == ("2026-03-09", "2026-03-11")
    binding = send("/api/law/duties/inspection.conclude", {"on": "2026-03-02", "region": "440300"}).json()
    assert binding["id"] == "case_handling_gd"


def test_an_entitlement_and_its_schema(db: None) -> None:
    assert {"severance", "double_wages"} <= {each["id"] for each in Client().get("/api/law/entitlements").json()}
    assert Client().get("/api/law/entitlements/severance").json()["required"] == ["hire_date", "end_date", "reason_code", "last12_wages"]
    answer = send("/api/law/entitlements/severance", SEVERANCE).json()
    # two years and nine months: three months of 8,000
    assert answer["amount"] == "24000.00" and "《中华人民共和国劳动合同法》第47条" in answer["citations"]
    assert {each["id"] for each in answer["parameters"]} >= {"gd.min_wage.monthly"}


@pytest.mark.parametrize(
    ("path", "body", "status", "field", "says"),
    [
        ("/api/law/limits/nothing", {"on": "2026-03-02"}, 404, "", "没有编号为“nothing”"),
        ("/api/law/limits/award_period", {"on": "昨天"}, 422, "on", "昨天"),
        ("/api/law/limits/award_period", {"on": "2026-03-02", "region": "999999"}, 422, "region", "不认识“999999”"),
        ("/api/law/limits/award_period", {"on": "2026-03-02", "events": [{"op": "jump"}]}, 422, "events", "jump"),
        ("/api/law/entitlements/gold", {}, 404, "", "没有“gold”这一项"),
        ("/api/law/entitlements/severance", SEVERANCE | {"end_date": "2020-01-01"}, 422, "end_date", "早于入职日期"),
        ("/api/law/entitlements/severance", SEVERANCE | {"last12_wages": "-1"}, 422, "last12_wages", "不能是负数"),
        ("/api/law/entitlements/severance", SEVERANCE | {"city": "月球"}, 422, "city", "不认识“月球”"),
        ("/api/law/entitlements/severance", SEVERANCE | {"shoe": 42}, 422, "shoe", "没有这一项"),
    ],
)
def test_bad_input_is_named_by_field(db: None, path: str, body: Any, status: int, field: str, says: str) -> None:
    response = send(path, body)
    told = response.json()
    assert response.status_code == status
    assert says in (told["fields"][field] if field else told["message"]), told


def test_the_book_is_the_one_confirmed_here(db: None) -> None:
    body = {"city": "440300", "date": "2026-10-01", "gross_pay": "2000"}
    before = send("/api/law/entitlements/min_wage_topup", body).json()
    assert (before["amount"], before["binding"]) == ("700.00", False)  # 2,700 by a reprint, less 2,000
    given = Proposal("gd.min_wage.monthly", (GUANGDONG / "440300",), date(2026, 9, 1), "粤府函〔2026〕188号", "附件第1页", amount=Decimal(2750))
    at = province.at("2026-11-02").recorded_at
    proposals.approve(proposals.propose(given, Administrator(71, "何管理"), at), Administrator(72, "林管理"), at)
    after = send("/api/law/entitlements/min_wage_topup", body).json()
    wage = next(each for each in after["parameters"] if each["id"] == "gd.min_wage.monthly")
    assert (after["amount"], wage["confidence"]) == ("750.00", "confirmed")

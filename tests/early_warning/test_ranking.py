"""Employers in the order of their index: hand-counted, each of the asker's own places only, page by page."""

from decimal import Decimal
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from python_calamine import CalamineWorkbook

from hezhong.early_warning import rules
from hezhong.early_warning.index import SUGGESTED, Open
from hezhong.early_warning.models import Warning
from hezhong.early_warning.ranking import ranked
from hezhong.early_warning.vocabulary import Grade
from hezhong.web.desk.warnings import ranking_page
from tests import province
from tests.at_desk import day, signed_in
from tests.early_warning.warned import BOAN, DAY, TIANHE, WAGES, keep, run, site, workers

PATH = "/desk/warnings/employers/"


def test_whoever_has_most_comes_first_beyond_a_hundred_too_and_alike_by_token() -> None:
    declared = rules.declared()
    owed, cards, late = (declared[code] for code in ("site_wages_unpaid", "site_card_shared", "site_wages_late"))

    def warned(rule: object, grade: Grade, where: int) -> Open:
        return Open(rule, where, grade)  # type: ignore[arg-type]

    given = [
        (7, warned(owed, Grade.RED, 1)), (7, warned(late, Grade.RED, 1)), (7, warned(cards, Grade.RED, 1)),  # 40 + 40 + 10
        (5, warned(owed, Grade.YELLOW, 2)), (5, warned(owed, Grade.BLUE, 3)),  # 16, the blue one of the same rule does not count
        (3, warned(owed, Grade.YELLOW, 4)), (0, warned(owed, Grade.RED, 9)),  # 16; and nobody's
    ]  # fmt: skip
    found = ranked(given, SUGGESTED)
    assert [(each.employer, each.index.total) for each in found] == [(7, Decimal("90.0")), (3, Decimal("16.0")), (5, Decimal("16.0"))]
    assert dict(found[2].colours) == {Grade.YELLOW: 1, Grade.BLUE: 1}


@pytest.mark.django_db
def test_the_page_shows_each_officer_his_places_page_by_page_and_takes_it_away(monkeypatch: pytest.MonkeyPatch) -> None:
    keep(monkeypatch, WAGES)
    monkeypatch.setattr(ranking_page, "SIZE", 1)
    province.build()
    with day(DAY):
        boan, tianhe = site("滨海湾一号", BOAN), site("珠江新城二期", TIANHE)
        run(DAY, [*workers(boan, 3), *[{**row, "city": 440100} for row in workers(tianhe, 30)]])
        assert "今天没有适用的指数权重" in signed_in("guangdong.head").get(PATH).content.decode()
    with day("2026-12-02"):
        head = signed_in("guangdong.head")
        first = head.get(PATH).content.decode()
        assert "珠江新城二期总承包有限公司" in first and "滨海湾一号总承包" not in first and ">40.0<" in first
        after = first.split("?after=")[1].split('"')[0]
        second = head.get(f"{PATH}?after={after}").content.decode()
        assert "滨海湾一号总承包有限公司" in second and "珠江新城二期总承包" not in second and "?after=" not in second
        own = signed_in("boan.head").get(PATH).content.decode()
        assert "滨海湾一号总承包有限公司" in own and "珠江新城" not in own
        assert "珠江新城" in head.get(f"{PATH}?after=rubbish").content.decode()

        rows = CalamineWorkbook.from_filelike(BytesIO(head.get(f"{PATH}?export=xlsx").content)).get_sheet_by_index(0).to_python()
        assert [row[1] for row in rows[1:3]] == ["珠江新城二期总承包有限公司", "滨海湾一号总承包有限公司"]

        monkeypatch.setattr(ranking_page, "SIZE", 50)
        with CaptureQueriesContext(connection) as few:
            head.get(PATH)
        for other in Warning.objects.all():
            for number in range(20):
                Warning.objects.create(**{
                    **{name: getattr(other, name) for name in ("subject_kind", "measure", "city", "county", "town", "seen_on", "version", "seq", "first_on", "grade", "worst", "asked_in")},
                    "rule": WAGES, "subject": other.subject + number + 1, "employer": other.employer + number + 1,
                })  # fmt: skip
        with CaptureQueriesContext(connection) as many:
            head.get(PATH)
        assert len(many) == len(few)

"""The paper of a warning's case as it is issued: urged, signed off, sealed by the worker, read back."""

from datetime import date

import pytest

from hezhong.domains.warning_response.facts import Rectification
from hezhong.early_warning.models import Warning
from hezhong.engine import papers, store
from hezhong.engine.answers import Prose
from hezhong.engine.case_type import SignOff
from hezhong.engine.models import Paper
from tests import province
from tests.documents import reading
from tests.early_warning.warned import BOAN, keep, run, site, workers
from tests.province import at

pytestmark = [pytest.mark.django_db, pytest.mark.debian("pdftotext")]
DAY = "2026-03-17"


def test_who_is_urged_gets_a_paper_with_what_the_ledger_shows_and_until_when(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(papers, "_letterhead", papers.Letterhead("https://hezhong.example/check/{code}/", demo=True))
    keep(monkeypatch, "site_wages_unpaid")
    inspector = province.build().asker("boan.inspector")
    run(DAY, workers(site("滨海湾一号", BOAN), 30))
    case = Warning.objects.get().case_id
    assert case
    store.act(case, "take", None, inspector, at(DAY))
    store.act(case, "urge", Rectification(plan=Prose("付清 30 人的工资"), rectify_by=date(2026, 3, 20)), inspector, at(DAY))
    (draft,) = Paper.objects.filter(case=case)
    assert (draft.document, draft.role, draft.stage) == ("urging_notice", "employer", Paper.Stage.DRAFT)
    store.act(case, "sign_off", SignOff(str(draft.id), "urging_notice"), inspector, at(DAY))
    province.work(DAY)
    paper = Paper.objects.get(id=draft.id)
    assert (paper.stage, paper.number) == (Paper.Stage.SEALED, "深宝劳预督〔2026〕1号")
    text = reading.words(papers.pdf(paper))
    wanted = ["督促整改函", "滨海湾一号总承包有限公司：", "截至2026年3月17日", "滨海湾一号有下列情形", "30人", "请你单位于2026年3月20日前", "付清30人的工资"]
    assert reading.out_of_order(text, wanted) == ""

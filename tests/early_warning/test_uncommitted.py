"""A subject that cannot be committed at the last moment is named, and holds up neither its city nor another (decision 036)."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection

from hezhong.early_warning import runs
from hezhong.early_warning.models import CityRun, Run, Warning, WarningStep
from hezhong.engine.models import Case
from tests import province
from tests.early_warning.warned import BOAN, DAY, TIANHE, WAGES, keep, run, site, workers
from tests.province import at

pytestmark = pytest.mark.django_db(transaction=True)
TRIGGER = """
CREATE FUNCTION no_such_subject() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'the subject is refused at the commit'; END $$;
CREATE CONSTRAINT TRIGGER no_such_subject AFTER INSERT ON early_warning_warning
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.subject = {subject}) EXECUTE FUNCTION no_such_subject();
"""


@pytest.fixture(name="gone")
def no_trigger_is_left(transactional_db: None) -> Iterator[None]:
    yield
    commit_again()


def refuse(subject: int) -> None:
    """Let PostgreSQL refuse every transaction that brought a warning of this subject, when it is committed and not before."""
    with connection.cursor() as cursor:
        cursor.execute(TRIGGER.format(subject=int(subject)))


def commit_again() -> None:
    with connection.cursor() as cursor:
        cursor.execute("DROP FUNCTION IF EXISTS no_such_subject() CASCADE")


def test_one_subject_that_cannot_be_committed_holds_up_no_other(gone: None, monkeypatch: pytest.MonkeyPatch) -> None:
    keep(monkeypatch, WAGES)
    province.build()
    sites = sorted(site(name, BOAN) for name in ("滨海湾一号", "滨海湾二号", "滨海湾三号"))
    far, refused = site("珠江新城二期", TIANHE), sites[1]
    rows: list[dict[str, Any]] = [row for one in sites for row in workers(one, 10)]
    rows += [{**row, "city": 440100} for row in workers(far, 10)]
    refuse(refused)
    made = run(DAY, rows)

    assert sorted(Warning.objects.values_list("subject", flat=True)) == sorted([sites[0], sites[2], far]), "those after it went on"
    assert Case.objects.count() == 3 and WarningStep.objects.count() == 3, "nothing of the refused one is left, nor its case"
    here = CityRun.objects.get(city="440300")
    assert here.done_at is None and str(refused) in here.trouble and "the subject is refused at the commit" in here.trouble
    assert here.counts == {"raised": 2}, "what was not committed has not happened"
    assert CityRun.objects.get(city="440100").done_at and made and Run.objects.get(pk=made.pk).finished_at is None
    for row in Warning.objects.all():
        assert Case.objects.get(id=row.case_id).colour == row.grade, "and each case was told"

    commit_again()
    assert runs.bring_city(here.pk, at(DAY))
    here.refresh_from_db()
    assert (here.trouble, here.counts, here.tries) == ("", {"raised": 3}, 2) and Run.objects.get(pk=made.pk).finished_at
    assert Warning.objects.filter(subject=refused).count() == 1 and Case.objects.count() == 4

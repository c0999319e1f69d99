"""The worklist: bands, filters by place and words, keyset pages, closed cases only where they are searched; links."""

import pytest

from hezhong.domains.complaints.facts import Withdrawal
from hezhong.engine import casefile, links, store, worklist
from hezhong.engine.answers import Prose
from hezhong.engine.core import Refused
from hezhong.engine.rights import Asker
from hezhong.engine.views import Tone
from hezhong.engine.worklist import Filters
from tests import province

pytestmark = pytest.mark.django_db
TODAY = "2026-11-09"


def numbers(asker: Asker, filters: Filters = Filters(), on: str = TODAY) -> list[str]:
    at = province.at(on)
    page = worklist.page(asker, filters, "", at.happened_on, at.calendar)
    return [row.number for band in page.bands for row in band.rows]


def test_bands_by_the_working_days_that_are_left() -> None:
    """Five working days from 2 November end on 9 November; from 30 October on 6; from 6 November on 13."""
    here = province.build()
    for day in ("2026-11-06", "2026-11-02", "2026-10-30", "2026-11-09"):
        province.file(day, number="")
    at = province.at(TODAY)
    page = worklist.page(here.asker("boan.clerk"), Filters(), "", at.happened_on, at.calendar)
    assert [(band.tone, [row.due.words for row in band.rows if row.due]) for band in page.bands] == [
        (Tone.LATE, ["超 1 个工作日"]),
        (Tone.TODAY, ["今天到期"]),
        (Tone.CALM, ["剩 4 个工作日", "剩 5 个工作日"]),
    ]
    assert page.counts == {Tone.LATE: 1, Tone.TODAY: 1, Tone.SOON: 0, Tone.CALM: 2} and page.total == 4


def test_places_narrow_at_every_level() -> None:
    here = province.build()
    boan = province.file(number="").number
    nanshan = province.file(town="440305001", number="").number
    tianhe = province.file(town="440106001", number="").number
    head = here.asker("guangdong.head")
    assert set(numbers(head)) == {boan, nanshan, tianhe}
    assert set(numbers(head, Filters(place="440300"))) == {boan, nanshan}
    assert numbers(head, Filters(place="440106")) == [tianhe]
    assert numbers(head, Filters(place="440305001")) == [nanshan]
    assert set(numbers(here.asker("shenzhen.head"))) == {boan, nanshan}
    assert numbers(here.asker("tianhe.clerk")) == [tianhe]


def test_every_page_once_and_nothing_twice() -> None:
    here = province.build()
    filed = {province.file("2026-11-02", number="").number for _ in range(7)}
    at, seen, after = province.at(TODAY), [], ""
    while True:
        page = worklist.page(here.asker("boan.clerk"), Filters(), after, at.happened_on, at.calendar, size=3)
        seen += [row.number for band in page.bands for row in band.rows]
        if not (after := page.after):
            break
    assert len(seen) == 7 and set(seen) == filed


@pytest.mark.parametrize("words", ["示例建工", "第三工程", "林晓彤", "深宝劳监投〔2026〕1号", "ＳＨＩ", "' & |", "%", "x'; DROP TABLE"])
def test_words_find_what_holds_them(words: str) -> None:
    here = province.build()
    number = province.file().number
    found = numbers(here.asker("boan.clerk"), Filters(text=words))
    assert found == ([number] if words in ("示例建工", "第三工程", "林晓彤", "深宝劳监投〔2026〕1号", "' & |", "%") else [])


def test_a_closed_case_is_found_and_not_listed() -> None:
    here = province.build()
    filed = province.file()
    worker = Asker(str(casefile.Case.objects.get(id=filed.case_id).parties.get(kind="person").token))
    store.act(filed.case_id, "withdraw", Withdrawal(reason=Prose("钱已经拿到")), worker, province.at("2026-11-03"))
    clerk = here.asker("boan.clerk")
    assert numbers(clerk) == [] and numbers(clerk, Filters(text="林晓彤")) == [filed.number]


def test_two_cases_are_tied_and_each_shows_the_other() -> None:
    here = province.build()
    one, other = province.file(), province.file(town="440305001", number="")
    inspector, at = here.asker("boan.inspector"), province.at("2026-11-03")
    store.act(one.case_id, "take", None, inspector, at)
    with pytest.raises(Refused, match="没有找到案号"):
        links.tie(one.case_id, other.number, inspector, at)
    mine = province.file(number="")
    with pytest.raises(Refused, match="本案的案号"):
        links.tie(one.case_id, one.number, inspector, at)
    with pytest.raises(Refused, match="承办人"):
        links.tie(one.case_id, mine.number, here.asker("boan.clerk"), at)
    links.tie(one.case_id, mine.number, inspector, at)
    links.tie(one.case_id, mine.number, inspector, at)
    assert [link.title for link in casefile.view(one.case_id, inspector, at.happened_on, at.book).links] == [mine.number]
    assert [link.title for link in casefile.view(mine.case_id, inspector, at.happened_on, at.book).links] == [one.number]


def test_a_whole_number_finds_its_case_alone_however_it_is_bracketed() -> None:
    here = province.build()
    filed = [province.file(number="").number for _ in range(11)]
    first = next(number for number in filed if number.endswith("〕1号"))
    clerk = here.asker("boan.clerk")
    office = first.removesuffix("〔2026〕1号")
    for spelling in (first, f"{office}〔2026〕1", f" {office}[2026]第01号 ", f"{office}（2026）1号"):
        assert numbers(clerk, Filters(text=spelling)) == [first]
    assert numbers(here.asker("tianhe.clerk"), Filters(text=first)) == []
    assert len(numbers(clerk, Filters(text=f"{office}2026"))) == 11
    assert numbers(clerk, Filters(text=f"{office}〔2026〕99号")) == []


def test_words_that_stand_in_every_firm_are_still_demanded() -> None:
    here = province.build()
    province.file(number="")
    clerk = here.asker("boan.clerk")
    assert numbers(clerk, Filters(text="有限公司")) and not numbers(clerk, Filters(text="家具股份有限公司"))

"""Employers: found by code, by name and by pieces of a name."""

import pytest
from django.utils import timezone

from hezhong.directory import employers, founding
from hezhong.directory.changes import Author
from hezhong.directory.founding import NewEmployer
from hezhong.directory.models import Change, Employer
from hezhong.kernel.credit_code import BadCreditCode

pytestmark = pytest.mark.django_db
CODE = "91440300DEMX00010X"
REGISTER = (
    ("示例建工集团有限公司", "91110000600037341L"),
    ("深圳示例建工劳务有限公司", None),
    ("示例服装（深圳）有限公司", None),
    ("示例餐饮管理有限公司", None),
)


@pytest.fixture(autouse=True)
def _register() -> None:
    rows = [NewEmployer(name, code or "") for name, code in REGISTER]
    founding.add_employers(rows, Author("试验", timezone.now()))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("建工", ["深圳示例建工劳务有限公司", "示例建工集团有限公司"]),  # neither begins so: in the order of characters
        ("示例建工", ["示例建工集团有限公司", "深圳示例建工劳务有限公司"]),
        ("深圳示例", ["深圳示例建工劳务有限公司"]),
        ("服装(深圳)", ["示例服装（深圳）有限公司"]),
        ("工集", ["示例建工集团有限公司"]),
        ("工劳集", []),
        ("91110000600037341l", ["示例建工集团有限公司"]),
        ("建", []),
        ("", []),
    ],
)
def test_search(text: str, found: list[str]) -> None:
    assert [card.name for card in employers.search(text)] == found


def test_search_gives_no_more_than_asked() -> None:
    assert len(employers.search("示例", 2)) == 2


def test_a_typed_name_is_the_registered_one_when_it_is_the_only_one() -> None:
    known = Employer.objects.get(name="示例餐饮管理有限公司").token
    assert employers.register("示例 餐饮管理有限公司") == known
    assert employers.register("别人没有听过的店") not in (known, employers.register("别人没有听过的店"))


def test_the_same_code_is_the_same_employer() -> None:
    first = employers.register("甲公司", "91110000600037341L")
    assert (
        first
        == Employer.objects.get(name="示例建工集团有限公司").token
        == employers.register("乙", "91110000600037341L")
    )


def test_a_wrong_code_is_refused() -> None:
    with pytest.raises(BadCreditCode, match="校验位"):
        employers.register("甲公司", CODE[:-1] + "A")


def test_only_registered_employers_are_offered() -> None:
    employers.register("示例建工某某班组")
    assert "示例建工某某班组" not in [card.name for card in employers.search("示例建工", 20)]


def test_each_registration_leaves_a_line() -> None:
    assert Change.objects.filter(what="单位").count() == len(REGISTER)

"""What inspection quotes of each violation stands so in the texts of the law, also where no printed sample shows it."""

import re
from pathlib import Path

import pytest

from hezhong.domains.inspection.facts import Violation
from hezhong.domains.inspection.violations import BROKEN, VIOLATED

TEXTS = Path(__file__).parents[3] / "shared" / "law" / "texts"


@pytest.mark.skipif(not TEXTS.is_dir(), reason="needs the texts of the law")
@pytest.mark.parametrize("violation", [each for each in Violation if each is not Violation.OTHER], ids=lambda each: each.code)
def test_what_a_violation_breaks_is_quoted_word_for_word(violation: Violation) -> None:
    for cited, says in (BROKEN[violation], *VIOLATED[violation]):
        statute = re.match("《(?:中华人民共和国)?(.+?)》", cited)
        assert statute is not None
        found = [path.read_text("utf8") for path in TEXTS.glob("*.md") if path.name.startswith(f"{statute[1]}(")]
        text = "".join(found).replace("(", "（").replace(")", "）")
        item, wanted = cited.rpartition("第")[2].removesuffix("项"), says.replace("(", "（").replace(")", "）")
        assert (f"{item}{wanted}" if item.startswith("（") else wanted) in text, cited

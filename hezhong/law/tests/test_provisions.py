"""All 248 entries: encoded once each, as their tables say; the tables as procedure.yaml has them, every quote in its text."""

import ast
import re
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from hezhong.kernel.dates import DayKind, Hours, Months, Period, Term
from hezhong.law.book import from_files
from hezhong.law.entries import Encoded, all_encoded, article_of, encoded
from hezhong.law.fines import FineRange
from hezhong.law.model import Confidence, TimeLimit
from hezhong.law.provision_files import Counts, Provision, not_encoded, provisions
from hezhong.law.rule import Rule, Threshold

LAW = Path(__file__).parents[4] / "shared" / "law"
STATUTES = Path(__file__).parents[1] / "statutes"
DIGITS = {sign: number for number, sign in enumerate("零一二三四五六七八九")}
FILES = {"blacklist": "wage_arrears_list"}  # procedure of procedure.yaml -> file, where they differ
READ = [(entry, how) for entry, how in all_encoded()]
NAMES = [entry for entry, _ in READ]
with_texts = pytest.mark.skipif(not LAW.is_dir(), reason="the texts of the law are not here")


def number(words: str) -> int:
    """Return 205 for 二百零五, 15 for 15."""
    if words.isdigit():
        return int(words)
    hundreds, hundred, rest = words.partition("百") if "百" in words else ("", "", words)
    tens, ten, ones = rest.lstrip("零").partition("十") if "十" in rest else ("", "", rest.lstrip("零"))
    value = DIGITS[hundreds] * 100 if hundred else 0
    value += (DIGITS[tens] if tens else 1) * 10 if ten else 0
    return value + (DIGITS[ones] if ones else 0)


def listed() -> dict[str, dict[str, str]]:
    """Return procedure.yaml, id -> key -> its plain text; a list of two as "a-b". Its form is regular."""
    found: dict[str, dict[str, str]] = {}
    text = (LAW / "procedure.yaml").read_text("utf8")
    for entry, block in re.findall(r"^- id: (\w+)\n((?:  .*\n)+)", text, re.M):
        pairs = re.sub(r"amount:\n  - (\S+)\n  - (\S+)", r"amount: \1-\2", block)
        found[entry] = {key: words.strip().strip("'") for key, words in re.findall(r"^ +(\w+): ?(.*)$", pairs, re.M)}
    return found


def test_248_entries_are_accounted_for_once_each() -> None:
    assert len(provisions()) == 248
    assert [entry for entry, times in Counter(NAMES).items() if times > 1] == []
    assert set(NAMES) | set(not_encoded()) == set(provisions())
    assert set(NAMES) & set(not_encoded()) == set()
    assert len(not_encoded()) <= 8 and all(not_encoded().values())


def test_every_entry_with_a_clock_is_a_time_limit_and_no_other_is() -> None:
    limits = {entry for entry, how in READ if isinstance(how, TimeLimit)}
    assert limits == {entry for entry, provision in provisions().items() if provision.has_clock}
    assert limits == {entry for limit in from_files().limits for entry in limit.entries}


@pytest.mark.parametrize(("entry", "how"), READ, ids=NAMES)
def test_an_encoding_is_what_its_table_says(entry: str, how: Encoded) -> None:
    told = provisions()[entry]
    article = article_of(entry, how)
    assert article.statute.title == told.statute
    named = re.fullmatch(r"第(\w+)条", told.article)
    assert article.number == (number(named[1]) if named else 0)
    if isinstance(how, TimeLimit):
        assert how.period == term(told) and how.confidence is told.confidence
        assert how.backwards is (told.counts is Counts.BACKWARDS) and how.rolls is told.rolls
    if isinstance(how, Threshold):
        assert (how.amount, how.most, how.confidence) == (told.amount, told.most, told.confidence)
        assert told.unit in (how.unit, "rule")
    if isinstance(how, FineRange):
        assert (how.least, how.most, "yuan") == (told.amount, told.most, told.unit)
    if isinstance(how, Rule):
        assert how.confidence is told.confidence


def term(told: Provision) -> Term:
    """Return the amount and unit of a table as a term."""
    assert told.amount is not None
    amount = int(told.amount)
    return {
        "working_day": Period(amount, DayKind.WORKING),
        "calendar_day": Period(amount, DayKind.CALENDAR),
        "hour": Hours(amount),
        "month": Months(amount),
        "year": Months(12 * amount),
    }[told.unit]


def test_what_nobody_has_read_never_binds() -> None:
    unread = {entry for entry, told in provisions().items() if told.confidence is Confidence.FROM_MEMORY}
    assert len(unread) == 16
    for entry in unread - set(not_encoded()):
        assert not getattr(encoded()[entry], "confidence", Confidence.CONFIRMED).binding


def test_what_yields_names_an_entry() -> None:
    for told in provisions().values():
        if told.yields_to:
            assert told.yields_to.entry in provisions() and told.yields_to.why


def test_every_statute_function_is_short_and_every_module_cites() -> None:
    for file in sorted(STATUTES.glob("*.py")):
        source = file.read_text("utf8")
        assert source.count("\n") < 300, file.name
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.FunctionDef):
                assert (node.end_lineno or 0) - node.lineno < 30, f"{file.name}: {node.name}"
                if not node.name.startswith("_") and node.name not in ("people",):
                    assert ast.get_docstring(node), f"{file.name}: {node.name}"


def test_every_rule_cites_the_article_of_its_entry() -> None:
    rules = {entry: how for entry, how in READ if isinstance(how, Rule)}
    assert len(rules) >= 80
    for entry, how in rules.items():
        assert dict(how.under)[entry].statute.title == provisions()[entry].statute


@with_texts
@pytest.mark.parametrize("entry", sorted(provisions()))
def test_a_table_is_what_procedure_yaml_says(entry: str) -> None:
    told, mine = listed()[entry], provisions()[entry]
    assert FILES.get(told["procedure"], told["procedure"]) == mine.file
    least, _, most = told["amount"].partition("-")
    assert mine.amount == (None if least == "null" else Decimal(least))
    assert mine.most == (Decimal(most) if most else None)
    assert (mine.unit, mine.article, mine.version) == (told["unit"], told["article"], told["version"])
    assert mine.confidence is Confidence[told["confidence"].upper()]
    assert mine.title == told["name_zh"] and mine.quote == told["quote"].replace("null", "")


@with_texts
def test_the_tables_have_no_entry_more_or_less() -> None:
    assert set(listed()) == set(provisions())


@with_texts
@pytest.mark.parametrize("entry", sorted(name for name, told in provisions().items() if told.quote))
def test_every_quote_stands_in_its_text(entry: str) -> None:
    text = (LAW / "texts" / listed()[entry]["text_file"]).read_text("utf8")
    pieces = [piece for piece in re.split("……|…", provisions()[entry].quote) if piece]
    squeezed = re.sub(r"\s", "", text)
    assert pieces and all(re.sub(r"\s", "", piece) in squeezed for piece in pieces)


@with_texts
@pytest.mark.parametrize(
    ("entry", "how"),
    [(entry, how) for entry, how in READ if provisions()[entry].quote and article_of(entry, how).paragraph],
    ids=lambda given: given if isinstance(given, str) else "",
)
def test_a_quote_stands_in_the_paragraph_cited(entry: str, how: Encoded) -> None:
    article = article_of(entry, how)
    text = (LAW / "texts" / listed()[entry]["text_file"]).read_text("utf8")
    quote = provisions()[entry].quote.strip("…")
    assert article.paragraph is not None and quote in paragraphs(text, article.number)[article.paragraph - 1]


def paragraphs(text: str, wanted: int) -> list[str]:
    """Return the paragraphs of an article; its items belong to the paragraph before them."""
    found: list[str] = []
    inside = False
    for line in filter(None, map(str.strip, text.splitlines())):
        if head := re.match(r"第([零一二三四五六七八九十百0-9]+)条[ 　]*", line):
            inside = number(head[1]) == wanted
            line = line[head.end() :]
        if inside and not line.startswith("#"):
            if found and re.match(r"[（(][一二三四五六七八九十]+[）)]", line):
                found[-1] += line
            else:
                found.append(line)
    return found

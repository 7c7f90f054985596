"""Which indicator a figure is: by evidence, and silent where evidence is wanting."""

from __future__ import annotations

import importlib.util
import random
import sys
from pathlib import Path
from types import ModuleType

import pytest

from fazhi_report.indicators.classify import classify
from fazhi_report.indicators.readings import Certainty, Uncertainty
from fazhi_report.indicators.scope import Scope
from fazhi_report.norms.catalogue import catalogue
from fazhi_report.norms.indicator_words import IndicatorWords, vocabulary
from growth import assert_linear

HERE = Path(__file__).parent


def script() -> ModuleType:
    """The measuring script, which is no part of the package."""
    path = HERE.parents[1] / "scripts" / "keys.py"
    spec = importlib.util.spec_from_file_location("keys", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def keys(text: str, heading: str = "", year: int | None = None) -> list[str]:
    """Sure keys as they are, asked ones with a question mark, ``-`` for none."""
    return [
        {Certainty.SURE: one.key, Certainty.ASK: f"{one.key}?", Certainty.NONE: "-"}[one.certainty]
        for one in classify(text, (heading,) if heading else (), Scope("示例市司法局", year))
    ]


def test_own_sentences_nearly_half_of_them_near_misses() -> None:
    """Tuned on: the words grew with these sentences; what unseen texts give is told in docs/reference/indicators.md."""
    found = list(script().labelled(HERE / "figures.txt", HERE))
    sure = [one for one in found if one.certainty is Certainty.SURE]
    assert [one.where for one in sure if not one.is_right] == []
    assert sum(one.has_key for one in sure) >= 0.8 * sum(one.has_key for one in found)
    assert sum(not one.has_key for one in found) > 0.4 * len(found)


def sentences(one: IndicatorWords) -> list[tuple[str, str]]:
    """Every word of an indicator in a plain sentence about its topic."""
    unit = catalogue().indicators[one.key].unit
    unit = "名" if unit == "人" else unit
    need = f"{one.needs[0]}，" if one.needs else ""
    verb = one.verbs[0] if one.verbs else ""
    before = [(head, f"{need}{head}12{unit}。") for head in one.heads]
    return before + [(head, f"{need}{verb}12{unit}{head}。") for head in one.behind]


_SHARED = frozenset(
    {
        # The same words are another indicator's too; only nested topics or what stands around tell them apart.
        "contracts.opinions 提出法律意见",
        "townships.contracts 政府合同",
        "legal_services.opinions 法律意见书",
        *(f"lawyers.{words}" for words in ("consultations 提供法律咨询", "publicity 开展法治宣传")),
        *(f"lawyers.{words}" for words in ("publicity 法治宣传", "disputes 调处矛盾纠纷")),
        *(f"lawyers.{words}" for words in ("disputes 化解矛盾纠纷", "disputes 调处纠纷")),
    }
)


def test_every_word_of_the_data_can_be_met() -> None:
    missed: list[str] = []
    for key, one in vocabulary().indicators.items():
        heading = vocabulary().topics[one.topic].words[0]
        for head, sentence in sentences(one):
            (reading,) = classify(sentence, (heading,))
            if key not in {reading.key, *reading.rivals}:
                missed.append(f"{key} {head}")
    assert set(missed) <= _SHARED


def test_the_words_are_of_the_catalogue_and_of_known_topics() -> None:
    words = vocabulary()
    assert set(words.indicators) == set(catalogue().indicators)
    assert {one.topic for one in words.indicators.values()} <= set(words.topics)
    assert {topic for one in words.indicators.values() for topic in one.apart} <= set(words.topics)
    assert {one.within for one in words.topics.values()} <= {"", *words.topics}
    assert set(words.openers) <= set(words.frame)


@pytest.mark.parametrize(
    ("text", "right"),
    [
        (
            "收到行政复议申请96件，不受理14件，受理82件。",
            "reconsideration.received reconsideration.declined reconsideration.accepted",
        ),
        ("未受理行政复议申请5件。", "reconsideration.declined"),
        ("组织法治培训596人次，执法业务培训70人次。", "popularisation.trained popularisation.trained"),
        ("培训执法人员70人次，培训干部16人次。", "popularisation.trained -"),
        ("承接12345热线交办935件，发放各类普法资料500份。", "hotline.received popularisation.materials"),
        ("3件行政复议案例获评全省优秀案例。", "-"),
        ("行政复议撤销、变更6件。", "reconsideration.changed?"),
        ("办理人大代表建议12件政协提案4件。", "proposals.deputies proposals.advisers"),
        ("涉企行政复议案件受理30件，维持10件。", "reconsideration.accepted? reconsideration.upheld?"),
        ("法院受理行政案件30件，调解成功9件。", "- -"),
        ("受理法律援助案件96件，同比增长12.5%。", "legal_aid.total legal_aid.total.growth?"),
        ("受理法律援助案件96件（上年88件）。", "legal_aid.total legal_aid.total.last_year?"),
        ("受理法律援助案件96件，同比下降12.5%。", "legal_aid.total -"),
        ("行政复议受理案件由30件增至42件。", "reconsideration.accepted.last_year? reconsideration.accepted"),
        ("抽查执法案卷96宗，其中行政处罚61宗。", "enforcement.files enforcement.penalties?"),
        ("受理法律援助案件96件（民事51件）。", "legal_aid.total legal_aid.civil"),
        ("去年、今年分别受理法律援助案件80件、96件。", "legal_aid.total.last_year? -"),
        ("行政应诉案件由专班办理。受理行政复议案件9件。", "reconsideration.accepted"),
        ("受理法律援助案件96件，比2019年增长50%。", "legal_aid.total -"),
        ("审核规范性文件17件、政府合同9件。", "normative_documents.reviewed contracts.reviewed"),
        ("审查涉企规范性文件17件、政府合同9件。", "- contracts.reviewed?"),
        ("拟受理法律援助案件96件。", "-"),
        ("审核62件规范性文件。", "normative_documents.reviewed"),
        ("审查19个镇（街道）规范性文件40件、政府合同65件。", "- townships.normative_documents townships.contracts"),
        (
            "收到行政诉讼案件5件、行政复议申请9件，审结7件。",
            "litigation.cases? reconsideration.received? reconsideration.concluded?",
        ),
    ],
)  # fmt: skip
def test_evidence(text: str, right: str) -> None:
    assert keys(text) == right.split()


def test_another_year_and_the_coming_year_are_not_this_year() -> None:
    text = "{year}年，全市受理行政复议案件96件。"
    assert keys(text.format(year=2025), year=2025) == ["reconsideration.accepted"]
    assert keys(text.format(year=2024), year=2025) == ["reconsideration.accepted.last_year?"]
    assert keys(text.format(year=2026), year=2025) == ["-"]


def test_the_topic_may_stand_in_the_heading_and_a_foreign_one_rules_it_out() -> None:
    assert keys("受理案件96件。", "行政复议") == ["reconsideration.accepted"]
    assert keys("信访局受理案件96件。", "行政复议") == ["-"]
    assert keys("受理案件96件。", "信访工作") == ["-"]


def test_an_asked_reading_says_why() -> None:
    (reading,) = classify("涉企行政复议案件受理30件。")
    assert reading.evidence is not None
    assert (reading.evidence.residue, reading.evidence.doubts) == ("涉企", (Uncertainty.RESIDUE,))


def test_time_grows_with_the_figures_of_a_paragraph() -> None:
    assert_linear(classify, "受理行政复议案件12件、审结9件，")


def test_no_text_makes_it_fail() -> None:
    alphabet = "0123456789件%，。、；（）“”《》年受理行政复议案件同比增长对为"
    chance = random.Random(7)  # noqa: S311  (no secret)
    for _ in range(400):
        text = "".join(chance.choice(alphabet) for _ in range(60))
        for reading in classify(text, ("行政复议",), Scope("示例市司法局", 2025)):
            assert text[reading.spot.number.start : reading.spot.number.end] == reading.spot.number.text

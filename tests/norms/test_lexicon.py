"""The lexicon: what the shipped file says, and what an office may add."""

from __future__ import annotations

from datetime import date

import pytest

from fazhi_report.norms.lexicon import KINDS, MOST_WORDS, LexiconEntry, LexiconError, lexicon, parse_lexicon

DAY = date(2024, 1, 1)


def test_the_shipped_lexicon_is_whole() -> None:
    shipped = lexicon()
    assert all(shipped.of(kind) for kind in KINDS)
    for kind in KINDS:
        for entry in shipped.of(kind):
            assert entry.why, entry
            assert entry.kind == kind
            assert entry.since is None or entry.until is None or entry.since < entry.until
            assert all(entry.word in longer and entry.word != longer for longer in entry.unless), entry


def test_no_entry_alarms_on_what_it_proposes() -> None:
    for kind in KINDS:
        for entry in lexicon().of(kind):
            assert entry.word != entry.instead
            # What is quoted in the cure is to be written; it must not be found again.
            assert not list(entry.found_in(entry.instead)), entry


def test_a_word_and_its_time() -> None:
    entry = LexiconEntry("旧局", "organ", since=date(2019, 4, 1), until=date(2030, 1, 1))
    assert [entry.holds(date(year, 1, 1)) for year in (2019, 2020, 2029, 2030)] == [False, True, True, False]
    assert LexiconEntry("旧局", "organ").holds(date.min)


def test_longer_words_and_the_next_character() -> None:
    entry = LexiconEntry("农业部", "organ", unless=("农业部门", "现代农业部"))
    text = "农业部、农业部门、现代农业部和农业部"
    assert list(entry.found_in(text)) == [0, 15]
    assert list(LexiconEntry("截止", "misused", next="2目").found_in("截止日期截止2020年截止目前截止")) == [
        4,
        11,
    ]


@pytest.mark.parametrize(
    ("word", "text", "count"),
    [
        ("《合同法》", "学习《合同法》《劳动合同法》", 1),
        ("保监会", "银保监会", 0),
        ("近平总书记", "习近平总书记", 0),
        ("新时代中国特色社会主义思想", "习近平新时代中国特色社会主义思想", 0),
        ("环境保护部", "环境保护部门", 0),
        ("决对", "坚决对标", 0),
    ],
)
def test_words_inside_words(word: str, text: str, count: int) -> None:
    entries = [entry for kind in KINDS for entry in lexicon().of(kind) if entry.word == word]
    assert sum(len(list(entry.found_in(text))) for entry in entries) == count


def test_an_office_adds_replaces_and_allows() -> None:
    own = lexicon().with_own(
        parse_lexicon(
            "organ:\n  - {word: [旧局, 老局], instead: 新局, from: 2024-05-01, why: 本市改革}\n"
            "misused:\n  - {word: 签定, instead: 签署}\nlaw:\n  - {title: 示例条例, instead: 《新条例》}\n"
            "allow: [一把手]\n"
        )
    )
    added = [entry for entry in own.of("organ") if entry.instead == "新局"]
    assert [(entry.word, entry.since) for entry in added] == [
        ("旧局", date(2024, 5, 1)),
        ("老局", date(2024, 5, 1)),
    ]
    assert [entry.instead for entry in own.of("misused") if entry.word == "签定"] == ["签署"]
    assert {"《示例条例》", "《中华人民共和国示例条例》"} <= {entry.word for entry in own.of("law")}
    assert "一把手" in {entry.word for entry in lexicon().of("preferred")}
    assert "一把手" not in {entry.word for entry in own.of("preferred")}
    assert own.history == lexicon().history


def test_an_empty_file_changes_nothing() -> None:
    assert lexicon().with_own(parse_lexicon("# 还没有\n")).entries == lexicon().entries


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("- 甲\n", "键: 值"),
        ("words: []\n", "words"),
        ("organ: 甲\n", "organ"),
        ("organ: [甲]\n", "organ 第 1 条"),
        ("organ:\n  - {instead: 乙}\n", "word"),
        ("organ:\n  - {word: ''}\n", "word"),
        ("organ:\n  - {word: 甲, form: 乙}\n", "form"),
        ("organ:\n  - {word: {a: b}}\n", "应写文字"),
        ("organ:\n  - {word: 甲, from: 2024年}\n", "2024年"),
        ("allow: {a: b}\n", "allow"),
        ("organ: [\n", "第 2 行"),
        ("a: \0\n", "YAML"),
    ],
)
def test_a_file_of_another_form_is_refused_with_its_place(text: str, part: str) -> None:
    with pytest.raises(LexiconError, match=part):
        lexicon().with_own(parse_lexicon(text))


def test_tags_make_nothing() -> None:
    with pytest.raises(LexiconError):
        lexicon().with_own(parse_lexicon("organ:\n  - {word: !!python/object/apply:os.getcwd []}\n"))


@pytest.mark.parametrize(
    ("text", "part"),
    [
        (
            "banned:\n" + "".join(f"- word: 词{at}\n  why: 因\n" for at in range(MOST_WORDS + 1)),
            "超过 10000 个词",
        ),
        ("allow: [" + "甲," * 60_001 + "甲]", "超过 10000 个词"),
        ("allow: &a [甲]\nbanned:\n- word: 乙\n  unless: *a\n", "第 4 行用了别名"),
        ("allow: " + "[" * 50_000, "第 1 行套得太深"),
    ],
    ids=["entries", "words", "aliases", "depth"],
)
def test_a_list_without_end_is_refused(text: str, part: str) -> None:
    with pytest.raises(LexiconError, match=part):
        lexicon().with_own(parse_lexicon(text))

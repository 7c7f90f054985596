"""A .docx set anew: its words untouched, its layout conforming, nothing lost in silence."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

import docx as docx_library
import pytest
from docx.oxml.ns import qn
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fazhi_report.commands.reformat import Reformatted, reformat
from fazhi_report.docx_in.measure import measure
from fazhi_report.errors import FazhiError
from fazhi_report.norms.gbt9704 import PROFILES
from fazhi_report.recognise.recognise import recognise
from inspected import EXPLAINED, base
from office_habits import HABITS
from wordfiles import docx, p
from wordprocessing import paragraphs, parts, words

FOREIGN = Path(__file__).parents[1] / "foreign"
TITLE, BODY = "某某局关于2024年度法治政府建设情况的报告", "2024年，我局坚持依法行政，现将有关情况报告如下。"


def plain(content: bytes) -> str:
    return re.sub(r"\s+", "", "".join(words(paragraph) for paragraph in paragraphs(content)))


def set_anew(content: bytes, folder: Path, **how: object) -> tuple[Reformatted, bytes]:
    source = folder / "原件.docx"
    source.write_bytes(content)
    made = reformat(source, folder / "新件.docx", **how)  # type: ignore[arg-type]  # options as given
    assert source.read_bytes() == content
    return made, made.path.read_bytes()


def known(content: bytes) -> list[str]:
    """Every paragraph as it is read, automatic numbers among the words."""
    return [one.printed for one in measure(content, Path("x")).paragraphs if one.printed]


def left(made: Reformatted) -> list[str]:
    return [one.code for one in made.left.findings if one.code not in EXPLAINED]


@pytest.mark.parametrize("tool", ["pandoc", "python-docx", "libreoffice"])
def test_files_of_other_tools_come_out_conforming_word_for_word(tool: str, tmp_path: Path) -> None:
    content = (FOREIGN / f"{tool}.docx").read_bytes()
    made, new = set_anew(content, tmp_path)
    assert left(made) == []
    assert len(made.mended) > 10
    # Numbers that the word processor printed by itself stand typed now: 1.强化学习.
    typed, printed = (set(known(file)) for file in (new, content))
    assert {re.sub(r"\s", "", one) for one in typed} == {re.sub(r"\s", "", one) for one in printed}


def told(content: bytes) -> list[str]:
    """The words of each paragraph, cells among them, as another library reads them; blanks left out."""
    body = docx_library.Document(BytesIO(content)).element.body
    texts = (
        "".join(one.text or "" for one in paragraph.iter(qn("w:t"))) for paragraph in body.iter(qn("w:p"))
    )
    return [squeezed for text in texts if (squeezed := re.sub(r"\s", "", text))]


@pytest.mark.parametrize("habit", ["typed", "28-points", "by-theme", "red-head-as-table"])
def test_files_made_by_hand_come_out_conforming_word_for_word(habit: str, tmp_path: Path) -> None:
    content = HABITS[habit]()
    made, new = set_anew(content, tmp_path)
    assert "".join(told(new)) == "".join(told(content))
    assert left(made) == []
    assert len(made.mended) >= 4


def test_automatic_numbers_stand_typed(tmp_path: Path) -> None:
    content = HABITS["automatic-numbers"]()
    made, new = set_anew(content, tmp_path)
    assert left(made) == []
    for old, now in zip(told(content), told(new), strict=True):
        assert now.endswith(old)
        assert now.removesuffix(old) in {"", "一、", "二、", "（一）", "1."}


@pytest.mark.parametrize(("habit", "word"), [("text-box", "隐藏的文字"), ("number-in-box", "页脚文字")])
def test_what_stands_around_the_text_is_not_dropped(habit: str, word: str, tmp_path: Path) -> None:
    with pytest.raises(FazhiError, match=word):
        set_anew(HABITS[habit](), tmp_path)


def test_links_that_stay_as_words_are_told(tmp_path: Path) -> None:
    link = f"<w:hyperlink><w:r><w:t>{BODY}</w:t></w:r></w:hyperlink>"
    made, new = set_anew(docx(p(TITLE) + p() + f"<w:p>{link}</w:p>"), tmp_path)
    assert made.flattened == (("超链接", 1),)
    assert BODY in "".join(told(new))


@pytest.mark.parametrize("name", ["published", "long-name"])
@pytest.mark.parametrize("profile", sorted(PROFILES))
def test_our_own_documents_come_out_as_they_went_in(name: str, profile: str, tmp_path: Path) -> None:
    content = base(name, profile)
    made, new = set_anew(content, tmp_path, profile=profile)
    assert parts(new)["word/document.xml"] == parts(content)["word/document.xml"]
    assert made.mended == ()


def test_every_element_comes_through(tmp_path: Path) -> None:
    made, new = set_anew(base("submitted"), tmp_path)
    assert plain(new) == plain(base("submitted"))
    before, after = (recognise(measure(content, Path("x"))) for content in (base("submitted"), new))
    assert [one.role for one in after.elements] == [one.role for one in before.elements]
    assert left(made) == []


def test_the_seal_is_as_asked_for(tmp_path: Path) -> None:
    _, sealed = set_anew(base("published"), tmp_path, sealed=True)
    assert b'w:val="center" w:pos="6569"' in parts(sealed)["word/document.xml"]


@pytest.mark.parametrize(
    ("body", "word"),
    [
        ("<w:p><w:r><w:drawing/></w:r></w:p>", "图片"),
        ('<w:p><w:r><w:footnoteReference w:id="1"/></w:r></w:p>', "脚注"),
        ("<w:p><w:ins><w:r><w:t>增</w:t></w:r></w:ins></w:p>", "修订"),
        ("<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>藏</w:t></w:r></w:p>", "隐藏"),
        (
            "<w:p><w:r><w:pict><w:txbxContent><w:p><w:r><w:t>框里</w:t></w:r></w:p></w:txbxContent></w:pict></w:r></w:p>",
            "认不出",
        ),
        ('<w:p><w:r><w:commentReference w:id="1"/></w:r></w:p>', "批注"),
        (
            f'<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>{p("甲")}</w:tc></w:tr></w:tbl>',
            "合并",
        ),
        (f"<w:tbl><w:tr><w:tc>{p('甲')}{p('乙')}</w:tc></w:tr></w:tbl>", "几段"),
        (
            f"<w:tbl><w:tr><w:tc>{p('甲')}</w:tc></w:tr><w:tr><w:tc>{p('乙')}</w:tc><w:tc>{p('丙')}</w:tc></w:tr></w:tbl>",
            "格数不一",
        ),
    ],
)
def test_what_would_be_lost_is_refused(body: str, word: str, tmp_path: Path) -> None:
    with pytest.raises(FazhiError, match=word):
        set_anew(docx(p(TITLE) + p() + p(BODY) + body), tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["原件.docx"]


@pytest.mark.parametrize(
    ("lines", "word"),
    [
        ((TITLE, "", "某某市人民政府:", BODY), "重排会改动文字"),
        ((TITLE, "（2025年2月28日）", "", BODY), "认不出"),
        ((TITLE, "", BODY, "某某局", "2025年2月28日", "联系电话：123"), "认不出"),
        (
            (TITLE, "", BODY, "附件:1.情况表", "某某局", "2025年2月28日", "附件1", "情况表", "", "见正文。"),
            "重排会改动文字",
        ),
    ],
)
def test_words_that_would_change_are_refused(lines: tuple[str, ...], word: str, tmp_path: Path) -> None:
    with pytest.raises(FazhiError, match=word):
        set_anew(docx("".join(map(p, lines))), tmp_path)


def test_the_original_is_never_the_target(tmp_path: Path) -> None:
    source = tmp_path / "a.docx"
    source.write_bytes(base("published"))
    with pytest.raises(FazhiError, match="盖住原件"):
        reformat(source, source, force=True)
    assert source.read_bytes() == base("published")


@pytest.mark.parametrize(("name", "word"), [("新件.doc", "以 .docx 结尾"), ("", "写文件名")])
def test_the_target_is_a_docx(name: str, word: str, tmp_path: Path) -> None:
    source = tmp_path / "a.docx"
    source.write_bytes(base("published"))
    with pytest.raises(FazhiError) as refused:
        reformat(source, tmp_path / name)
    assert word in f"{refused.value.message}{refused.value.hint}"


def test_somebody_elses_file_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "新件.docx").write_bytes(b"x")
    with pytest.raises(FazhiError, match="没有覆盖"):
        set_anew(base("published"), tmp_path)
    assert (tmp_path / "新件.docx").read_bytes() == b"x"


SENTENCE = st.text("法治政府建设，。、“”《》；：（）0123456789%·… 　\n", min_size=1, max_size=40)
NUMBER = st.sampled_from(["", "一、", "（二）", "3.", "（4）", "1、", "一是", "(一)"])


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lines=st.lists(st.tuples(NUMBER, SENTENCE).map("".join), min_size=1, max_size=8))
def test_any_body_keeps_its_words_or_is_refused(lines: list[str], tmp_path: Path) -> None:
    runs = [p(line.replace("\n", "</w:t><w:br/><w:t>")) for line in lines]
    content = docx(p(TITLE) + p() + p(BODY) + "".join(runs))
    try:
        _, new = set_anew(content, tmp_path, force=True)
    except FazhiError:
        return
    assert plain(new) == plain(content)

"""A .docx set anew: its words untouched, its layout conforming, nothing lost in silence."""

from __future__ import annotations

import random
import re
import zipfile
from io import BytesIO
from pathlib import Path

import docx as docx_library
import pytest
from docx.oxml.ns import qn
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from fazhi_report.commands.reformat import Reformatted, reformat
from fazhi_report.docx_in.content import content as holds
from fazhi_report.docx_in.facts import Alignment
from fazhi_report.docx_in.measure import measure
from fazhi_report.errors import FazhiError
from fazhi_report.norms.elements import Role
from fazhi_report.norms.gbt9704 import CLASSIC, FANGSONG, HEITI, PROFILES, XIAOBIAOSONG
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
def test_what_stands_around_the_text_stays(habit: str, word: str, tmp_path: Path) -> None:
    content = HABITS[habit]()
    made, new = set_anew(content, tmp_path)
    assert word in made.reason
    assert_only_looks_changed(content, new)


def assert_only_looks_changed(old: bytes, new: bytes) -> None:
    """Every part but the text is the same to the byte, and the text differs in looks alone."""
    was, now = (zipfile.ZipFile(BytesIO(data)) for data in (old, new))
    assert was.namelist() == now.namelist()
    main = "word/document.xml"
    assert [was.read(name) for name in was.namelist() if name != main] == [
        now.read(name) for name in now.namelist() if name != main
    ]
    assert holds(etree.fromstring(was.read(main))) == holds(etree.fromstring(now.read(main)))
    assert plain(new) == plain(old)


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
        ('<w:p><w:r><w:sym w:font="Wingdings 2" w:char="F052"/><w:t>是</w:t></w:r></w:p>', "符号（1 处）"),
        ('<w:p><w:r><w:fldChar w:fldCharType="begin"><w:ffData/></w:fldChar></w:r></w:p>', "表单域"),
        ("<w:p><w:r><w:instrText> EQ \\o(○,一)</w:instrText></w:r></w:p>", "公式"),
        ("<w:p><w:r><w:ruby><w:rubyBase><w:r><w:t>字</w:t></w:r></w:rubyBase></w:ruby></w:r></w:p>", "拼音"),
        ('<w:altChunk r:id="r9"/>', "嵌在文中的其他文件"),
        (p("2", run='<w:vertAlign w:val="superscript"/>'), "上下标"),
        (p("删去", run="<w:strike/>"), "删除线"),
        (p("　　", run='<w:u w:val="single"/>'), "填空的横线"),
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
def test_what_a_new_file_would_lose_stays_in_place(body: str, word: str, tmp_path: Path) -> None:
    content = docx(p(TITLE) + p() + p(BODY) + body)
    made, new = set_anew(content, tmp_path)
    assert word in made.reason
    assert_only_looks_changed(content, new)
    title, _, text = measure(new, Path("x")).paragraphs[:3]
    assert title.align is Alignment.CENTER
    assert (title.head.fonts.east_asia, text.head.fonts.east_asia) == (XIAOBIAOSONG.family, FANGSONG.family)
    assert text.first_chars == 2
    assert {one.code for one in made.mended} >= {"GW301", "GW306", "GW501", "GW502"}


@pytest.mark.parametrize(
    ("lines", "word"),
    [
        ((TITLE, "", "某某市人民政府:", BODY), "会改动文字"),
        ((TITLE, "（2025年2月28日）", "", BODY), "认不出"),
        ((TITLE, "", BODY, "某某局", "2025年2月28日", "联系电话：123"), "认不出"),
        (
            (TITLE, "", BODY, "附件:1.情况表", "某某局", "2025年2月28日", "附件1", "情况表", "", "见正文。"),
            "会改动文字",
        ),
        (("附件4", "", "某某县检查细则", "", BODY), "从附件开始"),
    ],
)
def test_words_that_would_change_are_set_in_place(lines: tuple[str, ...], word: str, tmp_path: Path) -> None:
    content = docx("".join(map(p, lines)))
    made, new = set_anew(content, tmp_path)
    assert word in made.reason
    assert_only_looks_changed(content, new)


def test_a_heading_and_its_text_in_one_run_are_parted(tmp_path: Path) -> None:
    content = docx(p(TITLE) + p() + p("一、抓学习。全年学习12次。") + "<w:p><w:r><w:drawing/></w:r></w:p>")
    _, new = set_anew(content, tmp_path)
    runs = measure(new, Path("x")).paragraphs[2].runs
    assert [one.text for one in runs] == ["一、抓学习。", "全年学习12次。"]
    assert [one.fonts.east_asia for one in runs] == [HEITI.family, FANGSONG.family]
    assert_only_looks_changed(content, new)


def test_signs_in_a_font_of_symbols_keep_it(tmp_path: Path) -> None:
    sign = (
        '<w:p><w:r><w:rPr><w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/></w:rPr><w:t>R</w:t></w:r></w:p>'
    )
    content = docx(p(TITLE) + p() + p(BODY) + sign + "<w:p><w:r><w:drawing/></w:r></w:p>")
    _, new = set_anew(content, tmp_path)
    assert measure(new, Path("x")).paragraphs[3].head.fonts.ascii == "Wingdings"


def test_pages_on_their_side_and_wide_tables_keep_their_margins(tmp_path: Path) -> None:
    size = '<w:pgSz w:w="16838" w:h="11906"/><w:pgMar w:top="1000" w:right="1000" w:bottom="1000" w:left="1000"/>'
    wide = f'<w:tbl><w:tblGrid><w:gridCol w:w="12000"/></w:tblGrid><w:tr><w:tc>{p("甲")}{p("乙")}</w:tc></w:tr></w:tbl>'
    upright = '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1000" w:right="1000" w:bottom="1000" w:left="1000"/>'
    for section, more in ((size, "<w:p><w:r><w:drawing/></w:r></w:p>"), (upright, wide)):
        made, new = set_anew(docx(p(TITLE) + p(BODY) + more, section), tmp_path, force=True)
        assert measure(new, Path("x")).sections[0].top.twips == 1000
        assert any("页边距没有动" in one for one in made.kept)
    # A wide table on a landscape page keeps no portrait page from its margins.
    before = f"<w:p><w:pPr><w:sectPr>{upright}</w:sectPr></w:pPr></w:p>"
    made, new = set_anew(docx(p(TITLE) + p(BODY) + before + wide + p(), size), tmp_path, force=True)
    assert [one.top.tw for one in measure(new, Path("x")).sections] == [CLASSIC.top.tw, 1000]
    assert any("横排或分栏的 1 节" in one for one in made.kept)


@pytest.mark.parametrize(
    ("body", "word"),
    [
        (p(), "没有文字"),
        (f"<w:tbl><w:tr><w:tc>{p(TITLE)}{p(BODY)}</w:tc></w:tr></w:tbl>", "没有可以重排的段落"),
        (
            f"<w:p><w:hyperlink><w:r><w:t>{TITLE}</w:t><w:br/><w:t>{BODY}</w:t></w:r></w:hyperlink></w:p>",
            "软回车",
        ),
    ],
)
def test_an_empty_result_is_no_success(body: str, word: str, tmp_path: Path) -> None:
    with pytest.raises(FazhiError, match=word):
        set_anew(docx(body), tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["原件.docx"]


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
def test_any_body_keeps_its_words(lines: list[str], tmp_path: Path) -> None:
    runs = [p(line.replace("\n", "</w:t><w:br/><w:t>")) for line in lines]
    content = docx(p(TITLE) + p() + p(BODY) + "".join(runs))
    made, new = set_anew(content, tmp_path, force=True)
    assert plain(new) == plain(content)
    if made.reason:
        assert_only_looks_changed(content, new)


def numbering(form: str, text: str) -> str:
    """A list of one level."""
    level = (
        f'<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
    )
    return (
        f'<w:abstractNum w:abstractNumId="1">{level}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    )


LISTED = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'


@pytest.mark.parametrize(
    ("form", "text", "reason"),
    [
        ("bullet", "●", "自动编号"),
        ("ideographTraditional", "%1、", "自动编号"),
        ("ideographZodiac", "%1、", "自动编号"),
        ("chineseCounting", "（%1）", ""),
        ("decimal", "%1.", ""),
    ],
)
def test_automatic_numbers_that_cannot_be_typed_stay_automatic(
    form: str, text: str, reason: str, tmp_path: Path
) -> None:
    content = docx(p(TITLE) + p() + p(BODY) + p("抓学习。", LISTED), numbering=numbering(form, text))
    made, new = set_anew(content, tmp_path)
    assert reason in made.reason
    assert bool(made.reason) is bool(reason)
    assert known(new)[-1] == known(content)[-1]
    if reason:
        assert_only_looks_changed(content, new)


SEAL = '<w:r><w:drawing><wp:anchor><wp:positionH relativeFrom="column"/><a:graphic/></wp:anchor></w:drawing></w:r>'
DECORATIONS = {
    "picture": "<w:p><w:r><w:drawing><wp:inline/></w:drawing></w:r></w:p>",
    "old picture": "<w:p><w:r><w:pict/></w:r></w:p>",
    "merged": f'<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>{p("合计")}</w:tc></w:tr></w:tbl>',
    "two in a cell": f"<w:tbl><w:tr><w:tc>{p('复议')}{p('应诉')}</w:tc></w:tr></w:tbl>",
    "plain table": f"<w:tbl><w:tr><w:tc>{p('项目')}</w:tc></w:tr><w:tr><w:tc>{p('12')}</w:tc></w:tr></w:tbl>",
    "table in a table": f"<w:tbl><w:tr><w:tc><w:tbl><w:tr><w:tc>{p('内')}</w:tc></w:tr></w:tbl>{p()}</w:tc></w:tr></w:tbl>",
    "text box": f"<w:p><w:r><w:pict><w:txbxContent>{p('框里')}</w:txbxContent></w:pict></w:r></w:p>",
    "footnote": '<w:p><w:r><w:t>学习12次</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p>',
    "insertion": "<w:p><w:ins><w:r><w:t>新增一句。</w:t></w:r></w:ins></w:p>",
    "hidden": "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>暗记</w:t></w:r></w:p>",
    "ticked": '<w:p><w:r><w:sym w:font="Wingdings 2" w:char="F052"/></w:r><w:r><w:t>公开</w:t></w:r></w:p>',
    "bullets": p("抓学习。", LISTED),
    "soft breaks": p("（一）抓学习。</w:t><w:br/><w:t>全年学习12次。"),
    "typed blanks": p("　　全年学习12次，参加人数超过四百。"),
    "link": "<w:p><w:hyperlink><w:r><w:t>详见网站。</w:t></w:r></w:hyperlink></w:p>",
    "bookmark and section": '<w:p><w:bookmarkStart w:id="1" w:name="_GoBack"/><w:bookmarkEnd w:id="1"/></w:p>',
    "annex": p("附件") + p("统计表") + p("见正文所列的数。"),
}


def test_hardly_any_file_is_refused(tmp_path: Path) -> None:
    """Sixty files with one to four habits of real ones: all come out, and none loses or gains anything."""
    draw = random.Random(13)  # noqa: S311  (the same files at every run)
    in_place = 0
    for number in range(60):
        habits = draw.sample(sorted(DECORATIONS), draw.randint(1, 4))
        colon = draw.choice("：:")
        ending = [
            p("某某局"),
            f"<w:p>{SEAL if number % 3 == 0 else ''}<w:r><w:t>2025年2月28日</w:t></w:r></w:p>",
        ]
        annexed = [DECORATIONS[one] for one in habits if one == "annex"]
        inner = [DECORATIONS[one] for one in habits if one != "annex"]
        body = [
            p(TITLE),
            p(),
            p(f"某某市人民政府{colon}"),
            p(BODY),
            p("一、成效"),
            *inner,
            p("二、安排"),
            *ending,
            *annexed,
        ]
        content = docx("".join(body), numbering=numbering("bullet", "●"))
        made, new = set_anew(content, tmp_path, force=True)
        layout = recognise(measure(new, Path("x")))
        assert "".join("".join(known(new)).split()) == "".join("".join(known(content)).split()), habits
        assert layout.of(Role.TITLE)[0].paragraph.head.fonts.east_asia == XIAOBIAOSONG.family
        assert layout.of(Role.HEADING_1)[-1].paragraph.head.fonts.east_asia == HEITI.family
        if made.reason:
            in_place += 1
            assert_only_looks_changed(content, new)
    assert 30 < in_place < 60


@pytest.mark.parametrize(("seal", "placed"), [("", True), (SEAL, False)])
def test_signature_and_date_are_placed_where_no_seal_hangs_on_them(
    seal: str,
    placed: bool,  # noqa: FBT001  (what the seal decides)
    tmp_path: Path,
) -> None:
    lines = p(TITLE) + p() + p("某某市人民政府:") + p(BODY)
    content = docx(lines + p("某某市司法局") + f"<w:p>{seal}<w:r><w:t>2025年2月28日</w:t></w:r></w:p>")
    made, new = set_anew(content, tmp_path)
    assert_only_looks_changed(content, new)
    broken = {one.code for one in made.left.findings}
    assert {"GW313", "GW314", "GW316"}.isdisjoint(broken) is placed
    assert any("成文日期" in one for one in made.kept) is not placed

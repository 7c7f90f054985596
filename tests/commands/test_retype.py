"""What is typed and changed on the way: soft returns, half-width punctuation; every change is told, all else stays."""

from __future__ import annotations

from pathlib import Path

import pytest

from commandline import Run
from fazhi_report.commands.check_docx import CheckOptions, inspect
from fazhi_report.commands.import_ import deliver, recover
from fazhi_report.commands.reformat import Reformatted, reformat
from fazhi_report.commands.retype import retype
from fazhi_report.docx_in.measure import measure
from fazhi_report.errors import FazhiError
from fazhi_report.norms.elements import Role
from fazhi_report.recognise.recognise import recognise
from wordfiles import docx, p

TITLE, BODY = (
    "示例市司法局关于2024年度法治政府建设情况的报告",
    "2024年，我局坚持依法行政，现将有关情况报告如下。",
)
PICTURE = "<w:p><w:r><w:drawing/></w:r></w:p>"
BREAK = "</w:t><w:br/><w:t>"


def words(content: bytes) -> list[str]:
    return [one.printed for one in measure(content, Path("x")).paragraphs if one.printed]


def set_anew(content: bytes, folder: Path, **how: bool) -> tuple[Reformatted, bytes]:
    source = folder / "原件.docx"
    source.write_bytes(content)
    made = reformat(source, folder / "新件.docx", **how)  # type: ignore[arg-type]  # options as given
    return made, made.path.read_bytes()


MENDED = {
    "示例市人民政府:": "示例市人民政府：",
    "一、抓落实;第二,办&quot;实事&quot;.": "一、抓落实；第二，办“实事”。",
    "全年接收1,234件,会议9:30开,比例3:1(见附件).": "全年接收1,234件，会议9:30开，比例3:1（见附件）。",
    "见http://a.example/x?y=1,2 和Word 2.0, Excel(x).": "见http://a.example/x?y=1,2 和Word 2.0, Excel(x).",
    "一.抓学习": "一.抓学习",
}


@pytest.mark.parametrize("more", ["", PICTURE])
@pytest.mark.parametrize("typed", MENDED)
def test_punctuation_is_mended_and_every_mark_is_told(typed: str, more: str, tmp_path: Path) -> None:
    split = typed.replace("抓落实;", "抓落实</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>;")
    content = docx(p(TITLE) + p() + p(split) + p(BODY) + more)
    made, new = set_anew(content, tmp_path, fix_punctuation=True)
    assert words(new)[1] == MENDED[typed]
    marks = made.retyped.marks
    old = words(content)[1]
    assert [(one.number, one.old, one.new) for one in marks] == [
        (3, was, now) for was, now in zip(old, MENDED[typed], strict=True) if was != now
    ]
    assert all(one.old in one.around for one in marks)


def test_marks_beside_hidden_words_are_left_and_told(tmp_path: Path) -> None:
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>暗记</w:t></w:r>"
    content = docx(p(TITLE) + p() + f"<w:p>{hidden}<w:r><w:t>学习12次,好.</w:t></w:r></w:p>" + p(BODY))
    made, new = set_anew(content, tmp_path, fix_punctuation=True)
    assert made.retyped.skipped == (3,)
    assert "学习12次,好." in words(new)


def test_the_command_tells_what_was_changed(run: Run, tmp_path: Path) -> None:
    source = tmp_path / "原件.docx"
    source.write_bytes(docx(p(TITLE) + p() + p("示例市人民政府:") + p(BODY)))
    done = run("reformat", str(source), "-o", str(tmp_path / "a.docx"), "--fix-punctuation")
    assert "第 3 段“例市人民政府:”：“:”改为“：”" in done.stdout
    assert "半角标点改成全角 1 处，其余文字一字未改" in done.stderr + done.stdout
    done = run("reformat", str(source), "-o", str(tmp_path / "b.docx"))
    assert "文字一字未改" in done.stderr + done.stdout


@pytest.mark.parametrize("more", ["", PICTURE])
def test_soft_returns_between_elements_become_ends_of_paragraphs(more: str, tmp_path: Path) -> None:
    lines = [TITLE, "示例市人民政府：", BODY, "一、成效", "（一）抓学习。", "示例市司法局", "2025年2月28日"]
    made, new = set_anew(docx(p(BREAK.join(lines)) + more), tmp_path)
    assert [one.replace("\n", "") for one in words(new)] == lines
    assert made.retyped.parted == len(lines) - 1
    roles = [one.role for one in recognise(measure(new, Path("x"))).elements if one.paragraph.printed]
    assert roles[:4] == [Role.TITLE, Role.ADDRESSEE, Role.BODY, Role.HEADING_1]
    assert roles[-2:] == [Role.SIGNATURE, Role.DATE]


@pytest.mark.parametrize(
    "lines", [("示例市司法局关于2024年度", "法治政府建设情况的报告"), ("（一）抓学习。", "全年学习12次。")]
)
def test_a_soft_return_within_an_element_stays(lines: tuple[str, ...]) -> None:
    content = docx(p(BREAK.join(lines)) + p(BODY))
    assert retype(content, Path("x"), fix_punctuation=True).content == content


NOTHING = {
    "no words": p(),
    "blanks": p("　"),
    "a picture": PICTURE,
    "hidden words": p("暗记", run="<w:vanish/>"),
}


@pytest.mark.parametrize("kind", NOTHING)
def test_nothing_to_read_is_no_success(kind: str, tmp_path: Path) -> None:
    source = tmp_path / "空.docx"
    source.write_bytes(docx(NOTHING[kind]))
    with pytest.raises(FazhiError, match="没有文字"):
        inspect(source, CheckOptions())
    with pytest.raises(FazhiError, match="没有文字"):
        reformat(source, tmp_path / "新.docx")
    with pytest.raises(FazhiError, match="没有文字"):
        recover(source)
    assert [one.name for one in tmp_path.iterdir()] == ["空.docx"]


def test_data_without_a_word_of_the_file_are_not_written(tmp_path: Path) -> None:
    source = tmp_path / "页.html"
    source.write_text("<html><body><p>打印 关闭</p></body></html>", encoding="utf-8")
    with pytest.raises(FazhiError, match="没有写"):
        deliver(recover(source), tmp_path / "新.yaml", None)
    assert not (tmp_path / "新.yaml").exists()

from __future__ import annotations

from fazhi_report.docx_in.line_ends import JOINER, with_blanks_kept
from wordfiles import docx, p
from wordprocessing import parts


def test_full_width_blanks_at_the_end_of_a_paragraph_get_a_joiner() -> None:
    made = docx(p("署名\u3000\u3000") + p("\u3000\u3000正文") + p("没有空格"))
    text = parts(with_blanks_kept(made))["word/document.xml"].decode("utf-8")
    assert text.count(JOINER) == 1
    assert f"署名\u3000\u3000{JOINER}<" in text
    assert text.replace(JOINER, "").count("\u3000") == 4


def test_a_file_without_them_keeps_its_parts() -> None:
    made = docx(p("正文"))
    assert parts(with_blanks_kept(made)) == parts(made)

"""Whatever stands in a stranger's file: what is written can be read, says what was meant, and has no other keys."""

from __future__ import annotations

import html
import json
import re
import tempfile
from pathlib import Path
from xml.sax.saxutils import escape

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from docx_packages import document
from fazhi_report.commands.import_ import deliver, recover, recover_scan
from fazhi_report.errors import FazhiError
from fazhi_report.importer.suggestions import FigureBinding
from fazhi_report.model.report import Report
from fazhi_report.readers import html as page_reader
from fazhi_report.source.load import load_text
from fazhi_report.text.references import KEY_PATTERN
from hostile_words import hostile_words
from properties import tried

# What no XML may hold is taken out; a break is what Word makes of it.
_NO_XML = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF))


def _run(text: str) -> str:
    parts = escape(text.translate(_NO_XML)).replace("\t", "</w:t><w:tab/><w:t>").replace("\r", "&#13;")
    broken = parts.replace("\n", "</w:t><w:br/><w:t>")
    return f'<w:r><w:t xml:space="preserve">{broken}</w:t></w:r>'.replace(
        "<w:t>", '<w:t xml:space="preserve">'
    )


def _paragraph(text: str, style: str = "") -> str:
    return f"<w:p><w:pPr>{style}</w:pPr>{_run(text)}</w:p>"


def _table(rows: list[list[str]]) -> str:
    """A table; a line break in a cell begins its next paragraph."""
    lines = (
        "".join(f"<w:tc>{''.join(map(_paragraph, cell.split(chr(10))))}</w:tc>" for cell in row)
        for row in rows
    )
    return f"<w:tbl>{''.join(f'<w:tr>{line}</w:tr>' for line in lines)}</w:tbl>"


def _report(words: list[str]) -> bytes:
    """A report of the usual outline with words at every place where a report has some."""
    cells, heading, opening, item, lead, caption, signed = words
    body = [
        *(
            "示例市司法局关于2023年度法治政府建设情况的报告",
            "示例市人民政府：",
            f"现将情况报告如下。{opening}",
        ),
        *("一、主要举措和成效", f"（一）{heading}", f"1.{lead}", item, f"一是{item}二是{opening}"),
    ]
    behind = [
        *("二、党政主要负责人履行推进法治建设第一责任人职责情况", opening, "三、存在的不足和原因", heading),
        *("四、下一年度主要安排", f"一是{item}", f"二是{lead}", "特此报告。", signed, "2024年1月20日"),
    ]
    return document(
        "".join(map(_paragraph, body))
        + _paragraph(caption)
        + _table([["甲", cells], [cells, "12件"], [lead, ""]])
        + _paragraph(item)
        + _table([[cells, "丙", heading]])
        + "".join(map(_paragraph, behind))
    )


def _known_keys() -> frozenset[str]:
    found: set[str] = set()

    def visit(value: object) -> None:
        if isinstance(value, dict):
            found.update(value.get("properties", ()))
            for inner in value.values():
                visit(inner)
        elif isinstance(value, list):
            for inner in value:
                visit(inner)

    visit(json.loads(json.dumps(Report.model_json_schema())))
    return frozenset(found)


KNOWN = _known_keys()


def _keys(value: object) -> set[str]:
    if isinstance(value, dict):
        return {str(key) for key in value}.union(*map(_keys, value.values()))
    return set().union(*map(_keys, value)) if isinstance(value, list) else set()


@tried(12)
@given(st.lists(hostile_words(invisible=True), min_size=7, max_size=7))
def test_a_hostile_report_becomes_a_data_file_or_nothing(words: list[str]) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        old = folder / "旧报告.docx"
        old.write_bytes(_report(words))
        found = recover(old, binding=FigureBinding.ALL)
        written = deliver(found, folder / "new.yaml", None).read_text(encoding="utf-8")
    assert found.balance.even, (found.balance.lost, found.balance.invented)
    data = yaml.safe_load(written)
    figures = data.pop("figures", {})
    assert _keys(data) <= KNOWN
    assert all(re.fullmatch(KEY_PATTERN, key) for key in figures)
    source = load_text(written, Path("new.yaml"))
    assert not [
        one for one in source.problems if one.kind in {"syntax", "character", "encoding", "duplicate_key"}
    ]
    assert source.ignores == ()


def test_nothing_is_written_where_the_disk_gives_back_something_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = tmp_path / "old.docx"
    old.write_bytes(_report(["甲", "乙。", "丙。", "丁。", "戊。", "己", "示例市司法局"]))
    found = recover(old)
    read = Path.read_bytes
    monkeypatch.setattr(Path, "read_bytes", lambda self: read(self).replace("丙".encode(), "丁".encode()))
    with pytest.raises(FazhiError, match="没有写：opening") as caught:
        deliver(found, tmp_path / "new.yaml", None)
    assert caught.value.hint
    assert sorted(path.name for path in tmp_path.iterdir()) == ["old.docx"]


@tried(12)
@given(st.lists(hostile_words(invisible=True), min_size=6, max_size=6))
def test_a_hostile_page_becomes_a_data_file(words: list[str]) -> None:
    first, second, *meta = (html.escape(one.replace("\0", "")) for one in words)
    names = ("ArticleTitle", "ContentSource", "ColumnName", "Keywords")
    tags = "".join(f'<meta name="{name}" content="{one}">' for name, one in zip(names, meta, strict=True))
    page = (
        f"<html><head><title>{first}</title>{tags}</head><body>"
        f'<div class="position"><a>首页{first}</a> &gt; <a>{second}</a></div><p>索引号：{second}</p>'
        f"<h1>示例市司法局关于2023年度法治政府建设情况的报告</h1><p>一、主要举措和成效</p><p>（一）{first}</p>"
        f"<p>{second}</p></body></html>"
    )
    found = recover_scan(page_reader.read(page.encode()), Path("old.html"))
    assert found.balance.even, (found.balance.lost, found.balance.invented)
    assert not [one for one in found.problems if "隐形" in one or "字符" in one]
    data = yaml.safe_load(found.text)
    data.pop("figures", None)
    assert _keys(data) <= KNOWN

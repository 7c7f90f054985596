"""validate on a document: the rules of content and page, at its paragraphs; nothing is written."""

from __future__ import annotations

import json
from pathlib import Path

import docx
import pytest

from commandline import Run

WORDS = (
    "示例市司法局关于2024年度法治政府建设情况的报告",
    "示例市人民政府：",
    "现将2024年度法治政府建设情况报告如下：",
    "一、主要举措和成效",
    "全年收到行政复议申请200件，审结150件，占80%。",
    "二、存在的不足和原因",
    "执法力量不足，主要原因是编制偏少。",
    "三、主要负责人履行推进法治建设第一责任人职责情况",
    "主要负责人定期听取汇报。",
    "四、下一年度安排",
    "2025年，充实执法力量。",
    "示例市司法局",
    "2025年1月20日",
)


@pytest.fixture
def documents(tmp_path: Path) -> Path:
    document = docx.Document()
    for words in WORDS:
        document.add_paragraph(words)
    document.save(str(tmp_path / "草稿.docx"))
    body = "\n".join(f"<p>{words}</p>" for words in WORDS)
    page = f"<html><head><meta charset='utf-8'></head><body><div id='zoom'>{body}</div></body></html>"
    (tmp_path / "草稿.html").write_text(page, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("name", ["草稿.docx", "草稿.html"])
def test_a_wrong_share_is_found_at_its_paragraph(run: Run, documents: Path, name: str) -> None:
    before = sorted(documents.iterdir())
    done = run("validate", name, "--format", "json")
    found = json.loads(done.stdout)["findings"]
    shares = [one for one in found if one["code"].startswith("FZ2")]
    assert [(one["path"], one["line"]) for one in shares] == [(name, WORDS.index("一、主要举措和成效") + 2)]
    assert "150 ÷ 200 = 75" in shares[0]["message"]
    assert bool([one for one in found if one["code"].startswith("GW")]) is name.endswith(".docx")
    assert not [one for one in found if one["code"].startswith(("FZ01", "FZ9"))]
    assert sorted(documents.iterdir()) == before


def test_documents_and_data_files_go_together(run: Run, documents: Path) -> None:
    assert run("init", ".", "--examples").returncode == 0
    done = run("validate", "草稿.docx", "2020", "--select", "FZ2", "--format", "json")
    assert {one["path"] for one in json.loads(done.stdout)["findings"]} == {"草稿.docx", "data/2020.yaml"}
    assert documents.is_dir()


def test_what_cannot_be_read_is_told(run: Run, tmp_path: Path) -> None:
    (tmp_path / "old.docx").write_bytes(b"no document")
    done = run("validate", "old.docx")
    assert (done.returncode, done.stdout) == (2, "")
    assert "old.docx" in done.stderr
    assert "Traceback" not in done.stderr

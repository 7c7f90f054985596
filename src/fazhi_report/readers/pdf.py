"""The reader of the text layer of a PDF, with the extra ``pdf``; the libraries run in a process with limits."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from fazhi_report.document.raw import RawParagraph, Removed, SourceDocument
from fazhi_report.errors import FazhiError
from fazhi_report.readers import pdf_pages
from fazhi_report.readers.pdf_pages import MOST_PAGES

MOST_WAIT = 120.0
"""Seconds that the process may take altogether, on a busy machine, too."""
_LEAST_TOLD = 60
# Word processors add space between Chinese and Latin letters, which the text layer gives as a blank.
_HAN = "[\u2018-\u201d\u3001-\u9fff\uff00-\uffef]"
_SET_APART = re.compile(f"(?<={_HAN}) (?=[0-9A-Za-z])|(?<=[0-9A-Za-z%]) (?={_HAN})")
_PAGE_NUMBER = re.compile(r"^[—–\-－\s]*[0-9]{1,4}[—–\-－\s]*$")


def read(data: bytes) -> SourceDocument:
    """Return the lines of the pages without page numbers.

    Raises:
        FazhiError: The extra is missing, or the PDF is damaged, encrypted, too long or without text.
    """
    if find_spec("pdfplumber") is None:
        raise FazhiError(
            "读 PDF 要用 pdfplumber，没有安装",
            "运行 pip install fazhi-report[pdf]，或把 PDF 的文字复制到 .txt 再导入",
        )
    found = _read_apart(data)
    match found.get("error"):
        case "pages":
            raise FazhiError(f"PDF 超过 {MOST_PAGES} 页，没有继续读", "检查是不是选错了文件")
        case "bloated":
            raise FazhiError(
                "PDF 里压缩的内容解开后大得反常，没有继续读",
                "检查是不是选错了文件；或把文字复制到 .txt 再导入",
            )
        case "broken":
            locked = b"/Encrypt" in data
            raise FazhiError(
                "PDF 加了密，打不开" if locked else "PDF 打不开，已经损坏",
                "在阅读器里输入密码打开，另存为没有密码的 PDF 再试" if locked else "用阅读器打开，另存后再试",
            )
    return _scan([str(page) for page in found["pages"]])


_START = "import runpy, sys; sys.path += sys.argv[1:]; runpy.run_module({!r}, run_name='__main__')"


def command() -> tuple[str, ...]:
    """The command that reads a PDF in a process of its own.

    The working folder may be one of a stranger's: nothing is imported from it (-P). Where our packages lie is told by
    us: the Python that Windows users unpack for the offline bundle looks at no environment variable.
    """
    specs = [find_spec(name) for name in (pdf_pages.__name__, "pdfplumber")]
    depths = (len(pdf_pages.__name__.split(".")) - 1, 1)
    folders = [
        str(Path(spec.origin).parents[depth])
        for spec, depth in zip(specs, depths, strict=True)
        if spec is not None and spec.origin is not None
    ]
    return (sys.executable, "-P", "-X", "utf8", "-c", _START.format(pdf_pages.__name__), *folders)


_CURE = "检查是不是选错了文件；或把 PDF 的文字复制到 .txt 再导入"


def _read_apart(data: bytes) -> dict[str, Any]:
    """Return what the process that reads the PDF found.

    Raises:
        FazhiError: It takes too long, or was ended by a limit.
    """
    try:
        done = subprocess.run(  # noqa: S603  (this program)
            command(),
            input=data,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=MOST_WAIT,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise FazhiError(f"读 PDF 用了 {MOST_WAIT:.0f} 秒还没有读完，没有继续读", _CURE) from None
    except OSError as error:
        raise FazhiError(f"启动不了读 PDF 的进程（{type(error).__name__}）", _CURE) from None
    try:
        found = json.loads(done.stdout)
    except ValueError:
        found = None
    if not isinstance(found, dict) or not ("error" in found or isinstance(found.get("pages"), list)):
        # The system ended it: a limit of time or memory, or a fault in a library.
        raise FazhiError("读 PDF 太费时间或内存，没有继续读", _CURE)
    return found


def _scan(pages: list[str]) -> SourceDocument:
    lines = list(_lines(pages))
    removed = [Removed(text, page, "页码") for text, page in lines if _PAGE_NUMBER.match(text)]
    blocks = tuple(RawParagraph(text, page) for text, page in lines if not _PAGE_NUMBER.match(text))
    if not blocks:
        raise FazhiError("PDF 里没有文字层，只有图片", "先做文字识别（OCR），或找 Word 原件导入")
    if _is_garbled("".join(block.text for block in blocks)):
        raise FazhiError(
            "PDF 的文字层是乱码（字体没有嵌入文字对照表）", "找 Word 原件导入，或先做文字识别（OCR）"
        )
    return SourceDocument(blocks, unit="页", removed=tuple(removed))


def _is_garbled(text: str) -> bool:
    """Whether nearly all Chinese characters are the same one, because the fonts lack a character map."""
    counted = Counter(character for character in text if "\u4e00" <= character <= "\u9fff")
    total = counted.total()
    return total > _LEAST_TOLD and counted.most_common(1)[0][1] > total / 3


def _lines(pages: list[str]) -> Iterator[tuple[str, int]]:
    for number, page in enumerate(pages, 1):
        for line in page.split("\n"):
            if line.strip():
                yield _SET_APART.sub("", line.strip()), number

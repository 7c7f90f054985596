"""Reads one paper that a unit has sent (report, form, figures) into a record that is kept beside the city's data."""

from __future__ import annotations

import contextlib
import hashlib
import os
import traceback
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from fazhi_report.commands.check_docx import CheckOptions, inspect
from fazhi_report.commands.content_key import program
from fazhi_report.commands.given_files import refuse_lock_file
from fazhi_report.commands.import_ import recover_scan, require_content
from fazhi_report.commands.paper_record import PaperHead, PaperRecord, SlipEntry, read_record, write_record
from fazhi_report.commands.received_files import ReceivedFile, is_data_file
from fazhi_report.document.raw import RawTable, SourceDocument, raw_texts
from fazhi_report.docx_in.archive import read_file
from fazhi_report.errors import FazhiError, system_refusal
from fazhi_report.files import write_new
from fazhi_report.findings import Severity
from fazhi_report.forms.answers import RefusedCell
from fazhi_report.forms.loose import read_loose
from fazhi_report.importer.account import shortened
from fazhi_report.importer.draft import Wish
from fazhi_report.importer.suggestions import FigureBinding, Suggestion
from fazhi_report.model.figure import Figure
from fazhi_report.norms.catalogue import catalogue
from fazhi_report.readers.detect import read
from fazhi_report.readers.grid import read_workbook
from fazhi_report.source.dump import dump
from fazhi_report.source.load import load_bytes
from fazhi_report.text.organ_names import plain_name
from fazhi_report.text.references import is_open

WORKBOOK = ".xlsx"
_OLD_WORKBOOKS = frozenset({".xls", ".et", ".ods"})
_LINED = frozenset({".txt", ".md"})
OPEN_ORGAN = "【待填：发文机关】"
"""The organ of figures that name none, until the roster names it."""


@dataclass(frozen=True, slots=True)
class PaperTask:
    """A file to be read.

    Args:
        file: The file.
        originals: The folder of the copies of originals.
        notes: The folder of the records.
        year: The year that is collected, for files that name none.
        run: The number of the run.
    """

    file: ReceivedFile
    originals: Path
    notes: Path
    year: int
    run: int


def made_by(year: int) -> str:
    """Return the digest of what a record depends on beside the file itself."""
    return hashlib.sha256(f"{program()} {year}".encode()).hexdigest()[:32]


def record_path(notes: Path, file: ReceivedFile) -> Path:
    """Return where the record of a file lies: by its content and its name, so that both may come again."""
    name = hashlib.sha256(file.name.encode("utf-8", "surrogatepass")).hexdigest()[:12]
    return notes / f"{file.digest[:32]}-{name}.json"


def take_paper(task: PaperTask) -> PaperHead:
    """Keep the original, read it, and keep what it says; a file that was taken before is not read again."""
    path = record_path(task.notes, task.file)
    known = read_record(path)
    there = (task.originals / task.file.kept_name).exists()
    if known is not None and there and known.made_by == made_by(task.year):
        return PaperHead.of(path, known)
    run = task.run if known is None else known.run
    base = PaperRecord(
        made_by=made_by(task.year),
        name=task.file.name,
        kept=task.file.kept_name,
        digest=task.file.digest,
        received=task.file.received,
        moment=task.file.moment,
        run=run,
    )
    try:
        kept = _keep(task)
        found = base.model_copy(update=_read(kept, task))
    except FazhiError as error:
        found = base.model_copy(update={"reason": _without(error.message, task), "hint": error.hint})
    except OSError as error:
        found = base.model_copy(update={"reason": system_refusal(error)})
    except Exception as error:  # noqa: BLE001  (one file must not stop five hundred others)
        reason = f"程序出错：{type(error).__name__}: {error}"
        found = base.model_copy(update={"reason": reason, "trace": traceback.format_exc()})
    write_record(path, found)
    return PaperHead.of(path, found)


def lost_paper(task: PaperTask) -> PaperHead:
    """Return the head of a file whose process died; nothing is kept, so that it is read again."""
    file = task.file
    reason = "处理它的进程意外终止，多半是内存不足"
    return PaperHead(
        record_path(task.notes, file), "", file.name, file.kept_name, file.digest, file.received,
        (task.run, file.moment, file.name), "none", "", None, (), "", reason, "单独收这一份看看", "",
    )  # fmt: skip


def _without(message: str, task: PaperTask) -> str:
    """Return a message without the path of the copy, which the sender does not know."""
    kept = task.originals / task.file.kept_name
    return message.replace(f"{kept}：", "").replace(str(kept), task.file.path.name).strip()


def _keep(task: PaperTask) -> Path:
    """Copy the original, byte for byte, and return the copy.

    Raises:
        FazhiError: It changed since it was counted, or the disk refuses.
    """
    kept = task.originals / task.file.kept_name
    data = read_file(task.file.path)
    if hashlib.sha256(data).hexdigest() != task.file.digest:
        raise FazhiError("正在被别的程序改写，没有收", "等它保存完毕再收一次")
    if not os.path.lexists(kept):
        write_new({kept: data})
        with contextlib.suppress(OSError):
            os.utime(kept, ns=(task.file.moment, task.file.moment))
    elif kept.is_symlink() or read_file(kept) != data:
        raise FazhiError(f"{kept} 不是收到的原件，被人改过", "移走它，再收一次")
    return kept


def _read(kept: Path, task: PaperTask) -> Mapping[str, object]:
    refuse_lock_file(task.file.path)
    suffix = task.file.path.suffix.lower()
    if suffix in _OLD_WORKBOOKS:
        raise FazhiError(f"是 {suffix} 表格，没有读", f"用 Excel、WPS 打开，另存为 {WORKBOOK} 再交")
    if is_data_file(task.file.path):
        return _data_file(kept, task)
    if suffix == WORKBOOK:
        return _workbook(kept, task)
    return _document(kept, task)


def _data_file(kept: Path, task: PaperTask) -> Mapping[str, object]:
    """Return what a data file says; the file itself is what the city keeps.

    Raises:
        FazhiError: It is no data file.
    """
    data = read_file(kept)
    source = load_bytes(data, task.file.path)
    year = source.year or source.statistics
    if year is None:
        first = source.problems[0]
        place = source.locate(first.route, first.offset)
        raise FazhiError(f"第 {place.line} 行：{first.message}", first.hint)
    kind = "statistics" if source.statistics is not None else "report" if source.report else "figures"
    keys = tuple(source.year.figures) if source.year is not None else ()
    return {"kind": kind, "organ": year.organ.name, "year": year.year, "text": source.text, "keys": keys}


def _workbook(kept: Path, task: PaperTask) -> Mapping[str, object]:
    """Return the figures of a workbook.

    Raises:
        FazhiError: It is no workbook, or holds no figures.
    """
    data = read_file(kept)
    if not data.strip(b"\0 \r\n\t"):
        raise FazhiError("是空文件", "请单位重新交")
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise FazhiError("加了密码，打不开", "请单位去掉密码，另存后再交")
    found = read_loose(read_workbook(data), task.file.path.name)
    if not found.sheets:
        raise FazhiError(
            "认不出是采集表，也找不到“指标、数值”两栏",
            "检查是不是选错了文件；数据表的第一行写指标、单位、本年数",
        )
    entries = tuple(map(_refused, found.refused))
    figures = {one.key: as_data(one.figure) for one in found.figures}
    if not figures and found.refused:
        first = found.refused[0]
        raise FazhiError(f"{first.place}：{first.message}", first.hint)
    year = found.year or task.year
    values = {
        "kind": "figures",
        "year": year,
        "organ": {"name": found.organ or OPEN_ORGAN},
        "figures": figures,
    }
    return {
        "kind": "figures",
        "organ": found.organ,
        "year": found.year,
        "text": dump(values, head=[f"由 fazhi-report collect 从“{task.file.name}”收入。"]),
        "cells": {one.key: f"{one.place.sheet}!{one.place.cell}" for one in found.figures},
        "keys": tuple(figures),
        "entries": entries,
        "blank": found.blank,
        "remarks": tuple(found.passed),
    }


def as_data(figure: Figure) -> dict[str, object]:
    """Return a figure as plain values, in the shape of the data file."""
    return figure.model_dump(mode="json", exclude_defaults=True, exclude_none=True)


def _refused(one: RefusedCell) -> SlipEntry:
    sheet = f"工作表“{one.place.sheet}”" if one.place.sheet else ""
    return SlipEntry(
        severity=Severity.ERROR.label,
        place=f"{sheet}{one.place.cell}" if one.place.cell else sheet,
        words=one.label,
        message=one.message,
        hint=one.hint,
    )


def _document(kept: Path, task: PaperTask) -> Mapping[str, object]:
    """Return what a document says.

    Raises:
        FazhiError: It cannot be read, or holds no report.
    """
    scan = read(kept)
    found = recover_scan(scan, task.file.path)
    told = found.year
    if told is None:
        found = recover_scan(scan, task.file.path, Wish(task.year))
    require_content(found)
    account, unit = found.draft.account, found.draft.unit
    # A line of a web page is no place for whoever wrote it.
    words = dict(_first_words(scan)) if unit != "行" or task.file.path.suffix.lower() in _LINED else {}

    def doubt(line: int, message: str) -> SlipEntry:
        place = f"第 {line} {unit}" if line in words else ""
        return SlipEntry(severity="待核", place=place, words=words.get(line, ""), message=message)

    return {
        "kind": "report",
        "organ": _organ(found.values),
        "head": _ends(scan),
        "year": told,
        "text": found.text,
        "unit": unit,
        "lines": tuple(account.lines.items()),
        "words": words,
        "entries": tuple(_page(kept)),
        "doubts": (
            *(
                doubt(one.line or account.line_of(route), one.words)
                for route, doubts in account.notes.items()
                for one in doubts
            ),
            *(
                doubt(account.line_of(one.route), _waiting(one)).model_copy(update={"about": "登记"})
                for one in found.suggestions
                if one.asked and not one.is_bound(FigureBinding.SURE)
            ),
        ),
        "remarks": (*scan.notes, *((f"没有写明年度，按 {task.year} 年收",) if told is None else ())),
    }


def _organ(values: Mapping[str, object]) -> str:
    organ = values.get("organ")
    names = [
        str(one.get("name") or "")
        for one in (organ if isinstance(organ, list) else [organ])
        if isinstance(one, dict)
    ]
    return " ".join(name for name in names if name and not is_open(name))


def _waiting(one: Suggestion) -> str:
    keys = " 或 ".join(f"{catalogue().label(key)}（{key}）" for key in one.asked)
    return f"“{one.text}”是不是 {keys}？没有作为指标收进来，要用的写进数据文件的 figures"


_ENDS, _MOST_HEAD = 4, 600
"""Blocks at either end of a document in which its organ is named, and characters of them that are kept."""


def _ends(scan: SourceDocument) -> str:
    texts = [text for text in raw_texts(scan.blocks) if text.strip()]
    return plain_name("|".join((*texts[:_ENDS], *texts[-_ENDS:])))[:_MOST_HEAD]


def _first_words(scan: SourceDocument) -> Iterator[tuple[int, str]]:
    for block in scan.blocks:
        text = " ".join(filter(None, block.rows[0])) if isinstance(block, RawTable) else block.text
        if text.strip():
            yield block.line, shortened(text)


def _page(kept: Path) -> Iterator[SlipEntry]:
    """Yield what is wrong with the page of a .docx beyond doubt."""
    if kept.suffix.lower() != ".docx":
        return
    with contextlib.suppress(FazhiError):
        for one in inspect(kept, CheckOptions()).certain:
            place = f"第 {one.place.line} 段" if one.place.line else ""
            yield SlipEntry(
                severity=one.severity.label,
                place=place,
                message=one.message,
                hint=one.hint,
                code=one.code,
                about="版式",
            )

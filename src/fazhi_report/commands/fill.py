"""Take filled forms back into the data file by edits that keep its comments and its order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from fazhi_report.commands.forms import SUFFIX, read_year
from fazhi_report.commands.given_files import given_files, refuse_lock_file
from fazhi_report.docx_in.archive import read_file
from fazhi_report.errors import FazhiError
from fazhi_report.files import rewrite
from fazhi_report.forms.answers import AnswerPlace, FormAnswer, RefusedCell
from fazhi_report.forms.figure_edits import edit_figures
from fazhi_report.forms.filled import FilledForm, read_filled
from fazhi_report.forms.form_changes import FigureChange, form_changes
from fazhi_report.forms.grid import read_workbook
from fazhi_report.forms.identity import FormIdentity
from fazhi_report.forms.questions import FormQuestion, form_questions
from fazhi_report.model.report import Year
from fazhi_report.regular_files import read_regular
from fazhi_report.scaffold.edits import Edits
from fazhi_report.source.encoding import decode, encode_like
from fazhi_report.source.load import Source, load_bytes

_CURE = "直接改数据文件，或把这一处改成一行的写法再试"


@dataclass(slots=True)
class Filling:
    """What files bring into a data file; nothing is written yet.

    Args:
        path: The data file.
        before: Its bytes.
        source: The same, read.
        figures: The figures that change.
        refused: What was not taken, each with its place.
        files: Number of files read.
        same: Number of answers that the data file already contains.
        blank: Number of rows without an answer.
        passed: Remarks on what was not looked at, Chinese.
    """

    path: Path
    before: bytes
    source: Source
    figures: list[FigureChange] = field(default_factory=list)
    refused: list[RefusedCell] = field(default_factory=list)
    files: int = 0
    same: int = 0
    blank: int = 0
    passed: list[str] = field(default_factory=list)


def read_answers(path: Path, targets: Sequence[Path]) -> Filling:
    """Read filled forms and hold them against a data file.

    Args:
        path: The data file.
        targets: The forms: files, folders or patterns.

    Raises:
        FazhiError: The data file cannot be read, a file is missing, or a form is no workbook.
    """
    source, year = read_year(path)
    made = Filling(path, _bytes(path, source), source)
    identity = FormIdentity.of(year.organ.name, year.year, source.text)
    questions = form_questions(year.figures)
    answers: list[FormAnswer] = []
    files = given_files(targets, {SUFFIX})
    for file in files:
        made.files += 1
        try:
            form = _read(file, identity, questions)
        except FazhiError as error:
            if len(files) == 1:
                raise
            # Of seventy files one that cannot be read stops no other.
            made.refused.append(RefusedCell(AnswerPlace(file.name), "", error.message, error.hint))
            continue
        answers += form.answers
        made.refused += form.refused
        made.blank += form.blank
        made.passed += form.passed
    changes = form_changes(answers)
    made.figures += changes.figures
    made.refused += changes.refused
    made.passed += changes.passed
    made.same += changes.same
    return made


def _bytes(path: Path, source: Source) -> bytes:
    """Return the bytes from which a data file was read.

    Raises:
        FazhiError: They have changed since.
    """
    before = read_regular(path)
    if decode(before).text != source.text:
        raise FazhiError(f"{path} 正在被别的程序改写", "等它保存完毕再运行")
    return before


def _read(file: Path, identity: FormIdentity, questions: Sequence[FormQuestion]) -> FilledForm:
    refuse_lock_file(file)
    if file.suffix.lower() != SUFFIX:
        raise FazhiError(f"{file} 不是 {SUFFIX} 文件", f"用 Excel、WPS 或 LibreOffice 另存为 {SUFFIX} 再试")
    try:
        return read_filled(read_workbook(read_file(file)), file.name, identity, questions)
    except FazhiError as error:
        raise FazhiError(f"{file}：{error.message}", error.hint) from None


def deliver(made: Filling) -> None:
    """Write the changes into the data file; a file that was changed meanwhile stays as it is.

    Raises:
        FazhiError: The file cannot be edited in its form, was changed meanwhile, or cannot be written.
    """
    text = _edited(made)
    after = encode_like(text, made.before)
    meant = _meant(made)

    def check(data: bytes) -> None:
        if load_bytes(data, made.path).year != meant:
            raise FazhiError(f"{made.path} 的写法改不了：改完读回来和要写的不一样，没有写", _CURE)

    check(after)
    rewrite(made.path, made.before, after, check)


def _edited(made: Filling) -> str:
    marks, year = made.source.marks, made.source.year
    if marks is None or year is None:
        raise FazhiError(f"{made.path} 有错误，没有改", "先用 fazhi-report validate 查看并改好")
    edits = Edits(marks)
    edit_figures(edits, year.figures, {one.key: one.figure for one in made.figures})
    return edits.result()


def _meant(made: Filling) -> Year:
    """Return the content that the data file is to have."""
    year = made.source.year
    if year is None:
        raise FazhiError(f"{made.path} 有错误，没有改", "先用 fazhi-report validate 查看并改好")
    news = {one.key: one.figure for one in made.figures}
    return year.model_copy(update={"figures": {**year.figures, **news}})

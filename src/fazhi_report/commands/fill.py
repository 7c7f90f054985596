"""Take filled forms and edited drafts back into the data file by edits that keep its comments and its order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from fazhi_report.commands.forms import SUFFIX, read_asked
from fazhi_report.commands.given_files import given_files, refuse_lock_file
from fazhi_report.commands.surroundings import other_years, own_templates
from fazhi_report.docx_in.archive import read_file
from fazhi_report.errors import FazhiError
from fazhi_report.files import rewrite
from fazhi_report.forms.answers import AnswerPlace, FormAnswer, RefusedCell
from fazhi_report.forms.draft_back import DraftOffice, draft_answers, read_draft
from fazhi_report.forms.draft_changes import LeafEdit, MeasureEdit, measure_of
from fazhi_report.forms.figure_edits import edit_figures
from fazhi_report.forms.filled import read_filled
from fazhi_report.forms.follow_up_cells import FollowUpEdit
from fazhi_report.forms.form_changes import FigureChange, form_changes
from fazhi_report.forms.identity import FormIdentity
from fazhi_report.forms.questions import FormQuestion
from fazhi_report.forms.text_edits import edit_field, edit_measures, edit_texts
from fazhi_report.model.prose import FollowUp
from fazhi_report.model.report import Report, Year
from fazhi_report.model.walk import leaves
from fazhi_report.numbers.dates import parse_date
from fazhi_report.readers.grid import read_workbook
from fazhi_report.regular_files import read_regular
from fazhi_report.scaffold.edits import Edits
from fazhi_report.source.encoding import decode, encode_like
from fazhi_report.source.load import Source, load_bytes

DRAFT = ".docx"
_CURE = "直接改数据文件，或把这一处改成一行的写法再试"


@dataclass(slots=True)
class Filling:
    """What files bring into a data file; nothing is written yet.

    Args:
        path: The data file.
        before: Its bytes.
        source: The same, read.
        figures: The figures that change.
        texts: The texts that change.
        measures: The enumerations that change.
        follow_ups: Index of the follow-up → its change.
        day: The new date of issue; empty where it does not change.
        last_day: The date of issue of today.
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
    texts: list[LeafEdit] = field(default_factory=list)
    measures: list[MeasureEdit] = field(default_factory=list)
    follow_ups: dict[int, FollowUpEdit] = field(default_factory=dict)
    day: str = ""
    last_day: str = ""
    refused: list[RefusedCell] = field(default_factory=list)
    files: int = 0
    same: int = 0
    blank: int = 0
    passed: list[str] = field(default_factory=list)

    @property
    def changes(self) -> int:
        """How many places of the data file change."""
        words = len(self.texts) + len(self.measures) + len(self.follow_ups)
        return len(self.figures) + words + bool(self.day)


def read_answers(path: Path, targets: Sequence[Path]) -> Filling:
    """Read filled forms and hold them against a data file.

    Args:
        path: The data file.
        targets: The forms: files, folders or patterns.

    Raises:
        FazhiError: The data file cannot be read, a file is missing, or a form is no workbook.
    """
    source, year, questions = read_asked(path)
    made = Filling(path, _bytes(path, source), source)
    answers: list[FormAnswer] = []
    files = given_files(targets, {SUFFIX, DRAFT})
    for file in files:
        made.files += 1
        try:
            answers += _taken(file, year, questions, made)
        except FazhiError as error:
            if len(files) == 1:
                raise
            # Of seventy files one that cannot be read stops no other.
            made.refused.append(RefusedCell(AnswerPlace(file.name), "", error.message, error.hint))
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


def _taken(file: Path, year: Year, questions: Sequence[FormQuestion], made: Filling) -> list[FormAnswer]:
    """Return the answers of a file; everything else that it says is recorded.

    Raises:
        FazhiError: It cannot be read.
    """
    refuse_lock_file(file)
    suffix = file.suffix.lower()
    if suffix not in {SUFFIX, DRAFT}:
        raise FazhiError(
            f"{file} 不是 {SUFFIX} 或 {DRAFT} 文件", f"表格另存为 {SUFFIX}，稿子另存为 {DRAFT}，再试"
        )
    try:
        return (_form if suffix == SUFFIX else _draft)(file, year, questions, made)
    except FazhiError as error:
        raise FazhiError(f"{file}：{error.message}", error.hint) from None


def _form(file: Path, year: Year, questions: Sequence[FormQuestion], made: Filling) -> list[FormAnswer]:
    identity = FormIdentity.of(year.organ.name, year.year, made.source.text)
    form = read_filled(read_workbook(read_file(file)), file.name, identity, questions)
    made.refused += form.refused
    made.blank += form.blank
    made.passed += form.passed
    return form.answers


def _draft(file: Path, year: Year, questions: Sequence[FormQuestion], made: Filling) -> list[FormAnswer]:
    if not isinstance(year, Report):
        raise FazhiError("数据文件只有指标（kind: figures），没有稿子", "检查是不是选错了年度、数据文件")
    office = DraftOffice(own_templates(made.path), other_years(made.path, year))
    changes, draft = read_draft(read_file(file), file.name, year, office)
    answers, refused = draft_answers(changes, draft, questions, file.name)
    known = {one.route: one for one in made.texts}
    for route, one in changes.leaves.items():
        if (other := known.get(route)) is not None and (other.new, other.added) != (one.new, one.added):
            refused.append(
                RefusedCell(one.place, "", f"{other.place} 把同一处改成了别的", "问清以哪个为准，只收一份")
            )
        elif other is None:
            made.texts.append(one)
    made.measures += changes.measures.values()
    made.follow_ups |= changes.follow_ups
    if changes.day:
        made.day, made.last_day = changes.day, changes.last_day
    made.refused += [*changes.refused, *refused]
    made.passed += changes.passed
    return answers


def deliver(made: Filling) -> None:
    """Write the changes into the data file; a file that was changed meanwhile stays as it is.

    Raises:
        FazhiError: The file cannot be edited in its form, was changed meanwhile, or cannot be written.
    """

    def check(data: bytes) -> None:
        if not _is_as_meant(made, load_bytes(data, made.path).year):
            raise FazhiError(f"{made.path} 的写法改不了：改完读回来和要写的不一样，没有写", _CURE)

    after = encode_like(_edited(made), made.before)
    if not _is_as_meant(made, load_bytes(after, made.path).year):
        # A few words of a text cannot be changed in every way of writing it; the text written anew can.
        after = encode_like(_edited(made, whole=True), made.before)
    check(after)
    rewrite(made.path, made.before, after, check)


def _edited(made: Filling, *, whole: bool = False) -> str:
    marks, year = made.source.marks, made.source.year
    if marks is None or year is None:
        raise FazhiError(f"{made.path} 有错误，没有改", "先用 fazhi-report validate 查看并改好")
    edits = Edits(marks)
    if made.figures:
        edit_figures(edits, year.figures, {one.key: one.figure for one in made.figures})
    edit_texts(edits, made.texts, whole=whole)
    edit_measures(edits, made.measures)
    for index, one in made.follow_ups.items():
        for name, words in one.fields.items():
            edit_field(edits, ("follow_ups", index, name), words)
    if made.day:
        edit_field(edits, ("date_of_issue",), made.day)
    return edits.result()


def _is_as_meant(made: Filling, now: Year | None) -> bool:
    """Whether the edited data file says what it is to say: the changes, and everything else as before."""
    old = made.source.year
    if now is None or old is None:
        return False
    figures = {**old.figures, **{one.key: one.figure for one in made.figures}}
    if now.figures != figures:
        return False
    if not isinstance(old, Report) or not isinstance(now, Report):
        return old.model_copy(update={"figures": figures}) == now
    follow_ups = tuple(
        FollowUp.model_validate(one.model_dump(exclude_unset=True) | made.follow_ups[index].fields)
        if index in made.follow_ups
        else one
        for index, one in enumerate(old.follow_ups)
    )
    if not made.texts and not made.measures and not made.day:
        return now == old.model_copy(update={"figures": figures, "follow_ups": follow_ups})
    return now.follow_ups == follow_ups and _words(now, None) == _words(old, made)


def _words(report: Report, made: Filling | None) -> list[object]:
    """Return every text and date of a report in order, with changes made; without follow-ups."""
    changes = {one.route: one for one in made.texts} if made else {}
    measures = {one.route: one for one in made.measures} if made else {}
    day = made.day if made else ""
    words: list[object] = []
    # Of each measure the last text, behind which new measures come.
    ends = {measure_of(route): route for route, _ in leaves(report)}
    for route, leaf in leaves(report):
        change, measure = changes.get(route), measures.get(measure_of(route) or ())
        if route == ("date_of_issue",) and day:
            words.append(parse_date(day))
        elif measure is not None and measure.removed:
            pass
        elif change is not None:
            words += [*([] if change.new is None else [change.new]), *change.added]
        elif route[0] != "follow_ups":
            words.append(leaf)
        if measure is not None and ends[measure.route] == route:
            words += measure.added
    return words

"""Write the workbooks that the offices inside (科室) fill in, from a data file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from fazhi_report.commands.reading import load
from fazhi_report.commands.surroundings import last_year, refuse_statistics
from fazhi_report.errors import FazhiError
from fazhi_report.files import write
from fazhi_report.forms.form_workbook import form_workbook
from fazhi_report.forms.identity import FormIdentity
from fazhi_report.forms.questions import FormQuestion, Grouping, form_questions, sheets
from fazhi_report.model.report import Year
from fazhi_report.source.load import Source
from fazhi_report.text.file_names import safe_name

SUFFIX = ".xlsx"


@dataclass(frozen=True, slots=True)
class FormOptions:
    """The options of a form.

    Args:
        by: What a sheet holds: the figures of one domain, or of one source.
        only_open: Whether only figures are asked for that are still to be filled in.
        split: Whether each sheet becomes a workbook of its own, to be sent to one office.
        due: By when it is to be returned, in words.
    """

    by: Grouping = "domain"
    only_open: bool = False
    split: bool = False
    due: str = ""


@dataclass(frozen=True, slots=True)
class FormsMade:
    """The workbooks written, and how many figures they ask for.

    Args:
        paths: The workbooks.
        sheets: Number of sheets.
        figures: Number of figures.
        computed: Number of figures that are computed from others and not asked for.
    """

    paths: tuple[Path, ...]
    sheets: int
    figures: int
    computed: int


def read_asked(path: Path) -> tuple[Source, Year, tuple[FormQuestion, ...]]:
    """Read a data file that has no problems of form, and return what a form of it asks.

    Raises:
        FazhiError: The file cannot be read.
    """
    source = load(path)
    refuse_statistics(source)
    if source.year is None:
        reason = f"：{source.problems[0].message}" if source.problems else ""
        raise FazhiError(
            f"{path} 有错误，读不出指标{reason}", f"先用 fazhi-report validate {path} 查看并改好"
        )
    last = last_year(source)
    return source, source.year, form_questions(source.year.figures, last.figures if last else None)


def make_forms(path: Path, out: Path | None, options: FormOptions, *, force: bool = False) -> FormsMade:
    """Write the workbooks of a data file.

    Args:
        path: The data file.
        out: The workbook, or the folder where each sheet becomes a workbook; None for a name made of the year.
        options: What to ask for.
        force: Replace files that this program did not write.

    Raises:
        FazhiError: The data file cannot be read, nothing is to be asked for, or the workbook cannot be written.
    """
    source, year, asked = read_asked(path)
    chosen = [one for one in asked if not options.only_open or one.figure.status == "to_fill"]
    if not chosen:
        what = "待填的指标" if options.only_open else "要填报的指标"
        raise FazhiError(f"{path} 里没有{what}", "在 figures 里写上要收集的指标，如“键: {status: to_fill}”")
    identity = FormIdentity.of(year.organ.name, year.year, source.text)
    grouped = sheets(chosen, options.by)
    name = f"{year.year}年数据采集表"
    if options.split:
        folder = out or Path(name)
        files = {
            folder / f"{safe_name(f'{name}（{title}）', name)}{SUFFIX}": {title: rows}
            for title, rows in grouped.items()
        }
    else:
        target = out or Path(f"{name}{SUFFIX}")
        if target.suffix.lower() != SUFFIX:
            raise FazhiError(f"写出的是 {SUFFIX}，文件名却是 {target.name}", f"-o 写以 {SUFFIX} 结尾的文件名")
        files = {target: grouped}
    write(
        {place: form_workbook(identity, rows, due=options.due) for place, rows in files.items()},
        force=force,
        inputs=(path,),
    )
    return FormsMade(tuple(files), len(grouped), len(chosen), len(year.figures) - len(asked))

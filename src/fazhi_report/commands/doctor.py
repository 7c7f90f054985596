"""Look at the machine: what a report needs, what only some commands need, and how to get what is missing."""

from __future__ import annotations

import locale
import os
import platform
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from importlib import metadata, util
from pathlib import Path

from fazhi_report import __version__
from fazhi_report.errors import FazhiError
from fazhi_report.libreoffice import find
from fazhi_report.libreoffice import run as run_office
from fazhi_report.norms.gbt9704 import FACES
from fazhi_report.writers.fonts import Font, installed


class State(StrEnum):
    """The result of one check."""

    GOOD = "正常"
    LACKING = "缺少"
    """Some commands do less; a report can be made."""
    BAD = "不行"
    """Nothing can be written, or nothing can be read on the screen."""


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """One thing of the machine that was looked at.

    Args:
        name: What was looked at, Chinese.
        state: How it is.
        fact: What was found, Chinese.
        cure: What to do, Chinese; empty where nothing is to be done.
    """

    name: str
    state: State
    fact: str
    cure: str = ""


@dataclass(frozen=True, slots=True)
class Machine:
    """What the checks look at.

    Args:
        folder: The working folder.
        out: The output folder of the reports.
        encoding: The encoding of the terminal.
        fonts: The installed fonts.
        soffice: LibreOffice's program or folder; None to search for it.
        environment: The environment variables.
    """

    folder: Path
    out: Path
    encoding: str = "utf-8"
    fonts: Sequence[Font] = ()
    soffice: Path | None = None
    environment: dict[str, str] = field(default_factory=dict)

    @classmethod
    def here(cls, soffice: Path | None = None, out: Path = Path("dist")) -> Machine:
        """The machine of this process."""
        encoding = getattr(sys.stdout, "encoding", None) or locale.getencoding()
        return cls(Path.cwd(), out, encoding, installed(), soffice, dict(os.environ))


Check = Callable[[Machine], Iterable[Diagnosis]]


def diagnose(machine: Machine) -> tuple[Diagnosis, ...]:
    """Run all checks.

    Args:
        machine: What they look at.

    Returns:
        What was found, in the order of `CHECKS`.
    """
    return tuple(one for check in CHECKS for one in check(machine))


def _versions(_: Machine) -> Iterator[Diagnosis]:
    system = f"{platform.system()} {platform.release()} {platform.machine()}".strip()
    yield Diagnosis(
        "版本", State.GOOD, f"fazhi-report {__version__}，Python {platform.python_version()}，{system}"
    )


_MARKS = "〔〕·—…“”【】％①"
"""Marks of a report that code pages other than the Chinese ones lack."""


def _terminal(machine: Machine) -> Iterator[Diagnosis]:
    encoding = machine.encoding
    try:
        "中文".encode(encoding)
        missing = "".join(mark for mark in _MARKS if not _encodable(mark, encoding))
    except (LookupError, UnicodeEncodeError):
        cure = "Windows：先运行 chcp 65001，或设环境变量 PYTHONUTF8=1；Linux：运行 export LANG=zh_CN.UTF-8 或 C.UTF-8"
        yield Diagnosis("终端编码", State.BAD, f"{encoding} 显示不了汉字", cure)
        return
    if missing:
        fact = f"{encoding} 显示不了 {missing}，屏幕上会变成问号；写出的文件不受影响"
        yield Diagnosis(
            "终端编码", State.LACKING, fact, "Windows：运行 chcp 65001，或设环境变量 PYTHONUTF8=1"
        )
    else:
        yield Diagnosis("终端编码", State.GOOD, encoding)


def _encodable(mark: str, encoding: str) -> bool:
    try:
        mark.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def _folders(machine: Machine) -> Iterator[Diagnosis]:
    out = machine.folder / machine.out
    places = [
        ("当前文件夹", machine.folder),
        *([("输出文件夹", out)] if out.exists() else []),
        ("临时文件夹", Path(tempfile.gettempdir())),
    ]
    for name, folder in places:
        try:
            with tempfile.TemporaryFile(dir=folder):
                pass
        except OSError as error:
            reason = error.strerror or type(error).__name__
            cure = "换一个自己能写的文件夹，或请管理员开放权限；输出文件夹可以用 -o 另指"
            yield Diagnosis(name, State.BAD, f"{folder} 里不能写文件（{reason}）", cure)
        else:
            yield Diagnosis(name, State.GOOD, f"{folder} 可以写")


_FONT_CURE = (
    "向信息中心索取，或随 WPS、Word 安装；没有它，.docx 仍写着标准字体，拿到有字体的机器上打开就是对的"
)


def _fonts(machine: Machine) -> Iterator[Diagnosis]:
    if not machine.fonts:
        yield Diagnosis("字体", State.LACKING, "列不出本机的字体", "Linux 上先装 fontconfig")
        return
    families = {family.casefold(): family for font in machine.fonts for family in font.families}
    for face in FACES:
        found = [families[name.casefold()] for name in face.families if name.casefold() in families]
        if found:
            yield Diagnosis(f"字体：{face.name}", State.GOOD, "、".join(dict.fromkeys(found)))
        else:
            wanted = "、".join(face.families[:3])
            yield Diagnosis(f"字体：{face.name}", State.LACKING, f"{wanted} 等一种也没有装", _FONT_CURE)


_OFFICE_USES = "只在导入 .doc 和 .wps、check-docx --render、build --engine libreoffice 时要用"
_OFFICE_SECONDS = 60.0


def _libreoffice(machine: Machine) -> Iterator[Diagnosis]:
    try:
        program = find(machine.soffice)
        with tempfile.TemporaryDirectory() as folder:
            version = run_office([str(program), "--version"], Path(folder), _OFFICE_SECONDS)
    except FazhiError as error:
        yield Diagnosis("LibreOffice", State.LACKING, f"{error.message}；{_OFFICE_USES}", error.hint)
    except OSError as error:
        fact = f"启动不了（{error.strerror or type(error).__name__}）；{_OFFICE_USES}"
        yield Diagnosis("LibreOffice", State.LACKING, fact, "重新安装 LibreOffice，或用 --soffice 指明另一处")
    else:
        yield Diagnosis("LibreOffice", State.GOOD, f"{version}（{program}）")


@dataclass(frozen=True, slots=True)
class _OfficeSuite:
    """Where an office suite is installed.

    Args:
        name: Its name.
        programs: Names to look for on the PATH.
        places: Paths below the folders that an environment variable names: variable and pattern; an empty variable
            stands for the root.
    """

    name: str
    programs: tuple[str, ...]
    places: tuple[tuple[str, str], ...]


_SUITES = (
    _OfficeSuite(
        "WPS",
        ("wps",),
        (
            ("", "opt/kingsoft/wps-office/office6/wps"),
            ("", "opt/apps/cn.wps.*/files/kingsoft/wps-office/office6/wps"),
            ("", "Applications/wpsoffice.app"),
            ("LOCALAPPDATA", "Kingsoft/WPS Office/*/office6/wps.exe"),
            ("ProgramFiles", "WPS Office/*/office6/wps.exe"),
            ("ProgramFiles(x86)", "Kingsoft/WPS Office/*/office6/wps.exe"),
            ("ProgramFiles(x86)", "WPS Office/*/office6/wps.exe"),
        ),
    ),
    _OfficeSuite(
        "Word",
        (),
        (
            ("", "Applications/Microsoft Word.app"),
            ("ProgramFiles", "Microsoft Office/root/Office*/WINWORD.EXE"),
            ("ProgramFiles(x86)", "Microsoft Office/root/Office*/WINWORD.EXE"),
            ("ProgramFiles", "Microsoft Office/Office*/WINWORD.EXE"),
            ("ProgramFiles(x86)", "Microsoft Office/Office*/WINWORD.EXE"),
        ),
    ),
)


def _suites(machine: Machine) -> Iterator[Diagnosis]:
    found = [f"{suite.name}（{path}）" for suite in _SUITES if (path := _installed_suite(suite, machine))]
    if found:
        yield Diagnosis("办公软件", State.GOOD, "、".join(found))
    else:
        cure = "生成和检查都不需要；要在本机打开、修改 .docx，安装 WPS 或 Word"
        yield Diagnosis("办公软件", State.LACKING, "没有找到 WPS 或 Word", cure)


def _installed_suite(suite: _OfficeSuite, machine: Machine) -> Path | None:
    for program in suite.programs:
        on_path = shutil.which(program, path=machine.environment.get("PATH", ""))
        if on_path is not None and Path(on_path).is_absolute():
            return Path(on_path)
    for variable, pattern in suite.places:
        base = machine.environment.get(variable, "") if variable else Path.cwd().anchor
        if base and (path := next(iter(sorted(Path(base).glob(pattern))), None)):
            return path
    return None


_PARTS = (
    ("pdf", ("fontTools", "pdfplumber", "pypdf", "typst"), "生成 PDF、读 PDF、check-docx --render", True),
    ("preview", ("fontTools", "pypdfium2", "starlette", "typst", "uvicorn", "watchfiles"), "preview", True),
    ("chart", ("PIL",), "图画成 .png", True),
    ("parquet", ("pyarrow",), "export 写 .parquet", False),
    ("duckdb", ("duckdb",), "export 写 .duckdb", False),
    ("dask", ("distributed",), "--dask", False),
)
"""Extra of the package, its modules, what they are for, and whether the offline bundle brings them."""
_BUNDLED = "；离线包里有，重新运行它的安装脚本"


def _parts(_: Machine) -> Iterator[Diagnosis]:
    for extra, modules, uses, bundled in _PARTS:
        missing = [module for module in modules if util.find_spec(module) is None]
        name = f"部件：{extra}"
        if missing:
            fact = f"没有装 {'、'.join(missing)}；用于：{uses}"
            cure = f'要用时运行 pip install "fazhi-report[{extra}]"{_BUNDLED if bundled else ""}'
            yield Diagnosis(name, State.LACKING, fact, cure)
        else:
            yield Diagnosis(name, State.GOOD, f"{'、'.join(map(_version, modules))}；用于：{uses}")


def _version(module: str) -> str:
    for distribution in metadata.packages_distributions().get(module, ()):
        return f"{distribution} {metadata.version(distribution)}"
    return module


CHECKS: tuple[Check, ...] = (_versions, _terminal, _folders, _fonts, _libreoffice, _suites, _parts)
"""The checks in the order of their output; each looks at one thing and changes nothing."""

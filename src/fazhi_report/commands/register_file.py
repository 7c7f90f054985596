"""Reads the register that `collect` has left, for the lists and letters that are made from it."""

from __future__ import annotations

from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from fazhi_report.commands.paper_record import SlipEntry
from fazhi_report.commands.register import FORMAT, register_name
from fazhi_report.errors import FazhiError, system_reason
from fazhi_report.regular_files import open_regular

_MOST_BYTES = 500_000_000


class RegisteredPaper(BaseModel):
    """A paper of the register; the names are those of the JSON."""

    model_config = ConfigDict(frozen=True, defer_build=True)

    file: str
    kind: str
    received: str
    sha256: str


class RegisteredUnit(BaseModel):
    """A unit of the register; the aliases are the heads of its columns."""

    model_config = ConfigDict(frozen=True, defer_build=True)

    name: str = Field(alias="单位")
    kind: str = Field(alias="类别")
    state: str = Field(alias="状态")
    missing: str = Field(alias="缺什么")
    contact: str = Field(alias="联系人")
    phone: str = Field(alias="电话")
    papers: tuple[RegisteredPaper, ...] = ()
    entries: tuple[SlipEntry, ...] = ()

    @property
    def errors(self) -> int:
        """How many errors of the content there are."""
        return sum(one.severity == "错误" and one.about == "内容" for one in self.entries)


class RegisteredFile(BaseModel):
    """A received file of the register; the names are those of the JSON."""

    model_config = ConfigDict(frozen=True, defer_build=True)

    name: str
    verdict: str
    unit: str
    reason: str
    hint: str
    received: str = ""


class RegisterFile(BaseModel):
    """The register of a year."""

    model_config = ConfigDict(frozen=True, defer_build=True)

    format: int
    year: int
    units: tuple[RegisteredUnit, ...]
    files: tuple[RegisteredFile, ...]


def read_register(city: Path, year: int) -> RegisterFile:
    """Return the register of a city for a year.

    Raises:
        FazhiError: There is none, or it is none that `collect` has written.
    """
    path = city / f"{register_name(year)}.json"
    again = f"先运行 fazhi-report collect 收件 --year {year} -o {city}"
    try:
        with open_regular(path) as stream:
            found = RegisterFile.model_validate_json(stream.read(_MOST_BYTES))
    except FileNotFoundError:
        raise FazhiError(f"没有 {path}", again) from None
    except OSError as error:
        raise FazhiError(f"读不了 {path}：{system_reason(error)}", again) from None
    except ValidationError:
        raise FazhiError(f"{path} 不是收件登记，或被人改过", again) from None
    if found.format != FORMAT or found.year != year:
        raise FazhiError(f"{path} 不是这一版的 {year} 年收件登记", again)
    return found

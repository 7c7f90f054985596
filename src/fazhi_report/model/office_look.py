"""What an office prints otherwise than this program (``[look]`` in fazhi-report.toml): inks, families, deviations."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Annotated, Self

from pydantic import AfterValidator, Field, StringConstraints, model_validator

from fazhi_report.model.base import Base, Line, trouble
from fazhi_report.norms.gbt9704 import (
    FACES,
    FANGSONG,
    HEITI,
    KAITI,
    RED,
    SONGTI,
    XIAOBIAOSONG,
    Face,
    Look,
    face_of,
)
from fazhi_report.norms.placement import COMMON_FAMILIES, is_red


def _red(color: str) -> str:
    """Check that a colour is a red, and return its six digits."""
    if not _COLOR.fullmatch(color):
        raise trouble("color", f"颜色“{color}”不是六位十六进制数，写成 C00000 这样")
    digits = color.removeprefix("#").upper()
    if not is_red(digits):
        raise trouble("color", f"{digits} 不是红色：发文机关标志、分隔线为红色（GB/T 9704 7.2.4、7.2.7）")
    return digits


def _family(face: Face) -> Callable[[str], str]:
    def check(name: str) -> str:
        other = face_of(name)
        if other is not None and other is not face:
            raise trouble("family", f"“{name}”是{other.name}，不能用作{face.name}")
        if name.lower() in COMMON_FAMILIES:
            raise trouble("family", f"“{name}”不是{face.name}字体")
        if not _FAMILY.fullmatch(name):
            raise trouble("family", f"“{name}”不像字体名：照字体列表里的写")
        return name

    return check


MARK, RULE = "mark:", "rule:"
"""Before a colour: what has it."""
_COLOR = re.compile("#?[0-9A-Fa-f]{6}")
_FAMILY = re.compile(r"[\w \-+.()（）]{1,60}")
_Red = Annotated[Line, AfterValidator(_red)]
_IN_FONT_LIST = "Word 字体列表里的名字"


class OwnFaces(Base):
    """The font family that an office has for each face."""

    fangsong: Annotated[Line, AfterValidator(_family(FANGSONG))] | None = Field(
        None, title=FANGSONG.name, description=_IN_FONT_LIST
    )
    kaiti: Annotated[Line, AfterValidator(_family(KAITI))] | None = Field(
        None, title=KAITI.name, description=_IN_FONT_LIST
    )
    heiti: Annotated[Line, AfterValidator(_family(HEITI))] | None = Field(
        None, title=HEITI.name, description=_IN_FONT_LIST
    )
    xiaobiaosong: Annotated[Line, AfterValidator(_family(XIAOBIAOSONG))] | None = Field(
        None, title=XIAOBIAOSONG.name, description=_IN_FONT_LIST
    )
    songti: Annotated[Line, AfterValidator(_family(SONGTI))] | None = Field(
        None, title=SONGTI.name, description=_IN_FONT_LIST
    )

    @property
    def families(self) -> tuple[tuple[str, str], ...]:
        """Name of each face that has a family of its own, and that family."""
        given = zip(
            (FANGSONG, KAITI, HEITI, XIAOBIAOSONG, SONGTI),
            (self.fangsong, self.kaiti, self.heiti, self.xiaobiaosong, self.songti),
            strict=True,
        )
        return tuple((face.name, family) for face, family in given if family is not None)


class AllowedDeviation(Base):
    """A clause of the page that the office keeps otherwise."""

    code: Annotated[str, StringConstraints(pattern=r"^GW[0-9]{3}$")] = Field(
        title="规则编号", description="check-docx 的一条规则，如 GW307"
    )
    reason: Line = Field(title="理由", description="依据或本机关的规定，一句话")


class OwnLook(Base):
    """The look of an office's documents where it differs from the program's."""

    mark_color: _Red | None = Field(
        None, title="发文机关标志的颜色", description="六位十六进制的红色，如 C00000"
    )
    rule_color: _Red | None = Field(
        None, title="红色分隔线的颜色", description="六位十六进制的红色，如 C00000"
    )
    faces: OwnFaces | None = Field(
        None, title="字体", description="各字体用哪一个，如 fangsong = “仿宋_GB2312”"
    )
    allow: tuple[AllowedDeviation, ...] = Field(
        (), title="容许的偏离", description="check-docx 不计的条文：编号和理由"
    )

    @model_validator(mode="after")
    def _once(self) -> Self:
        codes = [one.code for one in self.allow]
        if twice := next((code for code in codes if codes.count(code) > 1), None):
            raise trouble("allow", f"容许的偏离里 {twice} 写了两次")
        return self

    @property
    def choices(self) -> Iterator[tuple[str, str]]:
        """What the office has chosen: a sign by which it is known in a file, and a Chinese line that tells it."""
        for face in FACES:
            family = self.look.family(face)
            if family != face.family:
                listed = "" if family in face.families else f"，按{face.name}核对"
                yield family.lower(), f"{face.name}用“{family}”{listed}"
        for sign, what, color in (
            (MARK, "发文机关标志", self.mark_color),
            (RULE, "红色分隔线", self.rule_color),
        ):
            if color is not None and color != RED.value:
                yield f"{sign}{color}", f"{what}的红色用 {color}"

    @property
    def look(self) -> Look:
        """What the writers read."""
        return Look(
            self.mark_color or RED.value,
            self.rule_color or RED.value,
            () if self.faces is None else self.faces.families,
        )

"""The authors of a report: one organ, or several that issue it together, and the names that are printed of them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, ClassVar, Self

from pydantic import ConfigDict, Discriminator, Field, RootModel, Tag, model_validator

from fazhi_report.model.base import Base, Line, trouble
from fazhi_report.text.organ_names import Kind, plain_name
from fazhi_report.text.references import is_open
from fazhi_report.typesetting.organ_mark import WORD, word_apart

ADMINISTRATIVE: frozenset[Kind] = frozenset({"government", "township", "department", "committee", "zone"})
"""The kinds whose work the report is about; the others issue it together with one of them."""
_BETWEEN = {None: " ", "space": " ", "mark": "、", "and": "和", "line": " "}
_MOST = 9
"""Number of authors that a report may have: more is a list of something else."""


class Organ(Base):
    """One organ that issues the report (发文机关)."""

    templates_see: ClassVar[frozenset[str]] = frozenset({"each"})

    name: Line = Field(title="机关名称", description="全称或规范化简称，如“临海市司法局”")
    short_name: Line | None = Field(None, title="简称", description="文中自称，如“市司法局”")
    mark: tuple[Line, ...] = Field(
        (),
        title="发文机关标志",
        description="红头文字，一行一项；不写则为“机关名称＋文件”，联合发文时各机关名称并列",
    )
    kind: Kind = Field(
        "department",
        title="机关类别",
        description=(
            "department：政府部门；government：县级以上政府；township：乡镇政府（街道办事处）；"
            "party：党委（党工委）；committee：管理委员会；zone：开发区（管委会）；congress：人大机关"
        ),
    )

    @property
    def each(self) -> tuple[Organ, ...]:
        """The authors, in order: this one."""
        return (self,)

    @property
    def lead(self) -> Organ:
        """The author whose work the report is about: this one."""
        return self


class JointAuthors(RootModel[tuple[Organ, ...]]):
    """Organs that issue one report together (联合发文), in the order in which they are named."""

    model_config = ConfigDict(
        frozen=True, defer_build=True, json_schema_extra={"minItems": 1, "maxItems": _MOST}
    )
    templates_see: ClassVar[frozenset[str]] = frozenset({"each", "name", "short_name"})

    root: tuple[Organ, ...] = Field(title="联合署名的机关", description="按先后列出，党委在前，一个机关一项")

    @model_validator(mode="after")
    def _several(self) -> Self:
        if not self.root:
            raise trouble("authors", "发文机关（organ）一个也没有；写上机关名称（name）")
        if len(self.root) > _MOST:
            raise trouble("authors", f"发文机关有 {len(self.root)} 个，最多 {_MOST} 个；检查是不是写错了地方")
        names = [plain_name(organ.name) for organ in self.root if not is_open(organ.name)]
        if len(set(names)) != len(names):
            raise trouble("authors", "发文机关里有两个名称相同；一个机关只写一次")
        return self

    @property
    def each(self) -> tuple[Organ, ...]:
        """The authors, in order."""
        return self.root

    @property
    def lead(self) -> Organ:
        """The author whose work the report is about: the first that is no party committee or congress, else the first."""
        return next((one for one in self.root if one.kind in ADMINISTRATIVE), self.root[0])

    @property
    def name(self) -> str:
        """The names of all authors as they are printed together, a space between them."""
        return joined(one.name for one in self.root)

    @property
    def short_name(self) -> str | None:
        """How the authors call themselves in the text: 区委、区政府; None where none has a short name."""
        if all(one.short_name is None for one in self.root):
            return None
        return "、".join(one.short_name or one.name for one in self.root)


def authors_tag(value: object) -> str:
    """Return the part that Pydantic puts into the route of the authors: whether they are one or several."""
    return "<several>" if isinstance(value, (list, tuple, JointAuthors)) else "<one>"


Authors = Annotated[
    Annotated[Organ, Tag("<one>")] | Annotated[JointAuthors, Tag("<several>")], Discriminator(authors_tag)
]
"""Who issues the report: one organ (a mapping), or several (a list of them)."""


def joined(names: Iterable[str], between: str | None = None) -> str:
    """Return the names of several authors in one text.

    Args:
        names: The names, in order.
        between: What stands between them, a value of `Title.between`; None is a space.
    """
    return _BETWEEN[between].join(names)


def mark_lines(authors: Organ | JointAuthors) -> tuple[tuple[str, ...], str]:
    """Return the lines of the mark (发文机关标志), and the word to the right of all of them; empty for none (7.2.4).

    A mark in the data is printed as it stands there, 文件 behind the last of several lines to the right of them.
    Joint authors may have one mark, that of the organ in charge: where any of them has a mark, only such marks are printed.
    """
    if given := tuple(line for one in authors.each for line in one.mark):
        return word_apart(given) if len(given) > 1 else (given, "")
    if len(authors.each) == 1:
        return (f"{authors.name}{WORD}",), ""
    return tuple(one.name for one in authors.each), WORD


def identity(authors: Organ | JointAuthors) -> str:
    """Return the name by which data of one organ are paired across files: that of the author whose work they are about.

    A government that reports alone in one year and with its party committee in another has the same.
    """
    return plain_name(authors.lead.name)


def same_organ(one: Organ | JointAuthors, other: Organ | JointAuthors) -> bool:
    """Return whether two data files are of one organ, by its full name; widths and blanks make no other organ.

    A government that reports together with its party committee in one year and alone in another is the same organ.
    A name that is still to be filled in may be any.
    """
    if any(is_open(organ.name) for authors in (one, other) for organ in authors.each):
        return True
    names, others = ({plain_name(organ.name) for organ in authors.each} for authors in (one, other))
    return identity(one) == identity(other) and (names <= others or others <= names)

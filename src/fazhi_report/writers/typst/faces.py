"""Which installed font is set for which face, and for the characters that it lacks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol
from unicodedata import category

from fazhi_report.errors import FazhiError
from fazhi_report.norms.gbt9704 import Face
from fazhi_report.norms.substitutes import HEAVY, SUBSTITUTES
from fazhi_report.writers.fonts import Font
from fazhi_report.writers.typst.glyphs import EXTRA, glyphs

if TYPE_CHECKING:
    from typst import Fonts

_SAMPLE = "法治政府建设年度报告"
_REGULAR, _BOLD = 400, 700
_MOST_NAMED = 20
_BESIDE = 8


class _Loaded(Protocol):
    """A font as the compiler knows it."""

    family: str
    style: str
    weight: int
    path: str | None
    index: int


@dataclass(frozen=True, slots=True)
class SetFont:
    """A font that is set.

    Args:
        font: The installed font.
        family: Its family by the compiler's name.
        weight: Its weight.
    """

    font: Font
    family: str
    weight: int

    @property
    def characters(self) -> frozenset[int]:
        """The code points that it has."""
        return glyphs(self.font.path, self.font.index).characters


@dataclass(frozen=True, slots=True)
class FaceFonts:
    """The fonts of one face.

    Args:
        face: The face.
        accepted: Accepted families that are installed, in the order of the face's families.
        forbidden: Those of them whose font forbids embedding.
        chosen: The font that is set.
        genuine: Whether it belongs to an accepted family.
    """

    face: Face
    accepted: tuple[str, ...]
    forbidden: tuple[str, ...]
    chosen: SetFont
    genuine: bool


class Shelf:
    """The fonts of this machine as the compiler may use them.

    Args:
        fonts: The installed fonts.

    Raises:
        FazhiError: typst is missing.
    """

    def __init__(self, fonts: Iterable[Font]) -> None:
        try:
            from typst import Fonts  # noqa: PLC0415  (an extra: only whoever sets a PDF needs it)
        except ImportError:
            raise FazhiError("PDF 由 typst 排版，这里没有装", EXTRA) from None
        there = [font for font in fonts if font.path]
        folders = sorted({_folder(font.path) for font in there})
        self.compiled: Fonts = Fonts(
            include_system_fonts=False, include_embedded_fonts=False, font_paths=list(folders)
        )
        known: dict[tuple[str, int], _Loaded] = {
            (_plain(one.path), one.index): one for one in self.compiled.fonts() if one.path
        }
        self._fonts = [
            SetFont(font, loaded.family, loaded.weight)
            for font in there
            if (loaded := known.get((_plain(font.path), font.index))) and loaded.style == "normal"
        ]

    def fonts_of(self, family: str) -> list[SetFont]:
        """The fonts of a family, by any of its names."""
        return [
            one for one in self._fonts if family.casefold() in {name.casefold() for name in one.font.families}
        ]

    def face(self, face: Face, families: Sequence[str]) -> FaceFonts:
        """The fonts of a face: of the first accepted family that may be embedded, else of a substitute.

        Raises:
            FazhiError: No font of this machine has Chinese characters.
        """
        accepted = tuple(family for family in families if self.fonts_of(family))
        forbidden = tuple(
            family for family in accepted if not any(map(_may_be_embedded, self.fonts_of(family)))
        )
        usable = [family for family in accepted if family not in forbidden]
        for family in usable:
            if found := _legible(self.fonts_of(family), _REGULAR):
                return FaceFonts(face, accepted, forbidden, found, genuine=True)
        weight = _BOLD if face == HEAVY else _REGULAR
        others = (self.fonts_of(family) for family in SUBSTITUTES[face])
        for fonts in (*others, self._fonts):
            if found := _legible([one for one in fonts if _may_be_embedded(one)], weight):
                return FaceFonts(face, accepted, forbidden, found, genuine=False)
        raise FazhiError(
            "本机没有能显示汉字的字体，没有生成 PDF",
            "安装中文字体后重试；统信、麒麟、Debian 至少运行 sudo apt install fonts-noto-cjk",
        )

    def others(self, characters: Iterable[str]) -> dict[str, SetFont]:
        """A font for each of the characters that some installed font has."""
        open_ones, found = set(characters), dict[str, SetFont]()
        for one in self._fonts:
            if not open_ones:
                break
            if not _may_be_embedded(one):
                continue
            had = {character for character in open_ones if ord(character) in one.characters}
            found |= dict.fromkeys(had, one)
            open_ones -= had
        return found


def _folder(path: str) -> str:
    return path.replace("\\", "/").rpartition("/")[0] or "."


def _plain(path: str | None) -> str:
    return (path or "").replace("\\", "/").casefold()


def _may_be_embedded(one: SetFont) -> bool:
    return glyphs(one.font.path, one.font.index).may_be_embedded


def _legible(fonts: Sequence[SetFont], weight: int) -> SetFont | None:
    """The font nearest to a weight among those with Chinese characters; None where there is none."""
    legible = [one for one in fonts if all(ord(character) in one.characters for character in _SAMPLE)]
    return min(legible, key=lambda one: abs(one.weight - weight), default=None)


def unseen(character: str) -> bool:
    """Whether a character needs no glyph: blanks, marks of direction, joiners, selectors of variants."""
    return character.isspace() or category(character) == "Cf" or "\ufe00" <= character <= "\ufe0f"


def require_glyphs(missing: Iterable[str], texts: Iterable[str]) -> None:
    """Refuse a document with characters that no font has: they would be printed as empty boxes.

    Args:
        missing: The characters.
        texts: The texts of the document, to say where they stand.

    Raises:
        FazhiError: There are such characters; the message names each, and the words around its first place.
    """
    wanted = dict.fromkeys(sorted(missing))
    if not wanted:
        return
    found = dict(_places(list(wanted), texts))
    named = [f"“{one}”（U+{ord(one):04X}，见“{found.get(one, one)}”）" for one in wanted][:_MOST_NAMED]
    more = f"等 {len(wanted)} 个" if len(wanted) > _MOST_NAMED else ""
    raise FazhiError(
        f"本机的字体都没有这些字：{'、'.join(named)}{more}，没有写任何文件",
        "装有大字库的字体（如 宋体-扩展B、方正_GBK、思源宋体）后重试；写错的字、表情符号在数据文件里改掉",
    )


def _places(wanted: Sequence[str], texts: Iterable[str]) -> Iterator[tuple[str, str]]:
    left = set(wanted)
    for text in texts:
        for one in sorted(left & set(text)):
            at = text.index(one)
            yield one, text[max(at - _BESIDE, 0) : at + _BESIDE + 1]
            left.discard(one)
        if not left:
            return

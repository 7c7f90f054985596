"""Resolution of properties: defaults, then styles from base to derived, then direct formatting."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from lxml import etree

from fazhi_report.norms.length import Length, mm, pt, twips

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"

_OFF = frozenset({"0", "false", "off", "none"})
_MEASURE = re.compile(r"(-?[0-9]{1,7}(?:\.[0-9]{1,6})?)(mm|cm|in|pt|pc|pi)?")
_MM_PER = {"mm": 1.0, "cm": 10.0, "in": 25.4}
_PT_PER = {"pt": 1.0, "pc": 12.0, "pi": 12.0}
_COLOR = re.compile(r"[0-9A-Fa-f]{6}")
_EMU_PER_PT = 12700


def local(element: etree._Element) -> str:
    """Return an element's name without its namespace."""
    return str(element.tag).rpartition("}")[2]


def child(element: etree._Element | None, path: str) -> etree._Element | None:
    """Return a descendant by WordprocessingML names separated by slashes; None when there is none."""
    for step in path.split("/"):
        if element is None:
            return None
        element = element.find(f"{W}{step}")
    return element


def value(element: etree._Element | None, path: str = "", name: str = "val") -> str | None:
    """Return an attribute of an element or of a descendant; None when there is none."""
    target = child(element, path) if path else element
    return None if target is None else target.get(f"{W}{name}")


def is_on(written: str | None) -> bool:
    """Whether a toggle is on: present without a false value; None is off."""
    return written is not None and written.lower() not in _OFF


def length(written: str | None) -> Length | None:
    """Return a length in twips or with an explicit unit; None when missing or invalid."""
    match = _MEASURE.fullmatch(written.strip()) if written else None
    if match is None:
        return None
    number, unit = float(match[1]), match[2]
    if unit in _MM_PER:
        return mm(number * _MM_PER[unit])
    return pt(number * _PT_PER[unit]) if unit else twips(number)


def whole(written: str | None) -> int | None:
    """Return an integer; None when missing or invalid."""
    match = re.fullmatch(r"\s*([+-]?[0-9]{1,9})\s*", written or "")
    return int(match[1]) if match else None


def emu(written: str | None) -> Length | None:
    """Return a length in EMU; None when missing or invalid."""
    number = whole(written)
    return None if number is None else pt(number / _EMU_PER_PT)


def color(written: str | None) -> str:
    """Return six hexadecimal digits in capitals; empty for automatic and invalid colours."""
    return written.upper() if written and _COLOR.fullmatch(written) else ""


def alternatives(element: etree._Element) -> Iterator[etree._Element]:
    """Yield the children of the first alternative only, since files contain text boxes twice, for new and old programs."""
    choice = element.find(f"{MC}Choice")
    chosen = element.find(f"{MC}Fallback") if choice is None else choice
    if chosen is not None:
        yield from chosen


Properties = Mapping[str, str]
"""Properties of a paragraph or a run: ``spacing.line`` → ``579``; a toggle without a value is ``1``."""

_LONGEST_CHAIN = 20
_NESTED = frozenset({"rPr", "sectPr", "pPrChange", "rPrChange", "numberingChange"})
_TOGGLES = ("b", "i", "vanish")
# A hanging indent replaces an inherited first-line indent, and vice versa.
_RIVALS = {
    "ind.hanging": ("ind.firstLine", "ind.firstLineChars"),
    "ind.firstLine": ("ind.hanging", "ind.hangingChars"),
}
_ALIASES = {
    "ind.start": "ind.left",
    "ind.end": "ind.right",
    "ind.startChars": "ind.leftChars",
    "ind.endChars": "ind.rightChars",
}
_SLOTS = (("ascii", "asciiTheme"), ("hAnsi", "hAnsiTheme"), ("eastAsia", "eastAsiaTheme"))
_SCRIPTS = {
    "zh-CN": "Hans",
    "zh-SG": "Hans",
    "zh-TW": "Hant",
    "zh-HK": "Hant",
    "ja-JP": "Jpan",
    "ko-KR": "Hang",
}


def flat(element: etree._Element | None) -> dict[str, str]:
    """Return ``w:pPr`` or ``w:rPr`` as a flat mapping, one entry per attribute; borders and tabs are one level deeper."""
    flattened: dict[str, str] = {}
    for entry in () if element is None else element:
        name = local(entry)
        if name in _NESTED:
            continue
        if name in {"pBdr", "tabs", "numPr"}:
            for number, inner in enumerate(entry):
                # Tab stops have no names, so their positions serve as keys.
                key = (
                    f"{name}.{local(inner)}"
                    if name != "tabs"
                    else f"tabs.{value(inner, name='pos') or number}"
                )
                flattened.update(_attributes(inner, key))
        else:
            flattened.update(_attributes(entry, name))
    return flattened


def _attributes(entry: etree._Element, name: str) -> dict[str, str]:
    keys = {f"{name}.{str(key).rpartition('}')[2]}": str(text) for key, text in entry.attrib.items()}
    return {_ALIASES.get(key, key): text for key, text in keys.items()} or {f"{name}.val": "1"}


def merged(layers: Iterable[Properties]) -> dict[str, str]:
    """Return the properties of several layers merged; later layers override earlier ones."""
    result: dict[str, str] = {}
    for layer in layers:
        for key, rivals in _RIVALS.items():
            if key in layer:
                for rival in rivals:
                    result.pop(rival, None)
        for slot, theme in _SLOTS:
            if f"rFonts.{slot}" in layer and f"rFonts.{theme}" not in layer:
                result.pop(f"rFonts.{theme}", None)
        result.update(layer)
    return result


@dataclass(frozen=True, slots=True)
class Style:
    """A style as the file defines it.

    Args:
        name: Its displayed name.
        base: Identifier of the style inherited from; empty for none.
        paragraph: Its paragraph properties.
        words: Its run properties.
    """

    name: str
    base: str
    paragraph: Properties
    words: Properties


@dataclass(frozen=True)
class Styles:
    """The styles of a file.

    Args:
        by_id: Styles by identifier.
        default_paragraph: Default paragraph properties.
        default_words: Default run properties.
        defaults: The default style by kind: ``paragraph``, ``character``, ``table``.
    """

    by_id: Mapping[str, Style] = field(default_factory=dict)
    default_paragraph: Properties = field(default_factory=dict)
    default_words: Properties = field(default_factory=dict)
    defaults: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, root: etree._Element | None) -> Styles:
        """Return the styles of ``styles.xml``; with None, those of a file without styles."""
        if root is None:
            return cls()
        by_id: dict[str, Style] = {}
        defaults: dict[str, str] = {}
        for entry in root.findall(f"{W}style"):
            key = value(entry, name="styleId") or ""
            by_id[key] = Style(
                value(entry, "name") or key,
                value(entry, "basedOn") or "",
                flat(child(entry, "pPr")),
                flat(child(entry, "rPr")),
            )
            if is_on(value(entry, name="default")):
                defaults[value(entry, name="type") or "paragraph"] = key
        return cls(
            by_id,
            flat(child(root, "docDefaults/pPrDefault/pPr")),
            flat(child(root, "docDefaults/rPrDefault/rPr")),
            defaults,
        )

    @cached_property
    def _chains(self) -> dict[str, tuple[Style, ...]]:
        return {}

    def chain(self, key: str) -> tuple[Style, ...]:
        """Return the style and its base styles, the root first; circular references are cut."""
        if key not in self._chains:
            styles: list[Style] = []
            seen: set[str] = set()
            at = key
            while at in self.by_id and at not in seen and len(styles) < _LONGEST_CHAIN:
                seen.add(at)
                styles.append(self.by_id[at])
                at = self.by_id[at].base
            self._chains[key] = tuple(reversed(styles))
        return self._chains[key]

    def paragraph(self, key: str, table: str, numbering: Properties, direct: Properties) -> dict[str, str]:
        """Return the effective properties of a paragraph.

        Args:
            key: Its style.
            table: The style of the table around it; empty for none.
            numbering: The paragraph properties of its list level.
            direct: Its direct formatting.
        """
        styled = [style.paragraph for style in self.chain(key)]
        # List properties override the style if the paragraph itself sets the list, but not if the style does.
        own = "numPr.numId.val" in direct
        around = [style.paragraph for style in self.chain(table)]
        middle = [*styled, numbering] if own else [numbering, *styled]
        return merged([self.default_paragraph, *around, *middle, direct])

    def words(self, paragraph: str, table: str, character: str, direct: Properties) -> dict[str, str]:
        """Return the effective properties of a run; bold in paragraph and character style cancel out (toggle properties)."""
        kinds = [[style.words for style in self.chain(key)] for key in (table, paragraph, character)]
        result = merged([self.default_words, *(layer for kind in kinds for layer in kind), direct])
        for toggle in _TOGGLES:
            key = f"{toggle}.val"
            if key not in direct:
                toggles = [merged(kind).get(key) for kind in kinds]
                on = is_on(self.default_words.get(key)) or sum(map(is_on, toggles)) % 2 == 1
                result[key] = "1" if on else "0"
        return result


@dataclass(frozen=True, slots=True)
class Theme:
    """The fonts of a theme.

    Args:
        faces: Reference in runs, such as ``minorEastAsia`` → font family.
    """

    faces: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, root: etree._Element | None, settings: etree._Element | None) -> Theme:
        """Return the fonts of a theme part; a Chinese font given by script is chosen by the language in the settings."""
        faces: dict[str, str] = {}
        language = value(settings, "themeFontLang", "eastAsia") if settings is not None else None
        script = _SCRIPTS.get(language or "zh-CN", "Hans")
        for size in ("major", "minor"):
            fonts = None if root is None else root.find(f".//{A}{size}Font")
            if fonts is None:
                continue
            latin, asian = (_typeface(fonts, name) for name in ("latin", "ea"))
            scripts = {entry.get("script"): entry.get("typeface", "") for entry in fonts.findall(f"{A}font")}
            faces |= {f"{size}Ascii": latin, f"{size}HAnsi": latin}
            faces[f"{size}EastAsia"] = asian or scripts.get(script, "")
        return cls(faces)

    def family(self, words: Properties, slot: str, theme: str) -> str:
        """Return the font family of a run for one of its four slots; empty when none is set."""
        reference = words.get(f"rFonts.{theme}")
        if reference is not None:
            named = self.faces.get(reference, "")
            return named or words.get(f"rFonts.{slot}", "")
        return words.get(f"rFonts.{slot}", "")


def _typeface(fonts: etree._Element, name: str) -> str:
    entry = fonts.find(f"{A}{name}")
    return "" if entry is None else entry.get("typeface", "")

"""Properties resolved: defaults, then styles from the root of the chain to its leaf, then direct formatting."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from lxml import etree

from fazhi_report.wordfile.wml import A, W, child, is_on, local, value

Properties = Mapping[str, str]
"""What is said of a paragraph or a run: ``spacing.line`` → ``579``; a switch without a value stands as ``1``."""

_LONGEST_CHAIN = 20
_NESTED = frozenset({"rPr", "sectPr", "pPrChange", "rPrChange", "numberingChange"})
_TOGGLES = ("b", "i", "vanish")
# A hanging first line undoes an inherited indented one, and the other way round.
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
    """The children of ``w:pPr`` or ``w:rPr``, one entry an attribute; borders and tabs one level deeper."""
    found: dict[str, str] = {}
    for entry in () if element is None else element:
        name = local(entry)
        if name in _NESTED:
            continue
        if name in {"pBdr", "tabs", "numPr"}:
            for number, inner in enumerate(entry):
                # Tab stops have no names of their own.
                key = (
                    f"{name}.{local(inner)}"
                    if name != "tabs"
                    else f"tabs.{value(inner, name='pos') or number}"
                )
                found.update(_attributes(inner, key))
        else:
            found.update(_attributes(entry, name))
    return found


def _attributes(entry: etree._Element, name: str) -> dict[str, str]:
    keys = {f"{name}.{str(key).rpartition('}')[2]}": str(text) for key, text in entry.attrib.items()}
    return {_ALIASES.get(key, key): text for key, text in keys.items()} or {f"{name}.val": "1"}


def merged(layers: Iterable[Properties]) -> dict[str, str]:
    """Layers on top of one another, the later stronger."""
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
    """One style as the file has it.

    Args:
        name: What the list of styles shows.
        base: Identifier of the style inherited from; empty for none.
        paragraph: What it says of paragraphs.
        words: What it says of words.
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
        default_paragraph: What holds for every paragraph.
        default_words: What holds for all words.
        defaults: The default style by kind: ``paragraph``, ``character``, ``table``.
    """

    by_id: Mapping[str, Style] = field(default_factory=dict)
    default_paragraph: Properties = field(default_factory=dict)
    default_words: Properties = field(default_factory=dict)
    defaults: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, root: etree._Element | None) -> Styles:
        """Read ``styles.xml``; None gives a file without styles."""
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
        """The style and those it inherits from, root first; a circle ends where it closes."""
        if key not in self._chains:
            found: list[Style] = []
            seen: set[str] = set()
            at = key
            while at in self.by_id and at not in seen and len(found) < _LONGEST_CHAIN:
                seen.add(at)
                found.append(self.by_id[at])
                at = self.by_id[at].base
            self._chains[key] = tuple(reversed(found))
        return self._chains[key]

    def paragraph(self, key: str, table: str, numbering: Properties, direct: Properties) -> dict[str, str]:
        """What holds for a paragraph.

        Args:
            key: Its style.
            table: The style of the table around it; empty for none.
            numbering: What its level of numbering says.
            direct: What it says itself.
        """
        styled = [style.paragraph for style in self.chain(key)]
        # A number that the style brings is weaker than what the style says; one that the paragraph asks for, stronger.
        own = "numPr.numId.val" in direct
        around = [style.paragraph for style in self.chain(table)]
        middle = [*styled, numbering] if own else [numbering, *styled]
        return merged([self.default_paragraph, *around, *middle, direct])

    def words(self, paragraph: str, table: str, character: str, direct: Properties) -> dict[str, str]:
        """What holds for a run: bold within bold of another kind of style is not bold (toggle properties)."""
        kinds = [[style.words for style in self.chain(key)] for key in (table, paragraph, character)]
        result = merged([self.default_words, *(layer for kind in kinds for layer in kind), direct])
        for toggle in _TOGGLES:
            key = f"{toggle}.val"
            if key not in direct:
                said = [merged(kind).get(key) for kind in kinds]
                on = is_on(self.default_words.get(key)) or sum(map(is_on, said)) % 2 == 1
                result[key] = "1" if on else "0"
        return result


@dataclass(frozen=True, slots=True)
class Theme:
    """The faces of a theme.

    Args:
        faces: Reference as runs have it, such as ``minorEastAsia``, → family name.
    """

    faces: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, root: etree._Element | None, settings: etree._Element | None) -> Theme:
        """Read a theme part; its Chinese face may be named by script only, which the settings then tell."""
        faces: dict[str, str] = {}
        language = value(settings, "themeFontLang", "eastAsia") if settings is not None else None
        script = _SCRIPTS.get(language or "zh-CN", "Hans")
        for size in ("major", "minor"):
            found = None if root is None else root.find(f".//{A}{size}Font")
            if found is None:
                continue
            latin, asian = (_typeface(found, name) for name in ("latin", "ea"))
            scripts = {entry.get("script"): entry.get("typeface", "") for entry in found.findall(f"{A}font")}
            faces |= {f"{size}Ascii": latin, f"{size}HAnsi": latin}
            faces[f"{size}EastAsia"] = asian or scripts.get(script, "")
        return cls(faces)

    def family(self, words: Properties, slot: str, theme: str) -> str:
        """The family name that a run asks for in one of its slots."""
        reference = words.get(f"rFonts.{theme}")
        if reference is not None:
            named = self.faces.get(reference, "")
            return named or words.get(f"rFonts.{slot}", "")
        return words.get(f"rFonts.{slot}", "")


def _typeface(found: etree._Element, name: str) -> str:
    entry = found.find(f"{A}{name}")
    return "" if entry is None else entry.get("typeface", "")

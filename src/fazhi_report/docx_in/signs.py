"""What a .docx prints without an element of text: breaks, symbols, form fields, EQ fields, ruby, embedded files.

One list for check-docx, reformat and import: each is text (`printed`), or counted (`beyond_words`) and named
(`BEYOND_WORDS`).
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import partial

from lxml import etree

from fazhi_report.docx_in.properties import W, child, is_on, local, value, whole

UNKNOWN_SIGN = "〓"
"""Stands for a sign of a symbol font without a known character; printers set it where they lack a character."""
BREAKS: Mapping[str, str] = {
    "tab": "\t",
    "ptab": "\t",
    "br": "\n",
    "cr": "\n",
    "noBreakHyphen": "-",
    "softHyphen": "",
}
"""Name of an element of a run → the text that it prints."""
DRAWN = (f"{W}drawing", f"{W}pict", f"{W}object")
"""Elements of a run that hold a picture, a shape or an embedded object."""
BEYOND_WORDS: Mapping[str, str] = {
    "symbols": "符号",
    "form_fields": "表单域",
    "equation_fields": "公式域等（EQ、SYMBOL）",
    "rubies": "拼音",
    "chunks": "嵌在文中的其他文件",
    "lettering": "上下标、删除线、着重号等",
    "rules": "填空的横线（带下划线的空白）",
}
"""Field of `OtherContent` → Chinese name of what it counts."""
_COUNTED = {
    "sym": "symbols",
    "ffData": "form_fields",
    "checkbox": "form_fields",
    "ruby": "rubies",
    "altChunk": "chunks",
}
_CODED = frozenset({"EQ", "SYMBOL", "LISTNUM", "AUTONUM", "AUTONUMLGL", "AUTONUMOUT", "MACROBUTTON"})
"""Fields that print something of their code and have no text as a result."""
_LETTERING = frozenset({"strike", "dstrike", "em", "vertAlign", "eastAsianLayout", "caps", "smallCaps"})
"""Properties of a run that change what its words say: m², struck words, words written in two lines, abc as ABC."""
_TICKED, _UNTICKED = "☒", "☐"
_SYMBOL_FONTS = ("wingdings", "webdings", "symbol", "mt extra", "marlett", "zapf dingbats")
_PRIVATE = 0xF000
_CELLS = 0x100


def _row(start: int, signs: str) -> dict[int, str]:
    return {start + at: sign for at, sign in enumerate(signs)}


_SIGNS: Mapping[str, Mapping[int, str]] = {
    "wingdings": {
        **_row(0x6C, "●❍■□"),
        **_row(0x71, "❑❒"),
        **_row(0x74, "⧫◆❖"),
        **_row(0x80, "⓪①②③④⑤⑥⑦⑧⑨⑩"),
        **_row(0x8B, "⓿❶❷❸❹❺❻❼❽❾❿"),
        **_row(0x9E, "·•"),
        **_row(0xDF, "←→↑↓"),
        **_row(0xFB, "✗✓☒☑"),
        0x28: "☎",
        0xA1: "○",
        0xA7: "▪",
        0xA8: "□",
        0xAB: "★",
        0xD8: "➢",
        0xF0: "⇨",
    },
    "wingdings 2": {
        **_row(0x4F, "✗✓☒☑☒☒"),
        **_row(0x69, "⓪①②③④⑤⑥⑦⑧⑨⑩"),
        **_row(0x74, "⓿❶❷❸❹❺❻❼❽❾❿"),
        0x97: "●",
        0xA2: "■",
        0xA3: "□",
    },
    "symbol": {
        **{code: chr(code) for code in (*range(0x20, 0x40), *b"[]_{|}")},
        **_row(0x41, "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ"),
        **_row(0x61, "αβχδεφγηιϕκλμνοπθρστυϖωξψζ"),
        **_row(0xAC, "←↑→↓°±″≥×"),
        **_row(0xB8, "÷≠≡≈…"),
        0xA3: "≤",
        0xA5: "∞",
        0xB7: "·",
        0xD6: "√",
        0xE5: "∑",
    },
}
"""Symbol font → code → the character that looks like its sign; only the signs that reports use."""


def printed(element: etree._Element) -> str | None:
    """Return the text that an element of a run prints: a break, a symbol or a form field; None for all others."""
    name = local(element)
    if name == "sym":
        return sign(value(element, name="font") or "", _code(value(element, name="char") or ""))
    return _form_field(element) if name == "ffData" else BREAKS.get(name)


def text_of(element: etree._Element) -> str:
    """Return the text of ``w:t`` as it is printed, also where its run is in a font of symbols."""
    text, run = element.text or "", element.getparent()
    # The properties of a run are its first entry; a search would look at all others, once for each text.
    properties = None if run is None else next(iter(run), None)
    fonts = child(properties, "rFonts") if properties is not None and properties.tag == f"{W}rPr" else None
    names = (value(fonts, name=slot) or "" for slot in ("ascii", "hAnsi"))
    name = next(filter(_is_symbolic, names), "")
    return "".join(map(partial(_in_font, name), text)) if name else text


def _in_font(font: str, character: str) -> str:
    """Return what a font of symbols prints for a character; it has none for Chinese ones, so that those stay."""
    code = ord(character)
    is_sign = code < _CELLS or _PRIVATE <= code < _PRIVATE + _CELLS
    return sign(font, code) if is_sign and character.strip() else character


def sign(font: str, code: int) -> str:
    """Return the character that a font prints for a code; `UNKNOWN_SIGN` where it is not known."""
    at = code - _PRIVATE if _PRIVATE <= code < _PRIVATE + _CELLS else code
    if _is_symbolic(font) or at != code:
        return _SIGNS.get(font.strip().lower(), {}).get(at, UNKNOWN_SIGN)
    character = chr(code) if 0 < code <= sys.maxunicode else UNKNOWN_SIGN
    return character if character.isprintable() else UNKNOWN_SIGN


def names_symbols(fonts: etree._Element | None) -> bool:
    """Return whether fonts name a font of symbols."""
    return any(map(_is_symbolic, _families(fonts)))


def _families(fonts: etree._Element | None) -> Iterator[str]:
    yield from () if fonts is None else map(str, fonts.attrib.values())


def _is_symbolic(family: str) -> bool:
    return family.strip().lower().startswith(_SYMBOL_FONTS)


def _code(written: str) -> int:
    try:
        return int(written, 16)
    except ValueError:
        return 0


def _form_field(data: etree._Element) -> str:
    """Return what a box to tick or a list to choose from shows; empty for a field of text, whose text follows."""
    box, choices = child(data, "checkBox"), child(data, "ddList")
    if box is not None:
        state = child(box, "checked")
        state = child(box, "default") if state is None else state
        return _TICKED if state is not None and is_on(value(state) or "1") else _UNTICKED
    if choices is None:
        return ""
    entries = [value(one) or "" for one in choices.iterfind(f"{W}listEntry")]
    chosen = whole(value(choices, "result") or value(choices, "default")) or 0
    return entries[chosen] if 0 <= chosen < len(entries) else ""


def field_code(element: etree._Element) -> str:
    """Return the code of a field that prints more than its result, such as EQ; empty for all other elements."""
    name = local(element)
    code = (
        element.text if name == "instrText" else value(element, name="instr") if name == "fldSimple" else ""
    )
    words = (code or "").strip()
    return words if words.upper().partition(" ")[0] in _CODED else ""


def beyond_words(body: etree._Element) -> Counter[str]:
    """Count what is printed and is not text, by field of `OtherContent`: the fields of `BEYOND_WORDS`."""
    found: Counter[str] = Counter()
    for one in body.iter(etree.Element):
        name = local(one)
        if name in _COUNTED:
            found[_COUNTED[name]] += 1
        elif field_code(one):
            found["equation_fields"] += 1
        elif name == "r":
            found.update(_of_run(one))
    return found


def _of_run(run: etree._Element) -> Iterator[str]:
    properties = child(run, "rPr")
    text = "".join(one.text or "" for one in run.iterfind(f"{W}t"))
    if properties is None or not text:
        return
    drawn = (one for one in properties if local(one) in _LETTERING)
    if text.strip() and any(value(one) != "baseline" and is_on(value(one) or "1") for one in drawn):
        yield "lettering"
    if not text.strip() and is_on(value(properties, "u")):
        yield "rules"

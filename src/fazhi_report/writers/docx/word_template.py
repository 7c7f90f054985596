"""Document → .dotx: a Word template with the styles of the report, in which Word numbers the headings."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from lxml import etree

from fazhi_report.document.nodes import Document
from fazhi_report.norms import gbt9704 as norms
from fazhi_report.norms.gbt9704 import Look, Profile
from fazhi_report.typesetting.lines import chars
from fazhi_report.writers.docx.document import document_parts
from fazhi_report.writers.docx.in_place import child_in_order
from fazhi_report.writers.docx.oxml import W_NAMESPACE, escape
from fazhi_report.writers.docx.parts import CONTENT_TYPES, CORE, DECLARATION, DOCUMENT, bind_parts, core_title
from fazhi_report.writers.docx.styles import HEADINGS
from fazhi_report.writers.package import pack

_W = f"{{{W_NAMESPACE}}}"
_STYLES = "word/styles.xml"
_NUMBERING = "word/numbering.xml"
_WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_RELATIONSHIP = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/numbering"
_LEVELS = (
    ("chineseCountingThousand", "%1、"),
    ("chineseCountingThousand", "（%2）"),
    ("decimal", "%3."),
    ("decimal", "（%4）"),
)
"""Format and text of the numbers of the four levels (GB/T 9704-2012, 7.3.3)."""
_LIST = "1"


def write_template(document: Document, profile: Profile, title: str, examples: Collection[str] = ()) -> bytes:
    """Return the document as a template: same document and profile, same bytes.

    Args:
        document: The words of the template; its headings have no numbers.
        profile: The page profile.
        title: The title among the file's properties, which names neither author nor date.
        examples: Words to be written over, which are shaded as open places are.
    """
    parts = bind_parts(
        document_parts(document, profile),
        [f'<Override PartName="/{_NUMBERING}" ContentType="{_WORD_TYPE}.numbering+xml"/>'],
        [f'<Relationship Id="rIdNumbering" Type="{_RELATIONSHIP}" Target="numbering.xml"/>'],
    )
    return pack(
        {
            **parts,
            CONTENT_TYPES: _as_template(parts),
            CORE: core_title(title),
            _STYLES: _numbered_styles(parts[_STYLES]),
            _NUMBERING: _numbering(profile.look),
            DOCUMENT: _shaded(parts[DOCUMENT], examples),
        }
    )


def _as_template(parts: Mapping[str, bytes]) -> bytes:
    return parts[CONTENT_TYPES].replace(
        f"{_WORD_TYPE}.document.main+xml".encode(), f"{_WORD_TYPE}.template.main+xml".encode()
    )


def _shaded(content: bytes, examples: Collection[str]) -> bytes:
    """The text, with the runs that hold an example shaded."""
    root = etree.fromstring(content)
    for run in root.iter(f"{_W}r"):
        words = "".join(text.text or "" for text in run.iter(f"{_W}t"))
        if any(example in words for example in examples):
            if run.find(f"{_W}rPr") is None:
                run.insert(0, etree.Element(f"{_W}rPr"))
            child_in_order(run[0], "highlight").set(f"{_W}val", norms.OPEN_PLACE.value)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)


def _numbered_styles(content: bytes) -> bytes:
    """The styles, those of headings in the list; their indent stands in them, since a list would take that of the body."""
    root = etree.fromstring(content)
    by_id = {one.get(f"{_W}styleId"): one for one in root.iter(f"{_W}style")}
    indent = norms.PARAGRAPH_INDENT.value
    for level, name in enumerate(HEADINGS):
        look = child_in_order(by_id[name], "pPr")
        listed = child_in_order(look, "numPr")
        for tag, value in (("ilvl", str(level)), ("numId", _LIST)):
            etree.SubElement(listed, f"{_W}{tag}").set(f"{_W}val", value)
        place = child_in_order(look, "ind")
        place.set(f"{_W}left", "0")
        place.set(f"{_W}firstLineChars", str(indent * 100))
        place.set(f"{_W}firstLine", str(chars(indent).tw))
    return DECLARATION.encode() + etree.tostring(root, encoding="utf-8") + b"\n"


def _numbering(look: Look) -> bytes:
    levels = "".join(_level(number, look) for number in range(len(_LEVELS)))
    text = (
        f'{DECLARATION}<w:numbering xmlns:w="{W_NAMESPACE}"><w:abstractNum w:abstractNumId="0">'
        f'<w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>'
        f'<w:num w:numId="{_LIST}"><w:abstractNumId w:val="0"/></w:num></w:numbering>\n'
    )
    return text.encode("utf-8")


def _level(number: int, look: Look) -> str:
    """A level; its number has the face of the heading, also where body text runs on behind it."""
    kind, shape = _LEVELS[number]
    family = escape(look.family(norms.HEADINGS[number].value.face))
    slots = " ".join(f'w:{slot}="{family}"' for slot in ("ascii", "hAnsi", "eastAsia", "cs"))
    indent = chars(norms.PARAGRAPH_INDENT.value).tw
    return (
        f'<w:lvl w:ilvl="{number}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>'
        f'<w:pStyle w:val="{HEADINGS[number]}"/><w:suff w:val="nothing"/><w:lvlText w:val="{shape}"/>'
        f'<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="0" w:firstLine="{indent}"/></w:pPr>'
        f'<w:rPr><w:rFonts w:hint="eastAsia" {slots}/></w:rPr></w:lvl>'
    )

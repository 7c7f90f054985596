"""Old .doc, .wps and .odt through LibreOffice."""

from __future__ import annotations

from dataclasses import replace

from fazhi_report.errors import FazhiError
from fazhi_report.readers import docx
from fazhi_report.soffice.convert import DOCX, Call, convert
from fazhi_report.tree.raw import Scan
from fazhi_report.wordfile.archive import open_archive

_BY_HAND = "用 Word、WPS 打开后另存为 .docx，再导入"


def read(data: bytes, suffix: str) -> Scan:
    """An old file's blocks, by way of .docx.

    Args:
        data: The bytes.
        suffix: Suffix with its dot, by which LibreOffice knows the format.

    Raises:
        FazhiError: LibreOffice is missing, takes too long, or cannot read the file.
    """
    if data.startswith(b"PK"):
        # Bounds are checked before a program that has none of ours unpacks it.
        open_archive(data).survey()
    call = Call(DOCX, otherwise=_BY_HAND, slow=_BY_HAND, failed=f"文件可能损坏或加密；{_BY_HAND}")
    try:
        (made,) = convert({f"source{suffix}": data}, call).values()
    except FazhiError as error:
        raise FazhiError(f"读 {suffix} 要用 LibreOffice：{error.message}", error.hint) from None
    scan = docx.read(made, converted=True)
    notes = (*scan.notes, f"经 LibreOffice 从 {suffix} 转换；段号是转换后的段号")
    return replace(scan, styled=False, notes=notes)

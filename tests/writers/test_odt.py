"""What LibreOffice ignores in a .docx is set in its own format."""

from __future__ import annotations

import zipfile
from io import BytesIO

from fazhi_report.norms.gbt9704 import CLASSIC
from fazhi_report.writers import docx
from fazhi_report.writers.docx.parts import base
from fazhi_report.writers.odt import Ignored, granted, ignored
from fazhi_report.writers.package import pack
from offices import odt
from specimens import PUBLISHED

STYLES = "word/styles.xml"


def test_our_own_files_wish_both() -> None:
    assert ignored(docx.write(PUBLISHED, CLASSIC)) == set(Ignored)


def test_a_file_that_wishes_nothing_is_printed_as_it_is() -> None:
    styles = base()[STYLES].replace(b"overflowPunct", b"x").replace(b"autoSpaceDN", b"y")
    assert ignored(pack({**base(), STYLES: styles})) == frozenset()
    assert ignored(pack({name: part for name, part in base().items() if name != STYLES})) == frozenset()


def test_wishes_are_set_and_the_rest_stays() -> None:
    made = zipfile.ZipFile(BytesIO(granted(odt(), [Ignored.NO_HANGING])))
    assert made.namelist() == ["mimetype", "styles.xml"]
    assert made.read("styles.xml").decode() == (
        '<style:paragraph-properties style:text-autospace="ideograph-alpha" style:punctuation-wrap="simple"/>'
    )

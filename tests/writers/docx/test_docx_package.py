from __future__ import annotations

import zipfile
from io import BytesIO

from fazhi_report.writers.package import pack


def test_the_archive_knows_no_clock_and_no_order_but_its_own() -> None:
    one = {"word/b.xml": b"<b/>", "[Content_Types].xml": b"<t/>", "a.xml": b"<a/>"}
    other = dict(reversed(one.items()))
    assert pack(one) == pack(other)
    with zipfile.ZipFile(BytesIO(pack(one))) as archive:
        assert archive.namelist() == ["[Content_Types].xml", "a.xml", "word/b.xml"]
        for entry in archive.infolist():
            assert entry.date_time == (1980, 1, 1, 0, 0, 0)
            assert entry.create_system == 3
            assert archive.read(entry) == one[entry.filename]

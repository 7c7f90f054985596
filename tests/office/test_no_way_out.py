"""Nothing that stands in a file makes LibreOffice ask the network: a listener of this machine hears no request."""

from __future__ import annotations

import contextlib
import socketserver
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from docx_packages import W, p, package, relationships
from fazhi_report import libreoffice
from fazhi_report.document.raw import SUFFIXES
from fazhi_report.docx_in.links import without_links
from fazhi_report.errors import FazhiError
from fazhi_report.libreoffice import DOCX, PDF, Call, convert, find
from fazhi_report.readers.detect import read

pytestmark = [pytest.mark.office, pytest.mark.xdist_group("office")]


class Listener(socketserver.ThreadingTCPServer):
    """Counts who comes."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), socketserver.BaseRequestHandler)
        self.came = 0

    def verify_request(self, *_: object) -> bool:
        self.came += 1
        return False


@pytest.fixture(scope="module")
def listener() -> Iterator[Listener]:
    with Listener() as made:
        threading.Thread(target=made.serve_forever, daemon=True).start()
        yield made
        made.shutdown()


@pytest.fixture(params=["no network", "dead proxy"], autouse=True)
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the network taken away where the system allows it, and with what is left where it does not."""
    if request.param == "dead proxy":
        monkeypatch.setattr(libreoffice, "without_network", tuple)


@pytest.fixture
def url(listener: Listener) -> str:
    return f"http://127.0.0.1:{listener.server_address[1]}/x"


def markups(url: str) -> dict[str, bytes]:
    """Text formats that LibreOffice knows by their first words, whatever their suffix."""
    page = f'<html><head><link rel=stylesheet href="{url}.css"></head><body><p>正文<img src="{url}.png"></p></body></html>'
    linked = f'xmlns:x="http://www.w3.org/1999/xlink" x:href="{url}.png"'
    return {
        "html": page.encode(),
        "html in two bytes": page.encode("utf-16"),
        "xhtml": f'<?xml version="1.0"?><!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml">{page[6:]}'.encode(),
        "mht": f"MIME-Version: 1.0\r\nContent-Type: text/html\r\n\r\n{page}".encode(),
        "flat opc": (
            '<?xml version="1.0"?><pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage">'
            f'<pkg:part pkg:name="/word/_rels/document.xml.rels"><pkg:xmlData>'
            f"{relationships(('image', f'{url}.png', 'External'))}</pkg:xmlData></pkg:part>"
            f'<pkg:part pkg:name="/word/document.xml"><pkg:xmlData><w:document {W}><w:body>{p("正文")}</w:body>'
            "</w:document></pkg:xmlData></pkg:part></pkg:package>"
        ).encode(),
        "word 2003": (
            '<?xml version="1.0"?><w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml">'
            f'<w:body><w:p><w:r><w:pict><v:imagedata xmlns:v="urn:schemas-microsoft-com:vml" src="{url}.png"/></w:pict>'
            "</w:r></w:p></w:body></w:wordDocument>"
        ).encode(),
        "flat odf": (
            '<?xml version="1.0"?><office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
            f'office:mimetype="application/vnd.oasis.opendocument.text" {linked}/>'
        ).encode(),
        "svg": f'<svg xmlns="http://www.w3.org/2000/svg"><image {linked}/></svg>'.encode(),
    }


def open_document(url: str) -> bytes:
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"'
        for name, long in (("office", "office"), ("text", "text"), ("draw", "drawing"))
    )
    picture = f'<draw:frame><draw:image xlink:href="{url}.png"/></draw:frame>'
    return package(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "META-INF/manifest.xml": (
                '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
                '<manifest:file-entry manifest:full-path="/" '
                'manifest:media-type="application/vnd.oasis.opendocument.text"/>'
                '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
                "</manifest:manifest>"
            ),
            "content.xml": (
                f'<office:document-content {spaces} xmlns:xlink="http://www.w3.org/1999/xlink" office:version="1.2">'
                f"<office:body><office:text><text:p>正文{picture}</text:p>"
                f'<text:section text:name="a"><text:section-source xlink:href="{url}.odt"/><text:p>节</text:p>'
                "</text:section></office:text></office:body></office:document-content>"
            ),
        }
    )


def rich_text(url: str) -> bytes:
    return (
        f'{{\\rtf1\\ansi{{\\*\\template {url}.dot}}{{\\field{{\\*\\fldinst  INCLUDEPICTURE "{url}.png" \\\\d}}'
        "{\\fldrslt old}}\\u27491?\\u25991?\\par}"
    ).encode()


@pytest.mark.parametrize("suffix", sorted(set(SUFFIXES) - {".txt", ".md", ".pdf"}))
def test_markup_is_never_shown_to_it(
    suffix: str, url: str, tmp_path: Path, listener: Listener, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran: list[object] = []
    monkeypatch.setattr(libreoffice, "run", lambda *words: ran.append(words))
    for name, data in markups(url).items():
        path = tmp_path / f"{name}{suffix}"
        path.write_bytes(data)
        with contextlib.suppress(FazhiError):
            read(path)
    assert ran == []
    assert listener.came == 0


@pytest.mark.parametrize("suffix", [".doc", ".rtf", ".odt"])
def test_what_it_reads_makes_it_ask_nobody(suffix: str, url: str, tmp_path: Path, listener: Listener) -> None:
    old = convert({"a.odt": open_document(url)}, Call(DOC))["a"]
    for name, data in {"odt": open_document(url), "rtf": rich_text(url), "doc": old}.items():
        path = tmp_path / f"{name}{suffix}"
        path.write_bytes(data)
        assert "正文" in str(read(path).blocks)
    assert listener.came == 0


def test_a_linked_docx_that_is_printed_makes_it_ask_nobody(url: str, listener: Listener) -> None:
    blip = (
        '<w:p><w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml" style="width:9pt;height:9pt">'
        '<v:imagedata xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:id="r0"/>'
        "</v:shape></w:pict></w:r></w:p>"
    )
    linked = package(
        {
            "[Content_Types].xml": (
                '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
                '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
                '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument'
                '.wordprocessingml.document.main+xml"/></Types>'
            ),
            "_rels/.rels": relationships(("officeDocument", "word/document.xml", "Internal")),
            "word/document.xml": f"<w:document {W}><w:body>{p('正文')}{blip}</w:body></w:document>",
            "word/_rels/document.xml.rels": relationships(
                ("image", f"{url}.png", "External"), ("attachedTemplate", f"{url}.dot", "External")
            ),
        }
    )
    for data in (linked, without_links(linked)):
        assert convert({"a.docx": data}, Call(PDF))["a"].startswith(b"%PDF")
    assert listener.came == 0


DOC = type(DOCX)(".doc", "doc:MS Word 97", " .doc")


def test_the_listener_hears_a_libreoffice_that_nobody_holds_back(tmp_path: Path) -> None:
    with Listener() as heard:
        threading.Thread(target=heard.serve_forever, daemon=True).start()
        port = heard.server_address[1]
        (tmp_path / "a.doc").write_bytes(
            f'<html><head><link rel=stylesheet href="http://127.0.0.1:{port}/x.css"></head><body>x</body></html>'.encode()
        )
        command = [str(find()), f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless"]
        subprocess.run(
            [*command, "--convert-to", "docx", "--outdir", str(tmp_path / "out"), str(tmp_path / "a.doc")],
            capture_output=True,
            check=False,
            timeout=120,
        )
        heard.shutdown()
    assert heard.came > 0

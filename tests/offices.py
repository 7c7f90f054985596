"""Stand-ins for LibreOffice: shell scripts that do one thing right or wrong."""

from __future__ import annotations

import os
import shlex
import sys
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

# The stand-ins are shell scripts; on Windows a program is an .exe.
needs_shell = pytest.mark.skipif(sys.platform == "win32", reason="the stand-ins are shell scripts")

STYLES = (
    '<style:paragraph-properties style:text-autospace="ideograph-alpha" style:punctuation-wrap="hanging"/>'
)
# What every stand-in knows of its call: its profile, its output folder, its documents.
_OPENING = """#!/bin/sh
for word in "$@"; do
  case "$word" in
    -env:UserInstallation=file://*) profile=${word#-env:UserInstallation=file://} ;;
    *.docx) documents="$documents $word" ;;
    odt:writer8) odt=odt ;;
  esac
  if [ "$before" = --outdir ]; then out=$word; fi
  before=$word
done
"""


def office(folder: Path, body: str) -> Path:
    """A program ``soffice`` in the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "soffice"
    path.write_text(_OPENING + body, encoding="utf-8")
    path.chmod(0o755)
    return path


def printing_office(folder: Path, printed: dict[str, bytes]) -> Path:
    """One that prints what is given, whatever it is asked to print."""
    store = folder / "store"
    store.mkdir(parents=True)
    for name, content in printed.items():
        (store / f"{name}.pdf").write_bytes(content)
        (store / f"{name}.odt").write_bytes(odt())
    return office(folder, f'cp {shlex.quote(str(store))}/*.${{odt:-pdf}} "$out"\n')


def odt() -> bytes:
    """As much of an .odt as is asked for on the way to a PDF: its styles."""
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("styles.xml", STYLES)
    return made.getvalue()


def alive(pid: int) -> bool:
    """Whether a process runs: neither gone nor dead and unburied."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    status = Path(f"/proc/{pid}/stat")
    return not status.exists() or status.read_text(encoding="utf-8").rpartition(")")[2].split()[0] != "Z"

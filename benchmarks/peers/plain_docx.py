"""The text as paragraphs by python-docx, from its own template."""

import sys
from pathlib import Path

import docx

document = docx.Document()
for line in Path(sys.argv[1]).read_text(encoding="utf-8").splitlines():
    if line.strip():
        document.add_paragraph(line)
document.save(sys.argv[2])

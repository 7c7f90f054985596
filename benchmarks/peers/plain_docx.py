"""The text as paragraphs by python-docx, from its own template."""

import sys
from pathlib import Path

import docx


def write(lines: list[str], target: Path) -> None:
    document = docx.Document()
    for line in lines:
        if line.strip():
            document.add_paragraph(line)
    document.save(str(target))


if __name__ == "__main__":
    write(Path(sys.argv[1]).read_text(encoding="utf-8").splitlines(), Path(sys.argv[2]))

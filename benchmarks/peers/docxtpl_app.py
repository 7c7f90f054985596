"""The text filled into a Word template by docxtpl; ``--prepare`` makes the template."""

import sys
from pathlib import Path


def template_of(target: Path) -> Path:
    return target.with_suffix(".template.docx")


def prepare(template: Path) -> None:
    import docx  # noqa: PLC0415  (filling a template needs no python-docx of its own)

    document = docx.Document()
    for line in ("{%p for line in lines %}", "{{ line }}", "{%p endfor %}"):
        document.add_paragraph(line)
    document.save(str(template))


def write(lines: list[str], target: Path, template: Path) -> None:
    from docxtpl import DocxTemplate  # noqa: PLC0415  (not needed to prepare)

    filled = DocxTemplate(str(template))
    filled.render({"lines": [line for line in lines if line.strip()]}, autoescape=True)
    filled.save(str(target))


if __name__ == "__main__":
    target = Path(sys.argv[2])
    if sys.argv[1] == "--prepare":
        prepare(template_of(target))
    else:
        write(Path(sys.argv[1]).read_text(encoding="utf-8").splitlines(), target, template_of(target))

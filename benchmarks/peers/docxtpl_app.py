"""The text filled into a Word template by docxtpl; ``--prepare`` makes the template."""

import sys
from pathlib import Path

TEMPLATE = Path(sys.argv[2]).with_suffix(".template.docx")

if sys.argv[1] == "--prepare":
    import docx

    document = docx.Document()
    for line in ("{%p for line in lines %}", "{{ line }}", "{%p endfor %}"):
        document.add_paragraph(line)
    document.save(str(TEMPLATE))
else:
    from docxtpl import DocxTemplate

    lines = [line for line in Path(sys.argv[1]).read_text(encoding="utf-8").splitlines() if line.strip()]
    template = DocxTemplate(str(TEMPLATE))
    template.render({"lines": lines}, autoescape=True)
    template.save(sys.argv[2])

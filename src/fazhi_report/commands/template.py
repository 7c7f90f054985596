"""Write the Word template of an office: the layout of the report for those who type it in Word or WPS."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from fazhi_report.commands.office_settings import document_settings
from fazhi_report.commands.page_profile import looked
from fazhi_report.errors import FazhiError
from fazhi_report.files import write
from fazhi_report.scaffold.word_template import EXAMPLES, TITLE, guidance
from fazhi_report.writers.docx.word_template import write_template

_MOST_NAME = 60


@dataclass(frozen=True, slots=True)
class TemplateOptions:
    """What the template holds.

    Args:
        organ: Full name of the office; empty leaves its place open.
        submit: Whether masthead and imprint are there.
        profile: Name of the page profile.
        force: Replace a file that this program did not write.
    """

    organ: str = ""
    submit: bool = False
    profile: str = "classic"
    force: bool = False


def export_dotx(out: Path, options: TemplateOptions) -> None:
    """Write the template, with the look that the settings of its folder ask for.

    Raises:
        FazhiError: The name does not end with .dotx or is taken, the organ's name is no name, the settings have
            faults, or the disk refuses.
    """
    if out.suffix.lower() != ".dotx":
        raise FazhiError(f"写出的是 .dotx，文件名却是 {out.name}", "-o 写以 .dotx 结尾的文件名")
    organ = options.organ.strip()
    if len(organ) > _MOST_NAME or not organ.isprintable():
        raise FazhiError(f"--organ 的“{organ[:20]}”不像机关名称", "写机关的全称，如 示例市司法局")
    profile = looked(options.profile, document_settings(out))
    content = write_template(guidance(organ, submit=options.submit), profile, TITLE, EXAMPLES)
    write({out: content}, force=options.force)

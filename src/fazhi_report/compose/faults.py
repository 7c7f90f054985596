"""Where a template went wrong: its name and line, for people."""

from __future__ import annotations

import traceback
from pathlib import Path

from jinja2 import Environment, TemplateError, TemplateSyntaxError


def template_line(env: Environment, error: TemplateError) -> str:
    """``sections/plans.md.j2:3：`` for an error of Jinja2; empty when nothing tells the place.

    Jinja2 rewrites tracebacks so that the frames of a rendered template carry the template's own file and line.
    """
    if isinstance(error, TemplateSyntaxError):
        return f"{error.name or '模板'}:{error.lineno}："
    return raised_in(env, error)


def raised_in(env: Environment, error: BaseException) -> str:
    """``sections/plans.md.j2:3：`` where the error was raised under a template; empty when it was not."""
    folders = [Path(folder) for folder in getattr(env.loader, "searchpath", ())]
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        for folder in folders:
            path = Path(frame.filename)
            if path.suffix == ".j2" and path.is_relative_to(folder):
                return f"{path.relative_to(folder).as_posix()}:{frame.lineno}："
    return ""


def fragment_place(folders: tuple[Path, ...], fragment: str) -> str:
    """The first template line that holds these literal words, as ``name:line：``; empty when none does."""
    literal = fragment.strip().split("\ue000")[0].split("\ue002")[0].strip()
    if not literal:
        return ""
    for folder in folders:
        for path in sorted(folder.rglob("*.j2")):
            for line, text in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
                if literal in text:
                    return f"{path.relative_to(folder).as_posix()}:{line}："
    return ""

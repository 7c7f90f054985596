"""The files of templates: what is read, and what cannot be a template."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from jinja2 import FileSystemLoader, TemplateNotFound, TemplateSyntaxError
from jinja2.environment import Environment
from jinja2.loaders import split_template_path

from fazhi_report.composition.allowance import spend
from fazhi_report.source.encoding import forbidden_in

MOST_TEMPLATE = 64 * 1024
"""Characters of a template; the shipped ones have some hundreds. Compiling four times as many takes half a gigabyte."""
_MOST_BYTES = 4 * MOST_TEMPLATE
_LOOK = 1_000
"""What looking for a template costs."""
_COMPILED = 50
"""What a character of a template costs when it is compiled."""


def own_files(folder: Path) -> Iterator[Path]:
    """Yield the templates of a folder, sorted: regular files, none too long, that no link leads out of it."""
    inside = folder.resolve()
    for path in sorted(folder.rglob("*.j2")):
        # A pipe would never end.
        if path.is_file() and path.resolve().is_relative_to(inside) and path.stat().st_size <= _MOST_BYTES:
            yield path


_LONGEST_NAME = 200
"""Characters of the name of a template; a longer one no system takes."""


class Loader(FileSystemLoader):
    """Finds templates in folders; a file that cannot be a template is an error that names it."""

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        """Return the template's text.

        Raises:
            TemplateSyntaxError: It is too long, or not UTF-8.
        """
        spend(_LOOK)
        # A template may include whatever it likes, the report itself, too.
        asked: object = template
        if not isinstance(asked, str):
            raise TemplateNotFound("（不是名字）")
        if len(template) > _LONGEST_NAME:
            raise TemplateNotFound(template[:_LONGEST_NAME])
        self._require_own(template)
        try:
            source, path, is_fresh = super().get_source(environment, template)
        except UnicodeDecodeError:
            raise TemplateSyntaxError("不是 UTF-8 编码的文字，请另存为 UTF-8", 1, template) from None
        if len(source) > MOST_TEMPLATE:
            raise _too_long(template)
        spend(_COMPILED * len(source))
        for one in forbidden_in(source):
            raise TemplateSyntaxError(one.message(), source.count("\n", 0, one.offset) + 1, template)
        return source, path, is_fresh

    def _require_own(self, template: str) -> None:
        """Refuse what a link leads out of the folder of the templates, and what is no file: a pipe never ends.

        Raises:
            TemplateSyntaxError: It is such a thing.
            TemplateNotFound: There is no name at all.
        """
        if not (pieces := split_template_path(template)):
            raise TemplateNotFound(template)
        for folder in map(Path, self.searchpath):
            path = folder.joinpath(*pieces)
            if path.exists() or path.is_symlink():
                if not path.resolve().is_relative_to(folder.resolve()):
                    raise TemplateSyntaxError("是链接，指向模板文件夹外面", 1, template)
                if not path.is_file():
                    raise TemplateSyntaxError("不是文件", 1, template)
                if path.stat().st_size > _MOST_BYTES:
                    raise _too_long(template)
                return


def _too_long(template: str) -> TemplateSyntaxError:
    return TemplateSyntaxError(f"模板超过 {MOST_TEMPLATE // 1024} KB", 1, template)

"""A ready workspace: example data, the editor's schema, a CI snippet."""

from __future__ import annotations

from pathlib import Path

from fazhi_report.errors import FazhiError
from fazhi_report.model.schema import schema_text
from fazhi_report.resources import shipped

_CI = """\
# 在 GitHub Actions 中检查数据文件：复制到 .github/workflows/fazhi.yml
name: fazhi-report
on: [push, pull_request]
jobs:
  validate:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-python@v5
        with:
          python-version: "3.12"
      - run: pip install fazhi-report
      - run: fazhi-report validate data/*.yaml
"""

_README = """\
# 法治政府建设年度报告工作文件夹

- `data/`：一年一个数据文件；`2020.yaml` 是真实的例子（临海市司法局），`example.yaml` 逐项说明每个字段。
- `data/report.schema.json`：编辑器（装有 YAML 插件的 VS Code 等）据此提示和检查，数据文件第一行已经指到它。
- `templates/`（可选）：把随附的章节模板复制到这里修改，就能改变报告，不必改程序；用 `fazhi-report init --templates` 复制。
- `ci-example.yml`：在 GitHub Actions 中自动检查数据文件的片段。

常用命令：

    fazhi-report build 2020        生成报告，写到 dist/
    fazhi-report validate 2020     检查数据文件
"""


def make_workspace(folder: Path, *, with_templates: bool = False) -> tuple[list[Path], list[Path]]:
    """Make the workspace; nothing that exists is touched.

    Args:
        folder: Made when missing.
        with_templates: Copy the section templates, too, for changing.

    Returns:
        The files made, and the files that were there already.

    Raises:
        FazhiError: The folder cannot be written to.
    """
    made: list[Path] = []
    kept: list[Path] = []
    try:
        for name, content in _files(with_templates=with_templates).items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            try:
                with path.open("xb") as stream:
                    stream.write(content)
                made.append(path)
            except FileExistsError:
                kept.append(path)
    except OSError as error:
        raise FazhiError(f"写不进 {folder}：{error.strerror}", "检查文件夹权限，或换一个文件夹") from error
    return made, kept


def _files(*, with_templates: bool) -> dict[str, bytes]:
    data, templates = shipped("data"), shipped("templates")
    files = {f"data/{path.name}": path.read_bytes() for path in sorted(data.glob("*.yaml"))}
    files["data/report.schema.json"] = schema_text().encode("utf-8")
    files["ci-example.yml"] = _CI.encode("utf-8")
    files["README.md"] = _README.encode("utf-8")
    if with_templates:
        for path in sorted(templates.rglob("*.j2")):
            files[f"templates/{path.relative_to(templates).as_posix()}"] = path.read_bytes()
    return files

"""validate --fix: what has one cure is mended, nothing else is touched."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commandline import Run
from fazhi_report.commands.mend import deliver, mending
from fazhi_report.commands.validate import ValidateOptions
from fazhi_report.errors import FazhiError
from properties import tried

BASE = (Path(__file__).parents[1] / "rules" / "bases" / "report.yaml").read_text(encoding="utf-8")


def with_text(text: str) -> str:
    head, _, rest = BASE.partition("achievements:")
    _, _, after = rest.partition("\nleader_duties:")
    return f"{head}achievements:\n  heading: 主要举措和成效\n  text: {text}\nleader_duties:{after}"


def mended(folder: Path, text: str, newline: str = "\n") -> str:
    path = folder / "2024.yaml"
    path.write_bytes(text.replace("\n", newline).encode("utf-8"))
    made = mending(path, ValidateOptions())
    if made.mended:
        deliver(made)
    return path.read_bytes().decode("utf-8").replace(newline, "\n")


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("共收到申请１８７件。", "共收到申请187件。"),
        ("共收到申请187件,审结80件。", "共收到申请187件，审结80件。"),
        ("印发示司〔2021〕08号文件。", "印发示司〔2021〕8号文件。"),
        ("印发示司[2021]8号文件。", "印发示司〔2021〕8号文件。"),
        ("开展 普法宣传。", "开展普法宣传。"),
        ("设立“维爱•微课堂”专栏。", "设立“维爱·微课堂”专栏。"),
        ("推行“1 + 3”模式。", "推行“1+3”模式。"),
    ],
)
@pytest.mark.parametrize("quoted", ["{}", "'{}'", '"{}"', "|-\n    {}"])
def test_what_has_one_cure(text: str, right: str, quoted: str, tmp_path: Path) -> None:
    before = with_text(quoted.format(text))
    assert mended(tmp_path, before, "\r\n") == before.replace(text, right)


@pytest.mark.parametrize(
    "text",
    [
        "比例是1:2，时间是9:30，见www.example.gov.cn。",
        "数字7 421件要由人来看。",
        '他说"好"。',
    ],
)
def test_what_needs_a_person_stays(text: str, tmp_path: Path) -> None:
    before = with_text(f"|-\n    {text}")
    assert mended(tmp_path, before) == before


@tried(30)
@given(
    st.lists(
        st.sampled_from(
            ("１２件", "共,收", "甲 乙", "{{ mediation.total }}", "# 号", "：", "“甲•乙”", "一:二")
        ),
        max_size=8,
    )
)
def test_only_widths_spaces_and_marks_change_and_once_is_enough(
    tmp_path_factory: pytest.TempPathFactory, pieces: list[str]
) -> None:
    folder = tmp_path_factory.mktemp("mend")
    before = with_text("|-\n    全市" + "".join(pieces) + "办结。")
    once = mended(folder, before)
    assert mended(folder, once) == once
    plain = str.maketrans("１２，：•", "12,:·")
    assert "".join(once.split()).translate(plain) == "".join(before.split()).translate(plain)


def test_a_file_that_was_changed_meanwhile_stays(tmp_path: Path) -> None:
    path = tmp_path / "2024.yaml"
    path.write_text(with_text("共收到申请１８７件。"), encoding="utf-8")
    made = mending(path, ValidateOptions())
    path.write_text(with_text("共收到申请２件。"), encoding="utf-8")
    with pytest.raises(FazhiError, match="刚刚被别的程序改过"):
        deliver(made)
    assert "２件" in path.read_text(encoding="utf-8")


def test_nothing_is_written_without_a_yes(run: Run, tmp_path: Path) -> None:
    assert run("init", ".", "--examples").returncode == 0
    before = (tmp_path / "data/2020.yaml").read_bytes()
    asked = run("validate", "2020", "--fix")
    assert (asked.returncode, (tmp_path / "data/2020.yaml").read_bytes()) == (2, before)
    assert "- " in asked.stdout
    assert "没有终端，问不了" in asked.stderr
    assert run("validate", "2020", "--fix", "--yes").returncode == 0
    left = run("validate", "2020").stdout
    assert not {"FZ321", "FZ606", "FZ619"} & set(left.split())
    assert "没有只有一种改法的问题" in run("validate", "2020", "--fix").stderr

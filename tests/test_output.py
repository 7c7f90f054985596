import os
from pathlib import Path

import pytest

from fazhi_report.errors import FazhiError
from fazhi_report.files import deliver

A, B, C = b"first", b"second", b"third"


def visible(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def test_files_are_written_and_replaced_by_later_ones(tmp_path: Path) -> None:
    assert deliver(tmp_path / "新 文件夹", {"报告.docx": A}) == (tmp_path / "新 文件夹" / "报告.docx",)
    deliver(tmp_path / "新 文件夹", {"报告.docx": B, "报告.md": C})
    assert visible(tmp_path / "新 文件夹") == {"报告.docx": B, "报告.md": C}


def test_a_file_of_somebody_else_is_kept(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(C)
    with pytest.raises(FazhiError, match="没有覆盖"):
        deliver(tmp_path, {"b.md": A, "a.md": A})
    assert visible(tmp_path) == {"a.md": C}


def test_a_file_touched_up_by_hand_is_kept(tmp_path: Path) -> None:
    deliver(tmp_path, {"a.docx": A})
    (tmp_path / "a.docx").write_bytes(A + b"by hand")
    with pytest.raises(FazhiError, match="被人改过"):
        deliver(tmp_path, {"a.docx": B})
    assert visible(tmp_path) == {"a.docx": A + b"by hand"}
    deliver(tmp_path, {"a.docx": B}, force=True)
    assert visible(tmp_path) == {"a.docx": B}


def test_a_file_that_already_is_what_we_write_is_no_trouble(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(A)
    deliver(tmp_path, {"a.md": A})
    deliver(tmp_path, {"a.md": B})
    assert visible(tmp_path) == {"a.md": B}


@pytest.mark.parametrize("name", ["../a.md", "a/b.md", "..", "", "a\\b.md", "/etc/a.md"])
def test_names_never_leave_the_folder(tmp_path: Path, name: str) -> None:
    with pytest.raises(FazhiError, match="会离开输出文件夹"):
        deliver(tmp_path / "out", {"good.md": A, name: B})
    assert list(tmp_path.rglob("*")) == []


def test_a_failing_disk_leaves_the_old_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    deliver(tmp_path, {"a.md": A})

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(FazhiError, match="写不进"):
        deliver(tmp_path, {"a.md": B, "b.md": C})
    assert visible(tmp_path) == {"a.md": A}


def test_a_file_in_the_place_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "dist").write_bytes(A)
    with pytest.raises(FazhiError, match="路径中有一段是文件"):
        deliver(tmp_path / "dist", {"a.md": B})
    assert (tmp_path / "dist").read_bytes() == A


def test_a_kill_between_note_and_rename_leaves_a_file_that_we_still_know(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    deliver(tmp_path, {"a.md": A})

    def killed(_self: Path, _target: Path) -> Path:
        if _target.name == "a.md":
            raise KeyboardInterrupt
        os.rename(_self, _target)  # noqa: PTH104  (Path.replace is what stands replaced here)
        return _target

    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", killed)
        with pytest.raises(KeyboardInterrupt):
            deliver(tmp_path, {"a.md": B})
    assert visible(tmp_path) == {"a.md": A}
    deliver(tmp_path, {"a.md": C})
    assert visible(tmp_path) == {"a.md": C}

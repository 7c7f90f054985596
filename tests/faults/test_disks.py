"""Disks that refuse: the old report stays whole, and a sentence says why."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from fazhi_report.cli.app import run as run_here
from fazhi_report.errors import FazhiError
from fazhi_report.files import deliver
from fazhi_report.source.load import load
from processes import Run, Tell, command, parts

pytestmark = pytest.mark.faults
posix = pytest.mark.skipif(sys.platform == "win32", reason="POSIX 的限额和权限")
root = pytest.mark.skipif(getattr(os, "geteuid", lambda: 1)() != 0, reason="挂载 tmpfs、换用户要 root")


def made(out: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in out.iterdir() if path.is_file()}


def refused(done: subprocess.CompletedProcess[str], words: str) -> None:
    assert done.returncode == 2, done.stderr
    assert words in done.stderr
    assert "Traceback" not in done.stderr


@posix
def test_a_limit_on_file_size(office: Path, run: Run, tell: Tell) -> None:
    assert run("build", "a.yaml").returncode == 0
    before = made(office / "dist")
    sizes = (0, 1, 100, 4096, 8192, 12000)
    for size in sizes:
        limited = f"import resource; resource.setrlimit(resource.RLIMIT_FSIZE, ({size}, {size}))"
        script = f"{limited}; import sys; sys.argv[1:] = ['build', 'b.yaml']; from fazhi_report.__main__ import main; main()"
        done = subprocess.run(
            [sys.executable, "-X", "utf8", "-B", "-c", script],
            cwd=office,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        refused(done, "写不进")
        assert made(office / "dist") == before
        assert parts(office / "dist") == []
    tell(
        "磁盘写到一半就满（RLIMIT_FSIZE 0 至 12000 字节）",
        len(sizes),
        "旧文件原样，临时文件 0，退出码 2，说明写不进",
    )


@posix
@root
def test_a_full_disk(office: Path, run: Run, tell: Tell) -> None:
    small = office / "小盘"
    small.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(small)], capture_output=True, check=False
    )
    if mounted.returncode != 0:
        pytest.skip("这里不许挂载 tmpfs")
    try:
        assert run("build", "a.yaml", "-o", str(small)).returncode == 0
        before, free = made(small), shutil.disk_usage(small).free
        fills = [max(0, free - left) for left in (0, 4096, 8192)]
        for fill in fills:
            (small / "别的文件").write_bytes(b"x" * fill)
            done = run("build", "b.yaml", "-o", str(small))
            (small / "别的文件").unlink()
            refused(done, "写不进")
            assert made(small) == before
            assert parts(small) == []
        assert run("build", "b.yaml", "-o", str(small)).returncode == 0
    finally:
        subprocess.run(["umount", str(small)], check=True)
    tell("磁盘真的满（64 KB 的 tmpfs）", len(fills), "旧文件原样，临时文件 0，退出码 2；腾出空间后照常生成")


@posix
@root
def test_a_read_only_disk(office: Path, run: Run, tell: Tell) -> None:
    disk = office / "只读"
    disk.mkdir()
    if (
        subprocess.run(
            ["mount", "-t", "tmpfs", "tmpfs", str(disk)], capture_output=True, check=False
        ).returncode
        != 0
    ):
        pytest.skip("这里不许挂载 tmpfs")
    try:
        assert run("build", "a.yaml", "-o", str(disk / "dist")).returncode == 0
        before = made(disk / "dist")
        subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
        for out in ("dist", "新"):
            refused(run("build", "b.yaml", "-o", str(disk / out)), "写不进")
        assert made(disk / "dist") == before
        assert parts(disk) == []
    finally:
        subprocess.run(["umount", str(disk)], check=True)
    tell("只读的磁盘，输出文件夹已有和没有", 2, "旧文件原样，退出码 2，说明写不进")


def test_a_file_that_word_holds_open(
    office: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tell: Tell
) -> None:
    out = office / "dist"
    assert run_here(["build", str(office / "a.yaml"), "-o", str(out)]) == 0
    before = made(out)
    replace = Path.replace

    def held(self: Path, target: Path) -> Path:
        # What Windows says where Word has the file open (WinError 32).
        if target.suffix == ".docx":
            raise PermissionError(13, "The process cannot access the file")
        return replace(self, target)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", held)
        assert run_here(["build", str(office / "b.yaml"), "-o", str(out)]) == 2
    assert "Word 或 WPS" in capsys.readouterr().err
    assert made(out) == before
    assert parts(out) == []
    assert run_here(["build", str(office / "b.yaml"), "-o", str(out)]) == 0
    tell(
        "输出文件在 Word 里打开着（模拟 Windows 拒绝改名）",
        1,
        "旧文件原样，临时文件 0，提示关闭 Word 或 WPS；关闭后照常生成",
    )


def test_two_builds_at_once(office: Path, run: Run, tell: Tell) -> None:
    out, times = office / "dist", 4
    whole = {}
    for name in "ab":
        assert run("build", f"{name}.yaml", "-o", name).returncode == 0
        (docx,) = (office / name).glob("*.docx")
        whole[name] = docx.read_bytes()
    for _ in range(times):
        both = [
            subprocess.Popen(
                command("build", f"{name}.yaml", "-o", "dist"),
                cwd=office,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
            for name in "ab"
        ]
        assert [process.wait(60) for process in both] == [0, 0]
        (docx,) = out.glob("*.docx")
        assert docx.read_bytes() in whole.values()
        assert parts(out) == []
    tell("同一年度两个生成同时进行", times, "两个都成功，文件总是其中一份的全部，没有误报“被人改过”")


def test_two_deliveries_at_once(tmp_path: Path, tell: Tell) -> None:
    """As two builds, where it matters, a thousand times: threads of one cluster worker do this."""
    whole = [{"a.docx": bytes([turn]) * 5000, "b.md": bytes([turn]) * 50} for turn in range(2)]
    failed: list[Exception] = []

    def work(turn: int) -> None:
        for _ in range(150):
            try:
                deliver(tmp_path / "dist", whole[turn])
            except FazhiError as error:
                failed.append(error)

    threads = [threading.Thread(target=work, args=(turn,)) for turn in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert made(tmp_path / "dist") in whole
    assert parts(tmp_path / "dist") == []
    tell("两个线程同时写同一组文件", 300, "都成功，一组文件总出自同一次")


def test_a_file_that_changes_while_it_is_read(office: Path, tell: Tell) -> None:
    path = office / "c.yaml"
    texts = [(office / f"{name}.yaml").read_bytes() for name in "ab"]
    # The change stands at the head and at the tail, so that a mixture is neither.
    texts = [
        b"# " + mark * 20 + b"\n" + text + b"\n# " + mark * 20 + b"\n"
        for mark, text in zip((b"1", b"2"), texts, strict=True)
    ]
    path.write_bytes(texts[0])
    over = threading.Event()

    def rewrite() -> None:
        turn = 0
        while not over.is_set():
            turn = 1 - turn
            with path.open("r+b") as file:
                for start in range(0, len(texts[turn]), 4096):
                    file.write(texts[turn][start : start + 4096])
                    file.flush()
                    over.wait(0.001)
            over.wait(0.15)

    writer = threading.Thread(target=rewrite)
    writer.start()
    told = whole = 0
    try:
        for _ in range(100):
            try:
                source = load(path)
            except FazhiError as error:
                told += "正在被别的程序改写" in error.message
                continue
            assert source.text.encode("utf-8") in texts
            whole += 1
    finally:
        over.set()
        writer.join()
    assert whole > 0
    tell(
        "数据文件在读取时被改写",
        100,
        f"{whole} 次读到改前或改后的全文，{told} 次说明正在被改写，没有一次读到混合的",
    )

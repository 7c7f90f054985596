"""The preview as a program: who may ask, what is told after a change, and what is left at the end."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from previewing import ROOT, Preview, previewed, running

pytestmark = [
    pytest.mark.xdist_group("preview"),
    pytest.mark.skipif(sys.platform == "win32", reason="ends the program as Ctrl-C does on POSIX"),
]
MINIMAL = (ROOT / "tests" / "data" / "minimal.yaml").read_text(encoding="utf-8")
LEAD = "organ:"
RELOADS = 10
on_linux = pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="counts handles in /proc")


@pytest.fixture
def preview(tmp_path: Path) -> Iterator[Preview]:
    with previewed(tmp_path, MINIMAL) as running_one:
        yield running_one


@pytest.fixture(scope="module")
def still(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    """One whose file nobody changes."""
    with previewed(tmp_path_factory.mktemp("still"), MINIMAL) as running_one:
        yield running_one


def holdings(pid: int) -> tuple[int, int, int]:
    """Handles, threads and children of a process."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    handles, threads = (len(list(Path(f"/proc/{pid}/{kind}").iterdir())) for kind in ("fd", "task"))
    return handles, threads, len(children)


def test_the_page_and_its_parts(still: Preview) -> None:
    status, page = still.ask()
    assert status == 200
    assert "法治政府建设" in page
    for path in ("/view", "/preview.css", "/preview.js"):
        assert still.ask(path)[0] == 200
    assert still.ask("/data/2020.yaml")[0] == 404
    assert still.ask("/../data/2020.yaml")[0] == 404


def test_a_foreign_host_is_refused(still: Preview) -> None:
    port = still.port
    for host in (f"localhost:{port}", f"127.0.0.1:{port}"):
        assert still.ask(Host=host)[0] == 200
    for host in (
        "example.com",
        f"example.com:{port}",
        "127.0.0.1",
        "127.0.0.1:1",
        f"127.0.0.1.example.com:{port}",
        f"localhost:{port}@example.com",
        "",
    ):
        for path in ("/", "/view", "/events", "/preview.js", "/none"):
            status, words = still.ask(path, Host=host)
            assert (status, words) == (403, "只接受本机的访问\n"), host


def test_no_host_and_two_hosts_are_refused(still: Preview) -> None:
    right = f"Host: 127.0.0.1:{still.port}\r\n"
    for hosts in ("", right + "Host: example.com\r\n", "Host: example.com\r\n" + right):
        with socket.create_connection(("127.0.0.1", still.port), timeout=10) as connection:
            connection.sendall(f"GET / HTTP/1.1\r\n{hosts}Connection: close\r\n\r\n".encode())
            assert connection.recv(100).split()[1] in {b"400", b"403"}


def test_other_sites_are_refused(still: Preview) -> None:
    assert still.ask(Sec_Fetch_Site="cross-site")[0] == 403
    assert still.ask("/events", Sec_Fetch_Site="same-site")[0] == 403
    assert still.ask("/view", Sec_Fetch_Site="same-origin")[0] == 200


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
def test_nothing_can_be_written(still: Preview, method: str) -> None:
    before = still.file.read_bytes()
    assert still.ask("/", method=method)[0] == 405
    assert still.ask("/data/2020.yaml", method=method)[0] == 405
    assert still.file.read_bytes() == before


def test_only_this_machine_can_ask(still: Preview) -> None:
    listening = [
        line.split()[1]
        for table in ("tcp", "tcp6")
        if Path(f"/proc/net/{table}").is_file()
        for line in Path(f"/proc/net/{table}").read_text(encoding="ascii").splitlines()[1:]
        if line.split()[1].endswith(f":{still.port:04X}") and line.split()[3] == "0A"
    ]
    if Path("/proc/net/tcp").is_file():
        assert listening == [f"0100007F:{still.port:04X}"]
    with socket.socket() as stranger, pytest.raises(OSError, match="refused"):
        # Another address of this very machine, and yet not the one that is listened on.
        stranger.connect(("127.0.0.2", still.port))


def test_a_change_is_told_and_shown(preview: Preview) -> None:
    with preview.events() as versions:
        first = next(versions)
        assert f'data-version="{first}"' in preview.ask("/view")[1]
        preview.write(MINIMAL + "notes: [改过的附注]\n")
        second = next(versions)
        assert second != first
        shown = preview.ask("/view")[1]
        assert "改过的附注" in shown
        assert f'data-version="{second}"' in shown


def test_a_broken_file_shows_its_finding_above_the_last_sheets_and_a_mended_one_the_report(
    preview: Preview,
) -> None:
    with preview.events() as versions:
        whole = next(versions)
        preview.write(MINIMAL.replace(LEAD, "organ"))
        next(versions)
        shown = preview.ask("/view")[1]
        assert 'id="trouble"' in shown
        assert 'class="error"' in shown
        assert "2020.yaml:" in shown
        assert 'class="pale"' in shown
        assert "法治政府建设" in shown
        preview.write(MINIMAL)
        assert next(versions) == whole
        assert 'id="trouble"' not in preview.ask("/view")[1]


def test_a_template_that_appears_changes_and_goes(preview: Preview) -> None:
    own = preview.folder / "templates" / "sections" / "closing.md.j2"
    with preview.events() as versions:
        plain = next(versions)
        own.parent.mkdir(parents=True)
        own.write_text("以上报告，请审阅。\n", encoding="utf-8")
        next(versions)
        assert "以上报告，请审阅。" in preview.ask("/view")[1]
        own.write_text("以上报告，{{ nothing }}", encoding="utf-8")
        next(versions)
        broken = preview.ask("/view")[1]
        assert "sections/closing.md.j2:1" in broken
        assert 'class="pale"' in broken
        own.unlink()
        assert next(versions) == plain


def test_the_file_may_go_and_come_back(preview: Preview) -> None:
    with preview.events() as versions:
        whole = next(versions)
        preview.file.unlink()
        next(versions)
        assert "没有文件" in preview.ask("/view")[1]
        preview.write(MINIMAL)
        assert next(versions) == whole


def test_what_does_not_matter_is_not_told(preview: Preview) -> None:
    with preview.events() as versions:
        first = next(versions)
        (preview.folder / "data" / "notes.txt").write_text("x", encoding="utf-8")
        (preview.folder / "dist").mkdir()
        preview.write(MINIMAL + "# 只是注释\n")
        preview.write(MINIMAL + "notes: [附注]\n")
        assert next(versions) != first


@on_linux
def test_reloads_leak_nothing(preview: Preview) -> None:
    reload_often(preview, RELOADS)


@on_linux
@pytest.mark.browser
def test_many_reloads_leak_nothing(preview: Preview) -> None:
    # A thousand take minutes; `make faults` has them done.
    reload_often(preview, 1000 if os.environ.get("FAZHI_FAULTS") == "full" else 300)


def reload_often(preview: Preview, times: int) -> None:
    """Change the file, hear of it, take the part and the page anew; by a new line to the stream every tenth time."""
    pid = preview.process.pid
    reload(preview, 10, "暖")
    before = holdings(pid)
    for decade in range(times // 10):
        reload(preview, 10, str(decade))
    reload(preview, times % 10, "末")
    after = holdings(pid)
    # Threads of the pool and handles of a connection just closed may come or go by a few; a leak would be hundreds.
    assert after[0] <= before[0] + 3
    assert after[1] <= before[1] + 3
    # The process that sets the pages, and Python's own that tidies up after it.
    assert after[2] <= 2


def reload(preview: Preview, times: int, name: str) -> None:
    with preview.events() as versions:
        next(versions)
        for number in range(times):
            preview.write(MINIMAL + f"notes: [第{name}之{number}次]\n")
            next(versions)
            assert f"第{name}之{number}次" in preview.ask("/view")[1]
        assert preview.ask("/")[0] == 200


def test_ctrl_c_ends_it_at_once_and_frees_the_port(
    preview: Preview, tmp_path_factory: pytest.TempPathFactory
) -> None:
    with preview.events() as versions:
        next(versions)
        code, said = preview.end()
    assert code == 0
    assert said == "预览已结束\n"
    with previewed(tmp_path_factory.mktemp("again"), MINIMAL, "--port", str(preview.port)) as again:
        assert again.port == preview.port
        assert again.ask()[0] == 200


def test_a_port_that_is_taken_is_told(still: Preview) -> None:
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "fazhi_report",
            "preview",
            "2020",
            "--no-browser",
            "--port",
            str(still.port),
        ],
        cwd=still.folder,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )
    assert done.returncode == 2
    assert f"用不了端口 {still.port}" in done.stderr


def test_a_file_that_is_broken_from_the_start_is_shown(tmp_path: Path) -> None:
    with previewed(tmp_path, "year: [") as preview, preview.events() as versions:
        next(versions)
        assert 'class="error"' in preview.ask("/view")[1]
        preview.write(MINIMAL)
        next(versions)
        assert "法治政府建设" in preview.ask("/view")[1]


def test_without_the_extra_it_is_named(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "2020.yaml").write_text(MINIMAL, encoding="utf-8")
    code = (
        "import sys; sys.modules['watchfiles'] = None\n"
        "from fazhi_report.cli.app import run; sys.exit(run(['preview', '2020']))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )
    assert done.returncode == 2
    assert 'pip install "fazhi-report[preview]"' in done.stderr


@pytest.mark.parametrize("edition", ["publish", "submit"])
def test_editions_and_profiles(tmp_path: Path, edition: str) -> None:
    office = ROOT / "examples" / "示例市司法局" / "data" / "2025.yaml"
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "2020.yaml").write_bytes(office.read_bytes())
    with running(tmp_path, "--edition", edition, "--profile", "gbt33476") as preview:
        page = preview.ask()[1]
        assert ("签发人" in page) is (edition == "submit")

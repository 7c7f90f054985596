"""A cluster of others: only who is known is called, and nobody is waited for without end."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError, Executor, Future
from typing import Any

import pytest

from fazhi_report.commands import cluster as clusters
from fazhi_report.commands.cluster import Cluster, cluster, require_known
from fazhi_report.errors import FazhiError


@pytest.mark.parametrize(
    "address",
    [
        "tcp://127.0.0.1:8786",
        "tcp://localhost:1",
        "tcp://[::1]:8786",
        "tls://10.0.0.5:8786",
        "tls://a.example.org:1",
    ],
)
def test_who_is_known_is_called(address: str) -> None:
    require_known(address)


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("tcp://10.0.0.5:8786", "不核对对方是谁"),
        ("tcp://0.0.0.0:8786", "不核对对方是谁"),
        ("tcp://localhost.example.org:8786", "不核对对方是谁"),
        ("tcp://127.0.0.1.example.org:8786", "不核对对方是谁"),
        ("tcp://[::]:8786", "不核对对方是谁"),
        ("127.0.0.1:8786", "地址不对"),
        ("tls://", "地址不对"),
        ("tls://a:0", "地址不对"),
        ("tls://a:99999", "地址不对"),
        ("tls://a:8786/x", "地址不对"),
        ("tls://user@a:8786", "地址不对"),
        ("inproc://1/2/3", "地址不对"),
        ("ws://127.0.0.1:80", "地址不对"),
        ("http://127.0.0.1:80", "地址不对"),
        ("tls://a:8786\nx", "地址不对"),
    ],
)
def test_who_is_not_known_is_not_called(address: str, why: str) -> None:
    with pytest.raises(FazhiError, match=why) as caught:
        require_known(address)
    assert "tls://" in caught.value.hint


class Answering(Executor):
    """An executor whose every task ends in the same way."""

    def __init__(self, end: BaseException | None) -> None:
        self.end = end

    def submit(self, fn: Callable[..., Any], /, *args: Any, **_: Any) -> Future[Any]:
        future: Future[Any] = Future()
        if isinstance(self.end, BaseException) and not isinstance(self.end, TimeoutError):
            future.set_exception(self.end)
        elif self.end is None:
            future.set_result(fn(*args))
        return future


class WorkerKilledError(Exception):
    pass


def double(number: int) -> int:
    return 2 * number


def results(end: BaseException | None) -> Iterator[int]:
    return Cluster(Answering(end), 2, (WorkerKilledError,), patience=0.05).map(
        double, [1, 2, 3], lambda task: -task
    )


def test_a_task_that_ends_its_workers_is_told_and_the_rest_goes_on() -> None:
    assert list(results(None)) == [2, 4, 6]
    assert list(results(WorkerKilledError())) == [-1, -2, -3]


@pytest.mark.parametrize(
    ("end", "why"),
    [(TimeoutError(), "没有交回结果"), (CancelledError(), "连接断了"), (OSError("gone"), "连接断了")],
)
def test_a_cluster_that_says_no_more_is_told(end: BaseException, why: str) -> None:
    with pytest.raises(FazhiError, match=why) as caught:
        list(results(end))
    assert "--changed" in caught.value.hint


@pytest.mark.filterwarnings("ignore")
def test_one_that_is_no_scheduler_is_told_in_time(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    pytest.importorskip("distributed")
    monkeypatch.setattr(clusters, "CONNECT_SECONDS", 0.5)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        address = f"tcp://127.0.0.1:{silent.getsockname()[1]}"
        with pytest.raises(FazhiError, match="连不上 Dask 集群"), cluster(address):
            pass
        # No certificates are named.
        with (
            pytest.raises(FazhiError, match="连不上 Dask 集群") as caught,
            cluster(address.replace("tcp", "tls")),
        ):
            pass
        assert "证书" in caught.value.hint
    assert "distributed" not in capfd.readouterr().err

"""Work on a Dask cluster that somebody runs: only where the other end is known, and never waiting without end."""

from __future__ import annotations

import contextlib
import ipaddress
import logging
import re
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import CancelledError, Executor, Future
from concurrent.futures import TimeoutError as NoResult
from typing import TYPE_CHECKING, TypeVar

from fazhi_report.commands.workers import Workers, in_order
from fazhi_report.errors import FazhiError

if TYPE_CHECKING:
    from distributed import Client

Task = TypeVar("Task")
Result = TypeVar("Result")

CONNECT_SECONDS = 10
"""How long the scheduler may take to answer."""
RESULT_SECONDS = 600
"""How long the next result may take; a report takes a fraction of a second."""
_ADDRESS = re.compile(
    r"(?P<way>[a-z]+)://(?P<host>\[[0-9a-fA-F:.]+\]|[A-Za-z0-9._-]{1,253}):(?P<port>[0-9]{1,5})"
)
_MOST_PORT = 65535


class Cluster:
    """An executor that this program did not start, such as that of a Dask client.

    Args:
        executor: Takes functions and arguments that travel by pickle.
        workers: How many tasks it does at a time.
        deadly: Errors that say that a task has ended its worker several times.
        patience: Seconds that the next result may take.
    """

    remote = True

    def __init__(
        self,
        executor: Executor,
        workers: int,
        deadly: tuple[type[Exception], ...] = (),
        patience: float = RESULT_SECONDS,
    ) -> None:
        self._executor = executor
        self._workers = workers
        self._deadly = deadly
        self._patience = patience

    def map(
        self, work: Callable[[Task], Result], tasks: Iterable[Task], on_death: Callable[[Task], Result]
    ) -> Iterator[Result]:
        """As `Workers.map`; the cluster itself tries again what a dead worker has left.

        Raises:
            FazhiError: No result came in time, or the connection broke.
        """

        def result(task: Task, future: Future[Result]) -> Result:
            try:
                return future.result(self._patience)
            except self._deadly:
                return on_death(task)

        try:
            yield from in_order(self._executor, work, iter(tasks), self._workers, deque(), result_of=result)
        except NoResult:
            raise FazhiError(
                f"Dask 集群 {self._patience:.0f} 秒没有交回结果",
                "看看工作进程是否还在（dask worker）；已经写出的都完整，再运行加 --changed 补齐",
            ) from None
        except (CancelledError, OSError) as error:
            raise FazhiError(
                f"与 Dask 集群的连接断了（{type(error).__name__}）",
                "检查调度器是否还在运行；已经写出的都完整，再运行加 --changed 补齐",
            ) from None


def require_known(address: str) -> None:
    """Refuse the address of a scheduler of which it is not known who answers: pickle runs what the other end sends.

    Raises:
        FazhiError: It is no address; or it is neither TLS, where certificates prove both ends, nor this machine.
    """
    match = _ADDRESS.fullmatch(address)
    if match is None or not 0 < int(match["port"]) <= _MOST_PORT or match["way"] not in {"tcp", "tls"}:
        raise FazhiError(
            f"--dask 的地址不对：“{address}”", "写成 tls://主机:8786，本机的写 tcp://127.0.0.1:8786"
        )
    if match["way"] == "tcp" and not _is_this_machine(match["host"].strip("[]")):
        raise FazhiError(
            f"不连 {address}：tcp 不核对对方是谁，也不加密，而集群能在本机运行任何代码",
            "给集群配好证书，用 tls://；或者经 SSH 隧道连到 tcp://127.0.0.1",
        )


def _is_this_machine(host: str) -> bool:
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _in_time(connect: Callable[[], Client], address: str) -> Client:
    """The client, connected in a thread of its own: Dask waits for ever where the other end takes the call and is silent.

    Raises:
        FazhiError: It does not come about in time. Whatever answers there, it is no scheduler that we can talk to:
            errors of sockets, of TLS, of its protocol.
    """
    made: Future[Client] = Future()

    def work() -> None:
        try:
            made.set_result(connect())
        except Exception as error:  # noqa: BLE001  (raised below)
            made.set_exception(error)

    threading.Thread(target=work, daemon=True).start()
    try:
        # A little longer, so that what Dask itself says comes first.
        return made.result(1.5 * CONNECT_SECONDS)
    except Exception as error:
        raise FazhiError(
            f"连不上 Dask 集群 {address}（{type(error).__name__}）",
            "检查地址和调度器（dask scheduler）是否在运行；tls:// 还要在 Dask 的设置里写好证书",
        ) from error


@contextlib.contextmanager
def cluster(address: str) -> Iterator[Workers]:
    """A running Dask cluster.

    Args:
        address: The address of its scheduler, such as ``tls://10.0.0.5:8786``.

    Raises:
        FazhiError: The address is not one that `require_known` takes, Dask is not installed, or no scheduler answers.
    """
    require_known(address)
    try:
        from distributed import Client, KilledWorker  # noqa: PLC0415  (an extra)
    except ImportError:
        raise FazhiError(
            "没有安装 Dask", 'pip install "fazhi-report[dask]"，集群的各台机器上也要装'
        ) from None
    # What it says on stderr, in English, about each try; what matters comes back as an error.
    logging.getLogger("distributed").setLevel(logging.CRITICAL)
    client = _in_time(lambda: Client(address, timeout=CONNECT_SECONDS), address)
    with client:
        threads = sum(client.nthreads().values())
        if not threads:
            raise FazhiError(f"Dask 集群 {address} 没有工作进程", "先启动 dask worker")
        yield Cluster(client.get_executor(), threads, (KilledWorker,))

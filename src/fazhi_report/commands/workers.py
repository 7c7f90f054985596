"""Where tasks run: in this process, in a pool of processes, or on a cluster; results come in the order of the tasks."""

from __future__ import annotations

import contextlib
import gc
import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import AbstractContextManager, nullcontext
from itertools import chain, islice
from typing import Protocol, TypeVar

Task = TypeVar("Task")
Result = TypeVar("Result")

_AHEAD = 8
"""Tasks submitted ahead per worker: enough that none waits, few enough that memory stays flat."""
_WORTH_A_WORKER = 16
"""Tasks that make up for the start of a worker, which takes as long as some ten reports."""


class Workers(Protocol):
    """Processes that do the same work on many tasks."""

    @property
    def remote(self) -> bool:
        """Whether they run in other folders than this process, so that every path has to be absolute."""
        ...

    def map(
        self, work: Callable[[Task], Result], tasks: Iterable[Task], on_death: Callable[[Task], Result]
    ) -> Iterator[Result]:
        """Results in the order of the tasks.

        Args:
            work: A function of a module, so that other processes find it.
            tasks: Read only a little ahead of the work.
            on_death: Makes the result of a task whose process died.
        """
        ...


class InProcess:
    """This process, one task after another."""

    remote = False

    def map(
        self, work: Callable[[Task], Result], tasks: Iterable[Task], on_death: Callable[[Task], Result]
    ) -> Iterator[Result]:
        """As `Workers.map`."""
        del on_death
        return map(work, tasks)


class ProcessPool:
    """Processes of this machine.

    Args:
        workers: How many.
    """

    remote = False

    def __init__(self, workers: int) -> None:
        self._workers = workers

    def map(
        self, work: Callable[[Task], Result], tasks: Iterable[Task], on_death: Callable[[Task], Result]
    ) -> Iterator[Result]:
        """As `Workers.map`; a few tasks never start a process, and some more no more than are worth it."""
        rest = iter(tasks)
        first = list(islice(rest, self._workers * _WORTH_A_WORKER))
        worth = len(first) // _WORTH_A_WORKER
        if worth < min(2, self._workers):
            yield from map(work, first)
            return
        yield from self._spread(work, chain(first, rest), on_death, worth)

    def _spread(
        self,
        work: Callable[[Task], Result],
        pending: Iterator[Task],
        on_death: Callable[[Task], Result],
        workers: int,
    ) -> Iterator[Result]:
        # Never a generator around ``pending``: given up half-way, it would close what it reads from, and lose the rest.
        while (task := next(pending, None)) is not None:
            with _pool(workers) as pool:
                left: deque[Task] = deque()
                yield from in_order(pool, work, chain([task], pending), workers, left)
            # A worker died, and nobody can say over which of these: one at a time tells.
            yield from _one_at_a_time(work, left, on_death)


def workers(jobs: int | None = None, dask: str = "") -> AbstractContextManager[Workers]:
    """The workers that a user asks for.

    Args:
        jobs: How many processes of this machine; None for one per core.
        dask: The address of a Dask scheduler; empty for processes of this machine.

    Raises:
        FazhiError: The address is of nobody known, Dask is not installed, or no scheduler answers.
    """
    if dask:
        from fazhi_report.commands.cluster import cluster  # noqa: PLC0415  (hardly ever asked for)

        return cluster(dask)
    count = jobs or _cores()
    return nullcontext(InProcess() if count == 1 else ProcessPool(count))


def in_order(
    executor: Executor,
    work: Callable[[Task], Result],
    tasks: Iterator[Task],
    workers: int,
    left: deque[Task],
    *,
    result_of: Callable[[Task, Future[Result]], Result] = lambda _, future: future.result(),
) -> Iterator[Result]:
    """Yield results in order; where the pool breaks, the tasks that have no result yet are put into ``left``.

    Args:
        executor: Runs the work.
        work: A function of a module.
        tasks: Read only a little ahead of the work.
        workers: How many tasks it does at a time.
        left: Gets the tasks without a result.
        result_of: Waits for the result of a task.
    """
    hand: deque[tuple[Task, Future[Result]]] = deque()
    try:
        for task in islice(tasks, workers * _AHEAD):
            hand.append((task, _submitted(executor, work, task)))
        while hand:
            result = result_of(*hand[0])
            hand.popleft()
            for task in islice(tasks, 1):
                hand.append((task, _submitted(executor, work, task)))
            yield result
    except BrokenProcessPool:
        left.extend(task for task, _ in hand)
    except BaseException:
        for _, future in hand:
            future.cancel()
        raise


def _submitted(executor: Executor, work: Callable[[Task], Result], task: Task) -> Future[Result]:
    """Submit a task. A broken pool is no error here: the future raises it when its result is asked for."""
    try:
        with _children_without_interrupt():
            return executor.submit(work, task)
    except BrokenProcessPool as error:
        future: Future[Result] = Future()
        future.set_exception(error)
        return future


@contextlib.contextmanager
def _children_without_interrupt() -> Iterator[None]:
    """While this lasts, processes that start ignore Ctrl-C, which is meant for their parent, even while they start."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before or signal.default_int_handler)


@contextlib.contextmanager
def _pool(workers: int) -> Iterator[ProcessPoolExecutor]:
    """A pool that ends at once when its work is cut short."""
    # A fresh interpreter on every system: what holds on Windows holds here.
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(
        workers, mp_context=context, initializer=_initialize, initargs=(gc.get_threshold(),)
    )
    try:
        yield pool
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _initialize(collector: tuple[int, int, int]) -> None:
    """Make this worker ignore Ctrl-C, which its parent handles, end when its parent ends, and collect as rarely as it.

    Args:
        collector: The thresholds of the parent's collector: a tenth of a report's time hangs on them.
    """
    gc.set_threshold(*collector)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _one_at_a_time(
    work: Callable[[Task], Result], tasks: deque[Task], on_death: Callable[[Task], Result]
) -> Iterator[Result]:
    """Results of tasks that may end their process: only one runs at a time, so that the one at fault is known."""
    while tasks:
        with _pool(1) as pool:
            try:
                while tasks:
                    result = _submitted(pool, work, tasks[0]).result()
                    tasks.popleft()
                    yield result
            except BrokenProcessPool:
                yield on_death(tasks.popleft())


def _cores() -> int:
    """How many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1

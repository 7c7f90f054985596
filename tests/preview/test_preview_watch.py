"""Notice of changes, with the system's help and without; and a board that survives its own faults."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

import pytest

from fazhi_report.preview import watch
from fazhi_report.preview.view import View
from fazhi_report.preview.watch import Board, Inputs, changes

SECONDS = 20
Outcome = TypeVar("Outcome")


@pytest.fixture
def inputs(tmp_path: Path) -> Inputs:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "2020.yaml").write_text("a", encoding="utf-8")
    return Inputs(tmp_path / "data" / "2020.yaml", tmp_path / "templates")


def finished(work: Coroutine[object, object, Outcome]) -> Outcome:
    """Run in a thread: the tests in a browser keep an event loop in ours."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, work).result()


def noticed(inputs: Inputs, *acts: Path) -> int:
    """How many of the writes to these files, one after the other, are noticed."""

    async def run() -> int:
        stop = asyncio.Event()
        told = changes(inputs, stop)
        count = 0
        for path in acts:
            waiting = asyncio.ensure_future(anext(told))
            await asyncio.sleep(0.1)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(f"{path}{count}", encoding="utf-8")
            await asyncio.wait_for(waiting, SECONDS)
            count += 1
        stop.set()
        assert [one async for one in told] == []
        return count

    return finished(run())


def test_data_waivers_and_templates_are_noticed(inputs: Inputs) -> None:
    home = inputs.data.parent
    template = inputs.templates / "sections" / "plans.md.j2"
    acts = (inputs.data, home / "fazhi-waivers.yaml", home.parent / "fazhi-waivers.yaml", template, template)
    assert noticed(inputs, *acts) == 5


def test_without_the_systems_notices_a_look_every_second_finds_it(
    inputs: Inputs, monkeypatch: pytest.MonkeyPatch
) -> None:
    class NoneLeft:
        """Stands for `watchfiles.awatch` where the system has no watches left."""

        def __init__(self, *_: object, **__: object) -> None: ...

        def __aiter__(self) -> NoneLeft:
            return self

        async def __anext__(self) -> None:
            raise OSError("no space left for watches")

    monkeypatch.setattr(watch, "awatch", NoneLeft)
    assert noticed(inputs, inputs.data, inputs.data) == 2


def test_what_is_no_part_of_the_report_changes_nothing(inputs: Inputs) -> None:
    before = inputs.signature()
    (inputs.data.parent / "notes.txt").write_text("x", encoding="utf-8")
    assert inputs.signature() == before
    inputs.data.unlink()
    assert inputs.signature() != before


def test_a_fault_of_ours_is_told_and_survived(caplog: pytest.LogCaptureFixture) -> None:
    def look(last: View | None) -> View:
        if last is not None and last.version == "1":
            raise ZeroDivisionError
        return View("", "", "", None, "1")

    async def run() -> str:
        board = Board(look)
        await board.refresh()
        return board.view.version

    with caplog.at_level(logging.ERROR):
        assert finished(run()) == "1"
    assert "预览没有更新" in caplog.text
    assert "ZeroDivisionError" in caplog.text


def test_those_who_wait_are_told_and_let_go(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("fazhi_report.preview.watch._ALIVE_EVERY_SECONDS", 0.01)
    numbers = iter("123")

    async def run() -> list[str]:
        board = Board(lambda _: View("", "", "", None, next(numbers)))
        told: list[str] = []

        async def listen() -> None:
            async for version in board.versions():
                told.append(version)  # noqa: PERF401  (what is told so far counts when the stream is cut)

        listening = asyncio.ensure_future(listen())
        await asyncio.sleep(0.1)
        await board.refresh()
        await asyncio.sleep(0.05)
        board.close()
        await asyncio.wait_for(listening, SECONDS)
        return told

    told = finished(run())
    assert [version for version in told if version] == ["1", "2"]
    assert "" in told

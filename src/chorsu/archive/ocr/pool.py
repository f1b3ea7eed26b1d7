"""Several worker processes that recognise pages side by side; a page that crashes or hangs one fails alone."""

from __future__ import annotations

import contextlib
import json
import os
import queue
import select
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterable, Iterator
from typing import Any

COMMAND = [sys.executable, "-m", "chorsu.archive.ocr.worker"]
PAGE_TIMEOUT = 300.0


def cores() -> int:
    """The cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class Pool:
    """Use as a context manager: leaving it ends the processes."""

    def __init__(self, processes: int | None = None, timeout: float = PAGE_TIMEOUT, command: list[str] | None = None):
        self.processes = processes or cores()
        self.timeout, self.command = timeout, command or COMMAND
        self._stop = threading.Event()
        self._children: set[subprocess.Popen] = set()
        self._hints: dict[Any, Any] = {}

    def __enter__(self) -> Pool:
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        for child in list(self._children):
            child.kill()

    def run(self, tasks: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
        """Answers in the order in which pages are done; each task needs a `page`.

        The `hint` of an answer goes with the next tasks of the same `object`, to whichever process they go: what one
        page taught about a book need not be found out again.
        """
        source, lock = iter(tasks), threading.Lock()
        self._hints = {}
        answers: queue.Queue[dict[str, Any] | BaseException | None] = queue.Queue(maxsize=self.processes * 4)
        threads = [
            threading.Thread(target=self._serve, args=(source, lock, answers), daemon=True)
            for _ in range(self.processes)
        ]
        for thread in threads:
            thread.start()
        left = len(threads)
        try:
            while left:
                answer = answers.get()
                if answer is None:
                    left -= 1
                elif isinstance(answer, BaseException):
                    raise answer
                else:
                    yield answer
        finally:
            self.__exit__()
            while any(thread.is_alive() for thread in threads):
                with contextlib.suppress(queue.Empty):  # threads may wait for room in the queue
                    answers.get(timeout=0.05)

    def _serve(self, source: Iterator[dict[str, Any]], lock: threading.Lock, answers: queue.Queue) -> None:
        child: _Child | None = None
        try:
            while not self._stop.is_set():
                with lock:
                    task = next(source, None)
                if task is None:
                    break
                book = task.get("object")
                if book in self._hints:
                    task = {**task, "hint": self._hints[book]}
                for attempt in (1, 2):
                    child = child or _Child(self.command, self._children)
                    answer, reason = child.ask(task, self.timeout)
                    if answer is not None or self._stop.is_set():
                        break
                    child.end()
                    child = None
                    # A crash may have been another page's doing (memory), so once more; what hangs hangs again.
                    if attempt == 2 or reason.startswith("timeout"):
                        answer = {"page": task["page"], "state": "failed", "problem": _sentence(reason, self.timeout)}
                        break
                if answer is not None:
                    if hint := answer.pop("hint", None):
                        self._hints[book] = hint
                    answers.put(answer)
        except BaseException as error:
            answers.put(error)
        finally:
            if child:
                child.end()
            answers.put(None)


def _sentence(reason: str, timeout: float) -> str:
    if reason.startswith("timeout"):
        return f"Recognition of the page took longer than {timeout:.0f} seconds."
    return f"The engine stopped on this page{': ' + reason if reason else ''}."


class _Child:
    """One worker process and its two pipes."""

    def __init__(self, command: list[str], children: set[subprocess.Popen]) -> None:
        self.children = children
        self.errors = tempfile.TemporaryFile()  # noqa: SIM115 - closed in end()
        self.process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self.errors,
            env={**os.environ, "OMP_THREAD_LIMIT": "1", "VIPS_CONCURRENCY": "1"},
        )
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.input, self.output = self.process.stdin, self.process.stdout
        children.add(self.process)

    def ask(self, task: dict[str, Any], timeout: float) -> tuple[dict[str, Any] | None, str]:
        """The answer, or None and the reason."""
        try:
            self.input.write(json.dumps(task).encode() + b"\n")
            self.input.flush()
        except (BrokenPipeError, OSError):
            return None, self._last_words()
        ready, _, _ = select.select([self.output], [], [], timeout)
        if not ready:
            return None, "timeout"
        line = self.output.readline()
        return (json.loads(line), "") if line else (None, self._last_words())

    def end(self) -> None:
        self.children.discard(self.process)
        self.process.kill()
        for pipe in (self.input, self.output, self.errors):
            with contextlib.suppress(OSError):
                pipe.close()
        self.process.wait()

    def _last_words(self) -> str:
        self.process.wait(timeout=5)
        self.errors.seek(0)
        lines = [line for line in self.errors.read().decode(errors="replace").splitlines() if line.strip()]
        return lines[-1].strip()[:200] if lines else f"exit {self.process.returncode}"

"""Keeps child processes alive: starts them, starts the dead again, ends all together. Knows nothing of Django."""

from __future__ import annotations

import ctypes
import logging
import os
import signal
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field

log = logging.getLogger(__name__)

QUICK_DEATH = 5.0  # seconds: a child that lives shorter is started again ever more slowly
LONGEST_PAUSE = 30.0


@dataclass(slots=True)
class Child:
    """One process to keep: its name for people and the words after `chorsu`."""

    name: str
    words: list[str]
    process: subprocess.Popen | None = None
    started: float = 0.0
    start_at: float = 0.0
    deaths: int = 0
    restarts: int = field(default=0)


class Supervisor:
    """Runs until SIGTERM or SIGINT, then stops every child: SIGTERM first, SIGKILL after `grace` seconds."""

    def __init__(self, children: list[Child], grace: float = 20.0) -> None:
        self.children = children
        self.grace = grace
        self.stopping = threading.Event()

    def run(self) -> None:
        """Block until stopped."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: self.stopping.set())
        for child in self.children:
            self._start(child)
        try:
            while not self.stopping.wait(0.2):
                for child in self.children:
                    self._watch(child)
        finally:
            self._stop_all()

    def _start(self, child: Child) -> None:
        child.process = subprocess.Popen(
            [sys.executable, "-m", "chorsu.site.cli", *child.words],
            env={**os.environ, "CHORSU_SUPERVISED": str(os.getpid())},
            stdin=subprocess.DEVNULL,
            # Of its own group: Ctrl-C reaches the supervisor alone, which then stops everybody in order.
            start_new_session=True,
        )
        child.started = time.monotonic()

    def _watch(self, child: Child) -> None:
        now = time.monotonic()
        if child.process is not None:
            code = child.process.poll()
            if code is None:
                return
            child.process = None
            child.deaths = child.deaths + 1 if now - child.started < QUICK_DEATH else 0
            pause = min(LONGEST_PAUSE, 0.5 * 2**child.deaths) if child.deaths else 0.0
            child.start_at = now + pause
            log.error("%s ended with code %s; it is started again.", child.name, code)
        if now >= child.start_at:
            child.restarts += 1
            self._start(child)

    def _stop_all(self) -> None:
        alive = [child.process for child in self.children if child.process and child.process.poll() is None]
        for process in alive:
            process.terminate()
        deadline = time.monotonic() + self.grace
        for process in alive:
            try:
                process.wait(max(0.1, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def die_with_parent() -> None:
    """Ask Linux to end this process when its supervisor dies without a word (prctl(2), PR_SET_PDEATHSIG)."""
    if os.environ.get("CHORSU_SUPERVISED") and sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGTERM)

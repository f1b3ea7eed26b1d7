"""`chorsu worker` replaces a child that was killed, and ends all of them when asked."""

import os
import signal
import subprocess
import sys
import time

import pytest

from chorsu.foundation.jobs import processes
from chorsu.foundation.jobs.tests.test_kill import PATIENCE, ask, house, wait_for

__all__ = ["house"]
pytestmark = pytest.mark.filterwarnings("ignore")


def test_a_killed_worker_is_replaced_and_sigterm_ends_them_all(house):
    command = [sys.executable, "-m", "chorsu.site.cli", "worker", "--processes", "1", "--no-events"]
    supervisor = subprocess.Popen(command, env=house, stderr=subprocess.DEVNULL)
    try:
        first = wait_for(house, "select pid from jobs_worker where kind='jobs'", bool)
        os.kill(first, signal.SIGKILL)
        second = wait_for(house, "select max(pid) from jobs_worker where kind='jobs'", lambda pid: pid != first)
        supervisor.terminate()
        assert supervisor.wait(30) == 0
    finally:
        if supervisor.poll() is None:
            supervisor.kill()
    deadline = time.monotonic() + PATIENCE
    while processes.lives(second, processes.born(second)) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not processes.lives(second, ""), "no child is left behind"
    assert (second,) not in ask(house, "select pid from jobs_worker")

"""`chorsu serve` is a whole installation: it makes its tables, answers, replaces what dies, and stops cleanly."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request

import pytest

from chorsu.foundation.jobs import processes
from chorsu.foundation.jobs.tests.test_kill import ask, wait_for

pytestmark = pytest.mark.filterwarnings("ignore")


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def answers(port, address="/healthz", patience=180):
    deadline = time.monotonic() + patience
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}{address}", timeout=5) as response:
                return response.read()
        except OSError:
            time.sleep(0.2)
    raise AssertionError(f"{address} does not answer")


def environment(folder):
    env = {key: value for key, value in os.environ.items() if key != "CHORSU_DATABASE_URL"}
    return env | {"CHORSU_DATA_DIR": str(folder), "CHORSU_DEBUG": "no"}


def children_of(pid):
    found = subprocess.run(["ps", "-o", "pid=,args=", "--ppid", str(pid)], capture_output=True, text=True, check=False)
    return {int(line.split()[0]): line for line in found.stdout.splitlines()}


def test_an_empty_folder_becomes_an_installation_that_heals_itself(tmp_path):
    env, port = environment(tmp_path), free_port()
    command = [sys.executable, "-m", "chorsu.site.cli", "serve", "--port", str(port)]
    house = subprocess.Popen(command, env=env, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        assert answers(port) == b"ok\n"
        wait_for(env, "select count(distinct kind) from jobs_worker", lambda kinds: kinds == 3)
        assert json.loads(answers(port, "/readyz"))["checks"]["workers"]["ok"] is True

        [web] = [pid for pid, line in children_of(house.pid).items() if "cli web" in line]
        [served] = list(children_of(web)) or [web]
        os.kill(web, signal.SIGKILL)
        deadline = time.monotonic() + 40
        while time.monotonic() < deadline:
            now = [pid for pid, line in children_of(house.pid).items() if "cli web" in line]
            if now and now != [web]:
                break
            time.sleep(0.2)
        assert now, "the web server was started again"
        assert answers(port) == b"ok\n"
        everybody = {*children_of(house.pid), served}

        again = subprocess.run(command, env=env, capture_output=True, text=True, timeout=60, check=False)
        assert again.returncode == 2
        assert "Choose another: chorsu serve --port" in again.stderr

        house.terminate()
        said = house.communicate(timeout=40)[0]
        assert house.returncode == 0
        assert f"http://127.0.0.1:{port}/" in said
        assert said.rstrip().endswith("Stopped.")
        time.sleep(0.5)
        assert not any(processes.lives(pid, processes.born(pid)) for pid in everybody), "nobody is left behind"
        assert ask(env, "select count(*) from jobs_worker") == [(0,)]
    finally:
        house.stdout.close()
        if house.poll() is None:
            house.terminate()
            house.wait(30)


def test_the_doctor_says_what_to_do_next(tmp_path):
    command = [sys.executable, "-m", "chorsu.site.cli", "doctor", "--json"]
    done = subprocess.run(command, env=environment(tmp_path), capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 1, "the tables are not made yet"
    found = {finding["name"]: finding for finding in json.loads(done.stdout)["findings"]}
    assert found["python"]["ok"] is True
    assert found["tables"]["ok"] is False
    assert "chorsu migrate" in found["tables"]["step"]

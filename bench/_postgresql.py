"""A PostgreSQL server of our own for a benchmark, gone when the benchmark ends."""

import contextlib
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path


@contextlib.contextmanager
def server() -> Iterator[tuple[str, Path, int]]:
    """Yields (address of the database, folder of the programs, port). Durable as in production: fsync on."""
    programs = sorted(Path("/usr/lib/postgresql").glob("*/bin"))[-1]
    home = Path(tempfile.mkdtemp(prefix="chorsu-bench-pg-"))
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    prefix: list[str] = []
    if os.getuid() == 0:  # the server refuses root
        os.chown(home, pwd.getpwnam("postgres").pw_uid, -1)
        prefix = ["runuser", "-u", "postgres", "--"]
    data = home / "data"
    run = lambda *words: subprocess.run([*prefix, *words], check=True, stdout=subprocess.DEVNULL)  # noqa: E731
    run(str(programs / "initdb"), "-D", str(data), "-U", "chorsu", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8")
    options = f"-p {port} -k {home} -h 127.0.0.1 -c shared_buffers=512MB -c max_connections=100"
    run(str(programs / "pg_ctl"), "-D", str(data), "-w", "-l", str(home / "log"), "-o", options, "start")
    try:
        yield f"postgresql://chorsu@127.0.0.1:{port}/postgres", programs, port
    finally:
        subprocess.run(
            [*prefix, str(programs / "pg_ctl"), "-D", str(data), "-m", "immediate", "stop"],
            check=False,
            stdout=subprocess.DEVNULL,
        )
        shutil.rmtree(home, ignore_errors=True)

"""Knows processes: who this one is, and whether another of this machine still lives."""

from __future__ import annotations

import os
import socket
from pathlib import Path


def host() -> str:
    """This machine's (or container's) name."""
    return socket.gethostname()


def born(pid: int) -> str:
    """When the system started the process, in clock ticks since boot (proc(5), field 22); empty when unknown."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return ""
    return stat.rpartition(")")[2].split()[19]


def lives(pid: int, mark: str) -> bool:
    """Whether that very process lives: same number and, where known, same birth. A zombie does not live."""
    if mark and Path("/proc/self/stat").exists():
        if born(pid) != mark:
            return False
        try:
            return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
        except OSError:
            return False
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True

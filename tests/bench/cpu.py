"""How much processor time a server has used."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

_USER, _SYSTEM = 11, 12
"""Positions in /proc/<pid>/stat after the program's name (fields 14 and 15 of proc(5))."""


def used_ms(pid: int) -> float:
    """User and system time of the process with all its threads so far, in milliseconds."""
    stat = Path(f"/proc/{pid}/stat")
    if stat.exists():
        fields = stat.read_text(encoding="utf-8").rpartition(")")[2].split()
        ticks = int(fields[_USER]) + int(fields[_SYSTEM])
        return ticks / os.sysconf("SC_CLK_TCK") * 1000
    return _by_ps(pid)


def _by_ps(pid: int) -> float:
    """The same where there is no /proc (macOS): ps writes it as minutes:seconds.hundredths."""
    answer = subprocess.run(["/bin/ps", "-o", "time=", "-p", str(pid)], capture_output=True, text=True, check=True)
    seconds = 0.0
    for part in answer.stdout.strip().split(":"):
        seconds = seconds * 60 + float(part)
    return seconds * 1000

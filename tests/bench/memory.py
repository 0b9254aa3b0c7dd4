"""Memory of a process as Linux counts it."""

from __future__ import annotations

import re
from pathlib import Path

_KB_OF_A_MB = 1024
_PEAK = "5"
"""Written to `clear_refs`, it sets the peak of a process back to what it holds."""


def held_from_here(pid: int) -> float:
    """Forgets the peak of a process so far; what it holds now, in MB."""
    Path(f"/proc/{pid}/clear_refs").write_text(_PEAK, encoding="ascii")
    return memory(pid, "VmRSS")


def memory(pid: int, name: str) -> float:
    """A figure of memory of a process, in MB: VmRSS is held now, VmHWM the most."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    found = re.search(rf"^{name}:\s+(\d+) kB", status, re.MULTILINE)
    return int(found[1]) / _KB_OF_A_MB if found else float("nan")

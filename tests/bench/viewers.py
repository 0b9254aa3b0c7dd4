"""300 visitors at once, each stepping the year every three seconds: how long until the server has answered."""

from __future__ import annotations

import asyncio
import random
import tempfile
import time
from dataclasses import dataclass, field
from itertools import cycle, islice
from pathlib import Path
from statistics import quantiles

from websockets.exceptions import WebSocketException

from tests.bench.cpu import used_ms
from tests.bench.visitor import StepFailedError, Visitor, connected
from tests.e2e.server import serve

VISITORS = 300
THINK_S = 3.0
"""Mean of the time between an answer and the next step; exponential, as of people who do not know of each other."""

WARM_UP_S = 5.0
"""Steps not counted: the first visitor at a year pays for its map."""

MEASURED_S = 30.0
ARRIVALS_PER_S = 20
AT_THE_DOOR = 4
"""Pages opened at the same time: their opening is not what is measured here."""

PAGE, QUERY = "explore", "indicator=pm25&level=nuts3"
_SLOWEST_S = 60.0
_PROBLEMS = (StepFailedError, WebSocketException, OSError, TimeoutError)


@dataclass(kw_only=True)
class Crowd:
    """What the visitors met: milliseconds of each step begun while measuring, and what went wrong."""

    base: str
    measuring: bool = False
    took_ms: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    door: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(AT_THE_DOOR))

    async def arrive(self, number: int) -> Visitor | None:
        """A visitor with the page open; None where it met an error."""
        await asyncio.sleep(number / ARRIVALS_PER_S)
        async with self.door:
            try:
                async with asyncio.timeout(_SLOWEST_S):
                    visitor = await connected(self.base, PAGE, QUERY)
                    await visitor.open()
            except _PROBLEMS as problem:
                self.errors.append(f"{type(problem).__name__}: {problem}")
                return None
        return visitor

    async def stay(self, visitor: Visitor, chance: random.Random) -> None:
        """Step the year until cancelled; a visitor who meets an error goes away."""
        assert visitor.control is not None, "an opened page has one"
        years = visitor.control.years
        try:
            for year in islice(cycle(years), chance.randrange(len(years)), None):
                await asyncio.sleep(chance.expovariate(1 / THINK_S))
                await self._step(visitor, year)
        except _PROBLEMS as problem:
            self.errors.append(f"{type(problem).__name__}: {problem}")

    async def _step(self, visitor: Visitor, year: str) -> None:
        counted, began = self.measuring, time.perf_counter()
        async with asyncio.timeout(_SLOWEST_S):
            await visitor.step(year)
        if counted:
            self.took_ms.append((time.perf_counter() - began) * 1000)


def viewers_300() -> dict[str, float]:
    """`p50_ms` and `p95_ms` from a step to "script finished", `steps_per_s`, `errors`, `connected`, `server_cpu_ms`."""
    with tempfile.TemporaryDirectory() as folder:
        cache = str(Path(folder, "cache"))
        with serve("app.py", Path(folder, "log"), NEXUS_ATLAS_CACHE=cache) as server:
            return asyncio.run(measure(server.url, server.pid))


async def measure(base: str, pid: int, visitors: int = VISITORS) -> dict[str, float]:
    """The figures of one running server, once every visitor has the page open."""
    crowd = Crowd(base=base)
    came = await asyncio.gather(*(crowd.arrive(number) for number in range(visitors)))
    # The same crowd every time; nothing here is secret.
    stays = [
        asyncio.create_task(crowd.stay(visitor, random.Random(number)))  # noqa: S311
        for number, visitor in enumerate(came)
        if visitor
    ]
    await asyncio.sleep(WARM_UP_S)
    spent, began = used_ms(pid), time.perf_counter()
    crowd.measuring = True
    await asyncio.sleep(MEASURED_S)
    spent, seconds = used_ms(pid) - spent, time.perf_counter() - began
    figures = summary(crowd, len(stays), seconds, spent)
    for stay in stays:
        stay.cancel()
    await asyncio.gather(*stays, return_exceptions=True)
    return figures


def summary(crowd: Crowd, arrived: int, seconds: float, spent_ms: float) -> dict[str, float]:
    """The figures by name. Raises `RuntimeError` where nobody could take a step."""
    if len(crowd.took_ms) < 2:
        raise RuntimeError(f"no steps were answered; the first problems: {crowd.errors[:3]}")
    percent = quantiles(crowd.took_ms, n=100, method="inclusive")
    return {
        "p50_ms": percent[49],
        "p95_ms": percent[94],
        "steps_per_s": len(crowd.took_ms) / seconds,
        "errors": len(crowd.errors),
        "connected": arrived,
        "server_cpu_ms": spent_ms / len(crowd.took_ms),
    }

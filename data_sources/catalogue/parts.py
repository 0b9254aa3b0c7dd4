"""Counts that shares of neighbourhoods are computed from, and the shares: both are needed to withhold small counts."""

from __future__ import annotations

from data_sources.model import Dataflow, Formula, Indicator, Kind, Level, Operation, Theme, Unit


def part(id: str, title: str, flow: Dataflow, unit: Unit, cells: Formula | None = None) -> Indicator:
    """A count of people or households of neighbourhoods, offered in no menu."""
    return Indicator(
        id=id,
        title=title,
        description="A count that a share is computed from.",
        theme=Theme.POPULATION,
        kind=Kind.COUNT,
        unit=unit,
        levels=(Level.DISTRICT,),
        dataflow=flow,
        formula=cells or Formula(),
        decimals=0,
        part=True,
    )


def share(left: tuple[str, ...], right: tuple[str, ...], scale: float = 100.0) -> Formula:
    """The sum of some counts as a share of the sum of others."""
    return Formula(operation=Operation.RATIO, left=left, right=right, scale=scale)

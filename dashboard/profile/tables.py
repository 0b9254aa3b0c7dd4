"""The figures of a place to take away, and where they come from."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from dashboard.language import Language
from dashboard.profile.facts import Fact
from dashboard.profile.words import entry_of, remarks, title
from dashboard.words import COPYRIGHT
from data_sources.holdings import Snapshot


def download(found: Sequence[Fact], held: Snapshot, say: Language) -> bytes:
    """One row a figure as CSV: plain numbers, whose they are, what stands beside them, the source."""
    return twin(found, held, say).to_csv(index=False).encode("utf-8-sig")


def twin(found: Sequence[Fact], held: Snapshot, say: Language) -> pd.DataFrame:
    """The same as a table."""
    sources = {one.id: f"{one.source}, {one.dataflow}, {one.licence}" for one in held.indicators}
    return pd.DataFrame([_row(one, sources.get(one.indicator, ""), say) for one in found])


def _row(fact: Fact, source: str, say: Language) -> dict[str, object]:
    return {
        "indicator": fact.indicator,
        "title": title(fact, say),
        "unit": say(entry_of(fact).unit.name),
        "geo": fact.place.code,
        "place": fact.place.name,
        "level": fact.place.level.value,
        "whose": fact.relation.value,
        "time_period": fact.period,
        "age_years": fact.age_years,
        "obs_value": fact.value,
        "remarks": remarks(fact, say),
        "country": fact.country,
        "country_period": fact.country_period,
        "eu": fact.union,
        "eu_period": fact.union_period,
        "eu_computed_as": fact.union_note,
        "median_of_places": fact.median,
        "places": fact.n,
        "rank": fact.rank,
        "source": source,
    }


def source_line(found: Sequence[Fact], held: Snapshot, say: Language) -> str:
    """Every source with its licence, in one line, and the day of the snapshot."""
    named = "; ".join(f"{source}, {licence}" for source, licence in _groups(found, held))
    day = say.day(held.created)
    return say("Sources: {sources} · snapshot of {day}", sources=named, day=day) + f" · {COPYRIGHT}."


def data_sets(found: Sequence[Fact], held: Snapshot) -> list[str]:
    """A line a source: the codes of its data sets."""
    return [f"{source}: {', '.join(dict.fromkeys(flows))}" for (source, _), flows in _groups(found, held).items()]


def _groups(found: Sequence[Fact], held: Snapshot) -> dict[tuple[str, str], list[str]]:
    """(source, licence) -> the codes of the data sets shown."""
    ids = {one.indicator for one in found}
    groups: dict[tuple[str, str], list[str]] = {}
    for one in held.indicators:
        if one.id in ids:
            groups.setdefault((one.source, one.licence), []).append(one.dataflow)
    return groups

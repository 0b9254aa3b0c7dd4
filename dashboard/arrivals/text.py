"""Sentences of the page about arrivals, computed from what is on screen, or a refusal where nothing can be said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import isfinite

from analysis.balance import Balance, Growth
from analysis.change import Change
from analysis.leaders import FEWEST, Agreement, leaders
from analysis.origins import Ends
from dashboard.language import Language
from dashboard.screen import Screen
from dashboard.text import finding, plain

FIRST = 5
_STRONG, _SOME = 0.7, 0.3
_NAMED_ORIGINS = 3


def ranking_line(numbers: Screen, rates: Screen, say: Language) -> str:
    """Who had the most and who led per inhabitant; the plain finding where fewer than `FIRST` places have both."""
    counts, per_head = (one.valued.set_index("geo")["obs_value"] for one in (numbers, rates))
    found = leaders(counts, per_head, FIRST)
    if len(found.by_number) < FIRST:
        return finding(numbers, say)
    most, led = found.by_number[0], found.by_rate[0]
    said = {
        "title": say(numbers.indicator.title),
        "period": say.period(numbers.period),
        "place": numbers.names[most],
        "n": say.number(counts[most]),
        "r": plain(per_head[led], rates.indicator, say),
    }
    if most == led:
        first = say(
            "{title}, {period}: {place} came first by number ({n}) and per 1,000 residents ({r}).",
            **said,
        )
    else:
        first = say(
            "{title}, {period}: {place} had the most ({n}), but per 1,000 residents {other} led ({r}).",
            other=numbers.names[led],
            **said,
        )
    return f"{first} {_moved(found.moved, say)}"


def _moved(moved: int, say: Language) -> str:
    if moved == 0:
        return say("The first five are the same by number and by rate.")
    return say.plural(
        "{n} of the first five by number is not among the first five by rate.",
        "{n} of the first five by number are not among the first five by rate.",
        moved,
    )


def union_change(title: str, ends: tuple[str, str], found: Change, of: str, say: Language) -> str:
    """How the European Union's figure of one year compares with that of another; `of` says whose figure it is."""
    said = {
        "title": title,
        "of": of,
        "before": say.number(found.before),
        "after": say.number(found.after),
        "first": say.period(ends[0]),
        "last": say.period(ends[1]),
        "percent": say.number(abs(found.percent)) if isfinite(found.percent) else "–",
    }
    if found.difference < 0:
        return say("{title}, {of}: {before} in {first}, {after} in {last}, {percent} % fewer.", **said)
    if found.difference > 0:
        return say("{title}, {of}: {before} in {first}, {after} in {last}, {percent} % more.", **said)
    return say("{title}, {of}: {before} in {first} and in {last}.", **said)


def above_union(rates: Screen, union_rate: float, say: Language) -> str:
    """How many countries are above the rate of the European Union; empty where that is not known."""
    if not isfinite(union_rate) or rates.valued.empty:
        return ""
    above = int((rates.valued["obs_value"] > union_rate).sum())
    return say(
        "{above} of {n} countries are above the rate of the European Union, {rate} per 1,000 residents.",
        above=say.number(above),
        n=say.number(len(rates.valued)),
        rate=plain(union_rate, rates.indicator, say),
    )


def agreement_line(found: Agreement, other: str, say: Language) -> str:
    """How far the order of countries is that of another figure; a refusal where there are too few."""
    if not isfinite(found.tau):
        return say(
            "The order of countries is not compared with that of {other}: {n} places have both figures, at least "
            "{least} are needed.",
            other=other,
            n=say.number(found.n),
            least=say.number(FEWEST),
        )
    said = {"other": other, "tau": say.number(found.tau, 2), "n": say.number(found.n)}
    if found.tau >= _STRONG:
        return say("The order of countries is much the same as for {other} (Kendall's tau {tau}, n = {n}).", **said)
    if found.tau >= _SOME:
        return say("The order of countries is partly the same as for {other} (Kendall's tau {tau}, n = {n}).", **said)
    return say("The order of countries is another one than for {other} (Kendall's tau {tau}, n = {n}).", **said)


def ends_line(found: Ends, of: str, names: Mapping[str, str], say: Language) -> str:
    """How many came to, or live in, a place, and from where the most; `of` says who, where and when."""
    if not isfinite(found.total):
        return say("{of}: no figures are held of this direction.", of=of)
    if not found.origins.size:
        return say("{of}: {n}, none of them by country of origin.", of=of, n=say.number(found.total))
    share = 100 * float(found.origins.head(_NAMED_ORIGINS).sum()) / found.total
    said = {
        "of": of,
        "n": say.number(found.total),
        "most": ", ".join(names[code] for code in found.origins.index[:_NAMED_ORIGINS]),
        "share": say.number(share),
    }
    return say("{of}: {n}; {share} % of them from {most}.", **said)


def growth_line(counts: Mapping[Growth, int], period: str, say: Language) -> str:
    """In how many regions the population grew only through migration, and what is the most frequent else."""
    n, only = sum(counts.values()), counts[Growth.ONLY_MIGRATION]
    if n < FEWEST:
        return say("Too few regions have both figures in {period} to say how they grew.", period=say.period(period))
    if only == 0:
        return say(
            "{period}: in none of {n} regions the population grew only through migration.",
            period=say.period(period),
            n=say.number(n),
        )
    grew = only + counts[Growth.BOTH] + counts[Growth.ONLY_NATURAL]
    return say(
        "{period}: in {k} of {n} regions the population grew only through migration; in {all} it grew at all.",
        period=say.period(period),
        k=say.number(only),
        n=say.number(n),
        all=say.number(grew),
    )


def growth_words(kind: Growth, say: Language) -> str:
    """A way in which a region grew or shrank."""
    return {
        Growth.BOTH: say("Grew: more births than deaths, and more people moved in than out"),
        Growth.ONLY_MIGRATION: say("Grew only through migration: no more births than deaths"),
        Growth.ONLY_NATURAL: say("Grew only through births: no more people moved in than out"),
        Growth.SHRANK_DESPITE_MIGRATION: say("Did not grow, although more people moved in than out"),
        Growth.SHRANK_DESPITE_NATURAL: say("Did not grow, although there were more births than deaths"),
        Growth.SHRANK_BOTH: say("Did not grow: no more births than deaths, no more people in than out"),
    }[kind]


def balance_line(found: Balance, place: str, year: str, say: Language) -> str:
    """The balancing equation of one place and year in words."""
    return say(
        "{place}, {year}: {births} births and {deaths} deaths make {natural}; the population changed by {change}, so "
        "net migration, with corrections of the registers, was {migration}.",
        place=place,
        year=year,
        births=say.number(found.births),
        deaths=say.number(found.deaths),
        natural=signed(found.natural, say),
        change=signed(found.change, say),
        migration=signed(found.migration, say),
    )


def signed(value: float, say: Language) -> str:
    """A whole figure with its sign."""
    return f"+{say.number(value)}" if value > 0 else say.number(value)


def scale_line(rows: Sequence[tuple[str, float]], unit: str, say: Language, decimals: int = 0) -> str:
    """What the longest bar of a list stands for; empty for an empty list."""
    if not rows:
        return ""
    name, value = max(rows, key=lambda row: row[1])
    return say(
        "Own scale: the longest bar is {n} {unit} ({name}).", n=say.number(value, decimals), unit=unit, name=name
    )

"""What a brief says of a place: every sentence computed from the figures, and refused where there are too few."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import zip_longest

import pandas as pd

from dashboard.language import Language
from dashboard.profile.facts import Fact, Place, Relation
from dashboard.profile.words import FIRST, by_theme, entry_of, remarks, title, value, whose
from dashboard.text import spoken
from data_sources.catalogue import CATALOGUE
from data_sources.model import UNDATED, Direction, Level

LEAST_PLACES = 10
"""Among fewer places no rank is given."""

LEAST_FIGURES = 3
"""Fewer figures with a better side are not summed up."""

RECENT_YEARS = 10
"""Older figures are not named as the best or the worst."""

_UNRELIABLE = "u"
_BREAK = "b"


def usable(found: Iterable[Fact]) -> tuple[Fact, ...]:
    """The figures without those of low reliability."""
    return tuple(one for one in found if _UNRELIABLE not in one.flag)


def lead(found: Sequence[Fact]) -> Fact | None:
    """The figure that the map shows: on arrivals, of the place itself where one is held."""
    order = {id: number for number, id in enumerate(FIRST)}
    compared = [one for one in found if one.median is not None]
    return min(compared, key=lambda one: (_far(one), order.get(one.indicator, len(order))), default=None)


def _far(one: Fact) -> int:
    return list(Relation).index(one.relation)


def chosen(found: Sequence[Fact], most: int) -> tuple[Fact, ...]:
    """At most so many figures: the lead, the two ends, then of every theme in turn, the place's own first."""
    first = lead(found)
    kept = dict.fromkeys(one for one in (first, *ends(found), *in_turn(found)) if one is not None)
    picked = list(kept)[:most]
    return tuple(one for facts in by_theme(picked).values() for one in sorted(facts, key=_far))


def in_turn(found: Sequence[Fact]) -> list[Fact]:
    """One figure of each theme, then a second of each, and so on; the weightiest first."""
    themes = [sorted(facts, key=_weight) for facts in by_theme(found).values()]
    return [one for turn in zip_longest(*themes) for one in turn if one is not None]


def _weight(one: Fact) -> tuple[bool, bool, int, bool, int]:
    """Near before country, comparable before bare, own before wide, then what has a better side, then the newest."""
    neutral = CATALOGUE[one.indicator].direction is Direction.NEUTRAL
    bare = one.median is None and one.country is None
    age = one.age_years if one.age_years is not None else 99
    return one.relation is Relation.COUNTRY, bare, _far(one), neutral, age


def ends(found: Sequence[Fact]) -> tuple[Fact, ...]:
    """The place's own figures on which it stands nearest to the better and the worse end; none for fewer than two."""
    own = [one for one in found if one.relation is Relation.OWN and (one.age_years or 0) <= RECENT_YEARS]
    judged = [one for one in own if place_from_best(one) is not None]
    if len(judged) < 2:  # noqa: PLR2004  two ends
        return ()
    order = sorted(judged, key=lambda one: (_part(one), one.indicator))
    return order[0], order[-1]


def _part(one: Fact) -> float:
    return (place_from_best(one) or 0) / one.n


def place_from_best(one: Fact) -> int | None:
    """Its place counted from the better end; None where neither end is better, or among too few."""
    direction = CATALOGUE[one.indicator].direction
    if direction is Direction.NEUTRAL or one.rank is None or one.n < LEAST_PLACES:
        return None
    if direction is Direction.HIGHER:
        return one.rank
    return 1 + sum(other < one.value for other in one.others)


def takeaways(place: Place, shown: Sequence[Fact], line: pd.DataFrame | None, say: Language) -> tuple[str, ...]:
    """What the figures of the table say, a sentence or two each; `line` is the lead's figures through time."""
    first = lead(shown)
    told = (_first(first, say), _standing(first, say), _change(first, line, say)) if first else (_none(place, say),)
    every = (*told, _sides(place, shown, say), _ends(place, shown, say), _ages(shown, say))
    return tuple(sentence for sentence in every if sentence)


def _none(place: Place, say: Language) -> str:
    return say("No figure of {place} that can be compared is held.", place=place.name)


def place_of(one: Fact, say: Language) -> str:
    """Whose figure it is: the place, or the wider one with the words that say so."""
    return whose(one, say) or one.place.name


def _first(one: Fact, say: Language) -> str:
    told = {
        "title": title(one, say),
        "place": place_of(one, say),
        "value": value(one, say),
        "period": say.period(one.period),
    }
    if one.place.level is Level.COUNTRY:
        return _first_of_country(one, told, say)
    if one.country is None:
        return say("{title} in {place}: {value} ({period}). No figure of the country is held beside it.", **told)
    told |= {
        "country": say.country(one.place.country),
        "other": spoken(one.country, entry_of(one), say),
        "when": say.period(one.country_period),
    }
    if told["value"] == told["other"]:
        return say("{title} in {place}: {value} ({period}), the same as in {country} ({when}).", **told)
    if one.value > one.country:
        return say("{title} in {place}: {value} ({period}), more than in {country}: {other} ({when}).", **told)
    return say("{title} in {place}: {value} ({period}), less than in {country}: {other} ({when}).", **told)


def _first_of_country(one: Fact, told: dict[str, str], say: Language) -> str:
    if one.union is None:
        return say("{title} in {place}: {value} ({period}). No figure of the EU is held beside it.", **told)
    told |= {"other": spoken(one.union, entry_of(one), say), "when": say.period(one.union_period)}
    if told["value"] == told["other"]:
        return say("{title} in {place}: {value} ({period}), the same as in the EU ({when}).", **told)
    if one.value > one.union:
        return say("{title} in {place}: {value} ({period}), more than in the EU: {other} ({when}).", **told)
    return say("{title} in {place}: {value} ({period}), less than in the EU: {other} ({when}).", **told)


def _standing(one: Fact, say: Language) -> str:
    if one.rank is None or one.n < LEAST_PLACES or one.median is None:
        return say.plural(
            "Only {n} place of its kind has this figure in that year: too few to say where it stands.",
            "Only {n} places of its kind have this figure in that year: too few to say where it stands.",
            one.n,
        )
    above, below = one.rank - 1, sum(other < one.value for other in one.others)
    told = {"middle": spoken(one.median, entry_of(one), say), "all": say.number(one.n), "n": say.number(above)}
    if above <= below:
        words = say(
            "Of the {all} places of its kind with this figure, {n} have more; the middle one has {middle}.", **told
        )
    else:
        told |= {"n": say.number(below)}
        words = say(
            "Of the {all} places of its kind with this figure, {n} have less; the middle one has {middle}.", **told
        )
    return words


def _change(one: Fact, line: pd.DataFrame | None, say: Language) -> str:
    """How the lead went through time; a broken series is not compared across its break."""
    if one.period == UNDATED:
        return say("It is an average of years that its source does not state: no change is computed.")
    rows = _unbroken(line)
    if rows is None or len(rows) < 2:  # noqa: PLR2004  two ends
        return say("No earlier figure can be compared with it, so no change is computed.")
    (start, first), (end, last) = (
        (str(row["time_period"]), float(row["obs_value"])) for row in (rows.iloc[0], rows.iloc[-1])
    )
    entry = entry_of(one)
    told = {"start": say.period(start), "end": say.period(end)}
    told |= {"first": spoken(first, entry, say), "last": spoken(last, entry, say)}
    if told["first"] == told["last"]:
        return say("It was {first} in {start} and is the same in {end}.", **told)
    if last > first:
        return say("It rose from {first} in {start} to {last} in {end}.", **told)
    return say("It fell from {first} in {start} to {last} in {end}.", **told)


def _unbroken(line: pd.DataFrame | None) -> pd.DataFrame | None:
    """The figures since the last break in the series."""
    if line is None:
        return None
    rows = line[line["obs_value"].notna()].sort_values("time_period")
    breaks = [number for number, flag in enumerate(rows["obs_flag"].astype(str)) if _BREAK in flag]
    return rows.iloc[breaks[-1] :] if breaks else rows


def _sides(place: Place, shown: Sequence[Fact], say: Language) -> str:
    """On how many figures of the table the place is on the better side of its country's, a country of the EU's."""
    sides = [side for one in shown if one.relation is Relation.OWN and (side := beside(one)) is not None]
    counts = {"better": say.number(sides.count(1)), "worse": say.number(sides.count(-1))}
    counts |= {"n": say.number(len(sides)), "same": say.number(sides.count(0))}
    if not sides or (place.level is Level.COUNTRY and len(sides) < LEAST_FIGURES):
        return ""
    if place.level is Level.COUNTRY:
        return say(
            "Of the {n} figures below with a better side, {place} is better than the EU in {better}, worse in {worse} "
            "and alike in {same}.",
            place=place.name,
            **counts,
        )
    if len(sides) < LEAST_FIGURES:
        return say.plural(
            "Only {n} figure of {place} has a better side and one of the country beside it: they are not summed up.",
            "Only {n} figures of {place} have a better side and one of the country beside it: they are not summed up.",
            len(sides),
            place=place.name,
        )
    return say(
        "Of the {n} figures below with a better side, {place} is better than {country} in {better}, worse in {worse} "
        "and alike in {same}.",
        place=place.name,
        country=say.country(place.country),
        **counts,
    )


def beside(one: Fact) -> int | None:
    """1 better than the country, or a country than the EU, -1 worse, 0 the same; None where that can't be said."""
    entry, other = CATALOGUE[one.indicator], one.union if one.place.level is Level.COUNTRY else one.country
    if other is None or entry.direction is Direction.NEUTRAL:
        return None
    if round(one.value, entry.decimals) == round(other, entry.decimals):
        return 0
    return 1 if (one.value > other) == (entry.direction is Direction.HIGHER) else -1


def _ends(place: Place, shown: Sequence[Fact], say: Language) -> str:
    pair = ends(shown)
    if not pair:
        return say(
            "Too few figures of {place} of the last {years} years have a better side to name the best and the worst.",
            place=place.name,
            years=RECENT_YEARS,
        )
    best, worst = pair
    told = {
        "best": title(best, say),
        "first": say.number(place_from_best(best) or 0),
        "among": say.number(best.n),
        "worst": title(worst, say),
        "last": say.number(place_from_best(worst) or 0),
        "of": say.number(worst.n),
        "years": RECENT_YEARS,
    }
    return say(
        "Among its own figures of the last {years} years, counted from the better end, it stands best in “{best}” "
        "(place {first} of {among}) and least well in “{worst}” (place {last} of {of}).",
        **told,
    )


def _ages(shown: Sequence[Fact], say: Language) -> str:
    dated = [one for one in shown if one.age_years is not None]
    if not dated:
        return say("None of the figures has a stated year.")
    oldest, newest = max(dated, key=lambda one: one.age_years or 0), max(dated, key=lambda one: one.period)
    told = {"first": say.period(oldest.period[:4]), "last": say.period(newest.period[:4])}
    if told["first"] == told["last"]:
        return say("All figures are of {last}.", **told)
    return say.plural(
        "The figures are of {first} to {last}; the oldest, “{title}”, is {n} year old.",
        "The figures are of {first} to {last}; the oldest, “{title}”, is {n} years old.",
        oldest.age_years or 0,
        title=title(oldest, say),
        **told,
    )


def flags(shown: Sequence[Fact], say: Language) -> tuple[str, ...]:
    """Which figures of the table carry a remark; says so where none does."""
    marked = [(title(one, say), remarks(one, say)) for one in shown if remarks(one, say)]
    if not marked:
        return (say("No figure of the table is flagged by its source."),)
    return tuple(say("{title}: {flags}.", title=name, flags=words) for name, words in marked)

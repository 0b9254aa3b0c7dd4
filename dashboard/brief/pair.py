"""The brief of a pair: a figure on arrivals and one of the place, over all places that have both."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from analysis.association import LEAST, Association
from analysis.pairs import Pair
from dashboard import text
from dashboard.brief import charts, maps, notes
from dashboard.brief.model import Brief, Desk, Picture, Table
from dashboard.language import Language
from dashboard.nexus import text as nexus
from dashboard.nexus.charts import labelled
from dashboard.screen import Screen
from dashboard.text import plain
from dashboard.words import LEVELS

_ENDS = 5


@dataclass(frozen=True, kw_only=True)
class Both:
    """A pair with what was computed of it: its screens, the places with both figures, the association."""

    first: Screen
    second: Screen
    places: pd.DataFrame
    found: Association | None
    pair: Pair
    chosen: tuple[str, ...] = ()


def of_pair(both: Both, desk: Desk) -> Brief:
    """Whether the two go together: both maps, every place as a point, the measures, who is at the ends."""
    say, first, second = desk.say, both.first, both.second
    screens = (first, second)
    caveats = [say(note) for shown in screens for note in shown.indicator.caveats[:1]]
    return Brief(
        code=f"{first.indicator.id}-{second.indicator.id}",
        lang=say.code,
        day=desk.day,
        title=say("“{arrivals}” and “{place}”", arrivals=say(first.indicator.title), place=say(second.indicator.title)),
        place_line=" · ".join((say(LEVELS[first.level]), nexus.places(first.level, len(both.places), say))),
        question=nexus.question(first, second, say),
        takeaways=takeaways(both, say),
        pictures=(_maps(both, say), *_scatter(both, say)),
        first_tables=_measures(both, say),
        tables=(_places(both, say),),
        method=(
            say("Only places with both figures are compared, by the order of their figures (rank correlation)."),
            notes.of_map(first, say),
        ),
        flags=(_flagged(both.places, say), notes.scale_note(first, say)),
        caveats=(*caveats, nexus.fixed(say)),
        sources=notes.sources((shown.series.provenance for shown in screens), say),
        citation=desk.citation,
        link=desk.link,
        snapshot=desk.snapshot,
        uploaded=any(shown.view.shows_own_file for shown in screens),
    )


def takeaways(both: Both, say: Language) -> tuple[str, ...]:
    """The answer, what to know before trusting it, and who is at the ends."""
    answer = nexus.headline(both.first, both.second, both.found, len(both.places), say)
    warned = nexus.warnings(both.first, both.second, both.found, both.pair, say)
    return (f"{answer}.", *warned, _interval(both.found, say), _ends(both, say), _apart(both, say))


def _interval(found: Association | None, say: Language) -> str:
    if found is None:
        return say("With so few places, or figures that do not differ, no measure is computed.")
    ends = {"low": nexus.signed(found.interval.low, say), "high": nexus.signed(found.interval.high, say)}
    if found.clear:
        return say(
            "Drawn anew many times, 95 of 100 coefficients lie between {low} and {high}: zero is outside.", **ends
        )
    return say("Drawn anew many times, 95 of 100 coefficients lie between {low} and {high}: zero is inside.", **ends)


def _ends(both: Both, say: Language) -> str:
    if len(both.places) < LEAST:
        return say("With fewer than {n} places none is named as highest or lowest.", n=LEAST)
    one, other = both.places["one"], both.places["other"]
    name = both.places["name"]
    return say(
        "Most “{arrivals}”: {most} ({high}); least: {least} ({low}). Highest “{place}”: {top} ({top_value}).",
        arrivals=say(both.first.indicator.title),
        most=name.iloc[int(one.argmax())],
        high=text.figure(float(one.max()), both.first.indicator, say),
        least=name.iloc[int(one.argmin())],
        low=text.figure(float(one.min()), both.first.indicator, say),
        place=say(both.second.indicator.title),
        top=name.iloc[int(other.argmax())],
        top_value=text.figure(float(other.max()), both.second.indicator, say),
    )


def _apart(both: Both, say: Language) -> str:
    """The places that fit the relation least, or that there is none to fit."""
    if both.found is None or not both.found.clear:
        return say("As there is no clear relation, no place is named for standing apart from it.")
    named = [str(both.places.loc[code, "name"]) for code in labelled(both.places, ())][:_ENDS]
    return say("Furthest from this relation: {places}.", places=", ".join(named))


def _maps(both: Both, say: Language) -> Picture:
    png, height = maps.two_maps(both.first, both.second, say)
    screens = (both.first, both.second)
    return Picture(
        png=png,
        width_mm=maps.WIDTH_MM,
        height_mm=height,
        title=text.pair_title(both.first, both.second, say),
        alt=f"{say('Two maps.')} {' '.join(text.summary(shown, say) for shown in screens)}",
        source=" ".join(f"{text.title(shown, say)} · {text.subtitle(shown, say)}." for shown in screens),
    )


def _scatter(both: Both, say: Language) -> list[Picture]:
    if both.places.empty:
        return []
    named = labelled(both.places, both.chosen)
    titles = (nexus.axis(both.first, say), nexus.axis(both.second, say))
    png, height = charts.scatter(both.places, named, titles)
    names = ", ".join(str(both.places.loc[code, "name"]) for code in named)
    answer = nexus.headline(both.first, both.second, both.found, len(both.places), say)
    return [
        Picture(
            png=png,
            width_mm=maps.WIDTH_MM,
            height_mm=height,
            title=say("Every place with both figures"),
            alt=say("{answer}. Named: {names}.", answer=answer, names=names),
            source=say("Named are the chosen places and those that fit least. The axes begin near the lowest figure."),
            on_new_page=True,
        )
    ]


def _measures(both: Both, say: Language) -> tuple[Table, ...]:
    if both.found is None:
        return ()
    return (
        Table(
            title=say("How surely they go together"),
            columns=(say("Measure"), say("What it says"), say("Value")),
            widths=(24, 58, 18),
            figures=1,
            rows=tuple((name, why, value) for name, value, why in nexus.association_rows(both.found, say)),
        ),
    )


def _places(both: Both, say: Language) -> Table:
    """The chosen places, then those with most and least arrivals."""
    order = both.places.sort_values("one", ascending=False)
    codes = [*[code for code in both.chosen if code in order.index], *order.index[:_ENDS], *order.index[-_ENDS:]]
    rows = order.loc[list(dict.fromkeys(codes))].sort_values("one", ascending=False)
    cells = zip(rows["name"], rows["country"], rows["one"], rows["other"], rows["flags"], strict=True)
    return Table(
        title=say("Most and least arrivals, and the chosen places"),
        columns=(
            say("Place"),
            say("Country"),
            say("Flags"),
            nexus.axis(both.first, say),
            nexus.axis(both.second, say),
        ),
        widths=(25, 17, 14, 22, 22),
        figures=2,
        rows=tuple(
            (
                str(name),
                say.country(str(country)),
                _letters(flags, say),
                plain(one, both.first.indicator, say),
                plain(other, both.second.indicator, say),
            )
            for name, country, one, other, flags in cells
        ),
    )


def _letters(flags: object, say: Language) -> str:
    return text.flag_words("".join(sorted(set(str(flags)))), "", say) or "–"


def _flagged(places: pd.DataFrame, say: Language) -> str:
    n = int((places["flags"].astype(str) != "").sum())
    if n == 0:
        return say("None of these figures is flagged by its source.")
    return say.plural("{n} of these places has a flagged figure.", "{n} of these places have a flagged figure.", n)

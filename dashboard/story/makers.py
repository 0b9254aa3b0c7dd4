"""Whole makers of steps: a map with its finding, a ranking, a scatter with its rank correlation, lines."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import pandas as pd

from analysis.association import association
from dashboard import text
from dashboard.language import Language
from dashboard.nexus import text as pair_text
from dashboard.own_file import entry
from dashboard.screen import Screen
from dashboard.story import pieces
from dashboard.story.model import Body, Desk, Made, Make, Map
from dashboard.view import View

Said = Callable[[Screen, Language], str]
"""A sentence computed from a Screen."""

SaidOfLines = Callable[[Mapping[str, pd.DataFrame], Screen, Language], str]
"""A sentence computed from histories of places, on the Screen of the newest figures."""


def headline(shown: Screen, say: Language) -> str:
    """Who is highest, as a sentence with its full stop."""
    return f"{text.finding(shown, say)}."


def mapped(takeaway: Said = headline, note: Said | None = None, caution: Said | None = None) -> Make:
    """A maker of a map of the step's View; `note` stands on the map, `takeaway` below it."""

    def make(desk: Desk, view: View) -> Made:
        shown, say = desk.screen(view), desk.say
        body = Map(view=view, note=note(shown, say) if note else "")
        return one_screen(desk, shown, body, takeaway(shown, say), caution(shown, say) if caution else "")

    return make


def ranked(takeaway: Said = headline, caution: Said | None = None, most: int = pieces.MOST_BARS) -> Make:
    """A maker of the ranking of the step's View, with the View's places pointed out."""

    def make(desk: Desk, view: View) -> Made:
        shown, say = desk.screen(view), desk.say
        body = pieces.bars(shown, say, view.places, most)
        return one_screen(desk, shown, body, takeaway(shown, say), caution(shown, say) if caution else "")

    return make


def one_screen(desk: Desk, shown: Screen, body: Body, takeaway: str, caution: str = "") -> Made:
    """A picture of one Screen with its sentence, its table and its sources; refused where it has no figure."""
    return Made(
        body=body,
        subtitle=pieces.subtitle(shown, desk.say),
        takeaway=takeaway,
        alt=text.summary(shown, desk.say),
        sources=pieces.sources_of(desk, shown),
        table=pieces.twin(shown, desk.say),
        refused=shown.valued.empty,
        caution=caution,
    )


def second(desk: Desk, view: View, period: str | None = None) -> Screen:
    """The Screen of the View's other indicator at the same level: in this period ("" is the newest), else the nearest.

    A count is divided by the inhabitants, as two counts go together with size alone.
    """
    first = desk.screen(view)
    when = first.period if period is None else period
    rate = bool(entry(view.other).denominator)
    other = View(indicator=view.other, level=first.level, period=when, lang=view.lang, per_head=rate)
    return desk.screen(replace(other, classes=view.classes))


def scattered(named: Sequence[str] = (), other_period: str | None = None) -> Make:
    """A maker of the View's two indicators against each other: the rank correlation, or too few places."""

    def make(desk: Desk, view: View) -> Made:
        first, other, say = desk.screen(view), second(desk, view, other_period), desk.say
        pair = pieces.both(first, other)
        found = association(pair)
        said = f"{pair_text.headline(first, other, found, len(pair), say)}."
        return Made(
            body=pieces.scatter(first, other, say, named or view.places),
            subtitle=f"{text.pair_title(first, other, say)} · {pair_text.places(first.level, len(pair), say)}",
            takeaway=said,
            alt=said,
            sources=pieces.sources_of(desk, first, other),
            table=pieces.pair_table(first, other, say),
            refused=found is None,
            caution=pair_text.fixed(say),
        )

    return make


def lined(takeaway: SaidOfLines = text.timeline_summary, since: str = "") -> Make:
    """A maker of the lines of the View's places through time, from `since` on."""

    def make(desk: Desk, view: View) -> Made:
        shown, say = desk.screen(replace(view, period="")), desk.say
        found = {code: rows for code, rows in desk.histories(view).lines.items() if pieces.points(rows, since)}
        kept = {code: rows[rows["time_period"].astype(str) >= since] for code, rows in found.items()}
        none = say("No figures are held of these places through time.")
        return Made(
            body=pieces.lines(kept, shown, say),
            subtitle=f"{say(shown.indicator.title)} · {say(shown.indicator.unit.name)}",
            takeaway=takeaway(kept, shown, say) if kept else none,
            alt=text.timeline_summary(kept, shown, say) if kept else none,
            sources=pieces.sources_of(desk, shown),
            table=pieces.lines_table(kept, shown, say),
            refused=not kept,
            caution=pieces.computed_anew(kept, say),
        )

    return make

"""What a year earlier would have said of SDG 11, and how far the targets are."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.distance import Basis
from dashboard.language import Language
from dashboard.sdg11 import position, text
from dashboard.sdg11.standing import Standing
from dashboard.story.model import Bar, Bars, Desk, Grid, Made, Table
from dashboard.story.track_figures import LEAST, Said, made, movement, standings, too_few
from dashboard.text import figure
from dashboard.view import View


def one_year(desk: Desk, view: View) -> Made:
    """Every verdict beside that of the window that starts and ends a year earlier."""
    say = desk.say
    shown = [
        one for one in standings(desk, view) if one.short.verdict and one.short_before and one.short_before.verdict
    ]
    rows = tuple((say(one.entry.title), *_both(one, say)) for one in shown)
    changed = [number for number, one in enumerate(shown) if _turns(one, say)]
    table = Table(columns=(say("Indicator"), say("Five years"), say("Starting one year earlier")), rows=rows)
    body = Grid(table=table, marked=tuple((number, column) for number in changed for column in (1, 2)))
    few = len(shown) < LEAST
    sentence = too_few(len(shown), say) if few else text.turned(shown, say)
    caution = say("A verdict that hangs on the first year of its window is not a firm one.")
    return made(shown, body, table, Said(sentence=sentence, refused=few, caution=caution), say)


def _before(one: Standing) -> bool:
    return one.short_before is not None and one.short_before.verdict is not None


def _both(one: Standing, say: Language) -> tuple[str, str]:
    """Both windows with their years."""
    windows = [window for window in (one.short, one.short_before) if window is not None]
    now, earlier = (f"{movement(window, say)} ({text.span(window, say)})" for window in windows)
    return now, earlier


def _turns(one: Standing, say: Language) -> bool:
    return one.short_before is not None and text.verdict(one.short, say) != text.verdict(one.short_before, say)


def distance(desk: Desk, view: View) -> Made:
    """How many steps each indicator is away from its target, the farthest first."""
    say = desk.say
    shown = sorted(
        (one for one in standings(desk, view) if one.distance is not None),
        key=lambda one: -one.distance.steps if one.distance else 0.0,
    )
    bars = tuple(
        Bar(name=say(one.entry.title), value=one.distance.steps, told=position.steps(one.distance, say))
        for one in shown
        if one.distance is not None
    )
    columns = (say("Indicator"), say("Steps to the target"), say("Newest"), say("Target"))
    rows = tuple(
        (say(one.entry.title), position.steps(one.distance, say), _newest(one, say), position.aim(one, say))
        for one in shown
    )
    few = len(shown) < LEAST
    sentence = too_few(len(shown), say) if few else _farthest(shown, say)
    body = Bars(groups=((say("Steps to the target"), bars),), about_people=False)
    said = Said(sentence=sentence, refused=few, caution=_steps(shown, say))
    return made(shown, body, Table(columns=columns, rows=rows), said, say)


def _newest(one: Standing, say: Language) -> str:
    return f"{figure(one.value, one.entry, say)} ({one.year})"


def _farthest(shown: Sequence[Standing], say: Language) -> str:
    """The indicator farthest from its target, and how many have reached theirs."""
    reached = sum(one.distance is not None and one.distance.steps == 0 for one in shown)
    said = {"n": say.number(len(shown)), "k": say.number(reached), "title": say(shown[0].entry.title)}
    if reached == len(shown):
        return say("All {n} indicators have reached their targets.", **said)
    said["steps"] = position.steps(shown[0].distance, say)
    said["aim"] = position.aim(shown[0], say)
    return say(
        "{title} is farthest from its target: {steps} steps ({aim}); {k} of {n} indicators have reached theirs.", **said
    )


def _steps(shown: Sequence[Standing], say: Language) -> str:
    """What a step is, and how many of the targets nobody agreed on."""
    own = sum(one.distance is not None and one.distance.basis is Basis.BEST for one in shown)
    step = say("A step is the spread among the countries, so that indicators of different units can be compared.")
    none = say.plural(
        "For {n} of them no number was agreed: the level of the best tenth of countries stands in.",
        "For {n} of them no number was agreed: the level of the best tenth of countries stands in.",
        own,
    )
    return f"{step} {none}" if own else step

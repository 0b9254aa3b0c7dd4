"""A slide of any page of the atlas: what a View shows there, with the sentence computed from its figures.

Pages without a picture of their own fall back to the map of the View's indicator.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pandas as pd

from analysis.slices import nearest_period
from dashboard import tables, text
from dashboard.arrivals import kinds
from dashboard.arrivals.text import ranking_line
from dashboard.brief.views import takeaways
from dashboard.language import Language
from dashboard.own_file import entry
from dashboard.profile import facts as profile
from dashboard.screen import Screen, change_between
from dashboard.sdg11 import targets
from dashboard.sdg11 import text as sdg11_text
from dashboard.sdg11.figures import UNION
from dashboard.story import makers, page_cards, page_makers_policy, pieces
from dashboard.story.model import Desk, Made, Make, Map
from dashboard.themes.matrix import chosen
from dashboard.themes.words import QUESTIONS
from dashboard.view import WITH_ANOTHER, Picture, View
from data_sources import store
from data_sources.errors import NoObservations
from data_sources.model import Kind

_YEARS_BACK = 5
_MOST_NAMED = 2
_MOST_ENDS = 12
_TWO_PERIODS = frozenset({Picture.CHANGE, Picture.PAIR})


def explore(desk: Desk, view: View) -> Made:
    """The picture of a View: a map of one figure, of two, or of a change; flows as ranked bars."""
    if view.picture is Picture.FLOWS:
        return page_cards.origins(desk, view)
    if view.picture in WITH_ANOTHER and _fits_beside(view):
        return replace(makers.scattered()(desk, view), body=Map(view=view))
    if view.picture in _TWO_PERIODS and not view.other:
        return _changed(desk, view)
    return _mapped(desk, _alone(view))


def _fits_beside(view: View) -> bool:
    return bool(view.other) and view.level in entry(view.other).levels


def _alone(view: View) -> View:
    """The same without a second figure."""
    picture = Picture.MAP if view.picture in WITH_ANOTHER else view.picture
    return replace(view, picture=picture, other="")


def _mapped(desk: Desk, view: View) -> Made:
    """One map; the sentence is that of the chosen places, or of the highest one."""
    shown, say = desk.screen(view), desk.say
    made = makers.mapped()(desk, view)
    named = takeaways(shown, view.places[:_MOST_NAMED], say)[1:]
    if shown.valued.empty or not named:
        return made
    return replace(made, takeaway=" ".join(named))


def _changed(desk: Desk, view: View) -> Made:
    """What rose and fell between two periods."""
    say = desk.say
    since, until = _ends(desk, view)
    now, before = (desk.screen(replace(view, period=period, since="", until="")) for period in (until, since))
    rows = change_between(now, before)
    if rows.empty:
        raise NoObservations("no place has a figure in both periods")
    twin = pieces.table(tables.change(rows, now, say, view.places, most=_MOST_ENDS), named_by_index=True)
    return Made(
        body=Map(view=replace(view, since=since, until=until)),
        subtitle=f"{text.ends_title(now, since, until, say)} · {text.subtitle(now, say)}",
        takeaway=f"{text.change_summary(rows, say)} {_largest(rows, now, say)}".strip(),
        alt=text.change_summary(rows, say),
        sources=pieces.sources_of(desk, now),
        table=twin,
    )


def _ends(desk: Desk, view: View) -> tuple[str, str]:
    """Both periods: the View's, else the newest and the nearest to five years before it that can be compared."""
    shown = desk.screen(replace(view, period=view.until, since="", until=""))
    earlier = [period for period in shown.series.periods if period < shown.period]
    if not shown.dated or not earlier:
        raise NoObservations("no two periods to compare")
    if view.since:
        return nearest_period(earlier, view.since), shown.period
    near = (replace(view, period=period, since="", until="") for period in earlier[-_YEARS_BACK:])
    fitting = (one.period for one in near if not change_between(shown, desk.screen(one)).empty)
    return next(fitting, earlier[-1]), shown.period


def _largest(rows: pd.DataFrame, now: Screen, say: Language) -> str:
    """Where it rose and where it fell most."""
    top, low = rows.iloc[0], rows.iloc[-1]
    told = []
    if top["change"] > 0:
        told.append(say("The largest rise is in {place} ({change}).", **_step(top, now, say)))
    if low["change"] < 0:
        told.append(say("The largest fall is in {place} ({change}).", **_step(low, now, say)))
    return " ".join(told)


def _step(row: pd.Series, now: Screen, say: Language) -> dict[str, str]:
    number = say.number(abs(float(row["change"])), now.indicator.decimals)
    sign = "+" if row["change"] > 0 else "\u2212"
    unit = text.change_unit(now.indicator, say)
    return {"place": now.names.get(str(row["geo"]), str(row["geo"])), "change": f"{sign}{number} {unit}"}


def arrivals(desk: Desk, view: View) -> Made:
    """The kind of arrival on screen: a map with who received the most, origins as bars, or lines through time."""
    kind = kinds.kind_of(view)
    if kind.id == "origins" or view.picture is Picture.FLOWS:
        return page_cards.origins(desk, view)
    shown = kinds.shown(view, store.held())
    if shown is None:
        raise NoObservations("no figure of this kind is held")
    if not kind.mapped:
        return makers.lined()(desk, shown)
    made = explore(desk, shown)
    counted = entry(shown.indicator).kind is Kind.COUNT and entry(shown.indicator).denominator in store.held()
    if shown.other or shown.places or not counted:
        return made
    numbers, rates = (desk.screen(replace(shown, per_head=per_head)) for per_head in (False, True))
    return replace(made, takeaway=ranking_line(numbers, rates, desk.say))


def nexus(desk: Desk, view: View) -> Made:
    """Two figures on one map, with how they go together; the map of the first where the View names no second."""
    if not _fits_beside(view):
        return explore(desk, view)
    return replace(makers.scattered()(desk, view), body=Map(view=replace(view, picture=Picture.BOTH)))


def themes(desk: Desk, view: View) -> Made:
    """The leading figure of a theme; the View names it."""
    return _mapped(desk, _alone(view))


def place(desk: Desk, view: View) -> Made:
    """The cards of a place; the map where none is chosen."""
    return page_cards.place(desk, view) if view.places else explore(desk, view)


MAKERS: dict[str, Make] = {
    "overview": explore,
    "explore": explore,
    "places": place,
    "your_data": explore,
    "arrivals": arrivals,
    "sdg11": page_cards.sdg11,
    "nexus": nexus,
    "themes": themes,
    "data": explore,
    "privacy": explore,
    **page_makers_policy.MAKERS,
}
"""Page -> the maker of a slide of what it shows."""


def title(page: str, view: View, say: Language) -> str:
    """What a step of this page is called until the presenter says it better: a question or its subject, no figure."""
    named = _TITLES.get(page, _of_figure)
    return named(view, say)


def _of_figure(view: View, say: Language) -> str:
    if _fits_beside(view) and view.picture in WITH_ANOTHER:
        return _of_pair(view, say)
    return say(entry(view.indicator).title)


def _of_pair(view: View, say: Language) -> str:
    if not _fits_beside(view):
        return say(entry(view.indicator).title)
    titles = {"arrivals": say(entry(view.indicator).title), "place": say(entry(view.other).title)}
    return say("Do “{arrivals}” and “{place}” go together?", **titles)


def _of_place(view: View, say: Language) -> str:
    code = next(iter(view.places), "")
    return profile.in_words(profile.place(profile.city_of(code)), say).name if code else _of_figure(view, say)


def _of_target(view: View, say: Language) -> str:
    where = sdg11_text.named(page_cards.country(view) or UNION, say)
    if view.topic in targets.CODES:
        name = targets.target(view.topic, say).name
        return say("SDG {code} {name}: how does {place} stand?", code=view.topic, name=name, place=where)
    return say("SDG 11: how does {place} stand?", place=where)


def _of_theme(view: View, say: Language) -> str:
    theme = chosen(view.topic).theme
    return say(QUESTIONS[theme]) if theme else _of_figure(view, say)


def _of_arrivals(view: View, say: Language) -> str:
    kind = kinds.kind_of(view)
    shown = kinds.shown(view, store.held())
    if kind.id == "origins" or shown is None:
        return say("Arrivals: {kind}", kind=kinds.kind_name(kind.id, say))
    return _of_figure(shown, say)


_TITLES: dict[str, Callable[[View, Language], str]] = {
    "places": _of_place,
    "arrivals": _of_arrivals,
    "sdg11": _of_target,
    "nexus": _of_pair,
    "themes": _of_theme,
    **page_makers_policy.TITLES,
}

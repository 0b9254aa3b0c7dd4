"""The brief of chosen views: each with its map and what its figures say."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import parse_qsl, urlsplit

import pandas as pd

from dashboard import text
from dashboard.brief import maps, notes
from dashboard.brief.model import Brief, Desk, Picture, Table
from dashboard.language import Language
from dashboard.own_file import OWN_FILE
from dashboard.screen import Screen
from dashboard.text import plain
from dashboard.view import View
from data_sources.catalogue import CATALOGUE

MOST = 2
"""Views whose maps fit on two pages."""

_ENDS = 4
_LEAST = 5
"""Among fewer places no middle is named."""


def read(links: str, lang: str, *, own: bool = False) -> tuple[View, ...]:
    """The views of links, one a line, each once; lines that name no indicator of the catalogue are left out.

    `own` says that the reader has a file, which may be named too.
    """
    found = [dict(parse_qsl(urlsplit(line.strip()).query)) for line in links.splitlines() if line.strip()]
    known = [*CATALOGUE, OWN_FILE] if own else [*CATALOGUE]
    named = [params | {"lang": lang} for params in found if params.get("indicator") in known]
    return tuple(dict.fromkeys(View.from_params(params) for params in named))


def of_views(views: Sequence[View], desk: Desk) -> Brief:
    """At most `MOST` maps, each with a sentence or two and a table of its highest, lowest and chosen places."""
    say = desk.say
    shown_in = [(desk.screen(view), view.places) for view in views[:MOST]]
    screens = [shown for shown, _ in shown_in]
    titles = [text.title(shown, say) for shown in screens]
    caveats = [say(note) for shown in screens for note in shown.indicator.caveats[:1]]
    return Brief(
        code="views",
        lang=say.code,
        day=desk.day,
        title=say("Figures on arrivals and places"),
        place_line=" · ".join(titles),
        question=say("Where is it more and where less: {titles}?", titles="; ".join(titles)),
        takeaways=tuple(sentence for shown, places in shown_in for sentence in takeaways(shown, places, say)),
        pictures=tuple(_map(shown, places, say) for shown, places in shown_in),
        tables=tuple(_table(shown, places, say) for shown, places in shown_in if len(shown.valued)),
        method=tuple(dict.fromkeys(notes.of_map(shown, say) for shown in screens)),
        flags=tuple(dict.fromkeys((*(_flags(shown, say) for shown in screens), *_signs(screens, say)))),
        caveats=(*caveats, *notes.general(say)),
        sources=notes.sources((shown.series.provenance for shown in screens), say),
        citation=desk.citation,
        link=desk.link,
        snapshot=desk.snapshot,
        uploaded=any(shown.view.shows_own_file for shown in screens),
    )


def takeaways(shown: Screen, places: Sequence[str], say: Language) -> tuple[str, ...]:
    """What a screen says, and where each of its chosen places stands."""
    chosen = shown.cells[shown.cells["geo"].isin(places)]
    return (text.summary(shown, say), *(_place(row, shown, say) for _, row in chosen.iterrows()))


def _place(row: pd.Series, shown: Screen, say: Language) -> str:
    told = {"place": row["name"], "title": say(shown.indicator.title), "period": say.period(shown.period)}
    if pd.isna(row["obs_value"]):
        return say("{place} has no figure of “{title}” in {period}.", **told)
    told["value"] = text.figure(float(row["obs_value"]), shown.indicator, say)
    if len(shown.valued) < _LEAST:
        return say("{place}: {value}; too few places have a figure to say where it stands.", **told)
    middle = float(shown.valued["obs_value"].median())
    told |= {"middle": text.figure(middle, shown.indicator, say)}
    if float(row["obs_value"]) > middle:
        return say("{place}: {value}, above the middle of all places ({middle}).", **told)
    if float(row["obs_value"]) < middle:
        return say("{place}: {value}, below the middle of all places ({middle}).", **told)
    return say("{place}: {value}, the middle of all places.", **told)


def _map(shown: Screen, places: Sequence[str], say: Language) -> Picture:
    png, height = maps.place_map(shown, next(iter(places), ""), say)
    return Picture(
        png=png,
        width_mm=maps.WIDTH_MM,
        height_mm=height,
        title=text.finding(shown, say),
        alt=f"{say('Map.')} {text.summary(shown, say)}",
        source=f"{text.title(shown, say)} · {text.subtitle(shown, say)}. {text.source_line(shown, say)}",
    )


def _table(shown: Screen, places: Sequence[str], say: Language) -> Table:
    """The highest, the lowest and the chosen places with their flags in words."""
    ends = pd.concat([shown.valued.head(_ENDS), shown.valued.tail(_ENDS)])
    chosen = shown.valued[shown.valued["geo"].isin(places)]
    rows = pd.concat([ends, chosen]).drop_duplicates("geo").sort_values("obs_value", ascending=False)
    cells = zip(rows["name"], rows["obs_flag"], rows["conf_status"], rows["rank"], rows["obs_value"], strict=True)
    return Table(
        title=text.title(shown, say),
        columns=(say("Place"), say("Flag"), say("Rank"), say(shown.indicator.unit.name).capitalize()),
        widths=(46, 24, 12, 18),
        figures=2,
        rows=tuple(
            (str(name), text.flag_words(flag, conf, say) or "–", str(rank), plain(float(value), shown.indicator, say))
            for name, flag, conf, rank, value in cells
        ),
        note=text.subtitle(shown, say),
    )


def _flags(shown: Screen, say: Language) -> str:
    n = int(((shown.valued["obs_flag"] != "") | (shown.valued["conf_status"] != "")).sum())
    name = say(shown.indicator.title)
    if n == 0:
        return say("{title}: no figure is flagged by its source.", title=name)
    return say.plural("{title}: {n} figure is flagged.", "{title}: {n} figures are flagged.", n, title=name)


def _signs(screens: Sequence[Screen], say: Language) -> list[str]:
    return [notes.scale_note(shown, say) for shown in screens]

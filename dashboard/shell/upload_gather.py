"""A reader's points put into regions: which regions, and whether rows are counted or figures added up or averaged."""

from __future__ import annotations

from functools import partial

import streamlit as st

from dashboard.language import Language
from dashboard.shell import cached, upload_held
from dashboard.shell.frame import Page
from dashboard.shell.upload_held import Held, face
from dashboard.upload import text, words
from data_sources import geography
from data_sources.model import Level
from data_sources.upload import OWN, gathering
from data_sources.upload.long import ROWS

_WIDE = 320


def gather(page: Page) -> None:
    """The choice of regions for a file of points; with one the file is drawn like any other."""
    now, say = upload_held.held(), page.say
    if now is None or not len(now.report.points):
        return
    st.subheader(say("Points into regions"), anchor=False)
    st.caption(
        say(
            "Points stay points on the map below. Put into regions they can be mapped, compared and related like any "
            "other figure: each region then shows what lies in it, and a region without a point stays blank."
        )
    )
    with st.container(horizontal=True):
        _choices(now, say)
    if now.choices.gather:
        st.markdown(text.gathered(now.report, say))


def _choices(now: Held, say: Language) -> None:
    regions = {
        "": say("Leave them as points"),
        **{level.value: words.level(level.value, say) for level in gathering.LEVELS},
        **{one: _division(one, say) for one in gathering.divisions(now.report.points)},
    }
    if now.own is not None:
        regions[OWN] = words.level(OWN, say)
    chosen = now.choices.gather if now.choices.gather in regions else ""
    where = face("gather", chosen, partial(_choose, "gather"))
    st.selectbox(say("Regions"), list(regions), format_func=regions.__getitem__, width=_WIDE, **where)
    if not chosen:
        return
    ways = {
        gathering.COUNT: say("the number of rows"),
        gathering.SUM: say("the sum of “{measure}”", measure=words.told(now.report.chosen, say)),
        gathering.MEAN: say("the mean of “{measure}”", measure=words.told(now.report.chosen, say)),
    }
    offered = [gathering.COUNT] if now.report.chosen == ROWS else list(ways)
    way = face("way", now.report.way, partial(_choose, "way"))
    st.selectbox(say("Each region shows"), offered, format_func=ways.__getitem__, width=_WIDE, **way)


def _division(one: str, say: Language) -> str:
    city, _, kind = one.partition("-")
    n = len(geography.region_table(Level.DISTRICT, one))
    name = cached.place_labels(say.code).get(city, city)
    return say("{n} neighbourhoods of {city} ({kind})", n=say.number(n), city=name, kind=kind)


def _choose(field: str, value: str) -> None:
    upload_held.choose(**{field: value})
    upload_held.mean(title="", kind=None)

"""The parts of the nexus page: the matrix, the answer with its maps, the scatter with the association, the limits."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from analysis.pairs import Pair
from dashboard import charts, text
from dashboard.language import Language
from dashboard.nexus import charts as figures
from dashboard.nexus import chooser, tables
from dashboard.nexus import text as words
from dashboard.own_file import entry
from dashboard.shell import drawing, nexus, nexus_own, pressed, state
from dashboard.shell.frame import Page
from dashboard.view import Picture, View
from data_sources.model import Level

_MAP_HEIGHT_PX = 460
_PARTS = ("map", "legend")
_LETTERS, _LETTERS_ON_PHONE = 60, 36


def heading(page: Page) -> None:
    """What the page is about."""
    st.title(page.say("Where arrivals and places meet"), anchor=False)
    st.caption(
        page.say(
            "Each number counts the figures of a place (SDG 11 and the themes) that can be compared with a figure of "
            "arrivals, because at least 10 places have both. Press a number, then choose a figure."
        )
    )


def matrix(page: Page) -> None:
    """All pairs at one level as buttons, and the same as a table."""
    found, say = nexus.all_pairs(), page.say
    if nexus_own.choice(page):
        return
    if not found.pairs:
        st.info(say("No two figures share enough places here."))
        return
    if state.whole_page_waits():
        st.rerun()
    asked = nexus.chosen(page.view)
    now = asked or found.first(_level(page))
    theme = chooser.theme_of(page.view.topic, now, found)
    pressed.table(chooser.chooser(found, now, theme, say), key="nexus:matrix", kind="pairs", only=asked is None)
    with st.container(horizontal=True, vertical_alignment="center"):
        whole = _opens(page, "pairs", say("Show all pairs of this level as a table"))
        st.caption(chooser.thin_line(found, now.level, say), width="content")
    if whole:
        table = tables.pairs(found.at(now.level), say)
        st.table(table, border="horizontal", height=420, alt=say("All pairs of this level"))


def _level(page: Page) -> Level:
    """The View's level where it has pairs, else the first that has."""
    levels = nexus.all_pairs().levels
    return page.view.level if page.view.level in levels else levels[0]


def answer(page: Page) -> None:
    """The pair's headline, both figures on one map in nine colours, and each on its own."""
    views, say = nexus.pair(page.view), page.say
    if views is None:
        if not page.view.shows_own_file or nexus_own.pairs():
            st.info(_refused(page.view, say))
        return
    first, second = nexus.screens(views)
    n = len(nexus.together(views))
    left, right = st.columns([5, 1], vertical_alignment="bottom")
    left.subheader(_headline(page, views, n), anchor=False)
    with right:
        _year(page, views)
    st.caption(
        " · ".join(
            (words.axis(first, say), words.axis(second, say), words.places(first.level, n, say)),
        )
    )
    both = replace(views[0], picture=Picture.BOTH)
    drawing.draw_map(both, key="nexus:both", parts=_PARTS, height_px=_MAP_HEIGHT_PX)
    if page.map_stands:
        drawing.draw_map(replace(both, picture=Picture.PAIR), key="nexus:pair", parts=_PARTS)


def _headline(page: Page, views: tuple[View, View], n: int) -> str:
    """The question until the map stands, then the answer: what computes it is heavy to load."""
    first, second = nexus.screens(views)
    if not page.map_stands:
        return words.question(first, second, page.say)
    return words.headline(first, second, nexus.associated(views), n, page.say)


def _refused(view: View, say: Language) -> str:
    """Why the pair that was asked for is not shown."""
    asked = nexus.all_pairs().get(view.indicator, view.other, view.level)
    titles = {"arrivals": say(entry(view.indicator).title), "place": say(entry(view.other or view.indicator).title)}
    if asked is None:
        return say("“{arrivals}” and “{place}” share no places at this level. Choose a pair above.", **titles)
    return say.plural(
        "“{arrivals}” and “{place}” share {n} place only: too few to compare. Choose a pair above.",
        "“{arrivals}” and “{place}” share {n} places only: too few to compare. Choose a pair above.",
        asked.n,
        **titles,
    )


def _year(page: Page, views: tuple[View, View]) -> None:
    """The years in which both figures have enough places."""
    one = nexus.chosen(page.view)
    if one is None or len(one.years) < 2:  # noqa: PLR2004  one year is no choice
        return

    def to(old: View, period: str) -> View:
        return _shown(old, one, period)

    say = page.say
    st.selectbox(
        say("Year"),
        one.years[::-1],
        format_func=say.period,
        **state.control("year", views[0].period, to),
    )


def _shown(old: View, one: Pair, period: str) -> View:
    return replace(old, indicator=one.arrivals, other=one.place, level=one.level, period=period, per_head=False)


def relation(page: Page) -> None:
    """The scatter with names, and the association card beside it."""
    if not page.map_stands:
        return
    views, say = nexus.pair(page.view), page.say
    if views is None:
        return
    first, second = nexus.screens(views)
    both, found, one = nexus.together(views), nexus.associated(views), nexus.chosen(page.view)
    left, right = st.columns([3, 2], gap="medium")
    with left:
        st.subheader(say("Every place, with its name"), anchor=False)
        _scatter(page, views)
    with right:
        st.subheader(say("How surely do they go together?"), anchor=False)
        if found is None:
            st.info(words.headline(first, second, None, len(both), say))
        else:
            st.table(tables.association(found, say), border="horizontal", alt=say("The association in six figures"))
        for sentence in words.warnings(first, second, found, one, say) if one else []:
            st.warning(sentence)
        st.caption(words.fixed(say))


def _letters() -> int:
    """How long a line of an axis title may be."""
    return _LETTERS_ON_PHONE if state.on_phone() else _LETTERS


def _scatter(page: Page, views: tuple[View, View]) -> None:
    say = page.say
    screens, both = nexus.screens(views), nexus.together(views)
    style = figures.Style(say=say, look=drawing.look(), letters=_letters())
    st.caption(say("Colours as on the map; named are the chosen places and those that fit the relation least."))
    st.plotly_chart(
        figures.scatter(both, screens, page.view.places, style),
        key="nexus:scatter",
        theme=None,
        config=charts.CONFIG,
        alt=words.headline(*screens, nexus.associated(views), len(both), say),
    )
    if any(map(words.is_survey, screens)):
        st.caption(words.margin_line(say))
    st.caption(say("The axes begin near the lowest figure, not at zero."))
    if _opens(page, "points", say("Show these places as a table")):
        st.table(tables.figures(both, *screens, say), border="horizontal", height=420, alt=say("Both figures"))


def kinds(page: Page) -> None:
    """Kinds of place; loaded once the map stands."""
    if page.map_stands:
        from dashboard.shell import nexus_kinds  # noqa: PLC0415 - no part of the first picture

        nexus_kinds.kinds(page)


def researchers(page: Page) -> None:
    """Methods that ask more of the reader; computed only when they are opened."""
    if not page.map_stands or nexus.chosen(page.view) is None:
        return
    if _opens(page, "methods", page.say("Methods, for researchers")):
        from dashboard.shell.nexus_methods import methods  # noqa: PLC0415 - few open them

        methods(page)


def _opens(page: Page, part: str, label: str) -> bool:
    """Whether a part of the page is open: a switch, and in the link."""

    def turned(old: View, opened: bool) -> View:  # noqa: FBT001 - a switch says yes or no
        return old.with_part(part, opened=opened)

    return st.toggle(label, **state.control(part, part in page.view.opened, turned))


def brief(page: Page) -> None:
    """The brief of the pair on screen; loaded once the map stands."""
    if page.map_stands:
        from dashboard.shell.places_brief import pair_brief  # noqa: PLC0415 - all of the page of a place

        pair_brief(page)


def limits(page: Page) -> None:
    """The sources, and what this page can't tell."""
    views, say = nexus.pair(page.view), page.say
    if views is None:
        return
    screens = nexus.screens(views)
    for shown in screens:
        st.caption(text.source_line(shown, say))
    with st.expander(say("What this page cannot tell you")):
        lines = [words.fixed(say)]
        lines.append(
            say(
                "Of many pairs some go together by chance: with 95 % intervals about one in twenty does. A pair that "
                "was looked for and found says less than one that was expected beforehand."
            )
        )
        lines.append(say("Other places than those with both figures are not in the answer; the map shows which."))
        lines.append(
            say("Larger or smaller areas can give another answer with the same people (modifiable areal unit).")
        )
        for shown in screens:
            lines += [f"{say(shown.indicator.title)}: {say(note)}" for note in shown.indicator.caveats]
        st.markdown("\n".join(f"- {line}" for line in lines))

"""What is held of persons by citizenship, and what figures of countries can say of them."""

from __future__ import annotations

import pandas as pd

from analysis.association import LEAST, Association
from analysis.panel import Panel
from analysis.refusal import Refused
from dashboard import text
from dashboard.language import Language
from dashboard.nexus import text as pair_text
from dashboard.screen import Screen
from dashboard.story import dotted, pieces
from dashboard.story.crowding_figures import few_countries, panel_of
from dashboard.story.dotted import cards_table
from dashboard.story.model import Bar, Bars, Card, Cards, Desk, Made
from dashboard.story.two_figures import UNRELIABLE, Two, interval, two
from dashboard.view import View
from data_sources import store
from data_sources.catalogue import CATALOGUE

HOUSED = ("overcrowd", "overcrowd_noneu")
"""Figures of homes by citizenship, which would answer the question of the story for persons."""

WORK_GAP, PAY = "empgap_ctz", "income_for"
PAY_YEAR = "2023"
"""A year that most countries have published."""

_ALL_ALIKE = 100.0
_MOST_BARS = 12


def in_work(desk: Desk, view: View) -> Made:
    """Employment rates of foreign citizens and of nationals, the largest gap first; the View's other is the gap."""
    found, say = two(desk, view), desk.say
    rows = found.reliable.sort_values(["other", "one"], ascending=False)
    frame = pd.DataFrame(
        {say("Foreign citizens"): rows["one"].to_numpy(), say("Nationals"): (rows["one"] + rows["other"]).to_numpy()},
        index=rows["name"].to_numpy(),
    )
    told = work_words(rows, found.first, say)
    return Made(
        body=dotted.dots(dotted.outermost(frame), say("Per cent in work, aged 15 to 64"), about_people=True),
        subtitle=_work_subtitle(found, rows, say),
        takeaway=told,
        alt=say("Two dots a country, the largest gap first. {finding}", finding=told),
        sources=pieces.sources_of(desk, found.first, found.second),
        table=dotted.table(frame, say("Country"), found.first.indicator.decimals, say),
        refused=len(rows) < LEAST,
        caution=_naturalised(say),
    )


def _work_subtitle(found: Two, rows: pd.DataFrame, say: Language) -> str:
    n = say.plural("{n} country", "{n} countries", len(rows))
    title = say("Employment rate by citizenship, {year}", year=say.period(found.first.period))
    parts = (title, n, _left_out(len(found.both) - len(rows), say), dotted.between(rows, say))
    return " · ".join(part for part in parts if part)


def _left_out(n: int, say: Language) -> str:
    return say.plural("{n} of low reliability left out", "{n} of low reliability left out", n) if n else ""


def _naturalised(say: Language) -> str:
    return say("Who becomes a citizen is counted as a national from then on; age, schooling and years of stay differ.")


def work_words(rows: pd.DataFrame, first: Screen, say: Language) -> str:
    """In how many countries foreign citizens are less often in work; `rows` has the gap in `other`, largest first."""
    if len(rows) < LEAST:
        return _too_few(len(rows), say)
    less, more = int((rows["other"] > 0).sum()), int((rows["other"] < 0).sum())
    counted = {
        "less": say.number(less),
        "more": say.number(more),
        "n": say.number(len(rows)),
        "year": say.period(first.period),
    }
    return f"{_less_or_more(less, more, counted, say)} {_gap_ends(rows, say)}"


def _too_few(n: int, say: Language) -> str:
    return say(
        "Only {n} countries have the figure, fewer than {least}: no count is given.", n=say.number(n), least=LEAST
    )


def _less_or_more(less: int, more: int, counted: dict[str, str], say: Language) -> str:
    if less >= more:
        return say(
            "In {less} of {n} countries foreign citizens are less often in work than nationals, in {more} more often "
            "({year}).",
            **counted,
        )
    return say(
        "In {more} of {n} countries foreign citizens are more often in work than nationals, in {less} less often "
        "({year}).",
        **counted,
    )


def _gap_ends(rows: pd.DataFrame, say: Language) -> str:
    top, low = rows.iloc[0], rows.iloc[-1]
    return say(
        "Nationals minus foreign citizens: {high} points in {first}, {middle} in the middle country, {low} in {last}.",
        high=say.number(float(top["other"]), 1),
        first=str(top["name"]),
        middle=say.number(float(rows["other"].median()), 1),
        low=say.number(float(low["other"]), 1),
        last=str(low["name"]),
    )


def paid(desk: Desk, view: View) -> Made:
    """Median income of foreign citizens compared with that of nationals, the lowest and the highest countries."""
    shown, say = desk.screen(view), desk.say
    rows = _reliable(shown)
    drawn = dotted.outermost(rows.iloc[::-1], _MOST_BARS)
    told = pay_words(rows, shown, say)
    return Made(
        body=Bars(groups=((text.title(shown, say), _bars(drawn, shown, say)),), about_people=True),
        subtitle=_pay_subtitle(rows, shown, say),
        takeaway=told,
        alt=say("Bars from zero, the lowest first. {finding}", finding=told),
        sources=pieces.sources_of(desk, shown),
        table=pieces.twin(shown, say),
        refused=len(rows) < LEAST,
        caution=" ".join(filter(None, (dotted.between(rows, say, _MOST_BARS), _naturalised(say)))),
    )


def _pay_subtitle(rows: pd.DataFrame, shown: Screen, say: Language) -> str:
    n = say.plural("{n} country", "{n} countries", len(rows))
    parts = (text.title(shown, say), say("nationals are 100"), n, _left_out(len(shown.valued) - len(rows), say))
    return " · ".join(part for part in parts if part)


def _reliable(shown: Screen) -> pd.DataFrame:
    """The places with a figure that isn't of low reliability, highest first."""
    return shown.valued[~shown.valued["obs_flag"].str.contains(UNRELIABLE)]


def _bars(rows: pd.DataFrame, shown: Screen, say: Language) -> tuple[Bar, ...]:
    pairs = zip(rows["name"], rows["obs_value"].astype(float), strict=True)
    return tuple(
        Bar(name=str(name), value=value, told=text.figure(value, shown.indicator, say)) for name, value in pairs
    )


def pay_words(rows: pd.DataFrame, shown: Screen, say: Language) -> str:
    """In how many countries the median income of foreign citizens is below that of nationals."""
    if len(rows) < LEAST:
        return _too_few(len(rows), say)
    values = rows["obs_value"].astype(float)
    below, above = int((values < _ALL_ALIKE).sum()), int((values > _ALL_ALIKE).sum())
    told = {
        "below": say.number(below),
        "above": say.number(above),
        "n": say.number(len(rows)),
        "year": say.period(shown.period),
        "middle": text.figure(float(values.median()), shown.indicator, say),
        "low": text.figure(float(values.iloc[-1]), shown.indicator, say),
        "place": str(rows["name"].iloc[-1]),
    }
    if below >= above:
        return say(
            "In {below} of {n} countries the median income of foreign citizens is below that of nationals, in {above} "
            "above ({year}). In the middle country it is {middle} of it; lowest in {place}, {low}.",
            **told,
        )
    return say(
        "In {above} of {n} countries the median income of foreign citizens is above that of nationals, in {below} "
        "below ({year}). In the middle country it is {middle} of it; lowest in {place}, {low}.",
        **told,
    )


def three_levels(desk: Desk, view: View) -> Made:
    """Side by side: between countries, within countries over time, between persons; and what is not held."""
    found, say = two(desk, view), desk.say
    panel = panel_of(desk, view)
    cards = (_between(found, say), _within(panel, say), _persons(desk, say))
    told = f"{_signs(found.found, panel, say)} {_homes(say)}"
    return Made(
        body=Cards(cards=cards),
        subtitle=say("Three questions that sound alike, with what is held on each"),
        takeaway=told,
        alt=say("Three cards: between countries, within countries over time, between persons. {finding}", finding=told),
        sources=pieces.sources_of(desk, found.first, found.second, *_person_screens(desk)),
        table=cards_table(cards, say),
        refused=found.found is None or isinstance(panel, Refused),
        caution=f"{'' if isinstance(panel, Refused) else few_countries(panel, say)} {pair_text.fixed(say)}".strip(),
    )


def _between(found: Two, say: Language) -> Card:
    n = pair_text.places(found.first.level, len(found.both), say)
    value = pair_text.signed(found.found.value, say) if found.found else "–"
    whole = interval(found.found, say) if found.found else say("too few countries")
    year = pair_text.years(found.first, found.second, say)
    return Card(
        title=say("Between countries"),
        rows=((say("Rank correlation"), value, f"{n}, {year}"), (say("95 % interval"), whole, "")),
        text=say(
            "Are countries with more foreign citizens those with worse housing? Nothing on who lives in which home."
        ),
    )


def _within(found: Panel | Refused, say: Language) -> Card:
    title, asked = say("Within a country, over time"), say("Was housing worse in years with more foreign citizens?")
    if isinstance(found, Refused):
        return Card(title=title, rows=((say("Coefficient"), "–", say("too few countries or years")),), text=asked)
    ends = say("{low} to {high}", low=pair_text.signed(found.low, say), high=pair_text.signed(found.high, say))
    years = say(
        "{n} countries, {first} to {last}", n=say.number(found.places), first=found.years[0], last=found.years[1]
    )
    return Card(
        title=title,
        rows=((say("Points per point"), pair_text.signed(found.b, say), years), (say("95 % interval"), ends, "")),
        text=f"{asked} {say('Still nothing on whose home it is.')}",
    )


def _person_screens(desk: Desk) -> list[Screen]:
    asked = {WORK_GAP: "", PAY: PAY_YEAR}
    views = (View(indicator=id, period=year, lang=desk.say.code) for id, year in asked.items() if id in store.held())
    return [desk.screen(view) for view in views]


def _persons(desk: Desk, say: Language) -> Card:
    rows = []
    for shown in _person_screens(desk):
        values = _reliable(shown)["obs_value"]
        n = say.plural("middle of {n} country", "middle of {n} countries", len(values))
        middle = text.figure(float(values.median()), shown.indicator, say)
        rows.append((say(shown.indicator.title), middle, f"{n}, {say.period(shown.period)}"))
    asked = say("Are foreign citizens themselves worse off? Only figures by citizenship can tell.")
    return Card(title=say("Between persons"), rows=tuple(rows), text=asked)


def _signs(found: Association | None, panel: Panel | Refused, say: Language) -> str:
    """Whether the two answers of places agree: opposite, alike, or not clear."""
    if found is None or isinstance(panel, Refused):
        return say("Too little is held to compare what holds between countries with what holds within them.")
    unclear = panel.low <= 0 <= panel.high or not found.clear
    told = {"between": pair_text.signed(found.value, say), "within": pair_text.signed(panel.b, say)}
    if unclear:
        verdict = say("at least one of the two is not clear")
    elif found.value * panel.b < 0:
        verdict = say("two answers with opposite signs")
    else:
        verdict = say("two answers with the same sign")
    return say(
        "Between countries a rank correlation of {between}, within them {within} points per point: {verdict}.",
        **told,
        verdict=verdict,
    )


def _homes(say: Language) -> str:
    """Whether homes are held by citizenship, which neither level of places can stand for."""
    lacking = [id for id in HOUSED if id not in store.held()]
    if not lacking:
        return say("Homes by citizenship are held: look there before saying anything of persons.")
    titles = ", ".join(f"“{say(CATALOGUE[id].title)}”" for id in lacking)
    return say(
        "How foreign citizens themselves are housed is not held here ({titles}): neither answer is about them.",
        titles=titles,
    )

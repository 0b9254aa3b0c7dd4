"""Slides of the pages that show more than one figure: a place, a target of SDG 11, where people come from."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from analysis import origins as ends
from analysis.trend import SHORT
from dashboard import definitions
from dashboard.arrivals import kinds
from dashboard.arrivals.text import ends_line
from dashboard.brief import words as brief_words
from dashboard.language import Language
from dashboard.profile import facts as profile
from dashboard.profile import words
from dashboard.profile.facts import Fact
from dashboard.provenance import source_line
from dashboard.sdg11 import figures as sdg11_figures
from dashboard.sdg11 import position, sources, targets, text
from dashboard.sdg11.figures import UNION, Figures
from dashboard.sdg11.standing import NEVER, Standing, standing
from dashboard.story import pieces
from dashboard.story.model import Bar, Bars, Card, Cards, Desk, Grid, Made, Table
from dashboard.text import figure
from dashboard.themes.words import NAMES
from dashboard.view import View
from data_sources import flows as flow_tables
from data_sources import geography, store
from data_sources.catalogue import CATALOGUE
from data_sources.catalogue.flows import DEFAULT_FLOWS, FLOWS
from data_sources.codes import ROUTES
from data_sources.errors import NoObservations
from data_sources.flows import Flows
from data_sources.model import Frequency, Level

OF_A_PLACE = (
    *words.FIRST,
    *(
        "c_children c_cars c_bike c_unemployed p_housing p_imm_good p_trust p_green pm25_fua pm25 gdp_n3 unemp_n2 "
        "density arop egov_12 renew broadband_n2"
    ).split(),
)
"""What the cards of a place are made of, as far as it is held: one read of each, not of the whole catalogue."""

_MOST_CARDS, _MOST_LINES, _MOST_ROWS = 6, 3, 10
_SENTENCES = 2
_MONTHS = 12


def place(desk: Desk, view: View) -> Made:
    """The newest figures of the View's place as cards, a theme each. Raises `NoObservations` without a place."""
    say, code = desk.say, next(iter(view.places), "")
    if not code:
        raise NoObservations("no place is chosen")
    one = profile.in_words(profile.place(profile.city_of(code)), say)
    found = profile.named(_facts(one.code, desk), say)
    shown = brief_words.chosen(brief_words.usable(found), _MOST_CARDS * _MOST_LINES)
    said = " ".join(brief_words.takeaways(one, shown, None, say)[:_SENTENCES])
    origins = (desk.observations(fact.indicator).provenance for fact in shown)
    return Made(
        body=Cards(cards=_cards(shown, say)),
        subtitle=words.kind(one, say),
        takeaway=said,
        alt=said,
        sources=(sources.source_line(list(origins), say),),
        table=_place_table(shown, say),
        refused=not shown,
        caution=say("Years differ from figure to figure; figures of a wider place say so."),
    )


def _facts(code: str, desk: Desk) -> tuple[Fact, ...]:
    levels = {one.level for one, _ in profile.relatives(code)}
    ids = [id for id in OF_A_PLACE if id in store.held() and levels & {*CATALOGUE[id].levels}]
    bases = [CATALOGUE[id].denominator for id in ids if CATALOGUE[id].denominator]
    return profile.facts(code, desk.observations, [*dict.fromkeys([*ids, *bases])], year=datetime.now(UTC).year)


def _cards(shown: Sequence[Fact], say: Language) -> tuple[Card, ...]:
    by_theme = list(words.by_theme(shown).items())[:_MOST_CARDS]
    return tuple(
        Card(title=say(NAMES[theme]), rows=tuple(_line(fact, say) for fact in facts[:_MOST_LINES]))
        for theme, facts in by_theme
    )


def _line(fact: Fact, say: Language) -> tuple[str, str, str]:
    when = ", ".join(part for part in (say.period(fact.period), words.whose(fact, say)) if part)
    return words.name(fact, say), words.value(fact, say), when


def _place_table(shown: Sequence[Fact], say: Language) -> Table:
    rows = tuple((*_line(fact, say), words.remarks(fact, say)) for fact in shown)
    return Table(columns=(say("Indicator"), say("Figure"), say("Period"), say("Flag")), rows=rows)


def country(view: View) -> str:
    """The country of the View's first place; "" for none."""
    code = next(iter(view.places), "")
    if not code:
        return ""
    return code if geography.level_of(code) is Level.COUNTRY else profile.place(code).country


def sdg11(desk: Desk, view: View) -> Made:
    """A target of SDG 11 with its indicators, or all targets with how many of theirs move towards the better."""
    one = view.topic if view.topic in targets.CODES else ""
    standings = {code: _standings(code, desk, view) for code in ((one,) if one else targets.CODES)}
    every = [each for found in standings.values() for each in found]
    if not every:
        raise NoObservations("no indicator of this target is held")
    whole = _indicators(every, desk.say) if one else _targets(standings, desk.say)
    said = text.headline(every, every[0].place, one, desk.say)
    return Made(
        body=Grid(table=Table(columns=whole.columns, rows=whole.rows[:_MOST_ROWS])),
        subtitle=text.place_name(every[0].place, desk.say),
        takeaway=said,
        alt=said,
        sources=(sources.source_line([each.figures.provenance for each in every], desk.say),),
        table=whole,
        refused=not any(each.short.verdict for each in every),
        caution=desk.say(
            "Indicators are stand-ins: few of them are the official ones, and none measures a whole target."
        ),
    )


def _standings(code: str, desk: Desk, view: View) -> tuple[Standing, ...]:
    entries = sdg11_figures.comparable(sdg11_figures.of_target(code, store.held()))
    kept = entries if view.topic == code else sdg11_figures.leading(entries)
    found = [sdg11_figures.figures(desk.observations(one.id), unreliable=view.unreliable) for one in kept]
    until = int(view.until[:4]) if view.until[:4].isdigit() else NEVER
    where = _where(found, country(view))
    return tuple(standing(one, where, until) for one in found)


def _where(found: Sequence[Figures], code: str) -> str:
    """The country, where any of these has a figure for it, else the European Union."""
    return code if code and any(code in one.series for one in found) else UNION


def _indicators(found: Sequence[Standing], say: Language) -> Table:
    """A row an indicator: its newest figure, its five years, its steps to the target."""
    columns = (say("Indicator"), say("Newest"), say("{n} years", n=SHORT.years), say("Steps to target"))
    return Table(columns=columns, rows=tuple(_indicator(one, say) for one in found))


def _indicator(one: Standing, say: Language) -> tuple[str, ...]:
    newest = "–" if one.year is None else f"{figure(one.value, one.entry, say)} ({one.year})"
    judged = one.short.verdict
    moved = text.reason(one.short, SHORT.least, say) if judged is None else text.verdict(one.short, say)
    arrow = "" if judged is None else f"{text.ARROWS[judged]} "
    return say(one.entry.title), newest, arrow + moved, position.steps(one.distance, say)


def _targets(standings: dict[str, tuple[Standing, ...]], say: Language) -> Table:
    """A row a target: how many of its indicators move towards the better, away, or cannot be judged."""
    columns = (say("Target"), say("Towards the better"), say("Away from it"), say("No verdict"))
    return Table(columns=columns, rows=tuple(_target(code, found, say) for code, found in standings.items()))


def _target(code: str, found: Sequence[Standing], say: Language) -> tuple[str, ...]:
    judged = [one.short.verdict for one in found if one.short.verdict is not None]
    towards = sum(one.towards for one in judged)
    counts = (towards, len(judged) - towards, len(found) - len(judged))
    return f"{code} {targets.target(code, say).name}", *(say.number(n) for n in counts)


def origins(desk: Desk, view: View) -> Made:
    """Where the people of a flow table come from, as ranked bars: of one place, or of all of Europe together."""
    say, id = desk.say, kinds.flows_of(view) or DEFAULT_FLOWS
    source = flow_tables.load(id)
    table, months = (
        ends.by_year(source.table) if source.definition.frequency is Frequency.MONTHLY else (source.table, {})
    )
    period, places = _period(source, months, view.period[:4]), ends.receiving(table)
    where = next((code for code in (kinds.route_of(view), *view.places) if code in places), kinds.EUROPE)
    whole = where == kinds.EUROPE
    found = ends.of_everyone(table, period, places) if whole else ends.of_place(table, where, period)
    names = {str(code): _name(str(code), say) for code in (*found.origins.index, *found.destinations.index)}
    of = _of(id, say("Europe") if whole else _name(where, say), period, months.get(period, _MONTHS), say)
    said = ends_line(found, of, names, say)
    rows = [(names[str(code)], float(n)) for code, n in found.origins.items()]
    bars = tuple(Bar(name=name, value=n, told=say.number(n)) for name, n in rows[: pieces.MOST_BARS])
    told = tuple((name, say.number(n)) for name, n in rows)
    return Made(
        body=Bars(groups=((say("Where people come from"), bars),), about_people=True),
        subtitle=definitions.tag(id, say),
        takeaway=said,
        alt=said,
        sources=(source_line(source.provenance, say),),
        table=pieces.cut_short(Table(columns=(say("Country of origin"), say("People")), rows=told), say),
        refused=not rows,
        caution=say(FLOWS[id].caveats[0]),
    )


def _name(code: str, say: Language) -> str:
    return say(ROUTES[code]) if code in ROUTES else say.country(code)


def _period(source: Flows, months: dict[str, int], asked: str) -> str:
    """The year asked for, where it is held, else the newest whole one."""
    listed = sorted(months) if months else sorted(source.periods)
    whole = [year for year in listed if months.get(year, _MONTHS) == _MONTHS]
    return asked if asked in listed else (whole or listed)[-1]


def _of(id: str, where: str, period: str, months: int, say: Language) -> str:
    who = kinds.people_of(id, say)
    if months < _MONTHS:
        n = say.number(months)
        return say("{who}, {place}, {n} months of {period}", who=who, place=where, n=n, period=period)
    return say("{who}, {place}, {period}", who=who, place=where, period=say.period(period))

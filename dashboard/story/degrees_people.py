"""Where people move, by urban-rural class of small regions; and what is not held on cities, towns and villages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from analysis.evidence import LEAST_PLACES, Spread, by_class
from dashboard.language import Language
from dashboard.screen import Screen
from dashboard.story import makers, pieces
from dashboard.story.model import Bar, Bars, Desk, Grid, Made, Table
from dashboard.themes import villages
from dashboard.themes.villages import CLASS, CLASSES
from dashboard.view import View
from data_sources import store
from data_sources.catalogue import CATALOGUE

WANTED = (
    "arope_du",
    "netmig_urt",
    "overcrowd_du",
    "overburden_du",
    "forborn_du",
    "unemp_fb_du",
    "egov_du",
    "egov_fb",
    "internet_du",
    "dskills_du",
    "vhcn_rural",
    "unmet_du",
    "netmig_typ",
)
"""What a full comparison of cities, towns and villages would show, what is held first."""

_PERCENT = 100.0
_MOST_NAMES = 3


def regions_words(shown: Screen, say: Language) -> str:
    """In how many small regions more people moved in than out."""
    values = shown.valued["obs_value"]
    if len(values) < LEAST_PLACES:
        return say("Only {n} regions have a figure: no count is given.", n=say.number(len(values)))
    into, out = int((values > 0).sum()), int((values < 0).sum())
    told = {"into": say.number(into), "out": say.number(out), "n": say.number(len(values))}
    if into >= out:
        return say("More people moved in than out in {into} of {n} small regions; in {out} more moved out.", **told)
    return say("More people moved out than in in {out} of {n} small regions; in {into} more moved in.", **told)


def mapped(desk: Desk, view: View) -> Made:
    """The map of net migration of small regions; refused for too few."""
    made = makers.mapped(regions_words, caution=_undated)(desk, view)
    return replace(made, refused=len(desk.screen(view).valued) < LEAST_PLACES)


def _undated(shown: Screen, say: Language) -> str:  # noqa: ARG001 - the shape of a sentence of a Screen
    return say(
        "A yearly average over years that the source does not state. Moves within a country count too: this is not "
        "arrivals from abroad."
    )


def by_kind(desk: Desk, view: View) -> Made:
    """The share of small regions that gained people by moves, by urban-rural class."""
    shown, say = desk.screen(view), desk.say
    found = by_class(_values(shown), _classes(desk))
    told = villages.moves_finding(found, say)
    kinds = {name: found[name] for name in CLASSES if name in found}
    return Made(
        body=_kind_bars(kinds, say),
        subtitle=_kind_subtitle(shown, kinds, say),
        takeaway=told,
        alt=say("Bars from zero, one a class. {finding}", finding=told),
        sources=pieces.sources((shown.series.provenance, desk.observations(CLASS).provenance), say),
        table=_kind_table(kinds, say),
        refused=_few(found),
        caution=_undated(shown, say),
    )


def _values(shown: Screen) -> dict[str, float]:
    return dict(zip(shown.valued["geo"], shown.valued["obs_value"].astype(float), strict=True))


def _classes(desk: Desk) -> dict[str, int]:
    """Small region -> its urban-rural class."""
    rows = desk.observations(CLASS).table
    rows = rows[rows["obs_value"].notna()]
    return {str(geo): int(value) for geo, value in zip(rows["geo"], rows["obs_value"], strict=True)}


def _few(found: Mapping[int, Spread]) -> bool:
    """As the finding has it: the two ends of the comparison must both be there."""
    return any(kind not in found or found[kind].n < LEAST_PLACES for kind in (min(CLASSES), max(CLASSES)))


def _kind_bars(kinds: Mapping[int, Spread], say: Language) -> Bars:
    names = {name: say(CLASSES[name]) for name in kinds}
    shares = tuple(
        Bar(name=names[name], value=_PERCENT * one.above / one.n, told=_share(one, say)) for name, one in kinds.items()
    )
    middles = tuple(
        Bar(name=names[name], value=one.median, told=villages.signed(one.median, say)) for name, one in kinds.items()
    )
    titles = (say("More people in than out, per cent of regions"), say("Middle region, per 1,000 inhabitants"))
    return Bars(groups=((titles[0], shares), (titles[1], middles)), about_people=True)


def _share(one: Spread, say: Language) -> str:
    share = say.number(_PERCENT * one.above / one.n)
    return say("{share} % ({above} of {n})", share=share, above=say.number(one.above), n=say.number(one.n))


def _kind_subtitle(shown: Screen, kinds: Mapping[int, Spread], say: Language) -> str:
    n = say.number(sum(one.n for one in kinds.values()))
    return say(
        "{title} by urban-rural class, {unit} · {n} small regions",
        title=say(shown.indicator.title),
        unit=say(shown.indicator.unit.name),
        n=n,
    )


def _kind_table(kinds: Mapping[int, Spread], say: Language) -> Table:
    columns = (
        say("Class"),
        say("Regions"),
        say("Above zero"),
        say("Lower quarter"),
        say("Middle"),
        say("Upper quarter"),
    )
    rows = (
        (
            say(CLASSES[name]),
            say.number(one.n),
            say.number(one.above),
            *(villages.signed(value, say) for value in (one.low, one.median, one.high)),
        )
        for name, one in kinds.items()
    )
    return Table(columns=columns, rows=tuple(rows))


def missing(desk: Desk, view: View) -> Made:  # noqa: ARG001 - a maker's shape; the list is fixed
    """What would be compared between cities, towns and villages, and what of it is not held here."""
    say, held = desk.say, store.held()
    lacking = [id for id in WANTED if id not in held]
    table = _wanted(lacking, say)
    told = missing_words(lacking, say)
    return Made(
        body=Grid(table=table, marked=tuple((row, 1) for row, id in enumerate(WANTED) if id in lacking)),
        subtitle=say("{n} figures by degree of urbanisation or class of region", n=say.number(len(WANTED))),
        takeaway=told,
        alt=say("A list of figures and whether they are held. {finding}", finding=told),
        sources=pieces.sources((desk.observations(id).provenance for id in WANTED if id in held), say),
        table=table,
        caution=say("What is not held is not zero: nobody here has seen it yet."),
    )


def _wanted(lacking: list[str], say: Language) -> Table:
    words = {False: say("held"), True: say("not held here")}
    rows = tuple((say(CATALOGUE[id].title), words[id in lacking], _where(id, say)) for id in WANTED)
    return Table(columns=(say("Figure"), say("State"), say("Published by Eurostat as")), rows=rows)


def _where(id: str, say: Language) -> str:
    flow = CATALOGUE[id].dataflow
    return flow.code if flow else say("computed here")


def missing_words(lacking: list[str], say: Language) -> str:
    """How much is not held, with examples; or that everything is."""
    n = say.number(len(WANTED))
    if not lacking:
        return say("All {n} figures of this list are held.", n=n)
    names = "; ".join(say(CATALOGUE[id].title) for id in lacking[:_MOST_NAMES])
    return say.plural(
        "{n} of {all} figures that belong here is not held: {names}. Nothing was said about it.",
        "{n} of {all} figures that belong here are not held, among them: {names}. Nothing was said about them.",
        len(lacking),
        all=n,
        names=names,
    )

"""Need against provision: where a city's figures are among the worst, and what is recorded there under each theme."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from analysis import support
from analysis.refusal import Refused
from analysis.support import Provision
from dashboard.language import Language
from dashboard.story import pieces
from dashboard.story.cities_profile import name
from dashboard.story.cities_register import by_city, label, recorded, source
from dashboard.story.model import Desk, Grid, Made, Table
from dashboard.text import figure
from dashboard.view import View
from dashboard.words import THEMES
from data_sources import store
from data_sources.catalogue import CATALOGUE
from data_sources.model import Level, Theme
from data_sources.register.demonstration import CITIES
from data_sources.register.model import Entry
from data_sources.register.vocabulary import THEMES as FILED

NEEDS: dict[Theme, tuple[str, ...]] = {
    Theme.GOVERNANCE: ("p_admin_time", "p_admin_easy"),
    Theme.MOBILITY: ("p_pt", "p_pt_near", "p_pt_reliable", "p_pt_afford"),
    Theme.ECONOMY: ("c_unemployed", "p_job", "p_jobs"),
    Theme.ENERGY: ("p_bills",),
    Theme.LIVING: ("p_housing", "p_public"),
    Theme.ENVIRONMENT: ("p_air", "p_noise", "p_clean", "p_green"),
    Theme.DIGITAL: ("p_admin_online",),
    Theme.PARTICIPATION: ("p_trust", "p_lonely", "p_better"),
}
"""The figures that stand for the need in a theme. It is high where one of them is in the worst quarter of cities."""

_UNRELIABLE = "u"

KNOWN = tuple(theme for theme in FILED if theme in NEEDS)
"""The themes shown: rural places have no figure of a city."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """A city's figure in a theme, with how many cities it is compared, and whether it is in the worst quarter."""

    indicator: str
    value: float
    period: str
    places: int
    high: bool


def needs(desk: Desk, cities: Sequence[str] = CITIES) -> dict[tuple[Theme, str], Need]:
    """(theme, city) -> the need, where a figure of the city is held and enough cities have one."""
    held = store.held()
    known = {id: _figures(desk, id) for ids in NEEDS.values() for id in ids if id in held}
    found = {
        (theme, code): [need for id in ids if id in known and (need := _need(known[id], code, id))]
        for theme, ids in NEEDS.items()
        for code in cities
    }
    return {key: next((one for one in some if one.high), some[0]) for key, some in found.items() if some}


def _figures(desk: Desk, id: str) -> dict[str, dict[int, float]]:
    """City -> year -> its reliable figure."""
    table = desk.observations(id).table
    rows = table[(table["level"] == Level.CITY.value) & table["obs_value"].notna()]
    columns = (rows[name].astype(str) for name in ("geo", "time_period", "obs_flag"))
    found: dict[str, dict[int, float]] = {}
    for geo, period, flag, value in zip(*columns, rows["obs_value"].astype(float), strict=True):
        if _UNRELIABLE not in flag:
            found.setdefault(geo, {})[int(period[:4])] = value
    return found


def _need(figures: Mapping[str, Mapping[int, float]], code: str, id: str) -> Need | None:
    """The city's newest figure beside those of all cities nearest to it in time, the newer of two as near."""
    if code not in figures:
        return None
    year = max(figures[code])
    beside = {geo: own[min(own, key=lambda one: (abs(one - year), -one))] for geo, own in figures.items()}
    worst = support.high_need(beside, CATALOGUE[id].direction)
    if isinstance(worst, Refused):
        return None
    return Need(indicator=id, value=beside[code], period=str(year), places=len(beside), high=code in worst)


def matrix(desk: Desk, view: View) -> Made:  # noqa: ARG001 - the shape of a maker
    """Themes by cities: how many entries are recorded, and where the need is high and none is."""
    say, found, high = desk.say, by_city(recorded()), needs(desk)
    cells = provided(found, high)
    told = matrix_words(found, cells, say)
    shown = _grid(found, high, cells, say)
    return Made(
        body=Grid(table=shown, marked=_gaps_of(cells, found)),
        subtitle=say("{label} · need is high: a figure in the worst quarter of cities", label=label(say)),
        takeaway=told,
        alt=say("A table of themes by cities. {finding}", finding=told),
        sources=(source(say), *need_sources(desk, high)),
        table=_need_table(high, cells, say),
        refused=not any(found.values()) or not high,
        caution=say(
            "Of several figures one is easily among the worst by chance, and a city's figure says nothing of its "
            "neighbourhoods."
        ),
    )


def provided(
    found: Mapping[str, Sequence[Entry]], high: Mapping[tuple[Theme, str], Need]
) -> dict[tuple[Theme, str], Provision]:
    """What each theme and city shows."""
    entries = [one for own in found.values() for one in own]
    known = {key: need.high for key, need in high.items()}
    unknown = dict.fromkeys(((theme, code) for theme in KNOWN for code in found), 0)
    return support.provision(unknown | support.counted(entries), known, tuple(found))


def _grid(
    found: Mapping[str, Sequence[Entry]],
    high: Mapping[tuple[Theme, str], Need],
    cells: Mapping[tuple[Theme, str], Provision],
    say: Language,
) -> Table:
    def cell(theme: Theme, code: str) -> str:
        n = sum(theme in one.themes for one in found[code])
        need = high.get((theme, code))
        return _cell(cells[theme, code], n, high=need is not None and need.high, say=say)

    rows = tuple((say(THEMES[theme]), *(cell(theme, code) for code in found)) for theme in KNOWN)
    return Table(columns=(say("Theme"), *(name(code, say) for code in found)), rows=rows)


def _cell(state: Provision, n: int, *, high: bool, say: Language) -> str:
    if state is Provision.RECORDED:
        told = say.plural("{n} recorded", "{n} recorded", n)
        return say("{told}, need high", told=told) if high else told
    return {
        Provision.GAP: say("need high, none recorded"),
        Provision.NONE: say("none recorded"),
        Provision.UNKNOWN: say("none recorded, need unknown"),
    }[state]


def _gaps_of(
    cells: Mapping[tuple[Theme, str], Provision], found: Mapping[str, Sequence[Entry]]
) -> tuple[tuple[int, int], ...]:
    return tuple(
        (row, column)
        for row, theme in enumerate(KNOWN)
        for column, code in enumerate(found, start=1)
        if cells[theme, code] is Provision.GAP
    )


def matrix_words(
    found: Mapping[str, Sequence[Entry]], cells: Mapping[tuple[Theme, str], Provision], say: Language
) -> str:
    """For each city with entries: themes with some, and high-need themes with none recorded."""
    parts = [_short_words(code, cells, say) for code, entries in found.items() if entries]
    if not parts:
        return say("None recorded in any of the four cities: nothing can be laid beside the needs.")
    said = say(
        "Themes with entries, and high-need themes with none recorded: {cities}. This reflects what was registered.",
        cities="; ".join(parts),
    )
    return " ".join(part for part in (said, _unknown_words(found, cells, say)) if part)


def _short_words(code: str, cells: Mapping[tuple[Theme, str], Provision], say: Language) -> str:
    own = [cells[theme, code] for theme in KNOWN]
    some, gaps = (say.number(own.count(state)) for state in (Provision.RECORDED, Provision.GAP))
    return say("{city} {some} and {gaps}", city=name(code, say), some=some, gaps=gaps)


def _unknown_words(
    found: Mapping[str, Sequence[Entry]], cells: Mapping[tuple[Theme, str], Provision], say: Language
) -> str:
    """The cities with a theme where none is recorded and no figure on the need is held."""
    lacking = [code for code in found if any(cells[theme, code] is Provision.UNKNOWN for theme in KNOWN)]
    if not lacking:
        return ""
    names = ", ".join(name(code, say) for code in lacking)
    return say("For some themes no figure on the need is held: {cities}.", cities=names)


def city_words(code: str, cells: Mapping[tuple[Theme, str], Provision], say: Language) -> str:
    """How many themes of a city have entries, and how many with a high need have none recorded."""
    own = [cells[theme, code] for theme in KNOWN]
    some, gaps = own.count(Provision.RECORDED), own.count(Provision.GAP)
    return say(
        "{city}: {some}, {gaps}",
        city=name(code, say),
        some=say.plural("{n} theme with entries", "{n} themes with entries", some),
        gaps=say.plural("{n} high-need theme with none recorded", "{n} high-need themes with none recorded", gaps),
    )


def _need_table(
    high: Mapping[tuple[Theme, str], Need], cells: Mapping[tuple[Theme, str], Provision], say: Language
) -> Table:
    """The figure behind each need that is known."""
    rows = tuple(
        (
            f"{say(THEMES[theme])}, {name(code, say)}",
            say(CATALOGUE[need.indicator].title),
            f"{figure(need.value, CATALOGUE[need.indicator], say)} ({say.period(need.period)})",
            say("high, of {n} cities", n=say.number(need.places)) if need.high else _not_high(need, say),
            say("recorded") if cells[theme, code] is Provision.RECORDED else say("none recorded"),
        )
        for (theme, code), need in sorted(high.items(), key=lambda item: (not item[1].high, KNOWN.index(item[0][0])))
    )
    return Table(columns=(say("Theme and city"), say("Figure"), say("Value"), say("Need"), say("Register")), rows=rows)


def _not_high(need: Need, say: Language) -> str:
    return say("not high, of {n} cities", n=say.number(need.places))


def need_sources(desk: Desk, high: Mapping[tuple[Theme, str], Need]) -> tuple[str, ...]:
    """The source lines of the figures behind the needs."""
    used = sorted({need.indicator for need in high.values()})
    return pieces.sources((desk.observations(id).provenance for id in used), desk.say)

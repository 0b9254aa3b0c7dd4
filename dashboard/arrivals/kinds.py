"""The kinds of arrival that the page keeps apart, and which figures belong to each."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from dashboard.language import Language
from dashboard.view import Picture, View
from data_sources.catalogue import CATALOGUE
from data_sources.catalogue.flows import FLOWS
from data_sources.codes import ROUTES
from data_sources.model import Level

EUROPE = "EUROPE"
"""All places of a flow table together, where no one place was chosen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One part of the page: its code in links and the ids of its figures, the one to begin with first."""

    id: str
    series: tuple[str, ...] = ()
    flows: tuple[str, ...] = ()
    mapped: bool = True
    level: Level = Level.COUNTRY


KINDS = (
    Kind(
        id="asylum",
        series=tuple(
            "asy_all asy_first asy_first_m asy_dec asy_pos asy_under18 asy_women asy_uam asylum_pending "
            "asy_pending".split()
        ),
    ),
    Kind(id="protection", series=tuple("tp_stock refugees ua_permits resettled stateless".split())),
    Kind(
        id="immigration",
        series=tuple("imm_rate emi_rate imm_noneu permits for_ctz for_ctz_n for_born noneu_born".split()),
    ),
    Kind(id="border", series=("refused_entry", "no_stay")),
    Kind(
        id="origins",
        flows=("refugees_flows", "asylum_pending_flows", "asy_first_flows", "frontex_flows", "it_landings_flows"),
        mapped=False,
    ),
    Kind(id="sea", series=("sea_arrivals", "it_landings", "sea_land_arrivals"), mapped=False),
    Kind(
        id="population",
        series=tuple("netmig_n3 natchange_n3 growth_n3 netmig_urt natchange_urt popchange_urt".split()),
        level=Level.NUTS3,
    ),
)
"""In the order of the control."""

_BY_ID = {kind.id: kind for kind in KINDS}


def kind_name(id: str, say: Language) -> str:
    """The name of a kind in its control."""
    return {
        "asylum": say("Asylum"),
        "protection": say("Protection"),
        "immigration": say("Immigration"),
        "border": say("Border"),
        "origins": say("Origins"),
        "sea": say("By sea"),
        "population": say("Population change"),
    }[id]


def kind_of(view: View) -> Kind:
    """The kind a View asks for: its topic's, else the first one that its indicator belongs to, else the first."""
    asked = _BY_ID.get(view.topic.partition(".")[0])
    return asked or next((kind for kind in KINDS if view.indicator in kind.series), KINDS[0])


def series_held(kind: Kind, held: Collection[str]) -> tuple[str, ...]:
    """The figures of a kind that are held, in order."""
    return tuple(id for id in kind.series if id in held)


def shown(view: View, held: Collection[str]) -> View | None:
    """The View drawn on a page with a map: the reader's where it fits the kind, else the kind's own first figure.

    None where no figure of the kind is held.
    """
    kind = kind_of(view)
    ids = series_held(kind, held)
    if not ids:
        return None
    chosen = view if view.indicator in ids else replace(view.of(ids[0]), other=view.other, zoom="")
    level = kind.level if kind.level in CATALOGUE[chosen.indicator].levels else CATALOGUE[chosen.indicator].levels[0]
    picture = Picture.PAIR if view.picture is Picture.PAIR and second(view, held) else Picture.MAP
    return replace(chosen, level=level, picture=picture, other=second(view, held))


def second(view: View, held: Collection[str]) -> str:
    """The id of the second figure where the View names one that can stand beside the first; else empty."""
    first = (
        view.indicator if view.indicator in kind_of(view).series else next(iter(series_held(kind_of(view), held)), "")
    )
    return view.other if view.other in seconds(kind_of(view), first, held) else ""


def seconds(kind: Kind, first: str, held: Collection[str]) -> tuple[str, ...]:
    """Figures of the mapped kinds at the same level, without the first itself."""
    fitting = (one for one in KINDS if one.mapped and one.level is kind.level)
    return tuple(id for one in fitting for id in series_held(one, held) if id != first)


def to_kind(view: View, id: str | None, held: Collection[str]) -> View:
    """The View after the reader chose another kind: its first figure, its newest period."""
    kind = _BY_ID.get(id or "", kind_of(view))
    first = next(iter(series_held(kind, held)), view.indicator)
    places = view.places if kind.level is kind_of(view).level else ()
    level = kind.level if kind.level in CATALOGUE[first].levels else CATALOGUE[first].levels[0]
    turned = view.of(first)
    return replace(turned, topic=kind.id, level=level, places=places, period="", picture=Picture.MAP, other="", zoom="")


def flows_of(view: View) -> str:
    """The id of the flow table that the topic names after its kind, else the first of the kind; empty for none."""
    wanted = _part(view.topic, 1)
    offered = kind_of(view).flows
    return wanted if wanted in offered and wanted in FLOWS else next(iter(offered), "")


def people_of(id: str, say: Language) -> str:
    """Whom or what a flow table counts, as the start of a sentence."""
    return {
        "refugees_flows": say("Refugees"),
        "asylum_pending_flows": say("Asylum seekers waiting for a decision"),
        "asy_first_flows": say("First-time asylum applicants"),
        "frontex_flows": say("Detections at the external border"),
        "it_landings_flows": say("People landed"),
    }[id]


def route_of(view: View) -> str:
    """The route that the topic names after its flow table; empty for none. A route is no place of a View."""
    code = f"R_{_part(view.topic, 2).upper()}"
    return code if code in ROUTES else ""


def to_end(view: View, code: str) -> View:
    """The View of one place or route of the flow table on screen, or of all of them."""
    base = f"origins.{flows_of(view)}"
    if code in ROUTES:
        return replace(view, places=(), topic=f"{base}.{code.removeprefix('R_').lower()}")
    return replace(view, places=() if code == EUROPE else (code,), topic=base)


def _part(topic: str, number: int) -> str:
    parts = topic.split(".")
    return parts[number] if number < len(parts) else ""

"""How each figure about arrivals counts people, so that two of different definitions are never mixed unasked."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from dashboard.language import Language


class Nature(StrEnum):
    """What one unit of a figure is."""

    STOCK = "stock"
    FLOW = "flow"
    EVENT = "event"


class Basis(StrEnum):
    """By what a person belongs to a figure."""

    CITIZENSHIP = "citizenship"
    BIRTH = "birth"
    RESIDENCE = "residence"
    PLACE = "place"


class Law(StrEnum):
    """Under which rules people are counted."""

    ASYLUM = "asylum"
    PROTECTION = "protection"
    MIGRATION = "migration"
    BORDER = "border"
    POPULATION = "population"


@dataclass(frozen=True, slots=True, kw_only=True)
class Definition:
    """Three answers that must be the same before two figures may be compared without a word."""

    nature: Nature
    basis: Basis
    law: Law


def _all(nature: Nature, basis: Basis, law: Law, ids: str) -> dict[str, Definition]:
    return dict.fromkeys(ids.split(), Definition(nature=nature, basis=basis, law=law))


_CITIZENS = Basis.CITIZENSHIP
DEFINITIONS: dict[str, Definition] = {
    **_all(Nature.EVENT, _CITIZENS, Law.ASYLUM, "asy_all asy_first asy_first_m asy_dec asy_pos asy_under18 asy_women"),
    **_all(Nature.EVENT, _CITIZENS, Law.ASYLUM, "asy_uam asy_first_flows"),
    **_all(Nature.STOCK, _CITIZENS, Law.ASYLUM, "asylum_pending asy_pending asylum_pending_flows"),
    **_all(Nature.STOCK, _CITIZENS, Law.PROTECTION, "tp_stock refugees stateless ua_permits refugees_flows"),
    **_all(Nature.EVENT, _CITIZENS, Law.PROTECTION, "refugees_naturalised"),
    **_all(Nature.FLOW, _CITIZENS, Law.PROTECTION, "resettled"),
    **_all(Nature.FLOW, Basis.RESIDENCE, Law.MIGRATION, "imm_rate emi_rate netmig netmig_n2"),
    **_all(Nature.FLOW, _CITIZENS, Law.MIGRATION, "imm_noneu"),
    **_all(Nature.EVENT, _CITIZENS, Law.MIGRATION, "permits"),
    **_all(Nature.STOCK, _CITIZENS, Law.MIGRATION, "for_ctz for_ctz_n"),
    **_all(Nature.STOCK, Basis.BIRTH, Law.MIGRATION, "for_born noneu_born"),
    **_all(Nature.EVENT, _CITIZENS, Law.BORDER, "refused_entry no_stay frontex_flows"),
    **_all(Nature.FLOW, Basis.PLACE, Law.BORDER, "sea_arrivals sea_land_arrivals it_landings landing_places"),
    **_all(Nature.FLOW, _CITIZENS, Law.BORDER, "it_landings_flows"),
    **_all(Nature.EVENT, Basis.PLACE, Law.BORDER, "missing_migrants missing_places missing_flows"),
    **_all(Nature.FLOW, Basis.RESIDENCE, Law.POPULATION, "netmig_n3 netmig_urt natchange_n3 natchange_urt growth_n3"),
    **_all(Nature.FLOW, Basis.RESIDENCE, Law.POPULATION, "popchange_urt netmig_n3_live natgrow_n3 growrt_n3"),
}
"""Id of an indicator, of flows or of points -> how it counts."""


def same(one: str, other: str) -> bool:
    """Whether both count in the same way; never where one of them is not described here."""
    return one in DEFINITIONS and DEFINITIONS.get(one) == DEFINITIONS.get(other)


def nature_name(nature: Nature, say: Language) -> str:
    """One word or two for a label."""
    return {Nature.STOCK: say("Stock"), Nature.FLOW: say("Flow"), Nature.EVENT: say("Events")}[nature]


def nature_words(nature: Nature, say: Language) -> str:
    """What one unit is, as the end of a sentence that starts with the figure's name."""
    return {
        Nature.STOCK: say("people who are there on one day (a stock: months or years are never added up)"),
        Nature.FLOW: say("people who came or left within the period (a flow)"),
        Nature.EVENT: say(
            "acts such as applications, permits or detections within the period (events: one person "
            "may be counted more than once)"
        ),
    }[nature]


def basis_words(basis: Basis, say: Language) -> str:
    """By what people belong to it."""
    return {
        Basis.CITIZENSHIP: say("by citizenship"),
        Basis.BIRTH: say("by country of birth"),
        Basis.RESIDENCE: say("by where people lived before or after"),
        Basis.PLACE: say("by the place where they were counted"),
    }[basis]


def law_words(law: Law, say: Language) -> str:
    """Under which rules."""
    return {
        Law.ASYLUM: say("asylum"),
        Law.PROTECTION: say("protection already granted"),
        Law.MIGRATION: say("migration of any reason"),
        Law.BORDER: say("border"),
        Law.POPULATION: say("population change"),
    }[law]


def tag(id: str, say: Language) -> str:
    """Such as `Stock · by citizenship · asylum`; empty for a figure that is not described here."""
    if id not in DEFINITIONS:
        return ""
    found = DEFINITIONS[id]
    return " · ".join((nature_name(found.nature, say), basis_words(found.basis, say), law_words(found.law, say)))


def counts(id: str, say: Language) -> str:
    """What a figure counts, in plain words: what one unit is, by what people belong to it, under which rules."""
    if id not in DEFINITIONS:
        return say("it is not said how people are counted")
    found = DEFINITIONS[id]
    parts = (nature_words(found.nature, say), basis_words(found.basis, say), law_words(found.law, say))
    return "; ".join(parts)


def difference(one: str, other: str, titles: tuple[str, str], say: Language) -> str:
    """What differs between two figures, as a list, and that they are not to be added; empty where nothing does."""
    if same(one, other):
        return ""
    lines = [f"- **{title}**: {counts(id, say)}" for title, id in zip(titles, (one, other), strict=True)]
    first = say("These two do not count the same:")
    last = say("They can be looked at side by side, each on its own scale, but never added up.")
    return "\n".join((first, "", *lines, "", last))

"""Which rates and shares are of all residents: only those are averaged over regions by the people who live there."""

from __future__ import annotations

from data_sources.catalogue import units
from data_sources.model import Indicator, Unit

PER_INHABITANT: frozenset[Unit] = frozenset(
    {
        units.PER_1000,
        units.PER_100_000,
        units.CARS_PER_1000,
        units.KG_PER_HEAD,
        units.PPS_PER_HEAD,
        units.EUR_2010_PER_HEAD,
        units.TONNES_PER_HEAD,
        units.KGOE,
        units.ROOMS,
    }
)
"""Units that say "per inhabitant"."""

OF_RESIDENTS = frozenset(
    "young old popchange_urt arop_n2 arope_n2 arope_n2_old sevmat_n2 sevdep_n2 for_born_c21_n3 for_ctz_c21_n3".split()
)
"""Regional shares, in per cent, of all residents; the others are of workers, households, an age or an area."""

NOT_SPREAD_LIKE_PEOPLE: frozenset[Unit] = frozenset({units.KM2, units.M2})
"""Units of amounts that do not lie where people live."""


def of_residents(entry: Indicator) -> bool:
    """True for a rate, share or mean whose denominator is the resident population."""
    return entry.unit in PER_INHABITANT or entry.id in OF_RESIDENTS

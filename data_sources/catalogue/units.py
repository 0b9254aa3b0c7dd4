"""Units of measure, each once."""

from __future__ import annotations

from data_sources.model import Unit

PERSONS = Unit(code="PER", symbol="", name="people")
PERCENT = Unit(code="PC", symbol="%", name="per cent")
PER_1000 = Unit(code="P_THAB", symbol="", name="per 1,000 inhabitants")
PER_100_000 = Unit(code="P_HTHAB", symbol="", name="per 100,000 inhabitants")
CARS_PER_1000 = Unit(code="CAR_THAB", symbol="", name="cars per 1,000 inhabitants")
PER_KM2 = Unit(code="PER_KM2", symbol="", name="people per km²")
YEARS = Unit(code="YR", symbol="", name="years")
SCORE = Unit(code="SC", symbol="", name="score from 0 to 100")
KG_PER_HEAD = Unit(code="KG_HAB", symbol="kg", name="kilograms per inhabitant")
PPS_PER_HEAD = Unit(code="PPS_HAB", symbol="", name="purchasing power standards per inhabitant")
MICROGRAM = Unit(code="UG_M3", symbol="µg/m³", name="micrograms per cubic metre")
KM2 = Unit(code="KM2", symbol="km²", name="square kilometres")

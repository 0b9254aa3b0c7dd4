"""Caveats that several indicators share, in plain words."""

from __future__ import annotations

ROUNDED = "Rounded by Eurostat to the nearest 5."
TWO_COUNTRIES = "A person may apply in more than one country and is then counted in each."
NOT_PROTECTION = "Temporary protection (Ukraine, since 2022) is a separate legal status and is not counted here."
NOT_ASYLUM = "Temporary protection is not asylum: never add the two."
STOCK = "People under protection at the end of the month, not arrivals: do not add months."
TWELVE_MONTHS = "People who stay, or are expected to stay, at least 12 months; some countries count earlier."
UNDER_REGISTERED = "Departures are often not reported, so emigration is under-counted."
COMPLETED_AGE = "Age in completed years (agedef=COMPLET); never mixed with the other age definition."
LAG = "A decision can concern an application of an earlier year: this is no success rate of a year's applicants."
NATURALISED = "The figure falls when people become citizens; country of birth is the steadier measure."
ADJUSTED = "Includes statistical adjustment: what births and deaths do not explain counts as migration."
CITY_GAPS = "Cities report in different years and not all report."
SURVEY = (
    "A sample of about 840 interviews a city (2023): at 50 % the 95 % margin is about 3.4 points, before the design "
    "effect."
)
SILC = "Private households only: people in reception centres and without a home are not asked."
THREE_YEARLY = "Asked every third year since 2020: no line is drawn across the gap."
COMMUTERS = "Made where people work: places with many commuters look richer than their residents are."
FLEETS = "Cars registered by companies count where the company is."
REPLACED_SURVEY = "Later waves of the survey changed wording; only the 2023 wave is held."
RESEARCH_AIR = (
    "Mean over the area from satellites and models, a research estimate: neither official nor weighted by where "
    "people live."
)
UNDATED_AVERAGE = "A multi-year average whose period the source does not state: it has no place on a timeline."
CITIZENSHIP = "The origin is the country of citizenship, which is not always the country people left."
REPORTING = "Only countries of the EU, Iceland, Liechtenstein, Norway, Switzerland and the United Kingdom report."

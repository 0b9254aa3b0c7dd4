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
FEW = "Where few people apply, a few of them move the share."
NOT_IN_PERMITS = (
    "Most people from Ukraine under temporary protection hold no residence permit and are not counted here."
)
AUTHORITIES = "Counts what authorities did: it rises when they check more, and a person can be counted more than once."
DERIVED = (
    "Derived here by the balancing equation, not Eurostat's own figure: it holds what births and deaths do not "
    "explain, corrections of registers included."
)
MEAN_POPULATION = "Per 1,000 of the mean of the population on 1 January of the year and of the next."
CENSUS = (
    "A revision of the population or a boundary that was moved shows as a jump in one year; across a break in the "
    "series there is no figure."
)
LFS = "A sample survey of private households, with a break in the series in 2021."
OLD_REGIONS = "Regions as they were drawn in 2013: those changed since have no place on the map."
OLD_EXCLUSION = "By the definition used until 2020; later figures are another series."
EURO = "In euro of the year: neither price differences between cities nor price changes are removed."
REGISTERS = "Some countries count people registered at an employment office, others ask a sample."
PROXY = (
    "A proxy: the regions reach beyond the functional urban area, and people are spread over them as in 2018. "
    "Shown where figures cover at least 95 in 100 of its people."
)
PROXY_FRANCE = "In France regions are weighted by how many of their municipalities belong to it, for lack of people."
SAID = "What people say, not what a doctor found."
POLICE = (
    "What is recorded depends on laws, on what people report and on how police count: compare years, not countries."
)
UNSEEN = "When the atlas was made only the address of these figures was known: check them before you rely on them."
MODULE = "Asked every few years only: no line is drawn across the gaps."
CENSUS_ROUND = "From the census of 2021: one year, without the United Kingdom."
SURVEY_ROUNDS = "Asked in some rounds of the survey only; wording may differ between them."
WHO_KNOW = "People who do not know are left out of the base."
STOCK_PENDING = "People at the end of the month, not new ones: do not add months."

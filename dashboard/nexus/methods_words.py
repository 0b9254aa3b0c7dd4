"""What the methods are called, what each asks, and why one gives no result: English source texts."""

from __future__ import annotations

from enum import StrEnum

from analysis.refusal import Reason


class Method(StrEnum):
    """The methods on offer."""

    SPATIAL = "spatial"
    WITHIN = "within"
    LAGS = "lags"
    EVENTS = "events"


NAMES = {
    Method.SPATIAL: "Spatial pattern",
    Method.WITHIN: "Over time within places",
    Method.LAGS: "Lags",
    Method.EVENTS: "Around arrival peaks",
}
"""Method -> its name in the menu."""

QUESTIONS = {
    Method.SPATIAL: "Do places with high figures lie next to each other, and where does that stand out?",
    Method.WITHIN: "In years in which a place had more arrivals than it usually has, was its other figure higher or "
    "lower than usual?",
    Method.LAGS: "Does the figure of the place go more closely with arrivals of the same year, or of one to five "
    "years before?",
    Method.EVENTS: "What did the figure of the place look like before and after the year in which it had most "
    "arrivals?",
}
"""Method -> what it asks, in one plain sentence."""

HOW = {
    Method.SPATIAL: "Moran's I compares each place with the mean of its neighbours. Random rearrangements of the same "
    "figures over the map show how much pattern chance alone gives; the local form says where it stands out.",
    Method.WITHIN: "A panel with fixed effects: from every figure its place's own mean and its year's mean are taken "
    "out, so that lasting differences between places and events that all share do not count. Standard errors are "
    "clustered: rows of one place are not taken for separate news.",
    Method.LAGS: "The correlation within places, after each place's own mean is taken out, with arrivals shifted by "
    "zero to five years. The interval holds 95 of 100 redraws of whole places.",
    Method.EVENTS: "Every place with a clear peak is put on one scale of years before and after it, its figure as an "
    "index. Beside it stands a place with few arrivals in that year whose figure began alike. This describes; it is no "
    "estimate of an effect.",
}
"""Method -> how it works, in plain words."""

PATTERNS = {
    "HH": "High among high",
    "LL": "Low among low",
    "HL": "High among low",
    "LH": "Low among high",
}
"""Quadrant -> what it is called."""

NO_PATTERN = "No clear pattern"
NO_FIGURE = "No figure"

REASONS = {
    Reason.PLACES: "Not shown: places that have what this method needs: {have}. It asks for at least {need}.",
    Reason.YEARS: "Not shown: whole years in which both figures can be compared: {have}. This method asks for at least "
    "{need}.",
    Reason.ROWS: "Not shown: pairs of a place and a year: {have}. This method asks for at least {need}.",
    Reason.SAME: "Not shown: a figure does not change within places, so that there is nothing to compare.",
    Reason.UNDATED: "Not shown: one of the two figures is an average of several years whose dates are not stated, so "
    "that no year can stand before another.",
    Reason.PEAKS: "Not shown: places with a clear arrival peak, the other figure for all seven years around it and a "
    "place to stand beside: {have}. This method asks for at least {need}.",
}
"""Reason -> why there is no result. A gap may stay unused."""

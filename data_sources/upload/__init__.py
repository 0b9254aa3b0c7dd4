"""A reader's own file as an observation table, and a report of what is wrong with it. Pure: bytes in, values out."""

from __future__ import annotations

from data_sources.sentences import Told, told
from data_sources.upload.choices import ALL, Choices
from data_sources.upload.cleaned import cleaned, match_table, neutral, problem_list
from data_sources.upload.forgetting import forget_texts
from data_sources.upload.matches import Match, Status
from data_sources.upload.ownshapes import OWN, Boundaries, boundaries
from data_sources.upload.problems import Problem, Severity
from data_sources.upload.reading import read
from data_sources.upload.recipe import Recipe
from data_sources.upload.report import UNVERIFIED, Report
from data_sources.upload.samples import TEMPLATES, district_template, examples, template

__all__ = [
    "ALL",
    "OWN",
    "TEMPLATES",
    "UNVERIFIED",
    "Boundaries",
    "Choices",
    "Match",
    "Problem",
    "Recipe",
    "Report",
    "Severity",
    "Status",
    "Told",
    "boundaries",
    "cleaned",
    "district_template",
    "examples",
    "forget_texts",
    "match_table",
    "neutral",
    "problem_list",
    "read",
    "template",
    "told",
]

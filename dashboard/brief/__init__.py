"""A brief of two pages: what it holds, the maps and charts, and its three formats. Pure; heavy parts load late."""

from __future__ import annotations

from dashboard.brief.model import Brief, Desk, Picture, Table
from dashboard.brief.neighbourhood import neighbourhood
from dashboard.brief.pair import Both, of_pair
from dashboard.brief.place import of_place
from dashboard.brief.views import of_views

__all__ = ["Both", "Brief", "Desk", "Picture", "Table", "neighbourhood", "of_pair", "of_place", "of_views"]

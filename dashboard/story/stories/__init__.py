"""The project's own stories, in the order in which they are offered; one module each."""

from __future__ import annotations

from dashboard.story.model import Story
from dashboard.story.stories import (
    air,
    another_law,
    crowding,
    degrees,
    four_cities,
    growth,
    on_track,
    perception,
    who_received,
)

STORIES: tuple[Story, ...] = (
    who_received.STORY,
    another_law.STORY,
    crowding.STORY,
    degrees.STORY,
    air.STORY,
    perception.STORY,
    four_cities.STORY,
    on_track.STORY,
    growth.STORY,
)
"""A new story is one module and one line here."""


def story(id: str) -> Story | None:
    """The story of this id."""
    return next((one for one in STORIES if one.id == id), None)

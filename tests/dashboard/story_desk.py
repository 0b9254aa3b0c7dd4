"""A desk for stories over the snapshot, with some figures replaced where a test asks for it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import lru_cache

import numpy as np
import pandas as pd

from dashboard import withheld
from dashboard.language import language
from dashboard.story import desk as story_desk
from dashboard.story.model import Desk, Made, Story
from data_sources import store
from data_sources.schema import Observations


@lru_cache(maxsize=64)
def held(id: str) -> Observations:
    """An indicator's figures as the app shows them."""
    return withheld.guarded(store.load(id), store.load)


@lru_cache(maxsize=2)
def desk(lang: str = "en") -> Desk:
    """The desk over the snapshot, whose screens are kept for all tests: read-only."""
    return story_desk.desk(language(lang), held)


def desk_with(replaced: Mapping[str, Observations], lang: str = "en") -> Desk:
    """The desk with other figures for some indicators."""
    return story_desk.desk(language(lang), lambda id: replaced[id] if id in replaced else held(id))


def made(story: Story, key: str, at: Desk) -> Made:
    """What a step of a story shows, by its key."""
    step = next(one for one in story.steps if one.key == key)
    return step.make(at, replace(step.view, lang=at.say.code))


def changed(id: str, change: Callable[[pd.DataFrame], pd.DataFrame]) -> dict[str, Observations]:
    """An indicator's figures after `change` of a copy of its table, for `desk_with`."""
    return {id: replace(held(id), table=change(held(id).table.copy()))}


def reversed_ranks(table: pd.DataFrame) -> pd.DataFrame:
    """The table with the highest and the lowest place of each level and period exchanged, and so on inwards."""
    valued = table[table["obs_value"].notna()]
    groups = [valued[name].astype(str) for name in ("level", "time_period")]
    for _, rows in valued.groupby(groups):
        order = rows["obs_value"].sort_values(kind="stable")
        table.loc[order.index, "obs_value"] = np.asarray(order)[::-1]
    return table


def only(*places: str) -> Callable[[pd.DataFrame], pd.DataFrame]:
    """A change that leaves these places alone in the table: too few to say anything."""
    return lambda table: table[table["geo"].isin(places)].reset_index(drop=True)

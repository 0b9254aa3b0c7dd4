"""Writes the table of `data_sources.correspondence`; only the refresh uses this module."""

from __future__ import annotations

import pandas as pd

from data_sources.correspondence import FILE, PAIRS
from data_sources.errors import SourceUnavailable
from data_sources.model import NUTS
from data_sources.obtain import Get
from data_sources.sources import correspondence
from data_sources.sources.base import Request

LICENCE = correspondence.LICENCE

REQUESTS: tuple[Request, ...] = tuple(
    correspondence.request(level, older, newer) for level in NUTS for older, newer in PAIRS
)
"""What the file is made of."""


def tables(ask: Get) -> dict[str, bytes]:
    """File name -> bytes; none where no service has the correspondences, so that the old file stays."""
    try:
        parts = [
            correspondence.parse(
                ask(correspondence.request(level, older, newer).url(), correspondence.ID), level, older, newer
            )
            for level in NUTS
            for older, newer in PAIRS
        ]
    except SourceUnavailable:
        return {}
    few = dict.fromkeys(("level", "older", "newer"), "category")
    return {FILE: pd.concat(parts, ignore_index=True).astype(few).to_parquet(compression="zstd", index=False)}

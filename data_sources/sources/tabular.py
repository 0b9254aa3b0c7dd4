"""What several dialects share: strict CSV, JSON in pages, texts that are figures, and other code lists of countries."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

import pandas as pd
from babel.core import get_global

from data_sources.codes import eurostat_country
from data_sources.errors import RequestRejected, UnexpectedPayload
from data_sources.model import Dataflow, Indicator
from data_sources.schema import drop_empty, observation_table

MISSING = frozenset({":", "..", "-", "", "NA", "NaN"})
"""The usual texts for "no figure"."""

_CODE_LENGTH = 3
_NO_COUNTRY = re.compile(r"AA|Q[M-Z]|X[A-Z]|ZZ|E[UZ]|UN")  # what ISO leaves to its users, unions and unknown


def csv_frame(payload: bytes, source: str, needed: Iterable[str] = ()) -> pd.DataFrame:
    """A CSV file as texts. Raises `UnexpectedPayload` for what is no CSV or lacks a `needed` column."""
    try:
        text = payload.decode("utf-8-sig")
        frame = pd.read_csv(io.StringIO(text), dtype=str, keep_default_na=False)
    except (UnicodeDecodeError, pd.errors.ParserError, pd.errors.EmptyDataError) as error:
        raise UnexpectedPayload(f"the CSV cannot be read: {error}", source=source) from error
    if not isinstance(frame.index, pd.RangeIndex):  # pandas takes a cell too many for a row's name
        raise UnexpectedPayload("the CSV cannot be read: lines outrun the header", source=source)
    require(frame, needed, source)
    return frame


def require(frame: pd.DataFrame, needed: Iterable[str], source: str) -> None:
    """Raises `UnexpectedPayload` naming the columns that are not there."""
    absent = [name for name in needed if name not in frame]
    if absent:
        raise UnexpectedPayload(f"no column {', '.join(absent)}; the file has changed", source=source)


def json_pages(payload: bytes, source: str) -> list[dict[str, Any]]:
    """The pages of a JSON answer, be it one or a list of them. Raises `RequestRejected` for an error in its body."""
    try:
        answer = json.loads(payload)
    except ValueError as error:
        raise UnexpectedPayload("the JSON is damaged", source=source) from error
    pages = answer if isinstance(answer, list) else [answer]
    if not pages or not all(isinstance(page, dict) for page in pages):
        raise UnexpectedPayload("the JSON holds no records", source=source)
    for page in pages:
        if page.get("error"):
            raise RequestRejected(_message(page["error"]), source=source)
    return pages


def _message(error: Any) -> str:
    said = error.get("message", error) if isinstance(error, dict) else error
    return f"the service refuses: {said}"


def record_frame(records: Any, source: str, needed: Iterable[str]) -> pd.DataFrame:
    """A list of JSON objects as texts. Raises `UnexpectedPayload` for another shape or a missing field."""
    if not isinstance(records, list) or not all(isinstance(record, dict) for record in records):
        raise UnexpectedPayload("the JSON holds no list of records", source=source)
    if not records:
        raise UnexpectedPayload("the answer holds no records", source=source)
    frame = pd.DataFrame(records)
    require(frame, needed, source)
    texts = frame[list(needed)].astype(object)
    return texts.where(texts.notna(), "").astype(str)


def figures(texts: pd.Series, source: str, missing: Iterable[str] = ()) -> pd.Series:
    """The texts as numbers, NaN where one says "no figure". Raises `UnexpectedPayload` for any other text."""
    held = texts.mask(texts.isin(MISSING | set(missing)))
    numbers = pd.to_numeric(held, errors="coerce")
    wrong = held[numbers.isna() & held.notna()]
    if len(wrong):
        raise UnexpectedPayload(f"{wrong.iloc[0]!r} is not a figure", source=source)
    return numbers.astype("float64")


@lru_cache(maxsize=1)
def countries() -> dict[str, str]:
    """ISO 3166 code of three letters, or M49 code of three digits -> Eurostat's code of two letters."""
    alias = get_global("territory_aliases")
    found = {code: eurostat_country(names[0]) for code, names in alias.items() if len(code) == _CODE_LENGTH}
    real = {c: two for c, two in found.items() if len(two) == _CODE_LENGTH - 1 and not _NO_COUNTRY.fullmatch(two)}
    return real | {"XKX": "XK"}


def dataflow(indicator: Indicator, source: str) -> Dataflow:
    """Where the indicator's figures come from. Raises `RequestRejected` for one that is computed from others."""
    if indicator.dataflow is None:
        raise RequestRejected(f"{indicator.id} has no request of its own", source=source)
    return indicator.dataflow


def picked(frame: pd.DataFrame, indicator: Indicator, source: str) -> pd.DataFrame:
    """The rows that the indicator's key picks, and the codes its formula needs."""
    free = indicator.formula.dimension
    picks = [(name, {code}) for name, code in indicator.key]
    if indicator.formula.operands:
        picks.append((free, set(indicator.formula.operands)))
    require(frame, [name for name, _ in picks], source)
    for name, codes in picks:
        frame = frame[frame[name].isin(codes)]
    return frame.reset_index(drop=True)


def translated(codes: pd.Series, known: Mapping[str, str], source: str) -> pd.Series:
    """Each code as this atlas writes it. Raises `UnexpectedPayload` for one that is in no list: the source changed."""
    found = codes.map(known)
    lost = sorted(set(codes[found.isna()]))
    if lost:
        raise UnexpectedPayload(f"codes in no list: {', '.join(lost)}", source=source)
    return found


def summed(rows: pd.DataFrame) -> pd.DataFrame:
    """One table row a place, period and free dimension: the sum of the figures stated, missing where none is."""
    keys = [name for name in rows if name != "obs_value"]
    total = rows.groupby(keys, as_index=False)["obs_value"].sum(min_count=1)
    return drop_empty(observation_table({str(name): total[name].to_numpy() for name in total}))

"""A reader's own figures as they leave a visit: words, kind and a row a place and period; written and read strictly.

The file itself never goes along: neither its bytes, nor its name, nor its other columns.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from typing import Any

import pandas as pd

from dashboard.language import Language
from dashboard.own_file import LONGEST, OWN_FILE, UNVERIFIED, plain
from data_sources import geography
from data_sources.codes import CONF_STATUS, OBS_FLAG
from data_sources.errors import UnexpectedPayload, UploadError
from data_sources.model import Direction, Frequency, Indicator, Kind, Level, Provenance, Theme, Unit
from data_sources.schema import Observations, check

MOST = 5_000
"""Figures of places and periods: what a story file of a few hundred kB holds."""

_MOST_DECIMALS = 6
_MOST_PLACES = 50
_FIELDS = ("geo", "time_period", "obs_value", "obs_flag", "conf_status")
_FIGURE = re.compile(r"-?[0-9]{1,30}(\.[0-9]{1,30})?(e[+-]?[0-9]{1,3})?")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_LETTERS = {"obs_flag": frozenset(OBS_FLAG), "conf_status": frozenset(CONF_STATUS)}

Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """The figures at one kind of place in one code list: each `code,period,figure,flags,confidentiality`."""

    level: Level
    vintage: str
    rows: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """What goes along of a file; `day` is when it was read, `from_file` that it came with a story's file."""

    title: str
    unit: str
    symbol: str
    kind: Kind
    direction: Direction
    decimals: int
    day: date
    places: tuple[Part, ...]
    from_file: bool = field(default=False, compare=False)

    def observations(self) -> Observations:
        """The observation table of these figures. Raises `UnexpectedPayload` where they are none."""
        entry = _indicator(self)
        origin = Provenance(
            source=UNVERIFIED,
            dataflow=self.title,
            request_url="",
            retrieved_at=datetime.combine(self.day, datetime.min.time(), UTC),
            updated_at=None,
            licence="",
        )
        return Observations(table=check(_table(self.places), entry), indicator=entry, provenance=origin)


def stays(say: Language) -> str:
    """Why a view of the visitor's own file is in no story yet."""
    return say(
        "Your own file stays in this visit until you say that its figures may go along: tick “Put my figures into what "
        "I make”, here or on the page “Your data”."
    )


def nameless(own: Observations) -> Observations:
    """The same figures without the name of the file."""
    return replace(own, provenance=replace(own.provenance, dataflow=own.indicator.title))


def of(own: Observations, say: Language) -> Figures:
    """What goes along of a file that a visitor keeps. Raises `UploadError` with a sentence where that cannot be."""
    entry, table = own.indicator, own.table
    empty = table["obs_value"].isna() & (table["obs_flag"] == "") & (table["conf_status"] == "")
    said = table[~empty & (table["level"] != Level.AGGREGATE.value)]
    if len(said) > MOST:
        raise UploadError(
            say(
                "Your file has {n} figures; a story can carry {most}. Leave out years or places in the file first.",
                n=say.number(len(said)),
                most=say.number(MOST),
            )
        )
    return Figures(
        title=plain(entry.title) or say("Your file"),
        unit=plain(entry.unit.name),
        symbol=plain(entry.unit.symbol),
        kind=entry.kind,
        direction=entry.direction,
        decimals=entry.decimals,
        day=own.provenance.retrieved_at.date(),
        places=tuple(_parts(said, say)),
    )


def _parts(said: pd.DataFrame, say: Language) -> Iterator[Part]:
    for (level, vintage), rows in said.astype({"level": str, "geo_vintage": str}).groupby(["level", "geo_vintage"]):
        if not _codes(Level(str(level)), str(vintage)):
            raise UploadError(
                say("Your file stands on boundaries of your own or on places without a code list: no story carries it.")
            )
        cells = zip(*(rows[name] for name in _FIELDS), strict=True)
        yield Part(level=Level(str(level)), vintage=str(vintage), rows=tuple(_row(*one) for one in cells))


def _row(geo: object, period: object, value: float, flag: object, conf: object) -> str:
    figure = "" if math.isnan(value) else repr(float(value))
    return f"{geo},{period},{figure},{flag},{conf}"


def _codes(level: Level, vintage: str) -> frozenset[str]:
    """The codes of a list that is held; none of another. No cache is asked with texts of a file."""
    table = geography.districts() if level is Level.DISTRICT else geography.regions()
    return frozenset(table.loc[(table["level"] == level.value) & (table["vintage"] == vintage), "code"].astype(str))


def _indicator(given: Figures) -> Indicator:
    levels = {part.level for part in given.places}
    return Indicator(
        id=OWN_FILE,
        title=given.title,
        description="",
        theme=Theme.POPULATION,
        kind=given.kind,
        unit=Unit(code="OWN", symbol=given.symbol, name=given.unit or given.kind.value),
        levels=tuple(level for level in Level if level in levels),
        frequency=_frequency(given.places),
        direction=given.direction,
        decimals=given.decimals,
    )


def _frequency(places: tuple[Part, ...]) -> Frequency:
    periods = {row.split(",")[1] for part in places for row in part.rows}
    if not any("-" in period for period in periods):
        return Frequency.ANNUAL
    return Frequency.QUARTERLY if all("-Q" in period or "-" not in period for period in periods) else Frequency.MONTHLY


def _table(places: tuple[Part, ...]) -> pd.DataFrame:
    rows = [(*row.split(","), part.level.value, part.vintage) for part in places for row in part.rows]
    table = pd.DataFrame(rows, columns=[*_FIELDS, "level", "geo_vintage"])
    values = [float(text) if text else math.nan for text in table["obs_value"]]
    texts = table.columns.difference(["obs_value"])
    return table.assign(obs_value=values).astype(dict.fromkeys(texts, "category"))


def document(given: Figures) -> dict[str, Any]:
    """The figures as JSON has them."""
    return {
        "title": given.title,
        "unit": given.unit,
        "symbol": given.symbol,
        "kind": given.kind.value,
        "direction": given.direction.value,
        "decimals": given.decimals,
        "day": given.day.isoformat(),
        "places": [{"level": one.level.value, "vintage": one.vintage, "rows": list(one.rows)} for one in given.places],
    }


def read(found: object, say: Language) -> Figures:
    """The figures of a story's file. Raises `UploadError` with a sentence for anything else."""
    if not isinstance(found, dict) or set(found) != set(_READ):
        raise _refusal(say("it has other parts than title, unit, kind, day and places"), say)
    read_parts = {name: _part_of(found[name], name, say) for name in _READ}
    figures = Figures(**read_parts, from_file=True)
    try:
        figures.observations()
    except UnexpectedPayload:
        raise _refusal(
            say("a place has two figures of one period, a period is none, or there is no figure"), say
        ) from None
    return figures


def _refusal(what: str, say: Language) -> UploadError:
    return UploadError(say("The uploaded figures in this story cannot be read: {what}.", what=what))


def _part_of(value: object, name: str, say: Language) -> Any:
    try:
        return _READ[name](value, say)
    except (ValueError, TypeError):
        raise _refusal(say("“{name}” is not what it must be", name=name), say) from None


def _text(value: object, say: Language) -> str:  # noqa: ARG001 - one shape for all
    if not isinstance(value, str) or len(value) > LONGEST:
        raise TypeError
    return plain(value)


def _title(value: object, say: Language) -> str:
    if not _text(value, say):
        raise ValueError
    return _text(value, say)


def _decimals(value: object, say: Language) -> int:  # noqa: ARG001
    if type(value) is not int or not 0 <= value <= _MOST_DECIMALS:
        raise ValueError
    return value


def _day(value: object, say: Language) -> date:  # noqa: ARG001
    if not isinstance(value, str) or not _DAY.fullmatch(value):
        raise ValueError
    return date.fromisoformat(value)


def _places(value: object, say: Language) -> tuple[Part, ...]:
    if not isinstance(value, list) or not 0 < len(value) <= _MOST_PLACES:
        raise ValueError
    n = sum(len(one["rows"]) for one in value if isinstance(one, dict) and isinstance(one.get("rows"), list))
    if n > MOST:
        raise _refusal(say("it has {n} rows, and {most} can be read", n=say.number(n), most=say.number(MOST)), say)
    found = tuple(_part(one, say) for one in value)
    if len({(one.level, one.vintage) for one in found}) < len(found):
        raise ValueError
    return found


def _part(found: object, say: Language) -> Part:
    if not isinstance(found, dict) or set(found) != {"level", "vintage", "rows"} or not isinstance(found["rows"], list):
        raise ValueError
    level, vintage, rows = Level(found["level"]), found["vintage"], found["rows"]
    codes = _codes(level, vintage) if isinstance(vintage, str) else frozenset()
    if not rows or not codes:
        raise ValueError
    for number, row in enumerate(rows, start=1):
        if not isinstance(row, str) or not _is_row(row, codes):
            raise _refusal(say("row {n} of “{level}”", n=say.number(number), level=level.value), say)
    return Part(level=level, vintage=vintage, rows=tuple(rows))


def _is_row(row: str, codes: frozenset[str]) -> bool:
    """Whether it is a place of this list, a period, a figure or none, and letters that are known."""
    cells = dict(zip(_FIELDS, row.split(","), strict=False))
    if row.count(",") != len(_FIELDS) - 1 or cells["geo"] not in codes:
        return False
    figure = cells["obs_value"]
    if figure and not (_FIGURE.fullmatch(figure) and math.isfinite(float(figure))):
        return False
    return all(
        set(cells[name]) <= known and len(set(cells[name])) == len(cells[name]) for name, known in _LETTERS.items()
    )


_READ: dict[str, Callable[[object, Language], Any]] = {
    "title": _title,
    "unit": _text,
    "symbol": _text,
    "kind": lambda value, _: Kind(value),  # type: ignore[arg-type]
    "direction": lambda value, _: Direction(value),  # type: ignore[arg-type]
    "decimals": _decimals,
    "day": _day,
    "places": _places,
}
"""Name -> how that part is read."""

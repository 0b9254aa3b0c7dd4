"""The words of the project as frozen, hashable values. Standard library only."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum, StrEnum

UNDATED = "undated"
"""The `time_period` of a multi-year average whose source does not state the years."""


class Level(StrEnum):
    """A kind of place. Degree of urbanisation is a dimension, not a level."""

    AGGREGATE = "aggregate"
    COUNTRY = "country"
    NUTS1 = "nuts1"
    NUTS2 = "nuts2"
    NUTS3 = "nuts3"
    METRO = "metro"
    FUA = "fua"
    CITY = "city"
    DISTRICT = "district"


NUTS = (Level.NUTS1, Level.NUTS2, Level.NUTS3)
"""The three sizes of region."""


class Frequency(StrEnum):
    """SDMX code list FREQ, as far as used."""

    ANNUAL = "A"
    QUARTERLY = "Q"
    MONTHLY = "M"


class Kind(StrEnum):
    """What sort of quantity it is. Counts are drawn as circles, all others as fill."""

    COUNT = "count"
    RATE = "rate"
    SHARE = "share"
    MEAN = "mean"
    INDEX = "index"


class Direction(StrEnum):
    """What counts as better. Every migration indicator is neutral."""

    NEUTRAL = "neutral"
    HIGHER = "higher"
    LOWER = "lower"


class Theme(Enum):
    """The seminar's themes, in the order of the menus; the value is the code."""

    ARRIVALS = "arrivals"
    POPULATION = "population"
    GOVERNANCE = "governance"
    MOBILITY = "mobility"
    ECONOMY = "economy"
    ENERGY = "energy"
    LIVING = "living"
    ENVIRONMENT = "environment"
    DIGITAL = "digital"
    VILLAGES = "villages"
    PARTICIPATION = "participation"

    @property
    def about_people(self) -> bool:
        """True for the half of the nexus that is drawn in purple."""
        return self in {Theme.ARRIVALS, Theme.POPULATION}


class Operation(StrEnum):
    """How a formula joins its operands."""

    VALUE = "value"
    SUM = "sum"
    RATIO = "ratio"
    DIFFERENCE = "difference"
    BALANCE = "balance"
    OVERLAP = "overlap"


@dataclass(frozen=True, slots=True, kw_only=True)
class Formula:
    """How an indicator follows from codes of one dimension, or from other indicators.

    `left` and `right` hold codes of `dimension`, or indicator ids where `dimension` is empty.
    Each side is summed, what follows a minus sign ("-NAT") is subtracted; RATIO is `scale` x left / right,
    DIFFERENCE is left - right.
    BALANCE is the balancing equation: how the first of `left` (a stock on 1 January) changes until the next year,
    plus the rest of `left`, minus `right`, times `scale` over the mean of the two stocks.
    OVERLAP is the mean of `left` over the NUTS 3 regions that a functional urban area lies in, by its people there.
    """

    operation: Operation = Operation.VALUE
    dimension: str = ""
    left: tuple[str, ...] = ()
    right: tuple[str, ...] = ()
    scale: float = 1.0

    @property
    def operands(self) -> tuple[str, ...]:
        """All codes or ids it needs, each once, in order."""
        return tuple(dict.fromkeys(name.removeprefix("-") for name in self.left + self.right))

    @property
    def of_indicators(self) -> bool:
        """True where the operands are other indicators."""
        return self.operation is not Operation.VALUE and not self.dimension


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A unit of measure: `symbol` follows a figure ("%"), `name` says it in words."""

    code: str
    symbol: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Dataflow:
    """Where figures come from: a source of the registry and a data set or file there.

    `geo` is the dimension that holds places. `whole` asks for the whole data set and picks from it here,
    the cheapest request where most of it is used. `columns` names the columns of a plain file, as
    (`geo` | `geo_iso3` | `time_period` | `obs_value` | `nuts_version`, column) pairs; `missing` are the texts
    it writes where it has no figure, beside the usual ones.
    Of neighbourhoods: `parts` are the periods of the files that `code` names with `{}` (one part and no `{}`: the
    period of a file without a column of time); `lookup` is a file of small areas, its column of them and its
    column of the districts they lie in; `summed` says that rows of one place and period are cells to be added up.
    """

    source: str
    code: str
    geo: str = "geo"
    whole: bool = False
    columns: tuple[tuple[str, str], ...] = ()
    missing: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    lookup: tuple[str, str, str] | None = None
    summed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """A dataflow with every dimension pinned except place and time, and how to read it.

    `key` is a sorted tuple of (dimension, code). `denominator` is the id of the population that turns a
    count into a rate per `per` inhabitants. `midpoint` is the value that parts less from more where there is a real
    one, such as zero for a balance. A `steady` one cannot double and halve within a year: a stock of
    residents, where such a jump is a fault of the source. `variant_of` is the id of the indicator that differs only in
    whom or what part of it is counted (women, non-EU citizens, rural areas), or is the same from another table.
    `evidence` marks an entry whose figures nobody here has seen yet, only its address: how well that is known, from
    A (the filter was seen in use) to C (from documentation); * says that a code was read in a code list only.
    A `part` is held for the indicators computed from it, and offered in no menu.
    """

    id: str
    title: str
    description: str
    theme: Theme
    kind: Kind
    unit: Unit
    levels: tuple[Level, ...]
    dataflow: Dataflow | None = None
    key: tuple[tuple[str, str], ...] = ()
    formula: Formula = field(default_factory=Formula)
    frequency: Frequency = Frequency.ANNUAL
    direction: Direction = Direction.NEUTRAL
    decimals: int = 1
    sdg_target: str = ""
    denominator: str = ""
    per: int = 1000
    caveats: tuple[str, ...] = ()
    undated: bool = False
    steady: bool = False
    midpoint: float | None = None
    variant_of: str = ""
    evidence: str = ""
    part: bool = False

    @property
    def unseen(self) -> bool:
        """True for "live only, not yet seen": asked of its service at a refresh, never offered without figures."""
        return bool(self.evidence)


@dataclass(frozen=True, slots=True)
class Note:
    """A remark on figures: a sentence with gaps such as {n}, which can be translated, and what fills them."""

    text: str
    values: tuple[tuple[str, str], ...] = ()

    def __str__(self) -> str:
        """The sentence in English."""
        return self.text.format(**dict(self.values))


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """Where a table comes from; shown under every figure and written into every export."""

    source: str
    dataflow: str
    request_url: str
    retrieved_at: datetime
    updated_at: date | None
    licence: str
    notes: tuple[Note, ...] = ()
    stale: str = ""
    """Why an older copy is shown, or empty."""

"""What a story is made of: steps that are Views, and the slides they become with the figures held now."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from dashboard.histories import Histories
from dashboard.language import Language
from dashboard.own_figures import Figures
from dashboard.screen import Screen
from dashboard.view import View
from data_sources.schema import Observations

FEWEST_ANSWERS, MOST_ANSWERS = 2, 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """A question to the room, with two to six answers."""

    question: str
    answers: tuple[str, ...]

    def __post_init__(self) -> None:
        """Refuse fewer or more answers than phones can show. Raises `ValueError`."""
        if not FEWEST_ANSWERS <= len(self.answers) <= MOST_ANSWERS:
            message = f"{len(self.answers)} answers to {self.question!r}"
            raise ValueError(message)


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What slides are made with: the language and the loaders."""

    say: Language
    screen: Callable[[View], Screen]
    histories: Callable[[View], Histories]
    observations: Callable[[str], Observations]
    pages: Mapping[str, Make] = field(default_factory=dict, hash=False)
    """Makers of pages whose content is made above stories; none where there are figures alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """The figures of a picture as texts; the first column names the row."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Map:
    """A map drawn by the map component: the View says which picture. `note` stands on the map itself."""

    view: View
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One bar from zero: its name, its length, the figure written at its end, and whether it is pointed out."""

    name: str
    value: float
    told: str
    chosen: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Bars:
    """Ranked bars of one or two figures side by side: (title, bars) each; `about_people` decides the colour."""

    groups: tuple[tuple[str, tuple[Bar, ...]], ...]
    about_people: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Dots:
    """A row a place, a dot a series: such as city, town and village of each country. NaN leaves a dot out."""

    series: tuple[str, ...]
    rows: tuple[tuple[str, tuple[float, ...]], ...]
    axis: str
    margins: tuple[tuple[float, ...], ...] = ()
    """Half an interval for each dot, where the figures are a survey's."""
    about_people: bool | None = None
    """The colour of the first series: purple for arrivals, teal for places; None for what is of neither alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line through time: (period, value) in order; a NaN value breaks it. `dashed` is a target's path."""

    name: str
    points: tuple[tuple[str, float], ...]
    dashed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Lines:
    """Lines on one axis, with its title; `about_people` decides the colour of a single line."""

    lines: tuple[Line, ...]
    axis: str
    about_people: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Scatter:
    """Places by two figures: (name, x, y); those in `named` carry their names. `cross` draws lines at (x, y)."""

    points: tuple[tuple[str, float, float], ...]
    x_title: str
    y_title: str
    named: tuple[str, ...] = ()
    cross: tuple[float, float] | None = None
    about_people: bool | None = None
    """The colour of the named dots, as of `Dots`; None where the two figures are of different halves."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A few facts under one title: (what, figure, when or note)."""

    title: str
    rows: tuple[tuple[str, str, str], ...]
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cards:
    """Cards side by side."""

    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A table that is itself the picture, such as themes by districts. `marked` are (row, column) pointed out."""

    table: Table
    marked: tuple[tuple[int, int], ...] = ()


Body = Map | Bars | Dots | Lines | Scatter | Cards | Grid


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """What a step shows and says with the figures held now.

    `takeaway` is computed; `refused` says that it tells why nothing can be said. `alt` describes the picture.
    """

    body: Body
    subtitle: str
    takeaway: str
    alt: str
    sources: tuple[str, ...]
    table: Table | None = None
    refused: bool = False
    caution: str = ""
    """One sentence on what the picture cannot tell, or ""."""


Make = Callable[[Desk, View], Made]


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step: a View on a page of the app, and the maker of what is shown of it.

    `title` and `note` (for the speaker) are English source sentences in stories of the project, and the
    presenter's own words in their own. `key` names the step inside its story: "who_received.ranks" in all.
    """

    key: str
    title: str
    note: str
    view: View
    page: str
    make: Make
    ask: Ask | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """A question and its steps. `own` says that its words are a presenter's and are not translated.

    `figures` are those of an uploaded file that its steps show: a story's file carries them, a link never does.
    """

    id: str
    question: str
    why: str
    steps: tuple[Step, ...]
    own: bool = False
    minutes: int = 10
    figures: Figures | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Slide:
    """A step in the reader's language, made: what presenter, follower, file and PowerPoint are drawn from."""

    number: int
    count: int
    title: str
    note: str
    made: Made
    ask: Ask | None
    view: View
    page: str
    key: str

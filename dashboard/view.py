"""What is on screen, as a value; and that value as URL parameters.

Codes, never labels, go into the URL, so that a link outlives a translation. Building a `View` is strict;
reading one from a URL is lenient: a bad value becomes the default, never an error page.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from itertools import pairwise

from analysis.classify import Method
from dashboard import marks
from dashboard.language import DEFAULT, LANGUAGES
from dashboard.own_file import OWN_FILE, entry
from data_sources.catalogue import CATALOGUE, DEFAULT_ID
from data_sources.model import UNDATED, Level

MOST_PLACES = 6
"""As many lines as can be told apart."""

MOST_OPENED = 8
MOST_CLASSES = 7
_LARGEST_CUT = 1e15
_PERIOD = re.compile(r"[12]\d{3}(-(0[1-9]|1[0-2]|Q[1-4]|S[12]))?")
_TOPIC = re.compile(r"[a-z0-9][a-z0-9._-]{0,39}")
_DATA = re.compile(r"[12]\d{3}-\d{2}-\d{2}\.[0-9a-f]{6}")
_PLACE = re.compile(r"[A-Z]{2}[A-Z0-9_]{0,40}")


class Picture(StrEnum):
    """What is drawn of an indicator; the value is the code in links."""

    MAP = "map"
    TILES = "tiles"
    YEARS = "years"
    CHANGE = "change"
    PAIR = "pair"
    BOTH = "both"
    FLOWS = "flows"


WITH_ANOTHER = frozenset({Picture.PAIR, Picture.BOTH})
"""Pictures that show a second indicator."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Classes:
    """How a map's colours are cut: a method, a number of classes, or the reader's own cut points."""

    method: Method = Method.QUANTILES
    k: int = 5
    own: tuple[float, ...] = ()

    def code(self) -> str:
        """Such as `quantiles-5` or `own-10,20.5`."""
        tail = ",".join(f"{cut:.12g}" for cut in self.own) if self.method is Method.OWN else str(self.k)
        return f"{self.method.value}-{tail}"

    @classmethod
    def from_code(cls, code: str) -> Classes:
        """The reverse of `code`; anything else gives the default."""
        method = next((method for method in Method if code.startswith(f"{method.value}-")), None)
        if method is None:
            return cls()
        tail = code.removeprefix(f"{method.value}-")
        if method is Method.OWN:
            return cls(method=method, own=own_cuts(tail))
        return cls(method=method, k=int(tail)) if tail in {"3", "4", "5", "6", "7"} else cls()


def own_cuts(text: str) -> tuple[float, ...]:
    """Rising cut points read from `10, 20.5; 30`; empty if one is no number, repeats or goes down."""
    parts = [part for part in re.split(r"[,;\s]+", text.strip()) if part]
    try:
        cuts = tuple(float(part) for part in parts[: MOST_CLASSES - 1])
    except ValueError:
        return ()
    rising = all(low < high for low, high in pairwise(cuts))
    return cuts if rising and all(abs(cut) < _LARGEST_CUT for cut in cuts) else ()


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """One screenful: what, at which level, when, where, and how it is drawn.

    An empty `period` means the newest; `since` and `until` are the ends of a change; `per_head` shows a count
    per 1,000 inhabitants. `other` is the second indicator of a picture that has two; `zoom` the place the map is
    zoomed to; `marks` what was drawn on it (see `marks`); `hatch` lays lines over flagged figures and `unreliable`
    draws those flagged u. `topic` is the part of a page on screen: a theme, an SDG target, a kind of arrival.
    `opened` are parts of a page that are folded away unless asked for, such as its tables, in the order of their codes.
    `data` is the snapshot that a cited link was made with: it changes nothing but a note of what differs since.
    """

    indicator: str = DEFAULT_ID
    level: Level = Level.COUNTRY
    period: str = ""
    places: tuple[str, ...] = ()
    lang: str = DEFAULT
    per_head: bool = False
    classes: Classes = Classes()
    since: str = ""
    until: str = ""
    picture: Picture = Picture.MAP
    other: str = ""
    zoom: str = ""
    marks: str = ""
    hatch: bool = True
    unreliable: bool = False
    contrast: bool = False
    topic: str = ""
    opened: tuple[str, ...] = ()
    data: str = ""

    def __post_init__(self) -> None:
        """Refuse what the catalogue does not know. Raises `CatalogueError` or `ValueError`."""
        if self.level not in entry(self.indicator).levels:
            message = f"{self.indicator} has no level {self.level.value}"
            raise ValueError(message)
        if self.lang not in LANGUAGES or len(self.places) > MOST_PLACES:
            message = f"no such view: lang {self.lang!r}, {len(self.places)} places"
            raise ValueError(message)
        if (self.other and not _known(self.other)) or marks.checked(self.marks) != self.marks:
            message = f"no such view: other {self.other!r}, marks {self.marks!r}"
            raise ValueError(message)
        if self.topic and not _TOPIC.fullmatch(self.topic):
            message = f"no such view: topic {self.topic!r}"
            raise ValueError(message)
        if _opened(",".join(self.opened)) != self.opened:
            message = f"no such view: opened {self.opened!r}"
            raise ValueError(message)
        if _data(self.data) != self.data:
            message = f"no such view: data {self.data!r}"
            raise ValueError(message)

    @classmethod
    def from_params(cls, params: Mapping[str, str]) -> View:
        """The View a URL asks for, as far as it makes sense."""
        id = params.get("indicator", "")
        id = id if _known(id) else DEFAULT_ID
        level = params.get("level", "")
        levels = entry(id).levels
        lang = params.get("lang", "")
        return cls(
            indicator=id,
            level=Level(level) if level in {one.value for one in levels} else levels[0],
            period=_period(params.get("year", "")),
            places=_places(params.get("places", "")),
            lang=lang if lang in LANGUAGES else DEFAULT,
            per_head=params.get("per") == "1000" and bool(entry(id).denominator),
            classes=Classes.from_code(params.get("classes", "")),
            since=_period(params.get("since", "")),
            until=_period(params.get("until", "")),
            picture=_picture(params.get("picture", "")),
            other=params.get("other", "") if _known(params.get("other", "")) else "",
            zoom=next(iter(_places(params.get("zoom", ""))), ""),
            marks=marks.checked(params.get("marks", "")),
            hatch=params.get("hatch") != "0",
            unreliable=params.get("unreliable") == "1",
            contrast=params.get("contrast") == "1",
            topic=params.get("topic", "") if _TOPIC.fullmatch(params.get("topic", "")) else "",
            opened=_opened(params.get("open", "")),
            data=_data(params.get("data", "")),
        )

    def to_params(self) -> dict[str, str]:
        """Stable codes, defaults left out."""
        level = "" if self.level is entry(self.indicator).levels[0] else self.level.value
        params = {
            "indicator": "" if self.indicator == DEFAULT_ID else self.indicator,
            "level": level,
            "year": self.period,
            "places": ",".join(self.places),
            "lang": "" if self.lang == DEFAULT else self.lang,
            "per": "1000" if self.per_head else "",
            "classes": "" if self.classes == Classes() else self.classes.code(),
            "since": self.since,
            "until": self.until,
            "picture": "" if self.picture is Picture.MAP else self.picture.value,
            "other": self.other,
            "zoom": self.zoom,
            "marks": self.marks,
            "hatch": "" if self.hatch else "0",
            "unreliable": "1" if self.unreliable else "",
            "contrast": "1" if self.contrast else "",
            "topic": self.topic,
            "open": ",".join(self.opened),
            "data": self.data,
        }
        return {name: value for name, value in params.items() if value}

    def of(self, id: str) -> View:
        """The same for another indicator, keeping the level, places and period where they can be kept."""
        levels = entry(id).levels
        kept = self.level in levels
        return replace(
            self,
            indicator=id,
            level=self.level if kept else levels[0],
            places=self.places if kept else (),
            per_head=self.per_head and bool(entry(id).denominator),
            since="",
            until="",
            marks="",
        )

    def with_part(self, part: str, *, opened: bool) -> View:
        """The same with a part of the page opened or folded away."""
        others = [one for one in self.opened if one != part]
        return replace(self, opened=tuple(sorted([*others[: MOST_OPENED - 1], part]) if opened else others))

    @property
    def shows_own_file(self) -> bool:
        """True where one of its figures is the reader's own, which no other visitor may be shown."""
        return OWN_FILE in {self.indicator, self.other}

    def without_own_file(self) -> View:
        """The same with the reader's file left out."""
        kept = replace(self, other="" if self.other == OWN_FILE else self.other)
        return kept.of(DEFAULT_ID) if self.indicator == OWN_FILE else kept

    def screenful(self) -> View:
        """Only what decides a `Screen`: the key under which it is kept."""
        return View(
            indicator=self.indicator,
            level=self.level,
            period=self.period,
            per_head=self.per_head,
            classes=self.classes,
            lang=self.lang,
        )


def _known(id: str) -> bool:
    return id in CATALOGUE or id == OWN_FILE


def _picture(text: str) -> Picture:
    return Picture(text) if text in {one.value for one in Picture} else Picture.MAP


def _period(text: str) -> str:
    return text if _PERIOD.fullmatch(text) or text == UNDATED else ""


def _opened(text: str) -> tuple[str, ...]:
    """The parts of a page that a link opens, each once, in order."""
    return tuple(sorted({code for code in text.split(",") if _TOPIC.fullmatch(code)})[:MOST_OPENED])


def _data(text: str) -> str:
    """The id of a snapshot, if its day is one."""
    try:
        date.fromisoformat(text.partition(".")[0])
    except ValueError:
        return ""
    return text if _DATA.fullmatch(text) else ""


def _places(text: str) -> tuple[str, ...]:
    codes = dict.fromkeys(code for code in text.split(",") if _PLACE.fullmatch(code))
    return tuple(codes)[:MOST_PLACES]

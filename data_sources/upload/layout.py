"""Which column of a sheet holds what: places, periods, figures, flags, dimensions; wide or long."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from data_sources.errors import UploadError
from data_sources.sentences import told
from data_sources.upload import cells, gazetteer, headers, periods
from data_sources.upload.choices import Choices
from data_sources.upload.sheet import Sheet, Texts

_SAMPLE = 300
_MOST_PERIODS = 2_000
_HINTED = 0.25
_CODES_FIRST = 0.02
_TWICE = 2
_KINDS = 50
_HALF = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """A column of figures of one period: its header, period, measure, and the header of its flags."""

    name: str
    period: str
    measure: str = ""
    flag: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Roles:
    """Headers by what their columns hold; empty where there is no such column."""

    place: str
    time: str = ""
    figures: tuple[str, ...] = ()
    dated: tuple[Dated, ...] = ()
    flag: str = ""
    conf: str = ""
    lon: str = ""
    lat: str = ""
    kind: str = ""
    names: tuple[str, ...] = ()
    """Columns that say more of the place: other codes or names."""

    dimensions: tuple[str, ...] = ()
    scattered: bool = False
    """True where rows of one place lie at different points: each row is then a thing of its own."""

    @property
    def layout(self) -> str:
        """`wide` with one column a period, `long` with one row a figure."""
        return "wide" if self.dated else "long"


Known = Callable[[list[str]], float]
"""Which part of these texts are places that are known."""


def roles(sheet: Sheet, choices: Choices, known: Known) -> Roles:
    """Which column is what. Raises `UploadError` where there are no figures, or a chosen column is not there."""
    for name in (choices.place, choices.time, choices.base):
        if name and name not in sheet.header:
            raise UploadError(
                told("There is no column {name}. There are: {held}.", name=name, held=sheet.header[:20]), column=name
            )
    return _Finder(sheet, choices, known).roles()


class _Finder:
    """Columns on their way to their roles; each has one."""

    def __init__(self, sheet: Sheet, choices: Choices, known: Known) -> None:
        self._sheet = sheet
        self._choices = choices
        self._known = known
        self._few = {name: column.few(_SAMPLE) for name, column in zip(sheet.header, sheet.columns, strict=True)}
        self._free = list(sheet.header)
        self._numeric = {name for name in sheet.header if cells.looks_like_figures(self._few[name])}

    def roles(self) -> Roles:
        """The roles of all columns."""
        self._drop_empty()
        dated = self._dated()
        lon, lat = self._take_hinted(headers.LON, numeric=True), self._take_hinted(headers.LAT, numeric=True)
        if bool(lon) != bool(lat):
            self._free.append(lon or lat)
            lon = lat = ""
        flag, conf = self._take_hinted(headers.FLAG), self._take_hinted(headers.CONF)
        time = "" if dated else self._time()
        place = self._place(points=bool(lon))
        figures = () if dated else self._values()
        if not (dated or figures or lon):
            raise UploadError(told("No column holds figures."), line=self._sheet.header_line)
        kind, names = self._kind(), self._same_as(place)
        scattered = bool(lon) and not dated and not self._choices.place and not self._fixed(place, lon, lat)
        dimensions = self._without_labels()
        return Roles(
            place=place,
            time=time,
            figures=figures,
            dated=dated,
            flag=flag,
            conf=conf,
            lon=lon,
            lat=lat,
            kind=kind,
            names=names,
            dimensions=(place, *dimensions) if scattered and self._is_kind(place) else dimensions,
            scattered=scattered,
        )

    def _is_kind(self, place: str) -> bool:
        """True where what names the points is rather what sort they are: few texts for many rows."""
        return bool(place) and len(self._sheet.column(place).distinct) <= min(_KINDS, len(self._sheet.lines) / 2)

    def _fixed(self, place: str, *degrees: str) -> bool:
        """True where each place has its own point."""
        of = self._sheet.column(place) if place else None
        return of is not None and all(follows(of, self._sheet.column(one)) for one in degrees)

    def _drop_empty(self) -> None:
        for name in list(self._free):
            if not self._few[name]:
                self._free.remove(name)

    def _take(self, name: str) -> str:
        if name in self._free:
            self._free.remove(name)
        return name

    def _take_hinted(self, hint: object, *, numeric: bool = False) -> str:
        matches = getattr(hint, "fullmatch")  # noqa: B009  a compiled pattern of either kind
        for name in self._free:
            if matches(name.strip()) and (not numeric or name in self._numeric):
                return self._take(name)
        return ""

    def _dated(self) -> tuple[Dated, ...]:
        """Columns headed by a period, or by a measure and a period."""
        if self._choices.time:
            return ()
        flags = {}
        for name in self._free:
            found = headers.FLAG_OF.fullmatch(name)
            if found and found[1] in self._free and name not in self._numeric:
                flags[found[1]] = name
        dated = [
            Dated(name=name, period=name if periods.pair(name) else periods.period(name), flag=flags.get(name, ""))
            for name in self._free
            if periods.period(name) and not name.startswith("column ")
        ] or self._named(flags)
        for one in dated:
            self._take(one.name)
            if one.flag:
                self._take(one.flag)
        return tuple(dated)

    def _named(self, flags: dict[str, str]) -> list[Dated]:
        """Columns such as pop_2015 and pop_2016: the same name with several years."""
        found = [name for name in self._free if name in self._numeric and periods.year_in(name)]
        years: dict[str, set[str]] = {}
        for name in found:
            years.setdefault(periods.stem(name), set()).add(periods.year_in(name))
        several = [name for name in found if len(years[periods.stem(name)]) >= _TWICE]
        if len(several) < len(found) / 2:
            return []
        return [
            Dated(
                name=name, period=periods.year_in(name), measure=periods.stem(name) or "value", flag=flags.get(name, "")
            )
            for name in several
        ]

    def _time(self) -> str:
        if self._choices.time:
            return self._take(self._choices.time)
        for name in self._free:
            if headers.TIME.fullmatch(name.strip()) and periods.are_periods(self._few[name], 0.5):
                return self._take(name)
        for name in self._free:
            distinct = len(self._sheet.raw(name).distinct)
            taken = headers.VALUE.fullmatch(name.strip()) or headers.CODE.fullmatch(name.strip())
            only = {name} >= self._numeric & set(self._free)
            if distinct <= _MOST_PERIODS and not taken and not only and periods.are_periods(self._few[name]):
                return self._take(name)
        return ""

    def _place(self, *, points: bool) -> str:
        """The column with the most known places; where none is known, the first one of texts."""
        if self._choices.place:
            return self._take(self._choices.place)
        scores = {name: self._score(name) for name in self._free if self._may_be_place(name)}
        best = max(scores, key=lambda name: scores[name], default="")
        if best and scores[best] > 0:
            return self._take(self._finest(best, scores))
        texts = [name for name in self._free if name not in self._numeric] or list(scores)
        if points or texts:
            return self._take(texts[0]) if texts else ""
        raise UploadError(
            told("No column holds places: neither codes, names, nor longitude and latitude."),
            line=self._sheet.header_line,
        )

    def _finest(self, best: str, scores: dict[str, float]) -> str:
        """The column of the smallest places: a column of regions beside one of their countries."""
        for name, score in scores.items():
            one, other = self._sheet.column(name), self._sheet.column(best)
            smaller = len(one.distinct) > len(other.distinct)
            smaller |= len(one.distinct) == len(other.distinct) and self._countries(best) and not self._countries(name)
            if smaller and score >= _HALF and self._known(self._few[name]) >= _HALF and follows(one, other):
                best = name
        return best

    def _countries(self, name: str) -> bool:
        return all(map(gazetteer.is_country, self._few[name]))

    def _may_be_place(self, name: str) -> bool:
        return name not in self._numeric or bool(headers.CODE.fullmatch(name) or headers.PLACE.fullmatch(name))

    def _score(self, name: str) -> float:
        if headers.NO_PLACE.search(name):
            return 0.0
        hint = _HINTED if headers.PLACE.fullmatch(name.strip()) else 0.0
        share = self._known(self._few[name])
        first = _HINTED + _CODES_FIRST if share and headers.CODE.fullmatch(name.strip()) else 0.0
        return share + hint + first if share or hint else 0.0

    def _values(self) -> tuple[str, ...]:
        """The columns of figures: the one called value, else every one that holds figures and no codes."""
        for name in self._free:
            if headers.VALUE.fullmatch(name.strip()) and self._figures(name):
                if name.casefold() in {"n", "number", "total", "count"} and len(self._numeric & set(self._free)) > 1:
                    continue
                return (self._take(name),)
        found = [name for name in self._free if name in self._numeric and not self._is_code(name)]
        wanted = self._choices.measure
        if wanted in self._free and wanted not in found:
            found.append(wanted)
        for name in found:
            self._take(name)
        return tuple(found)

    def _figures(self, name: str) -> bool:
        texts = self._few[name]
        return name in self._numeric or any(cells.looks_like_figures([text]) for text in texts)

    def _is_code(self, name: str) -> bool:
        return bool(headers.CODE.fullmatch(name.strip())) and name != self._choices.measure

    def _kind(self) -> str:
        """The column that tells kinds of places apart, where one does."""
        for name in self._free:
            known = Counter(bool(headers.kind_of(text)) for text in self._few[name])
            if known[True] > known[False] and (len(self._few[name]) > 1 or headers.KIND.fullmatch(name)):
                return self._take(name)
        return ""

    def _same_as(self, place: str) -> tuple[str, ...]:
        """Columns with one text a place: they say more of it."""
        if not place:
            return ()
        of = self._sheet.column(place)
        if len(of.distinct) < _TWICE:
            return ()
        found = [name for name in self._free if len(self._few[name]) > 1 and follows(of, self._sheet.column(name))]
        return tuple(self._take(name) for name in found)

    def _without_labels(self) -> tuple[str, ...]:
        """The dimensions; of two columns that say the same the first."""
        kept: list[str] = []
        for name in self._free:
            column = self._sheet.column(name)
            if not any(_same(column, self._sheet.column(other)) for other in kept):
                kept.append(name)
        return tuple(kept)


def follows(one: Texts, other: Texts) -> bool:
    """True where each text of `one` always stands beside the same text of `other`."""
    first = one.first_rows()
    return bool((other.codes[first[one.codes]] == other.codes).all())


def _same(one: Texts, other: Texts) -> bool:
    if len(one.distinct) != len(other.distinct) or len(one.distinct) < _TWICE:
        return False
    return follows(one, other) and follows(other, one)

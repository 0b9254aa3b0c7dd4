"""Texts as SDMX periods: bare years, halves, quarters, months in several languages, weeks and days."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from functools import lru_cache

from babel import Locale

_YEAR = r"(1[89]\d\d|20\d\d)"
_LANGUAGES = ("en", "de", "fr", "it", "es", "ca", "nl", "pt", "pl", "sv", "da", "fi", "el")
_PLAUSIBLE = range(1800, 2101)


def _year(found: re.Match[str]) -> str:
    return found[1]


def _part(letter: str) -> Callable[[re.Match[str]], str]:
    return lambda found: f"{found['y']}-{letter}{int(found['n'])}"


def _month(found: re.Match[str]) -> str:
    return f"{found['y']}-{int(found['n']):02d}"


def _week(found: re.Match[str]) -> str:
    return f"{found['y']}-W{int(found['n']):02d}"


_Y = rf"(?P<y>{_YEAR})"
_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), read)
    for pattern, read in (
        (rf"{_YEAR}(?:\.0+)?", _year),
        (rf"{_YEAR}[-/. ]?a1?", _year),
        (rf"{_Y}[-/. ]?[qt](?P<n>[1-4])", _part("Q")),
        (rf"[qt](?P<n>[1-4])[-/. ]?{_Y}", _part("Q")),
        (rf"(?P<n>[1-4])\.? ?(?:quartal|quarter|trimest\w*|kwart\w*|q)[-/. ]?{_Y}", _part("Q")),
        (rf"{_Y}[-/. ]?s(?P<n>[12])", _part("S")),
        (rf"s(?P<n>[12])[-/. ]?{_Y}", _part("S")),
        (rf"{_Y}[-/. ]?m(?P<n>0?[1-9]|1[0-2])", _month),
        (rf"{_Y}[-/. ](?P<n>0[1-9]|1[0-2]|[1-9])", _month),
        (rf"(?P<n>0?[1-9]|1[0-2])[-/. ]{_Y}", _month),
        (rf"{_Y}[-/. ]?w(?P<n>0?[1-9]|[1-4]\d|5[0-3])", _week),
    )
)
_ISO_DAY = re.compile(rf"{_YEAR}[-/.](\d\d?)[-/.](\d\d?)(?:[T ][\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?")
_DAY = re.compile(rf"(\d\d?)[-/.](\d\d?)[-/.]{_YEAR}(?:,?[T ][\d:.]+(?: ?[AaPp]\.?[Mm]\.?)?)?")
_RANGE = re.compile(rf"{_YEAR}\s?[-/–]\s?(\d\d|{_YEAR})")
_WORDS = re.compile(rf"(?P<m>[^\W\d]+)\.?[-/ ]+(?:de )?{_YEAR}|{_YEAR}[-/ ]+(?P<w>[^\W\d]+)\.?")
_IN_A_NAME = re.compile(rf"(?<!\d){_YEAR}(?!\d)")


@lru_cache(maxsize=1)
def _months() -> dict[str, int]:
    """Name or abbreviation of a month, in small letters -> its number; what two languages use differently is out."""
    found: dict[str, set[int]] = {}
    for language in _LANGUAGES:
        for width in ("wide", "abbreviated"):
            for form in ("format", "stand-alone"):
                for number, name in Locale(language).months[form][width].items():
                    found.setdefault(name.casefold().rstrip("."), set()).add(number)
    return {name: min(numbers) for name, numbers in found.items() if len(numbers) == 1}


@lru_cache(maxsize=20_000)
def period(text: str) -> str:
    """The SDMX period that a text names, or empty; of days that could be two, one of them: see `certain` and `day`."""
    bare = text.strip().strip("'\"")
    for pattern, read in _FORMS:
        found = pattern.fullmatch(bare)
        if found:
            return read(found)
    return _day(bare) or _named_month(bare)


def _day(text: str) -> str:
    found = _ISO_DAY.fullmatch(text)
    if found:
        return _date(int(found[1]), int(found[2]), int(found[3]))
    return day(text, month_first=False) or day(text, month_first=True)


def _date(year: int, month: int, day: int) -> str:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""


def _named_month(text: str) -> str:
    found = _WORDS.fullmatch(text)
    number = _months().get((found["m"] or found["w"] or "").casefold()) if found else None
    if found is None or number is None:
        return ""
    years = [group for group in found.groups() if group and group.isdigit()]
    return f"{years[0]}-{number:02d}"


def range_of(text: str) -> str:
    """The first year of a span such as 2013/14, or empty."""
    found = _RANGE.fullmatch(text.strip())
    return found[1] if found else ""


def year_in(text: str) -> str:
    """The only year that a name holds, or empty: "pop_2015", "Preise (Jan 2014)"."""
    years = set(_IN_A_NAME.findall(text))
    return years.pop() if len(years) == 1 else ""


def stem(text: str) -> str:
    """A name without its year and the signs beside it."""
    return _IN_A_NAME.sub("", text).strip(" _-()[].,:")


def pair(text: str) -> tuple[int, int] | None:
    """The two numbers before the year of a day written so (03/14/2024), or None."""
    found = _DAY.fullmatch(text.strip().strip("'\""))
    return (int(found[1]), int(found[2])) if found else None


def day(text: str, *, month_first: bool) -> str:
    """The day that a text with the year last names in this order, or empty."""
    found = _DAY.fullmatch(text.strip().strip("'\""))
    if not found:
        return ""
    month, number = (1, 2) if month_first else (2, 1)
    return _date(int(found[3]), int(found[month]), int(found[number]))


def certain(text: str) -> str:
    """The period that a text names in one way only, or empty."""
    if pair(text) is None:
        return period(text)
    both = {day(text, month_first=order) for order in (True, False)} - {""}
    return both.pop() if len(both) == 1 else ""


def are_periods(texts: list[str], least: float = 0.95) -> bool:
    """True where nearly all of these texts are periods."""
    return bool(texts) and sum(bool(period(text) or range_of(text)) for text in texts) >= least * len(texts)


def frequency(period: str) -> str:
    """The letter of how often: A, S, Q, M, W or D."""
    if len(period) == len("2015"):
        return "A"
    letter = period[5]
    return letter if letter in "QSW" else ("M" if len(period) == len("2015-01") else "D")
